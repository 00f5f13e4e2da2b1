"""A record names itself in a relation.

What it does
------------
Reports a relation whose target is the record that it stands in.

Why it matters
--------------
It is a slip, and the record that was meant is not linked.

Example
-------
.. code-block:: markdown
   :caption: decisions/0005-use-a-queue.md

   ---
   status: accepted
   supersedes: ADR-0005
   ---
   # Use a queue

Fix
---
Name the record that is meant.

.. code-block:: markdown
   :caption: decisions/0005-use-a-queue.md

   ---
   status: accepted
   supersedes: ADR-0004
   ---
   # Use a queue

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import phrase
from sphinx_governance.model.finding import Found, Severity

FAMILY = "relations"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every relation of a record to itself."""
    for record in corpus.records:
        for relation in record.relations:
            targets = corpus.targets(record, relation)
            if len(targets) == 1 and targets[0] is record:
                yield Found(
                    f"{record.id} says that it {phrase(relation.type)} itself",
                    relation.at,
                    "name the record that is meant, or remove the relation",
                    len(relation.reference.text),
                )
