"""Records supersede, need, implement or amend each other in a circle.

What it does
------------
Reports every circle of *supersedes*, *depends on*, *implements* or *amends*,
whichever side of a relation wrote it, with all of its members. Circles that
share a relation with one that is reported appear when that one is broken.

Why it matters
--------------
Two records that supersede each other leave nothing that holds; two that need
each other cannot be decided one after the other.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: accepted
   depends-on: ADR-0005
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0005-use-a-queue.md

   ---
   status: accepted
   depends-on: ADR-0004
   ---
   # Use a queue

Fix
---
Remove one of the relations; *relates to* is for two records that belong together.

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: accepted
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0005-use-a-queue.md

   ---
   status: accepted
   depends-on: ADR-0004
   ---
   # Use a queue

Options
-------
None. Of one relation at most 100 circles are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import phrase
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.graph import Edge, Pair, cycles, edges

FAMILY = "relations"
SEVERITY = Severity.ERROR

_RELATIONS = ("supersedes", "depends-on", "implements", "amends")
_SHOWN = 8


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every circle of relations."""
    for name in _RELATIONS:
        found = edges(corpus, name)
        for nodes in cycles(found):
            yield _circle(name, found, nodes)


def _circle(name: str, found: Mapping[Pair, Edge], nodes: tuple[int, ...]) -> Found:
    around = [found[pair] for pair in zip(nodes, (*nodes[1:], nodes[0]), strict=True)]
    first = around[0]
    names = [edge.source.id for edge in around]
    if len(names) > _SHOWN:
        names = [*names[: _SHOWN - 1], "…", names[-1]]
    return Found(
        f"{first.source.id} {phrase(name)} itself: {' → '.join([*names, first.source.id])}",
        first.relation.at,
        "remove one of these relations",
        len(first.relation.reference.text),
        tuple(edge.relation.at for edge in around[1:]),
    )
