"""Tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from sphinx_governance.intake.prose.reader import BlockReader, Reader
from sphinx_governance.model.prose import Block, Cell, Inlines, Paragraph, Table, stressed


def _table(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield a table; one without a group of columns is what an extension made of something else."""
    caption: Inlines = ()
    groups = []
    for child in node.children:
        if isinstance(child, nodes.title):
            caption = reader.inlines(child.children)
        elif isinstance(child, nodes.tgroup):
            groups.append(child)
        else:
            yield from reader.blocks([child])
    for group in groups:
        yield _group(reader, group, caption)
        caption = ()
    if caption:
        yield Paragraph(stressed(caption))


def _group(reader: Reader, group: nodes.Element, caption: Inlines) -> Table:
    stubs = [
        bool(child.get("stub")) for child in group.children if isinstance(child, nodes.colspec)
    ]
    heads = [
        row for part in group.children if isinstance(part, nodes.thead) for row in part.children
    ]
    body = [
        row for part in group.children if isinstance(part, nodes.tbody) for row in part.children
    ]
    rows = [tuple(_cells(reader, row, stubs, head=row in heads)) for row in (*heads, *body)]
    return Table(tuple(rows), len(heads), caption)


def _cells(
    reader: Reader, row: nodes.Node, stubs: list[bool], *, head: bool
) -> Iterator[Cell]:  # fmt: skip
    for number, entry in enumerate(row.children):
        assert isinstance(entry, nodes.Element)  # noqa: S101 - a row holds nothing but entries
        stub = number < len(stubs) and stubs[number]
        yield Cell(
            reader.blocks(entry.children),
            int(entry.get("morecols", 0)) + 1,
            int(entry.get("morerows", 0)) + 1,
            head or stub,
        )


BLOCKS: Mapping[str, BlockReader] = {"table": _table}
"""Class of a node → who reads it as blocks."""
