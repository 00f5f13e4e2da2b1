"""``adr``: what users of adr-tools type does what it did, and writes what it wrote."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_governance.files import write_together
from sphinx_governance.outputs.adr_text import (
    link_to,
    links_of,
    slug_of,
    title_of,
    upgraded,
    with_link,
    without_accepted,
)

from .tools import Ran, call, run, write_files

PLAIN = "# 1. First\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and none of the environment of whoever runs the tests."""
    for name in ("VISUAL", "EDITOR", "ADR_TEMPLATE", "ADR_PAGER", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ADR_DATE", "1992-01-12")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def adr(line: str) -> Ran:
    return call("adr", *shlex.split(line))


def said(line: str) -> str:
    done = adr(line)
    assert (done.status, done.err) == (0, ""), done
    return done.out


def head(path: str, lines: int) -> str:
    return "".join(Path(path).read_text(encoding="utf-8").splitlines(keepends=True)[:lines])


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refused(line: str, *words: str) -> None:
    """Fail unless a command ends with status 2, says why, and leaves everything as it was."""
    before = everything(Path.cwd())
    done = adr(line)
    assert done.status == 2
    assert done.out == ""
    for word in words:
        assert word in done.err
    assert everything(Path.cwd()) == before


# What the expected outputs of adr-tools' own tests say


def test_init() -> None:
    assert said("init") == "doc/adr/0001-record-architecture-decisions.md\n"
    assert not Path(".adr-dir").exists()
    text = Path("doc/adr/0001-record-architecture-decisions.md").read_text(encoding="utf-8")
    assert text.startswith(
        "# 1. Record architecture decisions\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n\n## Context\n\n"
    )
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Status",
        "## Context",
        "## Decision",
        "## Consequences",
    ]


def test_init_with_a_directory_is_remembered_below_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = said("init 'architecture log'")
    assert made == "architecture log/0001-record-architecture-decisions.md\n"
    assert Path(".adr-dir").read_text(encoding="utf-8") == "architecture log\n"
    assert said("new First Record") == "architecture log/0002-first-record.md\n"
    Path("sub/below").mkdir(parents=True)
    monkeypatch.chdir("sub/below")
    assert said("new Second Record") == "../../architecture log/0003-second-record.md\n"
    assert said("list").splitlines() == [
        "../../architecture log/0001-record-architecture-decisions.md",
        "../../architecture log/0002-first-record.md",
        "../../architecture log/0003-second-record.md",
    ]


def test_default_folder_is_found_from_below(monkeypatch: pytest.MonkeyPatch) -> None:
    said("new First Record")
    Path("sub").mkdir()
    monkeypatch.chdir("sub")
    assert said("new Second Record") == "../doc/adr/0002-second-record.md\n"


def test_numbers_go_up_in_tens() -> None:
    for number in range(1, 11):
        assert said(f"new Decision {number}") == f"doc/adr/{number:04d}-decision-{number}.md\n"
    assert head("doc/adr/0009-decision-9.md", 7) == (
        "# 9. Decision 9\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n"
    )


def test_number_is_after_the_highest_name() -> None:
    write_files(Path.cwd(), {"doc/adr/0041-a.md": PLAIN, "doc/adr/0007-b.md": PLAIN})
    assert said("new Next") == "doc/adr/0042-next.md\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Something About Node.JS", "0001-something-about-node-js.md"),
        ("Slash/Slash/Slash/", "0001-slash-slash-slash.md"),
        ("-- -Bar-", "0001-bar.md"),
        ("Use a -s option", "0001-use-a-s-option.md"),
    ],
)
def test_slugs(title: str, name: str) -> None:
    assert said(f"new {title}") == f"doc/adr/{name}\n"


def test_superseding_several() -> None:
    said("new First Record")
    said("new Second Record")
    assert said("new -s 1 -s 2 Third Record") == "doc/adr/0003-third-record.md\n"
    for number, name in ((1, "First"), (2, "Second")):
        assert head(f"doc/adr/000{number}-{name.lower()}-record.md", 9) == (
            f"# {number}. {name} Record\n\nDate: 1992-01-12\n\n## Status\n\n"
            "Superceded by [3. Third Record](0003-third-record.md)\n\n## Context\n"
        )
    assert head("doc/adr/0003-third-record.md", 13) == (
        "# 3. Third Record\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n\n"
        "Supercedes [1. First Record](0001-first-record.md)\n\n"
        "Supercedes [2. Second Record](0002-second-record.md)\n\n## Context\n"
    )


