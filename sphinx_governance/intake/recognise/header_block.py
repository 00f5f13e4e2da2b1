"""An RFC-2822 header block at the top of the file: ``PEP: 8``, ``Title: …``."""

from __future__ import annotations

from sphinx_governance.intake.outline import Entry, Outline

FORM = "header-block"


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return the entries of the block at the top of the document."""
    return outline.header_entries(FORM)
