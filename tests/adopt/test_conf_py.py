"""conf.py: the list of extensions made longer where it is certain, and named where it is not."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_governance.adopt.conf_py import ByHand, read_conf, with_extensions

NAMES = ("myst_parser", "sphinx_governance")


def changed(text: str, *names: str) -> str:
    made = with_extensions(read_conf("conf.py", text), names or ("sphinx_governance",))
    assert not isinstance(made, ByHand), made
    return made[0]


def by_hand(text: str) -> ByHand:
    made = with_extensions(read_conf("conf.py", text), NAMES)
    assert isinstance(made, ByHand), made
    return made


def value_of(text: str) -> object:
    space: dict[str, object] = {}
    exec(compile(text, "conf.py", "exec"), space)
    return space["extensions"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("extensions = []\n", 'extensions = ["sphinx_governance"]\n'),
        ("project = 'x'\nextensions = []\n", "project = 'x'\nextensions = ['sphinx_governance']\n"),
        ("extensions = [\n]\n", 'extensions = [\n    "sphinx_governance",\n]\n'),
        (
            "extensions = [\n    # none yet\n]\n",
            'extensions = [\n    # none yet\n    "sphinx_governance",\n]\n',
        ),
        ("extensions = ['a', 'b']\n", "extensions = ['a', 'b', 'sphinx_governance']\n"),
        ('extensions = ["a",]\n', 'extensions = ["a", "sphinx_governance",]\n'),
        (
            'extensions = [\n  "a",  # one, two\n  "b"  # last, no comma\n]\n',
            'extensions = [\n  "a",  # one, two\n  "b",  # last, no comma\n  "sphinx_governance",\n]\n',
        ),
        (
            'extensions = [\n\t"a",\n\t"b",\n]\n',
            'extensions = [\n\t"a",\n\t"b",\n\t"sphinx_governance",\n]\n',
        ),
        (
            'extensions = ["a",\n              "b"]\n',
            'extensions = ["a",\n              "b", "sphinx_governance"]\n',
        ),
        (
            'extensions: list[str] = ["ä", "日本"]  # "é"\n',
            'extensions: list[str] = ["ä", "日本", "sphinx_governance"]  # "é"\n',
        ),
        (
            'extensions = ["a"]\nextensions += ["b"]\nextensions.append("c")\n',
            'extensions = ["a", "sphinx_governance"]\nextensions += ["b"]\nextensions.append("c")\n',
        ),
        ("project = 'x'\n", "project = 'x'\nextensions = [\"sphinx_governance\"]\n"),
        ("project = 'x'", "project = 'x'\nextensions = [\"sphinx_governance\"]\n"),
        ("", 'extensions = ["sphinx_governance"]\n'),
    ],
)
def test_a_list_gets_longer_and_nothing_else_changes(before: str, after: str) -> None:
    assert changed(before) == after
    windows = before.replace("\n", "\r\n")
    assert changed(windows) == (after.replace("\n", "\r\n") if "\n" in before else after)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("import x\nextensions = x.list()\n", 2),
        ("extensions = ['a'] + more\n", 1),
        ("extensions = ('a',)\n", 1),
        ("if x:\n    extensions = ['a']\nelse:\n    extensions = []\n", 4),
        ("if x:\n    extensions = ['a']\n", 2),
        ("extensions = ['a']\nextensions = [e for e in extensions]\n", 2),
        ("a, extensions = 1, ['a']\n", 1),
        ("from base import *\n", 1),
        ("from base import extensions\nextensions.append('a')\n", 1),
        ("extensions += ['a']\n", 1),
        ('extensions = ["a", ("b")]\n', 1),
        ("extensions = [", 1),
        ("def f(\x00", 1),
        ("extensions = [\n", 1),
    ],
)
def test_what_is_computed_is_left_to_a_person(text: str, line: int) -> None:
    found = by_hand(text)
    assert found.line == line
    assert found.add == 'extensions += ["myst_parser", "sphinx_governance"]'


def test_what_a_conf_py_says_is_read_without_running_it() -> None:
    text = (
        "raise SystemExit\nmaster_doc = 'start'\nexclude_patterns = ['a', *b]\nx = y = {'k': 1}\n"
    )
    conf = read_conf("conf.py", text)
    assert conf.root_page == "start"
    assert conf.value("exclude_patterns") is None
    assert conf.value("x") == {"k": 1}
    assert read_conf("conf.py", "no python").root_page == "index"


WORDS = st.text(st.sampled_from("ab_.#,]['\"\\ é日\n"), max_size=6)


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Return a list of texts as somebody may have laid it out."""
    items = [repr(draw(WORDS)) for _ in range(draw(st.integers(0, 4)))]
    gap: st.SearchStrategy[str] = st.sampled_from(
        ["", " ", "\n", "\n    ", " # a, 'b']\n", "\n\n\t"]
    )
    inner = "".join(f"{draw(gap)}{item}{draw(gap)}," for item in items)
    if items and not draw(st.integers(0, 1)):
        inner = inner[:-1]
    return f"[{inner}{draw(gap)}]"


@given(
    written=lists(),
    around=st.sampled_from(["", "# ü\n", "'''\nextensions = []\n'''\n"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_any_list_keeps_what_it_has(written: str, around: str, ending: str) -> None:
    text = f"{around}extensions = {written}  # end\nother = 'extensions'\n".replace("\n", ending)
    after = changed(text, *NAMES)
    old = value_of(text)
    assert isinstance(old, list)
    assert value_of(after) == [*old, *NAMES]
    signs = iter(after)
    assert all(sign in signs for sign in text), "a sign of the file is lost"
    assert ast.dump(ast.parse(after).body[-1]) == ast.dump(ast.parse(text).body[-1])


ODD = st.sampled_from(
    ["('a')", "'a' 'b'", "*more", "name", "f'{x}'", "'a' if x else 'b'", "(\n'a'\n)", "'''a\nb'''", "f(')')", "[]", "'a'\\\n"]
)  # fmt: skip


@given(items=st.lists(ODD, max_size=4), gap=st.sampled_from(["", "\n", "\n  ", " # ,]\n"]))
def test_an_odd_list_is_edited_rightly_or_not_at_all(items: list[str], gap: str) -> None:
    text = f"extensions = [{gap.join(f'{gap}{item}{gap},' for item in items)}{gap}]\n"
    made = with_extensions(read_conf("conf.py", text), NAMES)
    if isinstance(made, ByHand):
        return
    before, after = ast.parse(text).body[0], ast.parse(made[0]).body[0]
    assert isinstance(before, ast.Assign)
    assert isinstance(before.value, ast.List)
    before.value.elts += [ast.Constant(name) for name in NAMES]
    assert ast.dump(before) == ast.dump(after)