LINKS = {
    "0001-first-record.md": "# 1. First Record\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n\n"
    "Amended by [3. Third Record](0003-third-record.md)\n\n## Context\n",
    "0002-second-record.md": "# 2. Second Record\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n\n"
    "Clarified by [3. Third Record](0003-third-record.md)\n\n## Context\n",
    "0003-third-record.md": "# 3. Third Record\n\nDate: 1992-01-12\n\n## Status\n\nAccepted\n\n"
    "Amends [1. First Record](0001-first-record.md)\n\n"
    "Clarifies [2. Second Record](0002-second-record.md)\n\n## Context\n",
}


@pytest.mark.parametrize(
    "session",
    [
        ['new -l "1:Amends:Amended by" -l "2:Clarifies:Clarified by" Third Record'],
        ["new Third Record", 'link 3 Amends 1 "Amended by"', 'link 3 Clarifies 2 "Clarified by"'],
        [
            "new Third Record",
            'link third Amends 0001-first-record.md "Amended by"',
            'link doc/adr/0003-third-record.md Clarifies 0002 "Clarified by"',
        ],
    ],
)
def test_links(session: list[str]) -> None:
    said("new First Record")
    said("new Second Record")
    for line in session:
        said(line)
    for name, text in LINKS.items():
        assert head(f"doc/adr/{name}", text.count("\n")) == text


def four_ideas() -> None:
    said("init")
    said("new An idea that seems good at the time")
    said("new -s 2 A better idea")
    said("new This will work")
    said("new -s 3 The end")


NAMES = (
    (1, "Record architecture decisions", "0001-record-architecture-decisions"),
    (2, "An idea that seems good at the time", "0002-an-idea-that-seems-good-at-the-time"),
    (3, "A better idea", "0003-a-better-idea"),
    (4, "This will work", "0004-this-will-work"),
    (5, "The end", "0005-the-end"),
)


@pytest.mark.parametrize(
    ("options", "prefix", "extension"),
    [("", "", ".html"), (" -p http://example.com/ -e .xxx", "http://example.com/", ".xxx")],
)
def test_graph(options: str, prefix: str, extension: str) -> None:
    four_ideas()
    expected = ["digraph {", "  node [shape=plaintext];", "  subgraph {"]
    for number, title, name in NAMES:
        expected.append(
            f'    _{number} [label="{number}. {title}"; URL="{prefix}{name}{extension}"];'
        )
        if number > 1:
            expected.append(f'    _{number - 1} -> _{number} [style="dotted", weight=1];')
    expected += [
        "  }",
        '  _3 -> _2 [label="Supercedes", weight=0]',
        '  _5 -> _3 [label="Supercedes", weight=0]',
        "}",
    ]
    assert said(f"generate graph{options}").splitlines() == expected


def test_contents() -> None:
    said("new First Decision")
    said("new Second Decision")
    write_files(
        Path.cwd(), {"intro.md": "An intro.\n\nTwo paragraphs.\n", "outro.md": "An outro.\n"}
    )
    assert said("generate toc -i intro.md -o outro.md -p foo/") == (
        "# Architecture Decision Records\n\nAn intro.\n\nTwo paragraphs.\n\n"
        "* [1. First Decision](foo/0001-first-decision.md)\n"
        "* [2. Second Decision](foo/0002-second-decision.md)\n\nAn outro.\n"
    )
    assert said("generate toc").startswith("# Architecture Decision Records\n\n* [1. First")
    assert said("generate") == "graph\ntoc\n"


def test_own_template() -> None:
    said("init adrs")
    own = "# TITLE\n\nOurs!\n\n# Status\n\nSTATUS\n\n# Info\n\nADR Number: NUMBER\n\nDate: DATE, UPDATED\n"
    write_files(Path.cwd(), {"adrs/templates/template.md": own.encode()})
    assert said("new Aaa Bbb") == "adrs/0002-aaa-bbb.md\n"
    assert Path("adrs/0002-aaa-bbb.md").read_text(encoding="utf-8") == (
        "# Aaa Bbb\n\nOurs!\n\n# Status\n\nAccepted\n\n# Info\n\nADR Number: 2\n\nDate: 1992-01-12, UPDATED\n"
    )
    refused("new -s 1 It cannot say so", "0003-it-cannot-say-so.md", "## Status")


