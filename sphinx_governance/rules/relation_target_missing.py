"""A relation names a record that does not exist.

What it does
------------
Reports every relation (*supersedes*, *depends on*, …), in a header or in a
status, whose target is no record of the project.

Why it matters
--------------
A reader who follows the decision's history ends nowhere, and the record that
was meant never learns that it was superseded.

Example
-------
.. code-block:: rst
   :caption: decisions/0005-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :date: 2025-10-08
      :deciders: @leads
      :supersedes: ADR-0099

Fix
---
Write the identifier of a record that exists; the nearest one is offered.

.. code-block:: rst
   :caption: decisions/0005-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :date: 2025-10-08
      :deciders: @leads
      :supersedes: ADR-0004

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   # 4. Use a table

   ## Status

   Superseded by [5. Use a queue](0005-use-a-queue.rst)

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import phrase
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.mentions import Slips
from sphinx_governance.model.record import Record, Relation
from sphinx_governance.model.text import nearest

FAMILY = "relations"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every relation that leads nowhere."""
    slips = Slips(corpus.records)
    for record in corpus.records:
        for relation in record.relations:
            if not corpus.targets(record, relation) and not _is_elsewhere(relation):
                yield _missing(corpus, record, relation, slips)


def _is_elsewhere(relation: Relation) -> bool:
    """Return whether the target is a page of another site: not ours to know."""
    return "://" in relation.reference.text or "://" in relation.reference.path


def _missing(corpus: Corpus, record: Record, relation: Relation, slips: Slips) -> Found:
    verb = phrase(relation.type)
    if not relation.reference.readable:
        message = (
            f"{record.id} {verb} {relation.reference.text!r}, which is no identifier of a record"
        )
        return Found(message, relation.at, f"write it as {record.prefix}-NUMBER")
    target = corpus.target_id(record, relation)
    near = _near(corpus, target, slips)
    near = near if near != record.id else ""
    return Found(
        f"{record.id} {verb} {target}, which does not exist",
        relation.at,
        f"did you mean {near}?" if near else "",
        len(relation.reference.text),
    )


def _near(corpus: Corpus, target: str, slips: Slips) -> str:
    """Return the record that was probably meant: many numbers are alike, but few are one slip away."""
    prefix, _, digits = target.rpartition("-")
    if digits.isdecimal():
        found = slips.meant(prefix, digits)
        return found.id if found else ""
    return nearest(target, (other.id for other in corpus.records)) or ""
