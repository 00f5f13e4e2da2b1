"""A record names its successor, and its own status says that it still holds.

What it does
------------
Reports a record that says by which one it is superseded while its status is
one of a record under discussion or in force.

Why it matters
--------------
Indexes and reports go by the status: the old decision stands there as valid.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: accepted
   superseded-by: ADR-0005
   ---
   # Use a table

Fix
---
Set the status, or take the pointer out where the record still holds.

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: superseded
   superseded-by: ADR-0005
   ---
   # Use a table

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.mendings import set_status
from sphinx_governance.model.record import Record, Relation
from sphinx_governance.model.text import listed, printable

FAMILY = "relations"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record that has a successor and a status that denies it."""
    for record in corpus.records:
        pointers = [relation for relation in record.relations if relation.type == "superseded-by"]
        if pointers and corpus.phase(record) in {"live", "in-force"}:
            yield _found(corpus, record, pointers)


def _found(corpus: Corpus, record: Record, pointers: list[Relation]) -> Found:
    named = listed((printable(corpus.target_id(record, relation)) for relation in pointers), "and")
    has_state = "superseded" in corpus.spec(record).lifecycle.by_name
    return Found(
        f"{record.id} is superseded by {named}, but its status is {record.status_name!r}",
        pointers[0].at,
        "set the status to 'superseded'"
        if has_state
        else "remove the pointer, or change the status",
        len(pointers[0].reference.text),
        (record.status.at,) if record.status else (),
        fix=set_status(corpus, record, "superseded") if has_state else None,
    )