def test_template_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADR_TEMPLATE", "mine.md")
    refused("new First", "mine.md cannot be read")
    write_files(Path.cwd(), {"mine.md": b"# NUMBER: TITLE (NUMBER)\r\n\r\nSTATUS\r\n"})
    said("new The DATE of STATUS")
    made = Path("doc/adr/0001-the-date-of-status.md").read_bytes()
    assert made == b"# 1: The DATE of STATUS (NUMBER)\r\n\r\nAccepted\r\n"


def test_dates_of_old() -> None:
    said("init")
    old = b"# 2. Old\r\n\r\nDate: 12/01/1992\r\n\r\n```\nDate: 12/01/1992\n```\n\xff"
    write_files(Path.cwd(), {"doc/adr/0002-old.md": old})
    said("upgrade-repository")
    new = Path("doc/adr/0002-old.md").read_bytes()
    assert new == old.replace(b"12/01/1992", b"1992-01-12", 1)
    write_files(Path.cwd(), {"doc/adr/0003-us.md": "# 3. US\n\nDate: 12/31/1992\n"})
    write_files(Path.cwd(), {"doc/adr/0002-old.md": old})
    refused("upgrade-repository", "doc/adr/0003-us.md:3 has a date")


# Programs that the environment names


def recorder(folder: Path, status: int = 0) -> str:
    """Return the command of an editor that says how it was called."""
    script = folder / "an editor.py"
    script.write_text(
        f"import sys\nprint('EDITOR', *sys.argv[1:], flush=True)\nsys.exit({status})\n"
    )
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}"


def test_editor_is_called_before_the_path_is_printed(folder: Path) -> None:
    command = recorder(folder)
    done = run("adr", "new", "A $(touch x)", cwd=folder, env={"EDITOR": f"{command} --wait"})
    assert (done.status, done.err) == (0, "")
    path = "doc/adr/0001-a-touch-x.md"
    assert done.out.splitlines() == [f"EDITOR --wait {path}", path]
    both = {"EDITOR": "no-such-editor", "VISUAL": command}
    done = run("adr", "new", "B", cwd=folder, env=both)
    assert done.out.splitlines() == ["EDITOR doc/adr/0002-b.md", "doc/adr/0002-b.md"]
    done = run("adr", "init", "--", "-log", cwd=folder, env=both)
    assert done.out == "-log/0001-record-architecture-decisions.md\n"
    done = run("adr", "new", "C", cwd=folder, env=both)
    assert done.out.splitlines() == ["EDITOR ./-log/0002-c.md", "-log/0002-c.md"]


def test_editor_that_fails_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor -w")
    refused("new First", "no program 'no-such-editor'", "VISUAL")
    monkeypatch.setenv("VISUAL", "'vi")
    refused("new First", "VISUAL='vi is no command")
    done = run("adr", "new", "First", cwd=folder, env={"VISUAL": recorder(folder, 3)})
    assert done.status == 2
    assert "ended with status 3" in done.err
    assert "doc/adr/0001-first.md" in done.err


def test_help_goes_through_the_pager(folder: Path) -> None:
    assert "Usage: sphinx-governance adr new " in said("help new")
    assert "-e LINK-EXTENSION" in said("help generate graph")
    assert "upgrade-repository" in said("help")
    refused("help nothing", "no command 'nothing'")
    refused("help new nothing", "no command 'new nothing'")
    script = write_files(folder, {"p.py": "import sys\nprint(sys.stdin.read().upper())\n"}) / "p.py"
    pager = f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}"
    done = run("adr", "help", "list", cwd=folder, env={"ADR_PAGER": pager, "PAGER": "false"})
    assert "USAGE: SPHINX-GOVERNANCE ADR LIST" in done.out


def test_config_is_read_by_a_shell() -> None:
    script = f'{said("config")}\ntest -d "$adr_bin_dir" && ls "$adr_template_dir"'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["init.md", "template.md"]


# What must not happen


