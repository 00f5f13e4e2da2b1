"""Tables: as Markdown has them, or in HTML where a cell holds more than words or spans others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from sphinx_governance.model.prose import (
    Blocks,
    Cell,
    Code,
    Formula,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Styled,
    Table,
)
from sphinx_governance.outputs.markdown.spans import SpanWriter


class Writer(Protocol):
    """What writes the blocks in a cell."""

    @property
    def spans(self) -> SpanWriter: ...  # noqa: D102

    def inside(self) -> Writer: ...  # noqa: D102

    def write(self, blocks: Blocks) -> str: ...  # noqa: D102


def written_table(writer: Writer, table: Table) -> str:
    """Return a table."""
    if not any(table.rows):
        return ""
    if _is_plain(table):
        return "\n".join(_lines(writer.spans, table))
    return "\n".join(_tagged(writer.inside(), table))


def _is_plain(table: Table) -> bool:
    """Return whether Markdown can say it: as many words in each row, one paragraph in each cell."""
    widths = {len(row) for row in table.rows}
    cells = [cell for row in table.rows for cell in row]
    return (
        len(widths) == 1
        and table.heads <= 1
        and all(cell.width == cell.height == 1 for cell in cells)
        and all(len(cell.blocks) <= 1 for cell in cells)
        and all(isinstance(block, Paragraph) for cell in cells for block in cell.blocks)
    )


def _lines(spans: SpanWriter, table: Table) -> Iterator[str]:
    cells = replace(spans, new_line="<br>")
    rows = [[_words(cells, cell) for cell in row] for row in table.rows]
    if not table.heads:
        rows.insert(0, ["" for _ in rows[0]])
    yield _row(rows[0])
    yield _row(["---" for _ in rows[0]])
    for row in rows[1:]:
        yield _row(row)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _words(spans: SpanWriter, cell: Cell) -> str:
    parts: Inlines = ()
    for block in cell.blocks:
        parts = block.parts if isinstance(block, Paragraph) else ()
    return spans.write(_each(parts, _barred)).strip(" ")


def _each(parts: Inlines, change: Callable[[Inline], Inline]) -> Inlines:
    """Return parts with all that are in them changed."""
    found = []
    for part in parts:
        if isinstance(part, Styled | Link):
            part = replace(part, parts=_each(part.parts, change))
        found.append(change(part))
    return tuple(found)


def _barred(part: Inline) -> Inline:
    """Return code for a cell: there a stroke ends the cell even in code, but behind a backslash."""
    if isinstance(part, Code | Formula):
        return replace(part, text=part.text.replace("|", "\\|"))
    return part


def _tagged(writer: Writer, table: Table) -> Iterator[str]:
    """Yield a table in HTML; what is between blank lines is read as Markdown."""
    yield "<table>"
    for number, row in enumerate(table.rows):
        if number == 0 and table.heads:
            yield "<thead>"
        if number == table.heads:
            yield "<tbody>"
        yield "<tr>"
        for cell in row:
            tag = "th" if cell.head else "td"
            wide = f' colspan="{cell.width}"' if cell.width > 1 else ""
            high = f' rowspan="{cell.height}"' if cell.height > 1 else ""
            yield f"<{tag}{wide}{high}>"
            if text := writer.write(cell.blocks):
                yield f"\n{text}\n"
            yield f"</{tag}>"
        yield "</tr>"
        if number + 1 == table.heads:
            yield "</thead>"
    if table.heads < len(table.rows):
        yield "</tbody>"
    yield "</table>"
