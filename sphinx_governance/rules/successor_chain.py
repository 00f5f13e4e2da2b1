"""The successor of a record is itself superseded.

What it does
------------
Notes a record whose successor has been superseded too, and says where the
chain ends.

Why it matters
--------------
The reader of the old record is sent to one that no longer holds, and must
search on from there.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-files.md

   # 1. Use files

   ## Status

   Superseded by [2. Use a table](0002-use-a-table.md)

.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   # 2. Use a table

   ## Status

   Superseded by [3. Use a queue](0003-use-a-queue.md)

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   # 3. Use a queue

   ## Status

   Accepted

Fix
---
Point to the record that holds now; history keeps the step between.

.. code-block:: markdown
   :caption: decisions/0001-use-files.md

   # 1. Use files

   ## Status

   Superseded by [3. Use a queue](0003-use-a-queue.md)

.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   # 2. Use a table

   ## Status

   Superseded by [3. Use a queue](0003-use-a-queue.md)

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   # 3. Use a queue

   ## Status

   Accepted

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.graph import edges, pointer, successors
from sphinx_governance.model.text import listed

FAMILY = "relations"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every pointer to a successor that is superseded itself."""
    after = successors(corpus)
    for (successor, old), edge in edges(corpus, "supersedes").items():
        own = pointer(corpus, edge)
        if own is None or not _is_over(corpus, successor, after):
            continue
        ends = _ends(successor, after)
        if not ends or old in ends:
            continue
        named = listed((corpus.records[end].id for end in ends), "and")
        yield Found(
            f"{edge.target.id} is superseded by {edge.source.id}, which is superseded itself",
            own.at,
            f"point to {named}, where the chain ends",
            len(own.reference.text),
            (edge.source.at,),
        )


def _is_over(corpus: Corpus, place: int, after: Mapping[int, Sequence[int]]) -> bool:
    """Return whether a record has a successor, and no status that denies it."""
    return place in after and corpus.phase(corpus.records[place]) not in {"live", "in-force"}


def _ends(start: int, after: Mapping[int, Sequence[int]]) -> list[int]:
    """Return the places of the records that the chain from *start* ends in; none in a circle."""
    seen, waiting = {start}, [start]
    for place in waiting:
        fresh = [target for target in after.get(place, ()) if target not in seen]
        seen.update(fresh)
        waiting += fresh
    return sorted(place for place in seen if place not in after)