@pytest.mark.parametrize(
    ("title", "line", "name"),
    [
        ("../../etc/passwd", "# 1. ../../etc/passwd", "0001-etc-passwd.md"),
        ("A\n\n## Status\n\nRejected", "# 1. A ## Status Rejected", "0001-a-status-rejected.md"),
        ("$(touch x) `touch y`; rm -rf .", "# 1. $(touch x) `touch y`; rm -rf .", "0001-touch-x-touch-y-rm-rf.md"),
        ("\"double\" 'single' \\1 & |", "# 1. \"double\" 'single' \\1 & |", "0001-double-single-1.md"),
        ("NUMBER of the DATE", "# 1. NUMBER of the DATE", "0001-number-of-the-date.md"),
        ("Über 日本", "# 1. Über 日本", "0001-über-日本.md"),
        ("\x1b[31mred\x07", "# 1. [31mred", "0001-31mred.md"),
    ],
)  # fmt: skip
def test_hostile_titles(folder: Path, title: str, line: str, name: str) -> None:
    done = call("adr", "new", title)
    assert (done.status, done.out) == (0, f"doc/adr/{name}\n")
    assert list(everything(folder)) == [f"doc/adr/{name}"]
    assert head(f"doc/adr/{name}", 1) == f"{line}\n"
    assert said("new -s 1 Next") == "doc/adr/0002-next.md\n"
    assert f"{name})" in head("doc/adr/0002-next.md", 20)
    checked = call("check", "doc/adr", "--fail-on", "warning")
    assert checked.status == 0, checked.out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("new", ["no title given"]),
        ("new '  '", ["no title given"]),
        ("new '!!'", ["no letter and no digit"]),
        (f"new {'x' * 300}", ["nothing was written"]),
        ("new -s 9 Next", ["no record in doc/adr is named '9'", "adr list"]),
        ("new -s 1 -s nothing Next", ["no record", "'nothing'"]),
        ("new -s record Next", ["several records", "0001-first-record.md, 0002-second-record.md"]),
        ("new -l 1:Amends Next", ["TARGET:LINK:REVERSE-LINK"]),
        ("new -l '1::Amended by' Next", ["TARGET:LINK:REVERSE-LINK"]),
        ("new -l '7:Amends:Amended by' Next", ["'7'"]),
        ("link 1 Amends 9 'Amended by'", ["'9'"]),
        ("link 1 Amends 1 'Amended by'", ["one record"]),
        ("link 1 '' 2 'Amended by'", ["no words"]),
        ("link 1 Amends 2", ["REVERSE-LINK"]),
        ("link 1 Amends 3 'Amended by'", ["0003-no-status.md", "## Status"]),
        ("link '' Amends 2 'Amended by'", ["no record"]),
        ("new -s 3 Next", ["0003-no-status.md", "## Status"]),
        ("init README.md", ["README.md is no folder"]),
        ("init 'two\nlines'", ["is no folder"]),
        ("generate toc -i nothing.md", ["nothing.md"]),
        ("delete 1", ["delete"]),
    ],
)
def test_wrong_use_writes_nothing(line: str, words: list[str]) -> None:
    said("new First Record")
    said("new Second Record")
    write_files(Path.cwd(), {"doc/adr/0003-no-status.md": "# No status\n", "README.md": "Hi\n"})
    refused(line, *words)


def test_folder_that_is_missing_or_begun() -> None:
    for line in ("list", "link 1 Amends 2 'Amended by'", "new -s 1 A", "generate graph"):
        refused(line, "no folder doc/adr", "adr init")
    said("init")
    refused("init", "0001-record-architecture-decisions.md is there already")
    write_files(Path.cwd(), {"sub/.adr-dir": b"\n"})
    os.chdir("sub")
    refused("list", ".adr-dir is empty")


def test_edits_change_only_their_lines() -> None:
    odd = (
        b"\xef\xbb\xbf# 1. Odd   \r\n\r\nDate: 1992-01-12\r\n\r\n```\r\n## Status\r\n```\r\n<!--\r\n## Status\r\n-->\r\n"
        b"## Status\r\n\r\nAccepted\r\n\r\n~~~\r\n## Not a heading\r\n~~~\r\n\r\n### Notes\r\n\xff \x0c end"
    )
    write_files(Path.cwd(), {"doc/adr/0001-odd.md": odd})
    said("new -s 1 Next")
    link = b"Superceded by [2. Next](0002-next.md)\r\n\r\n"
    expected = odd.replace(b"Accepted\r\n\r\n", b"").replace(b"### Notes", link + b"### Notes")
    assert Path("doc/adr/0001-odd.md").read_bytes() == expected


