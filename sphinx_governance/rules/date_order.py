"""A record was updated or decided before it was created.

What it does
------------
Compares the dates of a header: *updated* and *date* with *created*. Where one of two
has no day or month, only what both have is compared.

Why it matters
--------------
One of the two is wrong, often by a copied template or a year that was typed from
habit in January.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   created: 2025-01-20
   date: 2024-01-27
   ---
   # Use a queue

Fix
---
Correct the one that is wrong.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   created: 2025-01-20
   date: 2025-01-27
   ---
   # Use a queue

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record

FAMILY = "header"
SEVERITY = Severity.WARNING

_LATER = {"updated": "was updated", "date": "is dated"}


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every date that stands before the record's creation."""
    for record in corpus.records:
        for name in _LATER:
            yield from _before(record, name)


def _before(record: Record, name: str) -> Iterator[Found]:
    later, created = record.field(name), record.field("created")
    second, first = _iso(record, name), _iso(record, "created")
    common = min(len(first), len(second))
    if later and created and second[:common] < first[:common]:
        yield Found(
            f"{record.id} {_LATER[name]} {second}, before it was created ({first})",
            later.at,
            "correct the one that is wrong",
            len(later.value),
            (created.at,),
        )


def _iso(record: Record, name: str) -> str:
    """Return a field's date, "" where it is not there or cannot be read."""
    found = record.read_date(name)
    return found.iso or "" if found else ""
