"""``init``: what it finds, the least that it writes, and that a second run writes nothing."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .tools import Ran, call, write_files

TODAY = ("--today", "2026-03-04")
CONF = "extensions = []\n"
ADR = "# 1. Use x\n\nDate: 2025-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWe need x.\n\n## Decision\n\nWe use x.\n\n## Consequences\n\nX.\n"
INDEX = "Home\n====\n\n.. toctree::\n\n   intro\n"
SITE = {"docs/conf.py": CONF, "docs/index.rst": INDEX, "docs/intro.rst": "Intro\n=====\n\nText.\n"}


@pytest.fixture
def repository(tmp_path: Path, cache: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "config", "user.name", "Ann Author"], check=True)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def init(folder: Path, *more: str) -> Ran:
    """Run ``init --yes``, and see that what it shows before and does after is the same, and done once."""
    before = files(folder)
    dry = call("init", folder, "--dry-run", *TODAY, *more)
    assert dry.status == 0, dry.err
    assert files(folder) == before
    refused = call("init", folder, *TODAY, *more)
    ran = call("init", folder, "--yes", *TODAY, *more)
    assert ran.status == 0, ran.err
    done = files(folder)
    wrote = {line.removeprefix("Wrote ") for line in ran.out.splitlines() if line[:6] == "Wrote "}
    assert wrote == {path for path in done if done[path] != before.get(path)}
    assert wrote <= {line[6:] for line in dry.out.splitlines() if line.startswith("+++ b/")}
    assert (refused.status, "--yes" in refused.err) == ((2, True) if wrote else (0, False))
    again = call("init", folder, "--yes", "--no-conf", *TODAY, *more)
    assert again.status == 0
    assert "Nothing is to be written." in again.out
    assert files(folder) == done
    return ran


def build(folder: Path, source: str = "docs") -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html",
         str(folder / source), str(folder.parent / "html")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return ran.stderr if ran.returncode else ""


@pytest.mark.parametrize("suffix", [".rst", ".md"])
def test_an_empty_project_gets_a_first_decision(suffix: str, repository: Path) -> None:
    index = INDEX if suffix == ".rst" else "# Home\n\n```{toctree}\nintro\n```\n"
    intro = "Intro\n=====\n\nText.\n"
    write_files(
        repository,
        {"docs/conf.py": CONF, f"docs/index{suffix}": index, f"docs/intro{suffix}": intro},
    )
    init(repository)
    found = files(repository)
    record = f"docs/decisions/0001-record-architecture-decisions{suffix}"
    assert set(found) == {
        "docs/conf.py", f"docs/index{suffix}", f"docs/intro{suffix}", record,
        f"docs/decisions/index{suffix}",
    }  # fmt: skip
    text = found[record].decode()
    assert ":status: accepted" in text
    assert ":deciders: " in text
    assert "2026-03-04" in text
    markdown = '"myst_parser", ' if suffix == ".md" else ""
    assert found["docs/conf.py"].decode() == f'extensions = [{markdown}"sphinx_governance"]\n'
    assert "decisions/index" in found[f"docs/index{suffix}"].decode()
    assert build(repository) == ""
    assert (repository.parent / "html/decisions/index.html").read_text().count("Record arch") > 0
    checked = call("check", repository, *TODAY, "--strict")
    assert checked.status == 0, checked.out


def test_an_archive_keeps_its_records(repository: Path) -> None:
    archive = {
        f"docs/adr/000{n}-use-x.md": ADR.replace("1. Use x", f"{n}. Use {n}") for n in (1, 2)
    }
    rest = {"docs/rfc/0001-plug.rst": "Plug\n====\n\n:Status: draft\n\nContext\n-------\n\nWhy.\n"}
    broken = {"docs/adr/0003-no.md": "# 3. No\n\n## Status\n\nAcepted\n\n## Context\n\nX.\n"}
    write_files(repository, {**SITE, **archive, **rest, **broken})
    before = files(repository)
    ran = init(repository)
    after = files(repository)
    assert {path for path in after if after[path] != before.get(path)} == {
        "docs/conf.py", "docs/index.rst", "docs/adr/index.rst", "docs/rfc/index.rst",
    }  # fmt: skip
    assert "3 ADRs in docs/adr (status-section)" in ran.out
    assert "1 RFC in docs/rfc (field-list)" in ran.out
    assert after["docs/index.rst"].decode().endswith("   intro\n   adr/index\n   rfc/index\n")
    assert ".. rfc-index::" in after["docs/rfc/index.rst"].decode()
    assert '["myst_parser", "sphinx_governance"]' in after["docs/conf.py"].decode()
    assert "--write-baseline" in ran.out
    errors = call("check", repository, *TODAY, "--format", "json").json["findings"]
    shown = [item for item in errors if item["severity"] == "error"]
    assert f"check finds {len(shown)} error" in ran.out
    accept = next(line for line in ran.out.splitlines() if "--write-baseline" in line)
    assert call(*accept.rpartition(": sphinx-governance ")[2].split()).status == 0
    assert call("check", repository, *TODAY).status == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"docs/conf.py": "from base import *\n"}, ("docs/conf.py:1: ", 'extensions += ["myst_parser", "sphinx')),
        ({"docs/index.rst": INDEX + "\n.. toctree::\n\n   intro\n"}, ("docs/index.rst:8: ", "/adr/index")),
        ({"docs/index.rst": "Home\n====\n"}, ("no toctree was found", "/adr/index")),
        ({"docs/adr/README.md": "# Ours\n"}, ("docs/adr/README.md: ", "```{adr-index}")),
        ({"docs/conf.py": 'extensions = []\nexclude_patterns = ["adr/**"]\n'}, ("docs/conf.py: ", "adr")),
    ],
    ids=["computed", "two toctrees", "no toctree", "index", "excluded"],
)  # fmt: skip
def test_what_is_not_certain_is_said(
    more: dict[str, str], said: tuple[str, str], repository: Path
) -> None:
    write_files(repository, {**SITE, "docs/adr/0001-use-x.md": ADR, **more})
    ran = init(repository, "--no-conf", "--no-first")
    place, add = said
    assert f"  {place}" in ran.out
    assert f"      {add}" in ran.out
    assert all(
        (repository / path).read_text() == text for path, text in more.items() if "conf" not in path
    )


def test_records_beside_the_sphinx_project(repository: Path) -> None:
    write_files(repository, {**SITE, "arch/decisions/0001-use-x.md": ADR})
    ran = init(repository, "--no-conf")
    assert "arch/decisions lies outside docs" in ran.out
    assert "sphinx-governance check arch/decisions" in ran.out
    assert "docs/decisions" not in ran.out


def test_a_pattern_that_names_the_new_page_is_enough(repository: Path) -> None:
    index = "Home\n====\n\n.. toctree::\n   :glob:\n\n   intro\n   */index\n"
    write_files(repository, {**SITE, "docs/index.rst": index, "docs/adr/0001-use-x.md": ADR})
    init(repository, "--no-conf")
    assert (repository / "docs/index.rst").read_text() == index
    assert (repository / "docs/adr/index.rst").is_file()


def test_listed_records_need_no_page(repository: Path) -> None:
    index = "Home\n====\n\n.. toctree::\n   :glob:\n\n   intro\n   adr/*\n"
    write_files(repository, {**SITE, "docs/index.rst": index, "docs/adr/0001-use-x.md": ADR})
    ran = init(repository, "--no-conf")
    assert [line for line in ran.out.splitlines() if line[:6] == "Wrote "] == ["Wrote docs/conf.py"]


@pytest.mark.parametrize("settings", ["", "pyproject.toml", "governance.toml"])
def test_a_folder_with_a_name_of_its_own(settings: str, repository: Path) -> None:
    text = '# ours\r\n[project]\r\nname = "x"\r\n' if settings[:1] == "p" else "stale-after = 9\n"
    records = {
        f"docs/choices/000{n}-use-x.md": ADR.replace("1. Use x", f"{n}. Use {n}") for n in (1, 2)
    }
    steps = {f"docs/tour/0{n}-step.md": "# Step\n\nGo on.\n" for n in (1, 2)}
    write_files(
        repository, {**SITE, **records, **steps, **({settings: text.encode()} if settings else {})}
    )
    ran = init(repository, "--no-conf")
    file = repository / (settings or "governance.toml")
    written = file.read_bytes().decode()
    assert 'folders = ["choices"]' in written
    assert written.startswith(text if settings else "[kinds.adr]")
    assert "2 ADRs in docs/choices" in ran.out
    if not settings:
        assert len(call("list", repository, "--format", "json").json["records"]) == 2


def test_a_bare_folder_needs_nothing(repository: Path) -> None:
    write_files(repository, {"adr/0001-use-x.md": ADR, "README.md": "# Shop\n"})
    ran = init(repository)
    assert set(files(repository)) == {"adr/0001-use-x.md", "README.md"}
    assert "1 ADR in adr (status-section)" in ran.out
    assert f"sphinx-governance check {repository}" in ran.out


def test_nothing_at_all_begins_with_a_record(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    ran = call("init", "--yes", *TODAY)
    assert ran.status == 0, ran.err
    assert set(files(repository)) == {"docs/decisions/0001-record-architecture-decisions.md"}
    assert call("check", *TODAY, "--strict").status == 0
    assert "sphinx-governance check   " in ran.out
    assert call("init", repository / "docs", "--yes", "--no-first").status == 0


def test_all_files_are_written_or_none(repository: Path) -> None:
    write_files(repository, {**SITE, "docs/adr/0001-use-x.rst": "X\n=\n\n:Status: accepted\n"})
    before = files(repository)
    if os.geteuid() == 0:
        # Root writes read-only files; a folder in a file's place stops root too.
        (repository / "docs/conf.py").unlink()
        outside = repository.parent / "conf.py"
        outside.write_text(CONF)
        (repository / "docs/conf.py").symlink_to(outside)
    else:
        (repository / "docs/conf.py").chmod(0o400)
    ran = call("init", repository, "--yes")
    assert ran.status == 2
    assert "nothing was written" in ran.err
    assert files(repository) == before


def test_line_endings_and_marks_stay(repository: Path) -> None:
    windows = {
        path: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for path, text in SITE.items()
    }
    write_files(repository, windows)
    init(repository, "--no-conf")
    found = files(repository)
    for path in ("docs/conf.py", "docs/index.rst"):
        assert found[path].startswith(b"\xef\xbb\xbf")
        assert found[path].count(b"\xef\xbb\xbf") == 1
        assert found[path].count(b"\n") == found[path].count(b"\r\n") > 0
    assert build(repository) == ""


def test_a_folder_inside_a_sphinx_project_is_not_set_up_alone(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(repository, {**SITE, "docs/adr/notes.md": "# Notes\n"})
    monkeypatch.chdir(repository)
    ran = init(repository / "docs/adr")
    assert "      sphinx-governance init docs\n" in ran.out
    assert [path for path in files(repository) if "adr" in path] == ["docs/adr/notes.md"]


@pytest.mark.parametrize("path", ["missing", "docs/index.rst"])
def test_wrong_use(path: str, repository: Path) -> None:
    write_files(repository, SITE)
    assert call("init", repository / path).status == 2
    ran = call("init", repository, "--kind", "ard")
    assert (ran.status, "kinds: adr, rfc" in ran.err) == (2, True)


def test_hostile_names_do_nothing_to_the_terminal(repository: Path) -> None:
    name = "docs/adr/0001-\x1b[31mx\u202e.md"
    write_files(repository, {**SITE, name: ADR, "docs/choices\x1b[2J/0001-a.md": ADR})
    ran = init(repository, "--no-conf")
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_terminal_is_asked_once(answer: str, repository: Path, tmp_path: Path) -> None:
    write_files(repository, SITE)
    ours, theirs = pty.openpty()
    program = "from sphinx_governance.cli import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", program, "init"], cwd=repository, stdin=theirs, stdout=theirs,
        stderr=theirs, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    seen = _until(ours, "[Y/n]")
    os.write(ours, f"{answer}\n".encode())
    seen += _until(ours, "")
    assert child.wait(30) == 0
    os.close(ours)
    assert seen.count("[Y/n]") == 1
    assert ("Wrote docs/conf.py" in seen) == (answer == "y")
    assert ("Nothing was written." in seen) == (answer == "n")
    assert (repository / "docs/decisions").is_dir() == (answer == "y")


def _until(handle: int, sign: str) -> str:
    """Return what a terminal shows until a sign comes, or until it closes."""
    seen, end = "", time.monotonic() + 30
    while time.monotonic() < end and (not sign or sign not in seen):
        if select.select([handle], [], [], 0.1)[0]:
            try:
                part = os.read(handle, 4096)
            except OSError:
                break
            if not part:
                break
            seen += part.decode("utf-8", "replace")
    return seen
