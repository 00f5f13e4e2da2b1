"""Toctrees and indexes of a page, in both markups, with the lines they stand in."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_governance.adopt.pages import added_entry, listed_pages, read_page
from sphinx_governance.model.patching import apply_edits

INDEXES = frozenset({"record-index", "adr-index", "rfc-index"})

REST = """
Home
====

.. toctree::
   :maxdepth: 2

   intro
   The guide <guide/index>
"""
REST_EMPTY = "Home\n====\n\n.. toctree::\n   :caption: Contents:\n\nIndices\n=======\n"
REST_BARE = "Home\n====\n\n.. toctree::\n\nText.\n"
REST_NESTED = (
    "Home\n====\n\n.. only:: html\n\n   .. toctree::\n      :hidden:\n\n      intro\n\n   Text.\n"
)
MYST = "# Home\n\n```{toctree}\n:maxdepth: 2\n\nintro\n```\n\nText.\n"
MYST_EMPTY = "# Home\n\n```{toctree}\n:maxdepth: 2\n:caption: Contents\n```\n"
MYST_BARE = "# Home\n\n:::{toctree}\n:::\n"
MYST_YAML = "# Home\n\n```{toctree}\n---\nmaxdepth: 2\n---\nintro\n```\n"
EVAL = "---\na: b\n---\n\n# Home\n\n```{eval-rst}\n.. toctree::\n   :hidden:\n\n   intro\n```\n"
GRID = "# Home\n\n````{grid} 2\n:gutter: 1\n\n```{toctree}\nintro\n```\n````\n"


@pytest.mark.parametrize(
    ("path", "text", "added"),
    [
        ("index.rst", dedent(REST), "   The guide <guide/index>\n+   adr/index\n"),
        ("index.rst", REST_EMPTY, "   :caption: Contents:\n+\n+   adr/index\n\nIndices"),
        ("index.rst", REST_BARE, ".. toctree::\n+\n+   adr/index\n\nText."),
        ("index.rst", REST_NESTED, "      intro\n+      adr/index\n\n   Text."),
        ("index.md", MYST, "intro\n+adr/index\n```"),
        ("index.md", MYST_EMPTY, ":caption: Contents\n+\n+adr/index\n```"),
        ("index.md", MYST_BARE, ":::{toctree}\n+adr/index\n:::"),
        ("index.md", MYST_YAML, "intro\n+adr/index\n```"),
        ("index.md", EVAL, "   intro\n+   adr/index\n```"),
        ("index.md", GRID, "intro\n+adr/index\n```\n````"),
    ],
)
def test_one_more_entry(path: str, text: str, added: str) -> None:
    page = read_page(path, text, INDEXES)
    (tree,) = page.toctrees
    edit = added_entry(page, tree, text.split("\n"), "adr/index")
    assert edit is not None
    after = apply_edits(text, [edit])
    assert after is not None
    assert added.replace("+", "") in after
    assert [line for line in after.split("\n") if line.strip() != "adr/index" and line] == [
        line for line in text.split("\n") if line
    ]
    again = read_page(path, after, INDEXES)
    assert listed_pages([again]) == listed_pages([page]) | {"adr/index"}


def test_entries_lead_from_their_page() -> None:
    page = read_page(
        "guide/index.rst", ".. toctree::\n\n   a\n   /b\n   ../c.rst\n   T <d.md>\n", INDEXES
    )
    assert listed_pages([page]) == {"guide/a", "b", "c", "guide/d"}
    edit = added_entry(page, page.toctrees[0], [""] * 9, "adr/index")
    assert edit is not None
    assert edit.new == "\n/adr/index"


def test_patterns_name_what_they_match() -> None:
    text = ".. toctree::\n   :glob:\n\n   adr/*\n   [a-b]?\n"
    names = ("adr/1", "adr/x/2", "b1", "c1")
    pages = [
        read_page("index.rst", text, INDEXES),
        *(read_page(f"{n}.md", "", INDEXES) for n in names),
    ]
    assert listed_pages(pages) == {"adr/1", "b1"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (".. adr-index::\n", {"adr"}),
        (".. record-index::\n", {"adr", "rfc"}),
        (".. record-index::\n   :kind: rfc\n", {"rfc"}),
        (".. adr-index::\n   :status: accepted\n", set()),
        (".. code-block:: rst\n\n   .. adr-index::\n", set()),
        ("See ``.. adr-index::``.\n", set()),
    ],
)
def test_an_index_of_all_records_of_a_kind(text: str, kinds: set[str]) -> None:
    page = read_page("x.rst", text, INDEXES)
    assert {kind for kind in ("adr", "rfc") if page.lists(kind)} == kinds


LINES = st.sampled_from(
    [".. toctree::", "   :glob:", "   x", "", "```{toctree}", "```", ":::", "---", ":a: b", "    y <z>", "T\n=", "\x0c", "   *"]
)  # fmt: skip


@given(lines=st.lists(LINES, max_size=9), path=st.sampled_from(["index.rst", "index.md"]))
def test_whatever_a_page_holds_an_entry_is_added_or_not(lines: list[str], path: str) -> None:
    text = "\n".join(lines)
    page = read_page(path, text, INDEXES)
    for tree in page.toctrees:
        edit = added_entry(page, tree, text.split("\n"), "adr/index")
        after = apply_edits(text, [edit]) if edit else None
        if after is not None:
            again = read_page(path, after, INDEXES)
            assert len(again.toctrees) == len(page.toctrees)
            assert "adr/index" in listed_pages([again])
