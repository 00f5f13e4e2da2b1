"""YAML front matter: MADR 3 and 4, Ethereum's proposals, Backstage."""

from __future__ import annotations

from sphinx_governance.intake.outline import Entry, Outline

FORM = "front-matter"


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return the entries of the document's front matter."""
    return outline.header_entries(FORM)
