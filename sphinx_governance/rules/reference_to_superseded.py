"""A page refers to a record that no longer holds, without its successor.

What it does
------------
Reports links, roles and mentions that lead to a record that is superseded, withdrawn,
rejected or deprecated, on pages of other records and of none. Passed over are records that
are over themselves, or related to the one they name; places that name the successor in
the same line; lists of records in their own folder; and changelogs.

Why it matters
--------------
Whoever reads the page takes the decision for one that holds.

Example
-------
.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   ---
   status: superseded by ADR-0003
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   ---
   status: accepted
   supersedes: ADR-0002
   ---
   # Use a queue

.. code-block:: markdown
   :caption: workers.md

   # Workers

   Jobs are stored as ADR-0002 says.

Fix
---
Refer to what holds in its place, or name both.

.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   ---
   status: superseded by ADR-0003
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   ---
   status: accepted
   supersedes: ADR-0002
   ---
   # Use a queue

.. code-block:: markdown
   :caption: workers.md

   # Workers

   Jobs are stored as ADR-0003 says (before: ADR-0002).

Options
-------
None.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.graph import is_over, successors
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.text import listed

FAMILY = "references"
SEVERITY = Severity.NOTE

_LIST = re.compile(
    r"(?:^|/)(?:index|readme|summary|toc|_sidebar|decisions|adrs?|rfcs?)\.\w+$", re.IGNORECASE
)
_HISTORY = re.compile(r"(?:^|/)(?:changelog|changes|history|news)(?:[./_-]|$)", re.IGNORECASE)


class _Place(NamedTuple):
    """A reference to a record: where it stands, and how long it is."""

    record: Record
    at: Location
    length: int


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every line that leads to a record that is over, and not to its successor."""
    dead = {id(record) for record in corpus.records if is_over(corpus, record)}
    after = _successors(corpus)
    for document in corpus.told if dead else ():
        if _HISTORY.search(document.path) or any(id(own) in dead for own in document.records):
            continue
        near = _near(corpus, document)
        places = _places(corpus, document)
        for (line, key), place in places.items():
            if key in dead and key not in near and not _lists(document, place.record):
                named = after.get(key, [])
                if not any((line, id(other)) in places for other in named):
                    yield _found(place, named)


def _near(corpus: Corpus, document: Document) -> set[int]:
    """Return a document's own records, and those that they are related to."""
    related = (other for own in document.records for _, other in corpus.neighbours(own))
    return {id(record) for record in (*document.records, *related)}


def _places(corpus: Corpus, document: Document) -> dict[tuple[int, int], _Place]:
    """Return line and record → where the line first refers to the record."""
    found: dict[tuple[int, int], _Place] = {}
    for record, at, length in corpus.references(document):
        found.setdefault((at.line, id(record)), _Place(record, at, length))
    return found


def _lists(document: Document, record: Record) -> bool:
    """Return whether a document is a list of the records around it."""
    if document.records or not _LIST.search(document.path):
        return False
    folder = posixpath.dirname(document.path)
    return posixpath.dirname(record.path) in {folder, posixpath.splitext(document.path)[0]}


def _successors(corpus: Corpus) -> dict[int, list[Record]]:
    records = corpus.records
    return {
        id(records[place]): [records[next_one] for next_one in next_ones]
        for place, next_ones in successors(corpus).items()
    }


def _found(place: _Place, named: list[Record]) -> Found:
    record = place.record
    after = listed((other.id for other in named), "and")
    return Found(
        f"{record.id} is {record.status_name}",
        place.at,
        f"{after} supersedes it" if after else "say so, or refer to what holds in its place",
        place.length,
        (record.status.at if record.status else record.at,),
    )
