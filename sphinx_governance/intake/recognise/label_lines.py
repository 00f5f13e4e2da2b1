"""Label lines under the title: ``**Status:** Accepted``, or adr-tools' plain ``Date: 2017-06-30``."""

from __future__ import annotations

from sphinx_governance.intake.outline import Entry, Outline
from sphinx_governance.intake.recognise.labels import any_labels, header_of

FORM = "label-lines"


def recognise(outline: Outline) -> tuple[Entry, ...]:
    """Return the entries of the paragraphs above the second heading that consist of labels."""
    texts = (block for block in outline.head() if block.kind in {"paragraph", "quote"})
    return header_of(any_labels(block.runs) for block in texts)
