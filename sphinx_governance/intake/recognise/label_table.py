"""A table of labels under the title: two columns, or one row under labels as headings."""

from __future__ import annotations

from collections import defaultdict

from sphinx_governance.intake.outline import Block, Entry, Outline
from sphinx_governance.intake.recognise.labels import cell_entry, header_of
from sphinx_governance.model.fields import is_known

FORM = "table"
_PAIR = 2


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return the entries of the first tables above the second heading that hold labels."""
    tables: dict[int, dict[tuple[int, int], Block]] = defaultdict(dict)
    for block in outline.head():
        if block.kind == "cell":
            table, row, column = block.cell
            tables[table].setdefault((row, column), block)
    return header_of(_entries(cells) for cells in tables.values())


def _entries(cells: dict[tuple[int, int], Block]) -> tuple[Entry, ...]:
    """Return the entries of one table; in its head (row 0), *Field* and *Value* are none."""
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    head = _known([(cells.get((0, columns[0])), None)])
    beside = (
        [
            (cells.get((row, columns[0])), cells.get((row, columns[1])))
            for row in rows
            if row or head
        ]
        if len(columns) == _PAIR
        else []
    )
    below = (
        [(cells.get((rows[0], column)), cells.get((rows[1], column))) for column in columns]
        if len(rows) == _PAIR
        else []
    )
    pairs = below if _known(below) > _known(beside) else beside
    return tuple(
        cell_entry(label.runs, value.runs if value else (), label.line)
        for label, value in pairs
        if label and label.text.strip()
    )


def _known(pairs: list[tuple[Block | None, Block | None]]) -> int:
    return sum(1 for label, _ in pairs if label and is_known(label.text.strip(" :*")))
