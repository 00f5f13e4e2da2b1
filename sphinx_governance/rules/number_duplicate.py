"""Two records claim the same number.

What it does
------------
Reports every record whose number an earlier one (in the order of their paths)
has already, and names all that claim it. Records without numbers are told apart
by date and slug, and two that have the same are reported too.

Why it matters
--------------
``ADR-0007`` then means two decisions, and a link or a *superseded by* leads to
one of them by chance. It happens when two branches take the next number.

Example
-------
.. code-block:: markdown
   :caption: decisions/0007-use-a-queue.md

   # 7. Use a queue

.. code-block:: markdown
   :caption: decisions/0007-use-a-table.md

   # 7. Use a table

Fix
---
Give the later record the next free number.

.. code-block:: markdown
   :caption: decisions/0007-use-a-queue.md

   # 7. Use a queue

.. code-block:: markdown
   :caption: decisions/0008-use-a-table.md

   # 8. Use a table

Options
-------
``duplicates = [7]`` in the kind's table allows numbers that were given twice long
ago. ``letters = true`` makes ``0007a-use-a-table.md`` a number of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Location, NumberClaim, Record
from sphinx_governance.model.text import listed, printable, shorten

FAMILY = "identity"
SEVERITY = Severity.ERROR
_NAMED = 10
"""So many of the other claimants are named in a message; all are among the places."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record but the first of those with one number."""
    groups: dict[Hashable, list[Record]] = defaultdict(list)
    for record in corpus.records:
        key = _key(corpus, record)
        if key is not None and record.number not in corpus.spec(record).duplicates:
            groups[key].append(record)
    for claimants in groups.values():
        for record in claimants[1:]:
            yield _duplicate(corpus, record, [other for other in claimants if other is not record])


def _key(corpus: Corpus, record: Record) -> Hashable:
    """Return what tells a record from others, None where its number is missing."""
    if record.number is not None:
        return record.prefix.lower(), record.number, record.suffix
    return None if corpus.numbered(record) else record.id.casefold()


def _duplicate(corpus: Corpus, record: Record, others: list[Record]) -> Found:
    names = [_name(other, record) for other in others[:_NAMED]]
    if len(others) > _NAMED:
        names.append(f"{len(others) - _NAMED} more")
    claim = _claim(record)
    return Found(
        f"{record.id} is also {listed(names, 'and')}",
        claim.at if claim else record.at,
        _hint(corpus, record),
        len(claim.text) if claim and claim.at.column and claim.source != "heading" else 0,
        tuple(_place(other) for other in others),
    )


def _name(other: Record, record: Record) -> str:
    path = printable(other.path)
    return path if other.path != record.path else f"{shorten(other.title, 60)!r} in {path}"


def _claim(record: Record) -> NumberClaim | None:
    return next((claim for claim in record.claims if claim.number == record.number), None)


def _place(record: Record) -> Location:
    claim = _claim(record)
    return claim.at if claim else record.at


def _hint(corpus: Corpus, record: Record) -> str:
    if record.number is None:
        return "give one of them another name"
    lettered = re.search(rf"(?<!\d)0*{record.number}[a-z](?![a-z0-9])", record.path)
    if lettered and not record.suffix:
        return f"letters = true in kinds.{record.kind} makes {lettered.group()} a number of its own"
    return f"renumber one of them: {corpus.next_id(record.prefix)} is free"
