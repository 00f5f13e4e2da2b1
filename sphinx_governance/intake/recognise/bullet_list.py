"""A bullet list of labels under the title: ``* Status: accepted`` (MADR 2, log4brains)."""

from __future__ import annotations

from sphinx_governance.intake.outline import Block, Entry, Outline
from sphinx_governance.intake.recognise.labels import any_labels, header_of

FORM = "bullet-list"


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return the entries of the list items above the second heading that are labels."""
    groups: list[tuple[Entry, ...]] = []
    for block in outline.head():
        if block.kind != "item":
            continue
        entries = any_labels(block.runs)
        if entries:
            groups.append(entries)
        elif groups and _is_nested(block):
            groups[-1] = (*groups[-1][:-1], _extended(groups[-1][-1], block))
    return header_of(groups)


def _is_nested(block: Block) -> bool:
    return len(block.cell) > 1 and block.cell[1] > 1


def _extended(entry: Entry, block: Block) -> Entry:
    """Return an entry with one more value: ``* Deciders:`` and a list of names below it."""
    if entry.value:
        return entry._replace(value=f"{entry.value}, {block.text}")
    column = block.runs[0].column if block.runs else 0
    return entry._replace(value=block.text, line=block.line, column=column)
