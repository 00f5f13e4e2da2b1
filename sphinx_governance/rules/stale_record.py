"""Nobody has touched a record that is still under discussion.

What it does
------------
Reports records that are live (*draft*, *proposed*, *review* …), whose header has no
date of the last 180 days (*updated*, *date*, *created*, *deadline* …), and whose file
no git commit of that time changed. States that say themselves that a record rests,
*deferred* and *stagnant*, are left out. ``check --today`` sets the day.

Why it matters
--------------
A proposal that nobody pursues looks as if it were about to be decided. Withdrawn or
rejected it would say what is so, and could be found by whoever has the idea next.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: proposed
   date: 2024-03-01
   ---
   # Use a queue

Fix
---
Decide, or say when it was last looked at.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: proposed
   date: 2024-03-01
   updated: 2025-12-10
   ---
   # Use a queue

Options
-------
``stale-after`` in the settings is the number of days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import is_before, read_date
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Record

FAMILY = "lifecycle"
SEVERITY = Severity.NOTE

_RESTING = frozenset({"deferred", "postponed", "stagnant"})
"""Live states in which nothing is expected to happen."""

_DATES = "post-history"
"""A field that is a list of dates, whatever its kind says."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every live record whose dates are long ago."""
    if corpus.today is None:
        return
    limit = _earliest(corpus.today, corpus.stale_after)
    for record in corpus.records:
        if corpus.phase(record) == "live" and record.status_name not in _RESTING:
            latest = _latest(corpus, record)
            # Git is asked last, and only if something depends on its answer.
            if latest and is_before(latest, limit) and record.path not in corpus.touched:
                yield _stale(corpus, record, latest)


def _earliest(today: date, days: int) -> date:
    return today - timedelta(days=min(days, (today - date.min).days))


def _latest(corpus: Corpus, record: Record) -> str:
    """Return the latest date in a record's header, "" where there is none."""
    spec = corpus.spec(record)
    names = {field.name for field in spec.fields if field.type == "date"} | {_DATES}
    values = [
        value
        for entry in record.fields
        if entry.name in names
        for value in (split_list(entry.value) if entry.name == _DATES else [entry.value])
    ]
    found = [record.date, *(read_date(value) for value in values)]
    return max((each.iso for each in found if each and each.iso), default="")


def _stale(corpus: Corpus, record: Record, latest: str) -> Found:
    ways = [
        name for name in ("withdrawn", "rejected") if name in corpus.spec(record).lifecycle.by_name
    ]
    return Found(
        f"{record.id} is {record.status_name}, and nothing in it is later than {latest}",
        record.status.at if record.status else record.at,
        f"decide it, set it to {ways[0]}, or say when it was last updated" if ways else "decide it",
        len(record.status.text) if record.status else 0,
    )
