"""The file name, the heading and the header disagree about a record's number.

What it does
------------
Compares the numbers that a record's directive or header, its file name and its
heading say. The first of them that says one is right, in this order; every
other that differs is reported.

Why it matters
--------------
Files are renumbered and headings forgotten. A reader who was sent to ADR-0003
then finds a page that calls itself ADR-0004.

Example
-------
.. code-block:: markdown
   :caption: decisions/0002-use-a-queue.md

   # ADR-0003: Use a queue

   **Status:** Accepted

Fix
---
Write the file's number in the heading, or rename the file.

.. code-block:: markdown
   :caption: decisions/0002-use-a-queue.md

   # ADR-0002: Use a queue

   **Status:** Accepted

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import NumberClaim, Record, Written
from sphinx_governance.model.text import shorten

FAMILY = "identity"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every claim that says another number than the strongest."""
    for record in corpus.records:
        claims = [claim for claim in record.claims if claim.number is not None]
        if corpus.spec(record).identity != "number" or not claims:
            continue
        for claim in claims[1:]:
            if claim.number != claims[0].number:
                yield _differs(claim, claims[0])
        yield from (_unread(entry, claims[0]) for entry in _unreadable(record))


def _differs(claim: NumberClaim, right: NumberClaim) -> Found:
    where = "at the start of the file name" if claim.source == "file name" else f"in {claim.place}"
    other = "rename the file" if right.source == "file name" else f"mend {right.place}"
    return Found(
        f"{claim.place} says {claim.number}, {right.place} says {right.number}",
        claim.at,
        f"write {right.number} {where}, or {other}",
        len(claim.text) if claim.at.column and claim.source != "heading" else 0,
        (right.at,),
    )


def _unreadable(record: Record) -> Iterator[Written]:
    """Yield what a declared record says of its number and nobody can read."""
    read = {claim.at for claim in record.claims}
    if record.declared:
        yield from (entry for entry in record.all("number") if entry.value and entry.at not in read)


def _unread(entry: Written, right: NumberClaim) -> Found:
    message = (
        f"the number {shorten(entry.value, 40)!r} cannot be read, {right.place} says {right.number}"
    )
    return Found(message, entry.at, f"write {right.number}", len(entry.value), (right.at,))
