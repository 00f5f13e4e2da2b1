"""A record's number is still a placeholder: NNNN, XXXX.

What it does
------------
Reports every record whose file name, heading or header has a placeholder in the
place of a number.

Why it matters
--------------
The placeholder comes from a template, and nobody filled it in. The record has no
identifier, or two branches think that they have the next one.

Example
-------
.. code-block:: markdown
   :caption: decisions/NNNN-use-a-queue.md

   # ADR-NNNN: Use a queue

Fix
---
Give the record the next free number, in the file name and in the heading.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # ADR-0001: Use a queue

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import listed, printable, shorten

FAMILY = "identity"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record with a placeholder, at the strongest of its places."""
    for record in corpus.records:
        if corpus.spec(record).identity == "number" and any(
            claim.number is None for claim in record.claims
        ):
            yield _placeholder(corpus, record)


def _placeholder(corpus: Corpus, record: Record) -> Found:
    first, *others = [claim for claim in record.claims if claim.number is None]
    places = listed((claim.place for claim in (first, *others)), "and")
    right = next((claim for claim in record.claims if claim.number is not None), None)
    if right:
        hint = f"write {right.number}, which {right.place} says"
    else:
        hint = f"the next free number is {corpus.next_number(record.prefix)}"
    return Found(
        f"{printable(record.path)} has the placeholder {shorten(first.text, 40)!r} for a number in {places}",
        first.at,
        hint,
        len(first.text) if first.at.column and first.source != "heading" else 0,
        tuple(claim.at for claim in others),
    )
