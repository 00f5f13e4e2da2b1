"""reST docinfo, or a field list under the title: ``:Author:``, ``:Status:``, ``:Created:``."""

from __future__ import annotations

from sphinx_governance.intake.outline import Entry, Outline

FORM = "field-list"


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return the entries of the field list above or under the document's title."""
    return outline.header_entries(FORM)
