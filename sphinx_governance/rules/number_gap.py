"""Numbers between two records belong to none.

What it does
------------
Reports every run of missing numbers between a prefix's lowest and highest, at
the record after it. Off by default: many projects leave holes on purpose.

Why it matters
--------------
Where records are numbered one by one, a hole means that one was deleted instead
of being rejected or superseded, or that it waits in a branch that nobody merged.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   # 4. Use a table

Fix
---
Bring the missing records back, or say in the settings that their numbers are not
to be used.

.. code-block:: toml
   :caption: governance.toml

   [kinds.adr]
   reserved = [2, 3]

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   # 4. Use a table

Options
-------
``reserved`` in the kind's table lists numbers that are left out on purpose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record

FAMILY = "identity"
SEVERITY = Severity.OFF


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every run of numbers that no record has."""
    series: dict[tuple[str, str], dict[int, Record]] = defaultdict(dict)
    for record in corpus.records:
        if record.number is not None:
            series[record.kind, record.prefix.lower()].setdefault(record.number, record)
    for records in series.values():
        for before, after in pairwise(sorted(records)):
            if _holes(corpus, records[after], before, after):
                yield _gap(records[before], records[after], before, after)


def _holes(corpus: Corpus, record: Record, before: int, after: int) -> int:
    """Return how many numbers between two are neither taken nor reserved."""
    reserved = {number for number in corpus.spec(record).reserved if before < number < after}
    return after - before - 1 - len(reserved)


def _gap(first: Record, last: Record, before: int, after: int) -> Found:
    missing = f"{before + 1} is" if after - before == 2 else f"{before + 1} to {after - 1} are"
    return Found(
        f"{missing} missing between {first.id} and {last.id}",
        last.at,
        f"if that is meant, list it in kinds.{last.kind}.reserved",
        related=(first.at,),
    )
