"""The day is over by which a record was to be reviewed.

What it does
------------
Reports records whose *review-by* is before today, unless they are closed (rejected,
superseded …). ``check --today`` sets the day.

Why it matters
--------------
Whoever wrote the day knew that the decision would age: a vendor's contract, a limit of
a version, a trial.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   review-by: 2025-06-30
   ---
   # Use a queue

Fix
---
Review it, and set the next day, or take the line out; if it no longer holds, supersede
or deprecate it.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   review-by: 2026-06-30
   ---
   # Use a queue

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import is_before
from sphinx_governance.model.finding import Found, Severity

FAMILY = "lifecycle"
SEVERITY = Severity.NOTE

_FIELD = "review-by"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record whose review is due."""
    if corpus.today is None:
        return
    for record in corpus.records:
        entry, date = record.field(_FIELD), record.read_date(_FIELD)
        if not (entry and date and date.iso) or corpus.phase(record) == "closed":
            continue
        if is_before(date.iso, corpus.today):
            yield Found(
                f"{record.id} was to be reviewed by {date.iso}",
                entry.at,
                "review it and set the next day, or take the line out",
                len(entry.value),
            )
