"""Formats of the header of an existing record: one module each, tried in the order of FORMATS.

Each module has ``FORM``, its name, and ``recognise(outline)``, which returns the
header's entries, none where the document has no header of that format.
"""

from __future__ import annotations

from sphinx_governance.intake.outline import Entry, Outline
from sphinx_governance.intake.recognise import (
    bullet_list,
    field_list,
    front_matter,
    header_block,
    label_lines,
    label_table,
    status_section,
)

FORMATS = (
    front_matter, field_list, header_block, label_lines, bullet_list, label_table, status_section,
)  # fmt: skip
"""The formats, the strongest first: of a field that stands in two, the earlier one counts."""


def recognise(outline: Outline) -> list[tuple[str, tuple[Entry, ...]]]:
    """Return every header of a document: its format's name, and its entries."""
    return [(module.FORM, entries) for module in FORMATS if (entries := module.recognise(outline))]
