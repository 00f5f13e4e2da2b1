"""Prose as plain data: what stands between a doctree and the Markdown that is made of it.

Text is text here: nothing is escaped yet. A run of blanks is one blank, but in code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from sphinx_governance.model.record import Location

PAGE = "page:"
"""What the address of a page begins with in a doctree that is resolved for no builder's pages."""

# Where a link leads


@dataclass(frozen=True, slots=True)
class Web:
    """An address as it is."""

    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page of the docs, known to be there.

    :param path: the page's source, as the corpus has it.
    :param anchor: the place on the published page, "" for the page itself.
    :param heading: the text of the heading that it is, and *line*, where it stands in the source.
    """

    page: str
    path: str
    anchor: str = ""
    heading: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A file of the docs that is no page, known to be there; *path* is as the corpus has it."""

    path: str


Target: TypeAlias = Web | Place | File

# In a line


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that stand out: *style* is emphasis, strong, struck, raised, lowered or key."""

    style: str
    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Code in a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics in LaTeX."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link and its words."""

    parts: tuple[Inline, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; *width* and *height* are in pixels or with a unit, "" where nobody said."""

    target: Target
    alt: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark that leads to a footnote."""

    name: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line that is meant."""


Inline: TypeAlias = Text | Styled | Code | Formula | Link | Image | NoteMark | Break
Inlines: TypeAlias = tuple[Inline, ...]


def stressed(parts: Inlines, style: str = "emphasis") -> Inlines:
    """Return parts that stand out, as they are where some of them do already."""
    return parts if any(isinstance(part, Styled) for part in parts) else (Styled(style, parts),)


# Blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    parts: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; *level* counts from 1, the highest one of the prose."""

    level: int
    parts: Inlines


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code."""

    text: str
    language: str = ""
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class FormulaBlock:
    """Mathematics in LaTeX, on lines of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; *done* is None where it is no task."""

    blocks: Blocks
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; *start* is its first number, None where it has none."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, or what is set apart."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Admonition:
    """A note, a warning or the like; *kind* is docutils' name for it, "" where it has only a title."""

    kind: str
    title: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is *width* columns wide and *height* rows high."""

    blocks: Blocks
    width: int = 1
    height: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first *heads* rows are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """Terms, and what is said of them; *brief*: the only paragraph may go on behind the term."""

    terms: tuple[Inlines, ...]
    blocks: Blocks
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list, a field list, the options of a program, or a signature with its text."""

    entries: tuple[Definition, ...]


class Line(NamedTuple):
    """A line of a line block, *depth* steps in."""

    parts: Inlines
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stay lines, as in an address or a poem."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a reader folds out."""

    title: Inlines
    blocks: Blocks
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; its mark may stand anywhere before it."""

    name: str
    blocks: Blocks


Block: TypeAlias = (
    Paragraph
    | Heading
    | CodeBlock
    | FormulaBlock
    | Listing
    | Quote
    | Admonition
    | Table
    | Definitions
    | Lines
    | Details
    | Rule
    | Footnote
)
Blocks: TypeAlias = tuple[Block, ...]


class Unsaid(NamedTuple):
    """What prose could not be made of, and where it stands."""

    message: str
    at: Location
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Blocks that were read, and what of them could not be."""

    blocks: Blocks = ()
    unsaid: tuple[Unsaid, ...] = ()