def test_link_is_written_once() -> None:
    said("new First Record")
    said("new Second Record")
    said("link 2 Amends 1 'Amended by'")
    before = everything(Path.cwd())
    said("link 2 Amends 1 'Amended by'")
    assert everything(Path.cwd()) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Status\n\nAccepted\n", "## Status\n\nAccepted\n\nLINK\n"),
        ("## Status\n\nAccepted", "## Status\n\nAccepted\n\nLINK"),
        ("## Status\n\nAccepted\n\n", "## Status\n\nAccepted\n\nLINK\n"),
        ("## Status", "## Status\n\nLINK"),
        (
            "## Status\r\nAccepted\r\n# End\r\n",
            "## Status\r\nAccepted\r\n\r\nLINK\r\n\r\n# End\r\n",
        ),
        ("## status ##\n\n#hashtag\n\n## B\n", "## status ##\n\n#hashtag\n\nLINK\n\n## B\n"),
    ],
)
def test_place_of_a_link(before: str, after: str) -> None:
    assert with_link(before, "LINK") == after


def test_status_that_is_not_accepted_stays() -> None:
    assert without_accepted("## Status\n\nProposed\n") == "## Status\n\nProposed\n"
    assert without_accepted("## Status\nAccepted\nLINK\n") == "## Status\nLINK\n"
    assert without_accepted("## Status\n\nX\n\n## B\n\nAccepted\n").endswith("Accepted\n")


def test_titles_links_and_dates() -> None:
    assert title_of("---\nname: x\n# no\n---\n\n# 4. Four\n", "") == "4. Four"
    assert title_of("Text\n", "0004-four") == "0004-four"
    assert link_to("1. A[0]", "1-a (b).md") == "[1. A[0]](1-a%20%28b%29.md)"
    assert link_to("1. [x](y) ]", "1.md") == r"[1. \[x\](y) \]](1.md)"
    text = "## Status\n\nAccepted\n\nAmends [2. [B] (c)](0002-b.md)\nSee [x](http://x)\n\n## C\n\nX [y](0003.md)\n"
    assert list(links_of(text)) == [("Amends", 2)]
    assert list(links_of("none")) == []
    assert upgraded("Date: 12/01/1992 (draft)\nDate: 1/1/1992\n") == (
        "Date: 1992-01-12 (draft)\nDate: 1/1/1992\n"
    )
    assert slug_of("  --A__b--C++ ") == "a-b-c"


def test_graph_of_quotes_and_gaps() -> None:
    said("new 'Say \"hi\" \\ bye'")
    write_files(Path.cwd(), {"doc/adr/0004-four.md": PLAIN.replace("1. First", "4. Four")})
    lines = said("generate graph").splitlines()
    assert lines[3].startswith(
        '    _1 [label="1. Say \\"hi\\" \\\\ bye"; URL="0001-say-hi-bye.html"'
    )
    assert "    _1 -> _4 [style=" in lines[5]


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"elsewhere.md": PLAIN})
    said("init")
    Path("doc/adr/0002-linked.md").symlink_to(tmp_path / "elsewhere.md")
    refused("new -s 2 Next", "leads out of its folder")


def test_all_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said("new First Record")
    Path("doc/adr/0001-first-record.md").chmod(0o600)
    before = everything(tmp_path)
    replace = Path.replace
    failing: list[str] = []

    def full(self: Path, target: Path) -> Path:
        if target.name in failing:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    for name in ("0002-next.md", "0001-first-record.md"):
        failing[:] = [name]
        refused("new -s 1 Next", "nothing was written", "No space left")
        assert everything(tmp_path) == before
    failing.clear()
    said("new -s 1 Next")
    assert Path("doc/adr/0001-first-record.md").stat().st_mode & 0o777 == 0o600


def test_files_that_were_replaced_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a": b"old a", "b": b"old b"})
    replace = Path.replace
    monkeypatch.setattr(
        Path,
        "replace",
        lambda self, target: (
            replace(self, target) if target.name == "a" else (_ for _ in ()).throw(OSError("full"))
        ),
    )
    with pytest.raises(OSError, match="full"):
        write_together({tmp_path / "a": b"new a", tmp_path / "b": b"new b"})
    assert everything(tmp_path) == {"a": b"old a", "b": b"old b"}


def test_whole_session_is_read_by_check() -> None:
    four_ideas()
    said("link 5 Amends 1 'Amended by'")
    checked = call("check", "doc/adr", "--fail-on", "warning")
    assert checked.status == 0, checked.out
    listed = call("list", "doc/adr", "--format", "json").json
    assert [item["status"] for item in listed["records"]] == [
        "accepted", "superseded", "superseded", "accepted", "accepted",
    ]  # fmt: skip


def test_sphinx_is_not_loaded() -> None:
    code = "import sys; from sphinx_governance.cli import main\ntry: main(['adr', 'new', 'A'])\nfinally: assert 'sphinx' not in sys.modules and 'docutils' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
