"""Random prose, written and read back: the same blocks, the same words, the same marks on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_governance.model.prose import (
    Admonition,
    Block,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Details,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Item,
    Line,
    Lines,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
    Web,
)
from sphinx_governance.outputs.markdown import DIALECTS, write_blocks

from .tools import expected, read_back, runs_of, split, web, words_of

PIECES = [
    *"ab1 *_`[]()<>{}&|~#+-=.!\\$:/@\"'^%é✅—x",
    "1.", "12)", "- ", "+ ", "# ", "> ", "---", "===", "***", "```", "~~~", "&amp;", "&#42;", "http://e.org/a_b",
    "www.e.org", "<b>", "<!-- x -->", "</td>", "[a]: b", "[^1]:", "![", "](x)", "snake_case", "__init__", "[x] ",
    "\\\\", "| a |", "    ", "| --- |", "<br>", "a@b.org",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
URLS = st.sampled_from(["https://e.org/a_b", "https://e.org/?a=b&c=%5Bd%5D#e", "docs/a.md"])
STYLES = st.sampled_from(["emphasis", "strong", "struck", "raised", "lowered", "key"])


def seen(text: str) -> bool:
    return bool(text.strip())


def in_a_line(*, linked: bool = True) -> st.SearchStrategy[Inlines]:
    text: st.SearchStrategy[Inline] = WORDS.map(Text)
    flat = st.one_of(text, text, WORDS.filter(seen).map(Code))
    deep = st.recursive(
        flat,
        lambda inner: st.builds(
            Styled, STYLES, st.lists(inner, min_size=1, max_size=3).map(tuple).filter(says)
        ),
        max_leaves=4,
    )
    if linked:
        link = st.builds(
            Link, st.lists(deep, min_size=1, max_size=2).map(tuple).filter(says), URLS.map(Web)
        )
        deep = st.one_of(deep, deep, link)
    return st.lists(deep, min_size=1, max_size=5).map(tuple).filter(says)  # fmt: skip


def says(parts: Inlines) -> bool:
    """Return whether a line begins and ends with something that is seen: reST and Markdown have no other."""
    runs = runs_of(parts)
    return bool(runs) and all(text.strip() for text, _ in (runs[0], runs[-1]))


def broken(lines: list[Inlines]) -> Inlines:
    return tuple(part for line in lines for part in (*line, Break()))[:-1]


SHORT: st.SearchStrategy[Inlines] = (
    st.lists(
        st.one_of(
            st.sampled_from(PIECES).map(Text),
            st.sampled_from(PIECES).filter(seen).map(Code),
            st.just(Styled("strong", (Text("bold"),))),
        ),
        min_size=1,
        max_size=3,
    )
    .map(tuple)
    .filter(says)
)
"""Lines for blocks: what may stand in one is drawn above."""
PARAGRAPHS = st.one_of(
    SHORT.map(Paragraph),
    st.lists(SHORT, min_size=2, max_size=3).map(broken).map(Paragraph),
)
CODE = st.builds(
    CodeBlock,
    st.lists(
        st.sampled_from(["x = 1", "```", "  ````", "~~~", "<!-- y -->", "", "  b"]), max_size=4
    ).map(lambda lines: "\n".join(["a", *lines, "z"])),
    st.sampled_from(["", "python"]),
)
HEADINGS = st.builds(Heading, st.integers(1, 5), SHORT)
ROWS = st.integers(1, 3).flatmap(
    lambda wide: st.lists(
        st.lists(SHORT.map(lambda line: Cell((Paragraph(line),))), min_size=wide, max_size=wide).map(tuple),
        min_size=1,
        max_size=3,
    )
)  # fmt: skip
TABLES = ROWS.map(lambda rows: Table(tuple(rows), 1))


def blocks_in(block: st.SearchStrategy[Block]) -> st.SearchStrategy[Blocks]:
    return st.lists(block, min_size=1, max_size=3).map(tuple)


BLOCKS: st.SearchStrategy[Block] = st.recursive(
    st.one_of(PARAGRAPHS, PARAGRAPHS, CODE, HEADINGS, TABLES, st.just(Rule())),
    lambda inner: st.one_of(
        st.builds(Quote, blocks_in(inner)),
        st.builds(
            Listing,
            st.lists(st.builds(Item, blocks_in(inner)), min_size=1, max_size=3).map(tuple),
            st.sampled_from([None, None, 1, 0, 7]),
        ),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4).map(tuple), st.sampled_from(sorted(DIALECTS)))
def test_what_is_written_reads_the_same(blocks: Blocks, dialect: str) -> None:
    written = write_blocks(blocks, web, DIALECTS[dialect])
    assert read_back(written) == expected(blocks), written


@settings(max_examples=150, deadline=None)
@given(in_a_line())
def test_a_line_reads_the_same(parts: Inlines) -> None:
    written = write_blocks((Paragraph(parts),), web)
    assert read_back(written) == [("p", runs_of(parts))], written


def any_block(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Return blocks for which Markdown has no word of its own, around others."""
    inside = blocks_in(inner)
    rows = st.integers(1, 2).flatmap(
        lambda wide: st.lists(
            st.lists(st.builds(Cell, inside), min_size=wide, max_size=wide).map(tuple), min_size=1, max_size=2
        ).map(tuple)
    )  # fmt: skip
    defined = st.builds(
        Definition, st.lists(SHORT, min_size=1, max_size=2).map(tuple), inside, st.booleans()
    )
    return st.one_of(
        st.builds(Quote, inside),
        st.builds(Listing, st.lists(st.builds(Item, inside), min_size=1, max_size=3).map(tuple)),
        st.builds(
            Admonition, st.sampled_from(["note", "danger"]), st.just((Text("Note"),)), inside
        ),
        st.builds(Details, SHORT, inside),
        st.builds(Table, rows, st.integers(0, 1)),
        st.lists(defined, min_size=1, max_size=2).map(tuple).map(Definitions),
    )


