"""A record builds on one that is rejected, withdrawn or superseded.

What it does
------------
Reports a record that depends on, implements or amends another one that is
over: rejected, withdrawn, deprecated, superseded. Records that are over
themselves are not asked; one that only moved, or was put off and may come
back, is not over.

Why it matters
--------------
What the record builds on does not hold, so neither may the record.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: rejected
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0005-index-the-table.md

   ---
   status: accepted
   depends-on: ADR-0004
   ---
   # Index the table

Fix
---
Point to what holds in its place, or reconsider the record.

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: rejected
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0005-index-the-table.md

   ---
   status: rejected
   depends-on: ADR-0004
   ---
   # Index the table

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import phrase
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.graph import Edge, edges, is_over, successors
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.text import listed

FAMILY = "relations"
SEVERITY = Severity.WARNING

_RELATIONS = ("depends-on", "implements", "amends")


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every relation from a record that holds to one that does not."""
    after = successors(corpus)
    for name in _RELATIONS:
        for (source, target), edge in edges(corpus, name).items():
            next_ones = after.get(target, [])
            holds = corpus.phase(edge.source) in {"live", "in-force"}
            if holds and is_over(corpus, edge.target) and source not in next_ones:
                named = listed((corpus.records[place].id for place in next_ones), "and")
                yield _found(name, edge, named)


def _found(name: str, edge: Edge, successor: str) -> Found:
    target, relation = edge.target, edge.relation
    other = edge.source if edge.is_inverse else target
    return Found(
        f"{edge.source.id} {phrase(name)} {target.id}, which is {target.status_name}",
        relation.at,
        f"{successor} supersedes it"
        if successor
        else "name what holds in its place, or reconsider",
        len(relation.reference.text),
        (_status_at(other),),
    )


def _status_at(record: Record) -> Location:
    return record.status.at if record.status else record.at
