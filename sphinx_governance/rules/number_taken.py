"""A new record takes a number that another file has on the branch it goes to.

What it does
------------
Compares with the tip of a git ref, as ``check --against origin/main`` names it, by
default of the upstream's default branch. Reports every record that is new or
renumbered here, and whose number a file of another name has there.

Why it matters
--------------
Two branches took the next number. Both are right by themselves, and git merges them
without a word, because the files' names differ.

Example
-------
.. code-block:: markdown
   :caption: decisions/0007-use-a-table.md, on the other branch

   # 7. Use a table

.. code-block:: markdown
   :caption: decisions/0007-use-a-queue.md

   # 7. Use a queue

Fix
---
Take the next number that is free on both.

.. code-block:: markdown
   :caption: decisions/0007-use-a-table.md, on the other branch

   # 7. Use a table

.. code-block:: markdown
   :caption: decisions/0008-use-a-queue.md

   # 8. Use a queue

Options
-------
``against`` in the settings names the ref, where it is not the upstream's default
branch. ``duplicates = [7]`` in the kind's table allows a number. The names of the files
on the other branch count, their texts are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import NumberClaim, Record
from sphinx_governance.model.reference import identifier
from sphinx_governance.model.surroundings import Base
from sphinx_governance.model.text import listed, printable

FAMILY = "identity"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every new record whose number is taken on the other ref."""
    base = corpus.base
    if base is None:
        return
    for record in corpus.records:
        # A file that this branch renames or deletes gives its number up.
        places = tuple(
            path for path in base.taken.get(record.id.casefold(), ()) if path not in base.left
        )
        # A file of this very name is this record, merged already.
        if record.number is None or not places or record.path in places:
            continue
        if base.is_newly_named(record) and record.number not in corpus.spec(record).duplicates:
            yield _taken(corpus, base, record, places)


def _taken(corpus: Corpus, base: Base, record: Record, places: tuple[str, ...]) -> Found:
    named = listed((printable(path) for path in places), "and")
    claim = _claim(record)
    return Found(
        f"{record.id} is taken on {printable(base.name)}, by {named}",
        claim.at if claim else record.at,
        f"renumber it: {_free(corpus, base, record)} is free on both",
        len(claim.text) if claim and claim.at.column and claim.source != "heading" else 0,
    )


def _claim(record: Record) -> NumberClaim | None:
    return next((claim for claim in record.claims if claim.number == record.number), None)


def _free(corpus: Corpus, base: Base, record: Record) -> str:
    """Return the first identifier after all others that nobody has here or there."""
    number, width = corpus.next_number(record.prefix), corpus.width(record.prefix)
    while identifier(record.prefix, width, number).casefold() in base.taken:
        number += 1
    return identifier(record.prefix, width, number)
