"""The commands as people and scripts meet them: exit status, JSON alone, hints, and what PATH means."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files as package_files
from pathlib import Path

import jsonschema
import pytest

from sphinx_governance import __version__
from sphinx_governance.cli.main import commands
from sphinx_governance.rules import relation_self

from .tools import call, run, write_files

GOOD = "# 1. Good\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n\n## Decision\n\nB.\n\n## Consequences\n\nC.\n"
BAD = GOOD.replace("# 1. Good", "# 2. Bad").replace(
    "Accepted", "Superseded by [9. Gone](0009-gone.md)"
)
WARN = GOOD.replace("# 1. Good", "# 3. Warn").replace("## Consequences\n\nC.\n", "")
CONF = 'project = "P"\nextensions = ["sphinx_governance"]\nprint("conf.py talks")\n'


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")


def test_exit_status(tmp_path: Path) -> None:
    good = write_files(tmp_path / "good", {"0001-good.md": GOOD})
    bad = write_files(tmp_path / "bad", {"0001-good.md": GOOD, "0002-bad.md": BAD})
    warn = write_files(tmp_path / "warn", {"0001-good.md": GOOD, "0003-warn.md": WARN})
    assert call("check", good).status == 0
    assert call("check", bad).status == 1
    assert call("check", warn).status == 0
    assert call("check", warn, "--strict").status == 1
    assert call("check", tmp_path / "nowhere").status == 2
    assert call("check", "--nonsense").status == 2
    assert run("check", bad).status == 1


def test_an_internal_error_is_kept_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(corpus: object) -> list[object]:
        raise RuntimeError("broken on purpose")

    from sphinx_governance.rules.registry import all_rules

    monkeypatch.setattr(relation_self, "check", broken)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    all_rules.cache_clear()
    try:
        ran = call("check", write_files(tmp_path / "adr", {"0001-good.md": GOOD}))
    finally:
        all_rules.cache_clear()
    assert ran.status == 3
    assert "Traceback" not in ran.out + ran.err
    assert "broken on purpose" in ran.err
    log = next(word for word in ran.err.split() if word.endswith(".log"))
    assert "Traceback" in Path(log).read_text("utf-8")
    Path(log).unlink()


def test_nothing_to_examine_fails_and_says_what_a_record_looks_like(tmp_path: Path) -> None:
    empty = write_files(tmp_path / "empty", {"notes.md": "# Notes\n"})
    ran = call("check", empty)
    assert ran.status == 1
    assert "nothing-examined" in ran.out
    listed = call("list", empty)
    assert listed.status == 0
    assert "No records: 1 document examined" in listed.out


def test_the_report(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "adr", {"0001-good.md": GOOD, "0002-bad.md": BAD})
    ran = call("check", folder)
    lines = ran.out.splitlines()
    assert (
        lines[0]
        == "0002-bad.md:7:16: error[relation-target-missing]: ADR-0002 is superseded by ADR-0009, which does not exist"
    )
    assert lines[1] == "  7 | Superseded by [9. Gone](0009-gone.md)"
    assert lines[2] == "    |                ^^^^^^^"
    assert any(line.startswith("    = see https://") for line in lines)
    assert "Read as a bare folder: adr, no conf.py run." in lines
    assert any(line.startswith("Examined 2 pages, 2 records, 2 references") for line in lines)
    assert lines[-1] == "✗ 1 error, 0 warnings, 0 notes"
    assert "\x1b" not in ran.out


def test_the_report_fits_a_narrow_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    long = BAD.replace("Superseded by", "x" * 90 + " 文字 " * 10 + "Superseded by")
    folder = write_files(tmp_path / "adr", {"0001-good.md": GOOD, "0002-bad.md": long})
    for line in call("check", folder).out.splitlines():
        if " | " in line:
            assert len(line) <= 40
    table = call("list", folder).out.splitlines()
    assert max(map(len, table[:3])) <= 60


def test_json_is_alone_on_standard_output_and_valid(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "adr", {"0001-good.md": GOOD, "0002-bad.md": BAD})
    project = write_files(
        tmp_path / "project", {"conf.py": CONF, "index.rst": "H\n=\n", "adr/0001-a.rst": "A\n=\n"}
    )
    for place in (folder, project):
        for name, command in (("list-1", "list"), ("check-1", "check")):
            ran = run(command, place, "--format", "json")
            schema = json.loads(
                (package_files("sphinx_governance") / "schema" / f"{name}.json").read_text("utf-8")
            )
            jsonschema.Draft202012Validator(schema).validate(ran.json)
    assert call("list", folder, "--format", "json").json["records"][1]["relations"] == [
        {"type": "superseded-by", "target": "ADR-0009"}
    ]


def test_json_is_asked_for_in_either_way(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "adr", {"0001-good.md": GOOD, "0002-bad.md": BAD})
    for command in (("list",), ("check",), ("show", "1"), ("graph",)):
        ran = call(*command, folder, "--json")
        assert ran.json["schema"] == 1
        with_format = call(*command, folder, "--format", "json")
        assert (ran.out, ran.status) == (with_format.out, with_format.status), command
    # The one does not stay for the next.
    assert call("list", folder).out.startswith("ID ")
    for name, found in commands.commands.items():
        known = {option for item in found.params for option in item.opts}
        formats = next((str(item.type) for item in found.params if item.name == "form"), "")
        assert "json" not in formats or "--json" in known, name


def test_list_selects(tmp_path: Path) -> None:
    tagged = "---\nstatus: proposed\ntags: [db, queue]\n---\n# Tagged\n"
    folder = write_files(
        tmp_path,
        {"adr/0001-good.md": GOOD, "adr/0002-tagged.md": tagged, "rfcs/0001-x.md": "# X\n"},
    )

    def ids(*options: str) -> list[str]:
        return [
            record["id"]
            for record in call("list", folder, "--format", "json", *options).json["records"]
        ]

    assert ids() == ["ADR-0001", "ADR-0002", "RFC-0001"]
    assert ids("--kind", "rfc") == ["RFC-0001"]
    assert ids("--status", "Accepted") == ["ADR-0001"]
    assert ids("--status", "accepted", "--status", "proposed") == ["ADR-0001", "ADR-0002"]
    assert ids("--status", "none") == ["RFC-0001"]
    assert ids("--tag", "Queue") == ["ADR-0002"]
    assert call("list", folder, "--tag", "nothing").out == "0 of 3 records, 3 documents examined.\n"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("list", "{folder}/nope"), "there is no file or folder", "check the spelling"),
        (("list", "{folder}", "--kind", "adrr"), "there is no kind 'adrr'", "did you mean adr?"),
        (
            ("list", "{folder}", "--status", "acepted"),
            "no kind has a status 'acepted'",
            "did you mean accepted?",
        ),
        (
            ("show", "ADR-0002", "{folder}"),
            "there is no record 'ADR-0002'",
            "did you mean ADR-0001?",
        ),
        (("check", "{folder}", "--format", "yaml"), "there is no format 'yaml'", "json"),
    ],
)
def test_wrong_use_names_the_remedy(
    tmp_path: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    folder = write_files(tmp_path / "adr", {"0001-good.md": GOOD})
    ran = call(*(argument.format(folder=folder) for argument in arguments))
    assert ran.status == 2
    assert message in ran.err
    assert hint in ran.err
    assert ran.out == ""


def test_show_tells_both_directions(tmp_path: Path) -> None:
    old = GOOD.replace("Accepted", "Superseded by [2. New](0002-new.md)")
    new = GOOD.replace("# 1. Good", "# 2. New")
    folder = write_files(tmp_path / "adr", {"0001-good.md": old, "0002-new.md": new})
    out = call("show", "2", folder).out
    assert "ADR-0002 New" in out
    assert "Supersedes" in out
    assert "ADR-0001 Good" in out
    assert "0002-new.md:1" in out
    assert call("show", "adr-2", folder, "--format", "json").json["records"][0]["id"] == "ADR-0002"


def test_what_path_means(tmp_path: Path) -> None:
    files = {
        "docs/source/conf.py": CONF,
        "docs/source/index.rst": "H\n=\n\n.. adr-index::\n",
        "docs/source/adr/0001-a.rst": "A\n=\n",
    }
    root = write_files(tmp_path / "repo", files)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for place in (root, root / "docs/source"):
        paths = [
            record["path"] for record in call("list", place, "--format", "json").json["records"]
        ]
        assert paths == ["docs/source/adr/0001-a.rst"]
    inside = run("list", "--format", "json", cwd=root / "docs/source/adr")
    assert [record["path"] for record in inside.json["records"]] == ["docs/source/adr/0001-a.rst"]
    bare = call("list", root, "--no-conf", "--format", "json")
    assert [record["path"] for record in bare.json["records"]] == ["docs/source/adr/0001-a.rst"]
    assert "conf.py talks" not in bare.err
    alone = call("check", root / "docs/source/adr/0001-a.rst", "--format", "json")
    assert {item["path"] for item in alone.json["findings"]} == {"0001-a.rst"}


def test_outside_any_project_it_says_so(tmp_path: Path) -> None:
    ran = run("list", cwd=tmp_path)
    assert ran.status == 2
    assert "sphinx-governance list docs/adr" in ran.err


def test_a_conf_py_that_fails_is_wrong_use(tmp_path: Path) -> None:
    root = write_files(
        tmp_path / "p", {"conf.py": "import nothing_of_that_name\n", "adr/0001-a.md": GOOD}
    )
    ran = run("check", root)
    assert ran.status == 2
    assert "nothing_of_that_name" in ran.err
    assert "--no-conf" in ran.err
    assert "Traceback" not in ran.out


def test_help_teaches_and_is_quick_to_load() -> None:
    for command in ((), ("list",), ("check",), ("show",)):
        ran = call(*command, "--help")
        assert ran.status == 0
        assert "Usage: sphinx-governance" in ran.out
        assert all(len(line) <= 90 for line in ran.out.splitlines())
    assert call("--version").out == f"sphinx-governance, version {__version__}\n"
    code = (
        "import sys; from sphinx_governance.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.stderr.write(str([name for name in ('sphinx', 'docutils', 'markdown_it', 'rich') if name in sys.modules]))"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stderr
        == "[]"
    )


def test_markdown_folders_load_neither_sphinx_nor_docutils(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "adr", {"0001-good.md": GOOD})
    for command in ("list", "check"):
        code = (
            "import sys; from sphinx_governance.cli import main\n"
            f"try: main([{command!r}, {str(folder)!r}])\nexcept SystemExit: pass\n"
            "sys.stderr.write(str([name for name in ('sphinx', 'docutils') if name in sys.modules]))"
        )
        assert (
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stderr
            == "[]"
        )


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    files = {f"{number:04}-r.md": GOOD for number in range(1, 400)}
    folder = write_files(tmp_path / "adr", files)
    done = subprocess.run(
        f"{sys.executable} -c 'from sphinx_governance.cli import main; main()' check {folder} | head -1",
        shell=True, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_list_rules_names_every_rule() -> None:
    from sphinx_governance.rules.registry import all_rules

    out = call("check", "--list-rules").out
    assert all(rule.name in out for rule in all_rules())
