"""Fragments that show a project's code: run in a process of its own, only where conf.py is run."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_governance.fragment_hosts import headings_in
from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.outputs.fragment_renewal import renew
from sphinx_governance.outputs.fragment_source import Asked, FragmentError, Source
from sphinx_governance.outputs.safe_markdown import plain
from sphinx_governance.project_code import ProjectCode
from tests.cli.tools import call, write_files
from tests.fragments.tools import body, region

TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(["|", "\\", "`", "<b>", "-->", "<!-- governance:end values -->", "@x", "#1", "\n", "[a](b)",
                         "http://e.org", "*", "_", "- ", "1. ", "&lt;", "![", "~~", "\u202e", " ", "a"]),
        max_size=8,
    ).map("".join),
)  # fmt: skip

CONF = 'import sys\nsys.path.insert(0, "../src")\nextensions = ["sphinx_governance"]\n'
VALUES = """
    import collections
    import dataclasses
    import enum
    import os
    import sys

    print("noise", flush=True)
    os.write(1, b"more noise")
    READ = sys.stdin.read()

    class Backend(enum.Enum):
        OPENAI = "open|ai"
        XAI = "x<ai> @team"

    @dataclasses.dataclass
    class Model:
        name: str
        tools: tuple = ()
        fast_one: bool = False

    Point = collections.namedtuple("Point", "x y")
    LIST = ["# one", "<b>two</b>", 3, None, object(), Model]
    SET = frozenset({"b", "a"})
    MAPPING = {"gpt": ["b", "a"], "claude": {"b", "a"}}
    DICTS = [{"a": 1}, {"b": "\\ud800\\u202e"}]
    MODELS = [Model("one", ("x", "y")), Model("two", fast_one=True)]
    NAMED = {"here": Point(1, 2)}
    EMPTY = []

    class Holder:
        inside = ("deep",)

    def made():
        return ["made"]
    """
COMMANDS = """
    import argparse
    import click

    def parser():
        whole = argparse.ArgumentParser(description="Does it.")
        whole.add_argument("--level", choices=["lo", "hi"], default="lo", help="One of %(choices)s, or %(default)s")
        whole.add_argument("files", nargs="*", help="What | to read, 100% of it")
        whole.add_argument("-v", "--verbose", action="store_true", help="Say\\n  <more>")
        whole.add_argument("--size", nargs=2, metavar=("W", "H"), required=True)
        whole.add_argument("--secret", help=argparse.SUPPRESS)
        below = whole.add_subparsers()
        remote = below.add_parser("remote", help="Work with remotes", aliases=["r"])
        added = remote.add_subparsers().add_parser("add", description="Add one.\\n\\nMore.")
        added.add_argument("url", help="Where")
        return whole

    @click.group()
    @click.option("--home", default=lambda: "x", envvar="HOME")
    def main():
        pass

    @main.command()
    @click.option("--count", "-c", default=1, help="How often")
    @click.option("--kind", type=click.Choice(["a", "b"]), required=True)
    @click.option("--shout/--no-shout", help="Loud")
    @click.option("--hidden", hidden=True)
    @click.argument("names", nargs=-1)
    def greet():
        \"\"\"Greet
        people.

        All of them.
        \"\"\"

    @main.command(hidden=True)
    def secret():
        pass

    import typer
    app = typer.Typer()
    """
TYPER = {
    # What is asked of typer, and no more: it need not be installed for these tests.
    "src/typer/__init__.py": "class Typer:\n    registered_commands = ()\n    registered_groups = ()\n",
    "src/typer/main.py": """
        import click

        def get_command(app):
            return click.Command("typed", params=[click.Option(["--loud"], is_flag=True, help="Shout")])
        """,
}


@pytest.fixture
def root(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / ".git").mkdir()
    return write_files(
        tmp_path,
        {
            "docs/conf.py": CONF, "docs/index.rst": "Home\n====\n",
            "src/my_tool/__init__.py": "", "src/my_tool/values.py": VALUES,
            "src/my_tool/cli.py": COMMANDS, **TYPER,
        },
    )  # fmt: skip


def synced(root: Path, *begins: str) -> list[list[str]]:
    """Return what ``sync`` writes into each of several fragments, line by line."""
    named = [begin.replace(" ", f":n{number} ", 1) for number, begin in enumerate(begins)]
    write_files(root, {"README.md": "\n".join(map(region, named)).encode()})
    ran = call("sync", root)
    assert (ran.status, ran.out) == (0, "Wrote README.md\n"), ran.err
    text = (root / "README.md").read_text("utf-8")
    return [body(text, begin.split()[0]).splitlines() for begin in named]


def test_values(root: Path) -> None:
    backend, pairs, texts, ordered, mapping, dicts, models, chosen, named, empty, deep, made = (
        synced(
            root,
            "values object=my_tool.values:Backend",
            "values object=my_tool.values:Backend shape=list",
            "values object=my_tool.values:LIST",
            "values object=my_tool.values:SET",
            "values object=my_tool.values:MAPPING",
            "values object=my_tool.values:DICTS",
            "values object=my_tool.values:MODELS",
            "values object=my_tool.values:MODELS columns=fast_one,name",
            "values object=my_tool.values:NAMED",
            "values object=my_tool.values:EMPTY",
            "values object=my_tool.values:Holder.inside",
            "values object=my_tool.values:made()",
        )
    )
    assert backend[2:] == ["| OPENAI | open\\|ai |", "| XAI | x&lt;ai&gt; @\u2060team |"]
    assert pairs == ["- OPENAI: open\\|ai", "- XAI: x&lt;ai&gt; @\u2060team"]
    # What Python says of an object has its address in it: another one on every run.
    assert texts == [
        "- #\u2060 one",
        "- &lt;b&gt;two&lt;/b&gt;",
        "- 3",
        "-",
        "- &lt;object object&gt;",
        "- Model",
    ]
    assert ordered == ["- a", "- b"]
    assert mapping[2:] == ["| gpt | b, a |", "| claude | a, b |"]
    assert dicts == ["| A | B |", "| --- | --- |", "| 1 |  |", "|  |  |"]
    assert models == [
        "| Name | Tools | Fast one |", "| --- | --- | --- |", "| one | x, y | no |", "| two |  | yes |",
    ]  # fmt: skip
    assert chosen[2:] == ["| no | one |", "| yes | two |"]
    assert named == ["| Name | X | Y |", "| --- | --- | --- |", "| here | 1 | 2 |"]
    assert (empty, deep, made) == (["There is nothing in it yet."], ["- deep"], ["- made"])
    assert not list((root / "src").rglob("__pycache__"))


def test_commands(root: Path) -> None:
    commands, deeper, options, below, group, greet, typed = synced(
        root,
        "cli command=my_tool.cli:parser()",
        "cli command=my_tool.cli:parser() depth=2 prog=mt",
        "cli command=my_tool.cli:parser() shape=options columns=option,description,default,required",
        'cli command=my_tool.cli:parser() subcommand="remote add"',
        "cli command=my_tool.cli:main",
        "cli command=my_tool.cli:main prog=my-tool subcommand=greet",
        "cli command=my_tool.cli:app",
    )
    assert commands == [
        "| Command | Description |",
        "| --- | --- |",
        "| `my-tool remote` | Work with remotes |",
    ]
    assert deeper[2:] == ["| `mt remote` | Work with remotes |", "| `mt remote add` | Add one. |"]
    assert options == [
        "| Option | Description | Default | Required |", "| --- | --- | --- | --- |",
        "| `--level {lo,hi}` | One of lo, hi, or lo | `lo` |  |",
        "| `[files ...]` | What \\| to read, 100% of it |  |  |",
        "| `-v, --verbose` | Say &lt;more&gt; |  |  |",
        "| `--size W H` |  |  | yes |",
    ]  # fmt: skip
    assert below[2:] == ["| `url` | Where |"]
    assert group[2:] == ["| `my-tool greet` | Greet people. |"]
    assert greet[2:] == [
        "| `--count, -c INTEGER` | How often |",
        "| `--kind [a\\|b]` |  |",
        "| `--shout / --no-shout` | Loud |",
        "| `[NAMES]...` |  |",
    ]
    assert typed[2:] == ["| `--loud` | Shout |"]
    html = MarkdownIt("commonmark").enable("table").render("\n".join([*greet]))
    assert "<code>--kind [a|b]</code>" in html


def said(root: Path, begin: str) -> str:
    content = f"{region(begin)}\n{region('toc')}"
    write_files(root, {"README.md": content.encode()})
    ran = call("sync", root)
    assert (ran.status, ran.out) == (2, "")
    assert (root / "README.md").read_text() == content
    return ran.err


def test_what_cannot_be_shown_is_said_at_its_marker(root: Path) -> None:
    write_files(root, {"src/my_tool/bad.py": "X = 1\n\nraise ValueError('not\\ntoday')\n"})
    err = said(root, "values object=my_tool.bad:X")
    assert err.startswith(
        "README.md:1: the fragment 'values': my_tool.bad cannot be imported: "
        "ValueError: not today (src/my_tool/bad.py:3)\n"
    )
    assert "nothing was written" in err
    assert "write object=package.module:NAME" in said(root, "values object=os.environ")
    assert "it has no command" in said(root, "cli")
    assert "did you mean greet?" in said(root, "cli command=my_tool.cli:main subcommand=great")
    assert "did you mean fast_one?" in said(
        root, "values object=my_tool.values:MODELS columns=fast_on"
    )
    assert "a list has no columns" in said(
        root, "values object=my_tool.values:MODELS columns=name shape=list"
    )


BROKEN = {
    "ends.py": "raise SystemExit('bye')\n",
    "dies.py": "import os\nos._exit(7)\n",
    "lacks.py": "import nowhere_at_all\n",
    "syntax.py": "x = (\n",
    "loops.py": "X = []\nX.append(X)\n",
    "endless.py": "X = range(10 ** 12)\ndef gen():\n    yield 1\nY = gen()\nMODELS = 'text'\n",
}


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("nowhere:X", "there is no module 'nowhere'", "conf.py can import"),
        ("ends:X", "ends cannot be imported: SystemExit: bye (ends.py:1)", ""),
        ("dies:X", "the process ended with status 7", ""),
        (
            "lacks:X",
            "lacks cannot be imported: ModuleNotFoundError: No module named 'nowhere_at_all' (lacks.py:1)",
            "",
        ),
        (
            "syntax:X",
            "syntax cannot be imported: SyntaxError: '(' was never closed (syntax.py:1)",
            "",
        ),
        ("loops:X", "loops:X cannot be described: RecursionError", ""),
        ("endless:X", "it has more than 10,000 items", "shorter"),
        ("endless:Y", "it is a generator, which can be read once", "name a list"),
        ("endless:MODEL", "endless has no 'MODEL'", "did you mean MODELS?"),
        ("endless:MODELS", "it is a str, which has no items", "name a list"),
        ("endless:MODELS.foo", "endless:MODELS has no 'foo'", ""),
    ],
)
def test_what_goes_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str, hint: str
) -> None:
    write_files(tmp_path, BROKEN)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(FragmentError) as failed:
        ProjectCode(tmp_path, tmp_path, 30)(Asked("values", name))
    assert str(failed.value).startswith(message)
    assert hint in failed.value.hint


def test_one_process_answers_all_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = "import os\nwith open('count', 'a') as file:\n    file.write('.')\nX = [1]\n"
    write_files(tmp_path, {**BROKEN, "counted.py": counted})
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    good, dead, late = (
        Asked("values", "counted:X"),
        Asked("values", "dies:X"),
        Asked("values", "counted:X.append"),
    )
    code = ProjectCode(tmp_path, tmp_path, 30, lambda: (good, dead, late))
    assert code(good) == {"items": ["1"]}
    for asked, message in ((dead, "ended with status 7"), (late, "which has no items")):
        with pytest.raises(FragmentError, match=message):
            code(asked)
    # What came behind the one that ended it was asked of a second process.
    assert (tmp_path / "count").read_text() == ".."


def test_what_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = """
        import subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        with open("child", "w") as file:
            file.write(str(child.pid))
        time.sleep(600)
        """
    write_files(tmp_path, {"slow.py": started})
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(FragmentError, match="it took more than 2 s") as failed:
        ProjectCode(tmp_path, tmp_path, 2)(Asked("values", "slow:X"))
    assert "import-seconds" in failed.value.hint
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not is_running(child):
            return
        time.sleep(0.05)
    pytest.fail("what the module had started goes on")


def is_running(process: int) -> bool:
    """Return whether a process runs; one that has ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        return not Path("/proc/self/stat").exists()
    return state != "Z"


