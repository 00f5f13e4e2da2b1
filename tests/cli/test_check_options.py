"""The options of ``check``: which rules, which reports, what is accepted, what is mended."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .tools import Ran, call, write_files

BAD = "# 1. Use X\n\nDate: October 8, 2025\n\n## Status\n\nAcepted\n"
"""Two things to mend: a slip of a status (error), a date in words (note); and a missing section."""


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    return write_files(tmp_path / "adr", {"0001-use-x.md": BAD})


@pytest.fixture
def repository(folder: Path) -> Path:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def git(folder: Path, *arguments: str) -> str:
    names = {
        f"GIT_{who}_{what}": "a@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    env = {**os.environ, **names, "GIT_CONFIG_GLOBAL": "/dev/null"}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=env, check=True, capture_output=True, text=True
    ).stdout


def rules(ran: Ran) -> set[str]:
    return {finding["rule"] for finding in ran.json["findings"]}


def test_select_and_ignore_take_rules_and_families(folder: Path) -> None:
    every = rules(call("check", folder, "--format", "json"))
    assert {"status-unknown", "date-invalid", "section-missing"} <= every
    assert rules(call("check", folder, "--format", "json", "--select", "status-unknown,date-invalid")) == {
        "status-unknown", "date-invalid",
    }  # fmt: skip
    assert rules(call("check", folder, "--format", "json", "--select", "sections")) == {
        "section-missing"
    }
    left = rules(
        call("check", folder, "--format", "json", "--ignore", "header", "--ignore", "sections")
    )
    assert left == {
        name for name in every if name not in {"status-unknown", "date-invalid", "section-missing"}
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "status-unkown"], "did you mean status-unknown?"),
        (["--ignore", "nothing-like-it"], "--list-rules"),
        (["--format", "sarrif"], "did you mean sarif?"),
        (["-o", "report.md"], "-o FORMAT=report.md"),
        (["--explain", "date-invalide"], "did you mean date-invalid?"),
        (["--against", "no-such-ref"], "no-such-ref"),
        (["--only-changed-since", "no-such-ref"], "no-such-ref"),
        (["--today", "soon"], "soon"),
    ],
)
def test_wrong_use_names_the_remedy(arguments: list[str], said: str, repository: Path) -> None:
    ran = call("check", repository, *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


def test_reports_go_to_files_beside_the_text(folder: Path, tmp_path: Path) -> None:
    outputs = [
        f"{tmp_path}/a.sarif",
        f"{tmp_path}/b.xml",
        f"github={tmp_path}/c.txt",
        f"{tmp_path}/new/d.json",
    ]
    ran = call("check", folder, *(part for output in outputs for part in ("-o", output)))
    assert "error[status-unknown]" in ran.out
    assert json.loads((tmp_path / "a.sarif").read_text())["version"] == "2.1.0"
    assert ElementTree.fromstring((tmp_path / "b.xml").read_text()).tag == "testsuites"
    assert (tmp_path / "c.txt").read_text().startswith("::error file=0001-use-x.md,line=7")
    assert json.loads((tmp_path / "new/d.json").read_text())["schema"] == 1


def test_a_report_that_cannot_be_written_is_wrong_use(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    ran = call("check", folder, "-o", f"{tmp_path}/taken/a.json")
    assert (ran.status, "cannot be written" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 1), (["--fail-on", "never"], 0), (["--ignore", "status-unknown"], 0),
        (["--ignore", "status-unknown", "--strict"], 1), (["--select", "date-invalid", "--strict"], 0),
        (["--select", "date-invalid", "--fail-on", "note"], 1), (["--select", "number-gap"], 0),
    ],
)  # fmt: skip
def test_what_fails(arguments: list[str], status: int, folder: Path) -> None:
    assert call("check", folder, *arguments).status == status


def test_what_the_baseline_never_holds_is_not_said_to_be_left_out(folder: Path) -> None:
    call("check", folder, "--write-baseline")
    mended = (folder / "0001-use-x.md").read_text().replace("Acepted", "Accepted")
    (folder / "0001-use-x.md").write_text(mended)
    assert {"baseline", "date-invalid"} <= rules(call("check", folder, "--format", "json"))
    again = call("check", folder, "--write-baseline")
    assert "1 taken out" in again.err
    assert "not accepted" not in again.err


def test_the_baseline_accepts_and_only_shrinks(folder: Path) -> None:
    written = call("check", folder, "--write-baseline")
    file = folder / "governance-baseline.toml"
    assert (written.status, "added, 0 taken out" in written.err) == (0, True)
    accepted = call("check", folder, "--strict", "--format", "json")
    assert accepted.status == 0
    assert rules(accepted) <= {"date-invalid"}
    assert "accepted in the baseline" in call("check", folder).out
    assert call("check", folder, "--no-baseline").status == 1

    file.write_text(file.read_text().replace('reason = ""', 'reason = "an old record"', 1))
    (folder / "0002-y.md").write_text(BAD.replace("1. Use X", "2. Y"))
    again = call("check", folder, "--write-baseline")
    assert "0 added, 0 taken out" in again.err
    assert "--write-baseline --force" in again.err
    assert call("check", folder).status == 1
    assert call("check", folder, "--write-baseline", "--force").status == 0
    assert 'reason = "an old record"' in file.read_text()
    assert call("check", folder).status == 0

    (folder / "0002-y.md").unlink()
    stale = call("check", folder, "--format", "json")
    assert "baseline" in rules(stale)
    call("check", folder, "--write-baseline")
    assert "0002-y.md" not in file.read_text()
    assert call("check", folder, "--strict").status == 0


def test_what_is_accepted_expires(folder: Path) -> None:
    call("check", folder, "--write-baseline")
    file = folder / "governance-baseline.toml"
    file.write_text(file.read_text().replace("reason =", "expires = 2030-01-31\nreason ="))
    assert call("check", folder, "--today", "2030-01-31").status == 0
    ran = call("check", folder, "--today", "2030-02-01")
    assert ran.status == 1
    assert "it was accepted until 2030-01-31" in ran.out


def test_a_severity_by_kind_status_and_date(folder: Path) -> None:
    def severity(setting: str, text: str = BAD) -> list[str]:
        (folder / "0001-use-x.md").write_text(text)
        (folder / "governance.toml").write_text(f"[rules]\nsection-missing = {setting}\n")
        found = call("check", folder, "--format", "json").json["findings"]
        return sorted({item["severity"] for item in found if item["rule"] == "section-missing"})

    good = BAD.replace("Acepted", "Accepted")
    assert severity("{ kinds = { adr = 'error' } }") == ["error"]
    assert severity("{ kinds = { rfc = 'error' } }") == ["warning"]
    assert severity("{ severity = 'off', statuses = { accepted = 'note' } }", good) == ["note"]
    assert severity("{ severity = 'off', statuses = { proposed = 'note' } }", good) == []
    assert severity("{ since = 2025-10-08 }") == ["warning"]
    assert severity("{ since = '2025-10-09' }") == []
    assert severity("{ since = '2025-10-09' }", BAD.replace("Date: October 8, 2025", "")) == [
        "warning"
    ]


@pytest.mark.parametrize(
    "setting", ["{ kind = {} }", "{ since = 'soon' }", "'loud'", "{ kinds = { adr = 'x' } }"]
)
def test_a_wrong_severity_is_told(setting: str, folder: Path) -> None:
    (folder / "governance.toml").write_text(f"[rules]\nsection-missing = {setting}\n")
    assert "config" in rules(call("check", folder, "--format", "json"))


def test_fix_shows_and_mends_what_is_safe(repository: Path) -> None:
    file = repository / "0001-use-x.md"
    shown = call("check", repository, "--diff")
    assert "-Acepted\n+Accepted\n" in shown.out
    assert file.read_text() == BAD
    ran = call("check", repository, "--fix")
    assert "-Acepted\n+Accepted\n" in ran.out
    assert "Made 2 fixes in 1 file." in ran.err
    assert file.read_text() == BAD.replace("Acepted", "Accepted").replace(
        "October 8, 2025", "2025-10-08"
    )
    assert "status-unknown" not in ran.out.split("+Accepted", 1)[1]
    assert call("check", repository, "--fix", "--allow-dirty").err == ""
    assert git(repository, "status", "--porcelain") == " M 0001-use-x.md\n"


def test_a_diff_keeps_the_spaces_of_its_lines(repository: Path) -> None:
    (repository / "0001-use-x.md").write_text(
        "# 1. Use X\n\n  *  Status:  Acepted\n\n## Context\n\nX.\n"
    )
    assert (
        "-  *  Status:  Acepted\n+  *  Status:  Accepted\n \n ## Context\n"
        in call("check", repository, "--diff").out
    )


def test_services_get_paths_from_the_root_of_the_repository(tmp_path: Path, cache: Path) -> None:
    root = write_files(tmp_path, {"docs/adr/0001-use-x.md": BAD})
    git(root, "init", "-q", "-b", "main")
    folder = root / "docs" / "adr"
    call(
        "check", folder, "--format", "github", "-o", tmp_path / "a.sarif", "-o", tmp_path / "a.json"
    )
    ran = call("check", folder, "--format", "github")
    assert "file=docs/adr/0001-use-x.md," in ran.out
    assert '"uri": "docs/adr/0001-use-x.md"' in (tmp_path / "a.sarif").read_text()
    assert '"path": "0001-use-x.md"' in (tmp_path / "a.json").read_text()
    assert "\n0001-use-x.md:7" in "\n" + call("check", folder).out


def test_fix_leaves_uncommitted_changes_alone(repository: Path) -> None:
    file = repository / "0001-use-x.md"
    file.write_text(BAD + "\nMore.\n")
    ran = call("check", repository, "--fix")
    assert ran.status == 2
    assert "0001-use-x.md has uncommitted changes" in ran.err
    assert file.read_text() == BAD + "\nMore.\n"
    assert call("check", repository, "--fix", "--allow-dirty").status == 0


def test_fix_asks_where_nothing_could_be_taken_back(folder: Path) -> None:
    ran = call("check", folder, "--fix")
    assert (ran.status, "in no git repository" in ran.err) == (2, True)
    assert (folder / "0001-use-x.md").read_text() == BAD


def test_fix_keeps_line_endings_marks_and_modes(repository: Path) -> None:
    file = repository / "0001-use-x.md"
    file.write_bytes(b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    call("check", repository, "--fix", "--allow-dirty")
    mended = BAD.replace("Acepted", "Accepted").replace("October 8, 2025", "2025-10-08")
    assert file.read_bytes() == b"\xef\xbb\xbf" + mended.replace("\n", "\r\n").encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in repository.iterdir() if path.name.startswith(".0001")] == []


def test_only_what_changed(repository: Path) -> None:
    write_files(repository, {"0002-y.md": BAD.replace("1. Use X", "2. Y")})
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "second")
    write_files(repository, {"0003-z.md": BAD.replace("1. Use X", "3. Z")})

    def paths(*arguments: str) -> set[str]:
        found = call("check", repository, "--format", "json", *arguments).json["findings"]
        return {item["path"] for item in found if item["rule"] == "status-unknown"}

    assert paths() == {"0001-use-x.md", "0002-y.md", "0003-z.md"}
    assert paths("--only-changed-since", "HEAD~1") == {"0002-y.md", "0003-z.md"}
    assert paths("--only-changed-since", "HEAD") == {"0003-z.md"}


def test_explain_is_the_page_of_the_rule() -> None:
    ran = call("check", "--explain", "successor-status")
    assert ran.status == 0
    assert ran.out.startswith("successor-status (warning, relations)\n")
    assert "superseded-by: ADR-0005" in ran.out
    assert "code-block" not in ran.out
    assert "::" not in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines() if "http" not in line)
