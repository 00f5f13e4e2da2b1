"""A record in force depends on one that is still under discussion.

What it does
------------
Reports a record that is in force and depends on one that is a draft, is
proposed, or is otherwise not decided.

Why it matters
--------------
If the other one is rejected, the decision stands on nothing.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: proposed
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
Decide the other record first.

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: accepted
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0005-index-the-table.md

   ---
   status: accepted
   depends-on: ADR-0004
   ---
   # Index the table

Options
-------
Off by default: many projects decide in the order in which they build.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import phrase
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.graph import edges

FAMILY = "relations"
SEVERITY = Severity.OFF

_RELATION = "depends-on"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record in force that depends on one that is not decided."""
    for edge in edges(corpus, _RELATION).values():
        if corpus.phase(edge.source) == "in-force" and corpus.phase(edge.target) == "live":
            yield Found(
                f"{edge.source.id} is {edge.source.status_name}, but {phrase(_RELATION)} {edge.target.id},"
                f" which is {edge.target.status_name}",
                edge.relation.at,
                f"decide {edge.target.id} first",
                len(edge.relation.reference.text),
                tuple(record.status.at for record in (edge.target,) if record.status),
            )