def test_nothing_runs_without_conf(root: Path) -> None:
    write_files(
        root, {"src/my_tool/values.py": "open('ran', 'w')\n", "docs/conf.py": "open('ran', 'w')\n"}
    )
    content = region("values object=my_tool.values:X") + "\n" + region("toc")
    write_files(root, {"README.md": content.encode()})
    ran = call("sync", root, "--no-conf")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "README.md:1: the fragment 'values' cannot be made: no code of the project is run here",
        "Error: nothing was written",
        "       leave --no-conf out",
    ]
    assert (
        "2 fragments not examined: conf.py is not run (toc, values)."
        in call("check", root, "--no-conf").out
    )
    (root / "docs/conf.py").unlink()
    checked = call("check", root, "--select", "fragments")
    assert "1 fragment not examined: no code of the project is run here (values)." in checked.out
    assert "README.md:4:1: error[fragment-drift]" in checked.out
    assert ", 1 fragment in" in checked.out
    assert "whose conf.py is run" in call("sync", root).err
    assert not list(root.rglob("ran"))


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_whatever_an_object_holds_is_shown_as_text(rows: list[tuple[str, str]]) -> None:
    held = {"columns": ["a", "b"], "rows": [dict(zip("ab", row, strict=True)) for row in rows]}
    source = Source(corpus_of_texts({}), str, lambda path: "", headings_in, code=lambda asked: held)
    text = region("values object=a:b") + region("values:list object=a:b shape=list")
    renewed = renew({"README.md": text}, source)
    assert renewed.troubles == ()
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(
        body(renewed.texts["README.md"], "values")
    )
    inline = [token for token in tokens if token.type == "inline"][2:]
    assert len(inline) == 2 * len(rows)
    for cell, written in zip(inline, [item for row in rows for item in row], strict=True):
        children = cell.children or []
        assert {child.type for child in children} <= {"text", "text_special"}
        shown = "".join(child.content for child in children).replace("\u2060", "")
        assert shown.strip() == plain(written, 1_000).replace("\u2060", "").strip()
    assert renew(renewed.texts, source).stale == ()
