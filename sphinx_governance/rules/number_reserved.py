"""A record has a number that the settings reserve.

What it does
------------
Reports every record whose number stands in ``reserved`` in the table of its kind.

Why it matters
--------------
A project reserves a number for its template or its process page, or because the
number would be mistaken for another: links to it would lead to the wrong page.

Example
-------
.. code-block:: toml
   :caption: governance.toml

   [kinds.adr]
   reserved = [0]

.. code-block:: markdown
   :caption: decisions/0000-use-a-queue.md

   # 0. Use a queue

Fix
---
Give the record the next free number.

.. code-block:: toml
   :caption: governance.toml

   [kinds.adr]
   reserved = [0]

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

Options
-------
``reserved`` in the kind's table: a list of numbers, empty by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity

FAMILY = "identity"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record with a reserved number, where it claims it."""
    for record in corpus.records:
        if record.number not in corpus.spec(record).reserved:
            continue
        claim = next(claim for claim in record.claims if claim.number == record.number)
        yield Found(
            f"{record.id} has a number that is reserved",
            claim.at,
            f"{corpus.next_id(record.prefix)} is free; kinds.{record.kind}.reserved lists {record.number}",
            len(claim.text) if claim.at.column and claim.source != "heading" else 0,
        )
