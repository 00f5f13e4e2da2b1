"""Two records that hold have the same title.

What it does
------------
Compares the titles of records of one kind, case and punctuation aside. Records that
are closed (superseded, rejected, withdrawn …) do not count: what takes the place of
a record often keeps its title.

Why it matters
--------------
In an index or a list of search results nobody can tell the two apart. Often the
later one was copied, and its title forgotten.

Example
-------
.. code-block:: markdown
   :caption: decisions/0003-networks.md

   # 3. Networking outline

   ## Status

   Accepted

.. code-block:: markdown
   :caption: decisions/0033-ip-ranges.md

   # 33. Networking outline

   ## Status

   Accepted

Fix
---
Say in the title what was decided.

.. code-block:: markdown
   :caption: decisions/0003-networks.md

   # 3. Networking outline

   ## Status

   Accepted

.. code-block:: markdown
   :caption: decisions/0033-ip-ranges.md

   # 33. Ranges of IP addresses

   ## Status

   Accepted

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import fold, shorten

FAMILY = "header"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record whose title an earlier one of its kind has."""
    first: dict[tuple[str, str], Record] = {}
    for record in corpus.records:
        title = fold(record.title)
        if title and corpus.phase(record) != "closed":
            other = first.setdefault((record.kind, title), record)
            if other is not record:
                yield _duplicate(record, other)


def _duplicate(record: Record, other: Record) -> Found:
    return Found(
        f"{record.id} has the title of {other.id}: {shorten(record.title, 60)!r}",
        record.at,
        "say in one of them what sets it apart",
        related=(other.at,),
    )
