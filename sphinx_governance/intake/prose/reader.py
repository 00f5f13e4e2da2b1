"""The walk through a doctree: finds who reads a node, and keeps the text of one that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes

from sphinx_governance.intake.unresolved import place_of
from sphinx_governance.model.prose import (
    Block,
    Blocks,
    Code,
    Footnote,
    Inline,
    Inlines,
    Paragraph,
    Prose,
    Styled,
    Target,
    Text,
    Unsaid,
)
from sphinx_governance.model.record import Location

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_GENERAL = frozenset({"Element", "TextElement", "Node", "General", "Inline", "Body", "Invisible"})
"""Classes of docutils that say nothing of what a node means."""


@dataclass(frozen=True)
class Surroundings:
    """What a reader asks of the project around the doctree.

    :param path_of: from a source as docutils has it to a path of the corpus.
    :param target_of: from a reference as it is resolved to where it leads, None where nothing is there.
    :param image_of: from the path of a picture, relative to the source folder, to where it lies.
    :param download_of: the same of a file to download, whose path begins at the page.
    """

    path_of: Callable[[str], str]
    target_of: Callable[[str], Target | None]
    image_of: Callable[[str], Target | None]
    download_of: Callable[[str], Target | None]


@dataclass
class Reader:
    """Reads nodes of one page; *marks* names its footnotes, by the identifiers of their nodes."""

    around: Surroundings
    tables: Tables
    depth: int = 0
    marks: dict[str, str] = field(default_factory=dict)
    unsaid: list[Unsaid] = field(default_factory=list)

    def blocks(self, found: Iterable[nodes.Node]) -> Blocks:
        """Return nodes as blocks; what stands in a line among them is a paragraph."""
        blocks: list[Block] = []
        line: list[Inline] = []
        for node in found:
            if self._is_inline(node) and not _is_picture(node):
                line += self._inline(node)
                continue
            blocks += _paragraph(line)
            line = []
            blocks += _paragraph(self._inline(node)) if _is_picture(node) else self._block(node)
        return (*blocks, *_paragraph(line))

    def inlines(self, found: Iterable[nodes.Node]) -> Inlines:
        """Return nodes as what stands in a line."""
        return joined(part for node in found for part in self._inline(node))

    def lose(self, node: nodes.Node, message: str, hint: str = "") -> None:
        """Note what could not be read, once a place."""
        source, line = place_of(node)
        item = Unsaid(message, Location(self.around.path_of(source), line or 1, 1), hint)
        if item not in self.unsaid:
            self.unsaid.append(item)

    def _is_inline(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Text):
            return True
        names = _names(node)
        block = next((i for i, name in enumerate(names) if name in self.tables.blocks), len(names))
        inline = next(
            (i for i, name in enumerate(names) if name in self.tables.inlines), len(names)
        )
        return inline < block or (inline == block and isinstance(node, nodes.Inline))

    def _block(self, node: nodes.Node) -> Iterable[Block]:
        assert isinstance(node, nodes.Element)  # noqa: S101 - text is in a line
        read: BlockReader | None = _known(self.tables.blocks, node)
        if read is not None:
            return read(self, node)
        self._report(node)
        return self.blocks(node.children)

    def _inline(self, node: nodes.Node) -> Iterable[Inline]:
        if isinstance(node, nodes.Text):
            return (Text(_BLANKS.sub(" ", node.astext())),)
        assert isinstance(node, nodes.Element)  # noqa: S101 - all else of docutils is text
        read: InlineReader | None = _known(self.tables.inlines, node)
        if read is not None:
            return read(self, node)
        if _known(self.tables.blocks, node) is None:
            self._report(node)
        return self.inlines(node.children)

    def _report(self, node: nodes.Element) -> None:
        kept = "its text is kept" if node.astext().strip() else "it has no text"
        name = type(node).__name__
        self.lose(node, f"nothing is known of {name!r} in Markdown; {kept}")


BlockReader = Callable[[Reader, Any], Iterable[Block]]
InlineReader = Callable[[Reader, Any], Iterable[Inline]]


@dataclass(frozen=True)
class Tables:
    """Name of a node's class → who reads it."""

    blocks: Mapping[str, BlockReader]
    inlines: Mapping[str, InlineReader]


def _known(table: Mapping[str, Any], node: nodes.Node) -> Any:
    return next((table[name] for name in _names(node) if name in table), None)


def _is_picture(node: nodes.Node) -> bool:
    """Return whether a node among blocks is a picture, linked or not: in reST it is a block."""
    if isinstance(node, nodes.reference) and len(node.children) == 1:
        node = node.children[0]
    return isinstance(node, nodes.image)


def _names(node: nodes.Node) -> list[str]:
    """Return the names of a node's class and of those above it that mean something."""
    return [cls.__name__ for cls in type(node).__mro__ if cls.__name__ not in _GENERAL]


def _paragraph(line: Iterable[Inline]) -> Iterator[Block]:
    parts = joined(line)
    if any(not isinstance(part, Text) or part.text.strip() for part in parts):
        yield Paragraph(parts)


def joined(parts: Iterable[Inline]) -> Inlines:
    """Return parts of which no two neighbours are text, and no text is empty."""
    found: list[Inline] = []
    for part in parts:
        before = found[-1] if found else None
        if isinstance(part, Text) and isinstance(before, Text):
            found[-1] = Text(_BLANKS.sub(" ", before.text + part.text))
        elif part != Text("") and not (isinstance(part, Code | Styled) and _is_empty(part)):
            found.append(part)
    return tuple(found)


def _is_empty(part: Code | Styled) -> bool:
    return not (part.text if isinstance(part, Code) else part.parts)


def read_nodes(
    found: Iterable[nodes.Node], around: Surroundings, tables: Tables, document: nodes.document
) -> Prose:
    """Return nodes of a resolved document as prose, with the footnotes that they refer to."""
    reader = Reader(around, tables)
    notes = {name: node for node in document.findall(nodes.footnote) for name in node["ids"]}
    blocks = list(reader.blocks(found))
    done: set[str] = set()
    while left := [mark for mark in reader.marks if mark not in done]:
        for mark in left:
            done.add(mark)
            note = notes.get(mark)
            if note is not None:
                inside = [node for node in note.children if not isinstance(node, nodes.label)]
                blocks.append(Footnote(reader.marks[mark], reader.blocks(inside)))
    return Prose(tuple(blocks), tuple(reader.unsaid))
