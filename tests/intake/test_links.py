"""Links as an Outline has them: what they lead to, where they stand, where their target is written."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document

from .conftest import Read
from .tools import Case, md

Place = tuple[int, int] | None


def document(path: str, text: str) -> Document:
    return corpus_of_texts({path: dedent(text).lstrip("\n")}).documents[0]


def links(path: str, text: str) -> list[tuple[str, str, str, tuple[int, int], Place]]:
    return [
        (link.kind, link.text, link.target, link.at[1:], link.to and link.to[1:])
        for link in document(path, text).links
    ]


def test_markdown_inline() -> None:
    assert links("a.md", 'See **[the `x`](b.md#y "T")**, ![alt](c.png) and <https://d.org>.\n') == [
        ("link", "the x", "b.md#y", (1, 8), (1, 17)),
        ("image", "alt", "c.png", (1, 39), (1, 39)),
        ("link", "https://d.org", "https://d.org", (1, 51), None),
    ]


def test_markdown_by_reference() -> None:
    text = """
    Read [one][a], [A][] and [a],
    or ![pic][p].

    [a]: ./one.md 'One'
    [p]: <two.png>
    """
    assert links("a.md", text) == [
        ("link", "one", "./one.md", (1, 7), (4, 6)),
        ("link", "A", "./one.md", (1, 17), (4, 6)),
        ("link", "a", "./one.md", (1, 27), (4, 6)),
        ("image", "pic", "two.png", (2, 6), (5, 7)),
    ]


def test_markdown_in_tables_lists_and_quotations() -> None:
    text = """
    | a | b |
    |---|---|
    | [x](1.md) | [x](2.md) |

    - item
      - [y](3.md)

    > [z](4.md)
    """
    assert [(target, to) for _, _, target, _, to in links("a.md", text)] == [
        ("1.md", (3, 7)), ("2.md", (3, 19)), ("3.md", (6, 9)), ("4.md", (8, 7)),
    ]  # fmt: skip


def test_raw_html_in_markdown() -> None:
    text = """
    <p align="center">
      <a
         href='b.md'><img alt="x" src="c.png"></a>
    </p>

    Then <a href="d.md">text</a> and <img src=e.png>, not `<a href="f.md">`.

    <!-- <a href="g.md"> -->
    """
    assert links("a.md", text) == [
        ("link", "", "b.md", (3, 12), (3, 12)),
        ("image", "", "c.png", (3, 36), (3, 36)),
        ("link", "", "d.md", (6, 15), (6, 15)),
        ("image", "", "e.png", (6, 43), (6, 43)),
    ]


def test_restructuredtext() -> None:
    text = """
    See `the template <../b.md>`_ and `far
    away <c.md>`_ and `d`_ and unknown_.

    .. _d: d.md

    .. image:: e.png
    """
    assert links("a.rst", text) == [
        ("link", "the template", "../b.md", (1, 6), (1, 20)),
        ("link", "far away", "c.md", (1, 36), (2, 7)),
        ("link", "d", "d.md", (2, 20), None),
        ("name", "unknown", "unknown", (2, 28), None),
        ("image", "", "e.png", (6, 0), None),
    ]


PARITY = [
    md(
        "html",
        """
        # A

        <p><a href="https://a.org">a</a></p>

        Text <a href="https://b.org">b</a> and <img src="https://c.org/d.png">, `src/a/b.py`.
        """,
    ),
]


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
def test_both_producers_see_the_same(mode: str, read: Read) -> None:
    found = _only(read(mode, PARITY), PARITY[0])
    assert sorted((link.kind, link.target, link.at.line) for link in found.links) == [
        ("image", "https://c.org/d.png", 5),
        ("link", "https://a.org", 3),
        ("link", "https://b.org", 5),
    ]
    assert [(path.text, *path.at[1:]) for path in found.paths] == [("src/a/b.py", 5, 74)]


def _only(corpus: Corpus, case: Case) -> Document:
    return next(item for item in corpus.documents if item.path.endswith(case.place))


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("src/a.py", "src/a.py"),
        ("./src/a.py", "./src/a.py"),
        ("../a/b", "../a/b"),
        ("docs/", ""),
        ("docs/x/", "docs/x/"),
        ("src/a.py:12", "src/a.py"),
        ("src/a.py::test_x", "src/a.py"),
        ("src/a.py#L10", "src/a.py"),
        ("src/*.py", ""),
        ("src/{x}.py", ""),
        ("src/<x>/y", ""),
        ("cat a/b.py", ""),
        ("https://a/b", ""),
        ("a.py", ""),
        ("$HOME/x", ""),
        ("~/x", ""),
        ("src/...", "src/..."),
    ],
)
def test_code_that_looks_like_a_path(code: str, path: str) -> None:
    for name, mark in (("a.md", "`"), ("a.rst", "``")):
        found = document(name, f"See {mark}{code}{mark}.\n").paths
        assert [item.text for item in found] == ([path] if path else [])


def test_code_blocks_hold_no_paths() -> None:
    assert document("a.md", "```\n`src/a.py`\n```\n").paths == ()
