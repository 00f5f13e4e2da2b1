"""What a recogniser and a rule may know of a document: plain data, from one pass over it.

Two producers fill an Outline: ``from_doctree`` (reST, and MyST inside Sphinx)
and ``from_markdown`` (a bare folder, without Sphinx).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sphinx_governance.model.record import Span
from sphinx_governance.model.text import fold, squeeze

HEADER_SECTIONS = frozenset(
    {
        "status",
        "date",
        "deciders",
        "decision-makers",
        "authors",
        "author",
        "related-adrs",
        "metadata",
    }
)
"""Sections (folded titles) that hold facts of a header, in the manner of Nygard's *Status*."""

BRIEF = 80
"""Characters up to which the text of a section is kept with its heading."""


class Run(NamedTuple):
    """A stretch of inline text in one style: ``""``, strong, emphasis, code, link, image or role."""

    text: str
    style: str = ""
    target: str = ""
    line: int = 0
    column: int = 0


class Block(NamedTuple):
    """A block of text: a paragraph, item, cell, code, quote or other.

    *heading* is the index of the heading it stands under, -1 above the first.
    *cell* is ``(table, row, column)`` for a cell, ``(list,)`` for an item.
    """

    kind: str
    line: int
    last: int
    heading: int
    runs: tuple[Run, ...] = ()
    cell: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Its words, without markup."""
        return "".join(run.text for run in self.runs)


class Heading(NamedTuple):
    """A heading; *filled* says whether anything but another heading follows under it.

    *brief* is the text under it, where that is short: *None.*
    """

    text: str
    level: int
    line: int
    column: int = 1
    filled: bool = False
    brief: str = ""


class Entry(NamedTuple):
    """A header entry as written: label, value, and where each of them and their parts stand."""

    label: str
    value: str
    line: int
    column: int
    label_line: int
    label_column: int
    spans: tuple[Span, ...] = ()


class Directive(NamedTuple):
    """A record's directive: *heading* is the index of the heading it belongs to, -1 above the first."""

    name: str
    title: str
    line: int
    heading: int
    entries: tuple[Entry, ...]
    titled: bool


class Link(NamedTuple):
    """A link or reference as written; *kind* is link, image, name, or the role's name.

    *to_line* and *to_column* are where its target is written, 0 where that is not known.
    """

    kind: str
    text: str
    target: str
    line: int
    column: int
    to_line: int = 0
    to_column: int = 0


class Mention(NamedTuple):
    """What may be a record's identifier in prose: a capitalised word and a number."""

    text: str
    line: int
    column: int


class Allow(NamedTuple):
    """A comment that allows a rule's findings from line *first* to line *last*."""

    rule: str
    reason: str
    line: int
    first: int
    last: int


class Trouble(NamedTuple):
    """What could not be read in a document, and where."""

    rule: str
    message: str
    line: int
    column: int = 0
    hint: str = ""


class Outline(NamedTuple):
    """One document. *entries* maps a header's format to its entries, *lines* counts source lines.

    *anchors* are those that GitHub shows it with, *paths* the code in its text that looks like a path.
    """

    path: str
    markup: str
    digest: str = ""
    lines: int = 0
    entries: tuple[tuple[str, tuple[Entry, ...]], ...] = ()
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    directives: tuple[Directive, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    allows: tuple[Allow, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    counted: int = 0
    anchors: tuple[str, ...] = ()
    paths: tuple[Mention, ...] = ()

    def header_entries(self, form: str) -> tuple[Entry, ...]:
        """Return the entries of one header format."""
        return next((entries for name, entries in self.entries if name == form), ())

    def head(self) -> tuple[Block, ...]:
        """Return the blocks above the second heading: where a header stands."""
        return tuple(block for block in self.blocks if block.heading <= 0)

    def section(self, title: str) -> tuple[Heading, tuple[Block, ...]] | None:
        """Return the first heading of that (folded) title, with the blocks under it."""
        for index, heading in enumerate(self.headings):
            if fold(heading.text) == title:
                return heading, tuple(block for block in self.blocks if block.heading == index)
        return None

    def trimmed(self) -> Outline:
        """Return this with only the blocks that recognition reads; small enough to cache."""
        facts = {-1, 0} | {
            index
            for index, heading in enumerate(self.headings)
            if fold(heading.text) in HEADER_SECTIONS
        }
        kept = tuple(
            block for block in self.blocks if block.heading in facts and block.kind != "code"
        )
        return self._replace(blocks=kept, counted=len(self.blocks))


def fill_headings(
    headings: Iterable[Heading], filled: Collection[int], blocks: Iterable[Block]
) -> tuple[Heading, ...]:
    """Return the headings, each with what is known of the text under it.

    :param filled: the indexes of the headings under which anything stands.
    """
    texts: dict[int, str] = {}
    for block in blocks:
        text = texts.get(block.heading, "")
        if len(text) <= BRIEF:
            texts[block.heading] = squeeze(f"{text} {block.text}")
    return tuple(
        heading._replace(
            filled=index in filled,
            brief=texts.get(index, "") if len(texts.get(index, "")) <= BRIEF else "",
        )
        for index, heading in enumerate(headings)
    )


def lines_of(runs: tuple[Run, ...]) -> list[list[Run]]:
    """Return runs line by line; a run that holds line breaks is cut at them, blank lines are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for offset, part in enumerate(run.text.split("\n")):
            if offset:
                lines.append([])
            if part.strip():
                column = run.column if offset == 0 else 1
                lines[-1].append(Run(part, run.style, run.target, run.line + offset, column))
    return [line for line in lines if line]
