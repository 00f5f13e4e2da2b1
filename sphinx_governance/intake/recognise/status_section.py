"""Nygard's form, as adr-tools writes it: a section *Status*, and others that hold one fact each."""

from __future__ import annotations

from sphinx_governance.intake.outline import (
    HEADER_SECTIONS,
    Block,
    Entry,
    Heading,
    Outline,
    Run,
    lines_of,
)
from sphinx_governance.intake.recognise.labels import any_labels
from sphinx_governance.intake.value import entry_of
from sphinx_governance.model.text import fold

FORM = "status-section"
_LABELS_ONLY = frozenset({"metadata"})
"""Sections whose heading names no field: what stands under it counts where it is a label's value."""
_TEXTS = frozenset({"paragraph", "item", "quote", "cell"})


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return an entry for each line of the sections that hold a fact of the header."""
    found: list[Entry] = []
    for index, heading in enumerate(outline.headings):
        if fold(heading.text) in HEADER_SECTIONS:
            texts = [
                block for block in outline.blocks if block.heading == index and block.kind in _TEXTS
            ]
            found += _section(heading, texts)
    return tuple(found)


def _section(heading: Heading, texts: list[Block]) -> list[Entry]:
    named = fold(heading.text) not in _LABELS_ONLY
    if not texts and named:
        return [Entry(heading.text, "", heading.line, heading.column, heading.line, heading.column)]
    found: list[Entry] = []
    for block in texts:
        labelled = any_labels(block.runs)
        if labelled or not named:
            found += labelled
            continue
        at = Run(heading.text, "", "", heading.line, heading.column)
        found += [entry_of(heading.text, at, line) for line in _lines(block.runs)]
    return found


def _lines(runs: tuple[Run, ...]) -> list[list[Run]]:
    """Return runs line by line; a line that begins in lower case goes on with the one before."""
    lines: list[list[Run]] = []
    for line in lines_of(runs):
        if lines and line[0].text.lstrip()[:1].islower():
            lines[-1] += [line[0]._replace(text=" " + line[0].text), *line[1:]]
        else:
            lines.append(line)
    return lines
