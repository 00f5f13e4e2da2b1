"""A bullet list of labels under the title: ``* Status: accepted`` (MADR 2, log4brains)."""

from __future__ import annotations

from collections import defaultdict

from sphinx_governance.intake.outline import Block, Entry, Outline
from sphinx_governance.intake.recognise.labels import any_labels, header_of, plain_labels
from sphinx_governance.intake.value import joined

FORM = "bullet-list"


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return the entries of the lists above the second heading whose items are labels."""
    lists: dict[int, list[Block]] = defaultdict(list)
    for block in outline.head():
        if block.kind == "item" and block.cell:
            lists[block.cell[0]].append(block)
    return header_of(_entries(items) for items in lists.values())


def _entries(items: list[Block]) -> tuple[Entry, ...]:
    """Return the entries of one list. Beside labels that are known, others are labels too."""
    header = bool(header_of(any_labels(item.runs) for item in items))
    found: list[Entry] = []
    for item in items:
        entries = any_labels(item.runs) or (plain_labels(item.runs, known=False) if header else ())
        if entries:
            found += entries
        elif found and _is_nested(item):
            # ``* Deciders:`` and a list of names below it.
            found[-1] = joined(found[-1], item.runs)
    return tuple(found)


def _is_nested(item: Block) -> bool:
    return len(item.cell) > 1 and item.cell[1] > 1
