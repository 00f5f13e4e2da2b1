"""A document as it is looked through for references to one record: whole, with every place it has."""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx_governance.intake.naming import SUFFIXES
from sphinx_governance.intake.outline import Block, Outline
from sphinx_governance.intake.reading import decode, outline_of_bytes
from sphinx_governance.intake.spots import spots_of
from sphinx_governance.model.document import Document, Link, Mention
from sphinx_governance.model.record import Location
from sphinx_governance.model.renumber_plan import Cell, Text

_CELL = 3


def text_of(path: str, content: bytes, directives: frozenset[str], within: str = "") -> Text:
    """Return a document as it is looked through, read without Sphinx.

    :param within: the page that includes it, whose markup it has; "" for a page of its own.
    """
    suffix = next(
        (
            ending
            for name in (path, within)
            if (ending := PurePosixPath(name).suffix.lower()) in SUFFIXES
        ),
        ".rst",
    )
    source, _ = decode(content)
    outline = outline_of_bytes(f"text{suffix}", content, directives)
    cells = [block for block in outline.blocks if len(block.cell) == _CELL]
    return Text(
        path=path,
        within=within,
        links=tuple(
            Link(
                link.kind, link.text, link.target, Location(path, link.line, link.column),
                Location(path, link.to_line, link.to_column) if link.to_column else None,
            )
            for link in outline.links
        ),
        mentions=tuple(
            Mention(text, Location(path, line, column)) for text, line, column in outline.mentions
        ),
        cells=tuple(_cell(block) for block in cells),
        spots=spots_of(source, SUFFIXES[suffix]) if source else (),
        tables=frozenset(_fixed(outline, cells, (source or "").split("\n"))),
    )  # fmt: skip


def text_of_document(document: Document) -> Text:
    """Return what Sphinx read of a document: it knows directives that nobody else does."""
    return Text(
        path=document.path,
        within=document.within,
        links=document.links,
        mentions=document.mentions,
        trusted=False,
    )


def _cell(block: Block) -> Cell:
    first = block.runs[0] if block.runs else None
    targets = tuple(run.target for run in block.runs if run.target)
    column = first.column if first else 0
    return Cell((block.cell[0], block.cell[1]), block.text, block.line, column, targets)


def _fixed(outline: Outline, cells: list[Block], lines: list[str]) -> set[int]:
    """Return the lines of reST's drawn tables: not those of ``list-table``, which are lists."""
    if outline.markup != "rst":
        return set()
    found = {line for block in cells for line in range(block.line, block.last + 1)}
    return {
        line
        for line in found
        if 0 < line <= len(lines) and not lines[line - 1].lstrip().startswith(("* ", "- "))
    }