LINES = st.lists(st.builds(Line, SHORT, st.integers(0, 2)), min_size=1, max_size=3)
ANY: st.SearchStrategy[Block] = st.recursive(
    st.one_of(PARAGRAPHS, CODE, HEADINGS, TABLES, LINES.map(tuple).map(Lines)),
    any_block,
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANY, min_size=1, max_size=3).map(tuple), st.sampled_from(sorted(DIALECTS)))
def test_no_word_is_lost_nor_added(blocks: Blocks, dialect: str) -> None:
    note = Footnote("1", (Paragraph((Text("Of it."),)), *blocks))
    whole = (Paragraph((Text("Said "), NoteMark("1"))), *blocks, note)
    written = write_blocks(whole, web, DIALECTS[dialect])
    marks = [] if DIALECTS[dialect].footnotes else ["1", "1"]
    assert Counter(words_of(written)) == Counter([*words_in(whole), *marks]), written


def words_in(blocks: Blocks) -> list[str]:
    """Return the words of prose, by everything that a block holds."""
    return [word for block in blocks for word in split(_texts(block))]


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, Text | Code | CodeBlock):
        yield part.text
    elif isinstance(part, Paragraph | Heading | Styled | Link | Line):
        yield "".join(_in_line(part.parts))
    elif isinstance(part, tuple):
        if part and all(isinstance(item, Text | Code | Styled | Link | Break) for item in part):
            yield "".join(_in_line(part))
        else:
            for item in part:
                yield from _texts(item)
    elif is_dataclass(part) and not isinstance(part, NoteMark):
        for item in fields(part):
            if item.name not in {"kind", "name"}:
                yield from _texts(getattr(part, item.name))


def _in_line(parts: Inlines) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Text | Code):
            yield part.text
        elif isinstance(part, Styled | Link):
            yield from _in_line(part.parts)
        elif isinstance(part, Break):
            yield " "
