"""A record lacks a field that its status requires.

What it does
------------
Reports a field that is empty or not there though the record's status requires
it: the successor of a superseded record, the discussion of a proposed RFC, the
deadline of a last call. A successor that is named in the text of the status
counts, as does an issue or a pull request in the place of a discussion, and in
a record that is declared by a directive also the successor's own *supersedes*.

Of a kind that other tools write headers for too (``open-fields``), only fields
that some record of the project has are asked for, and the successor.

Why it matters
--------------
*Superseded* without a successor sends the reader to search for what holds now.

Example
-------
.. code-block:: rst
   :caption: decisions/0002-use-a-table.rst

   Use a table
   ===========

   .. adr::
      :status: superseded
      :date: 2025-03-04
      :deciders: @leads

Fix
---
Write what the status requires.

.. code-block:: rst
   :caption: decisions/0002-use-a-table.rst

   Use a table
   ===========

   .. adr::
      :status: superseded
      :date: 2025-03-04
      :deciders: @leads
      :superseded-by: ADR-0005

Options
-------
A kind's table says which fields a state requires:
``lifecycle.states.STATE.requires``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.advice import how_to_relate, label
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import read_date
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.graph import successors
from sphinx_governance.model.record import Record

FAMILY = "lifecycle"
SEVERITY = Severity.ERROR

_SUCCESSOR = "superseded-by"
_OTHERS = {"discussion": ("issue", "pull-request")}
"""Field → others that say the same."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every field that a status requires in vain."""
    used = {
        (record.kind, record.profile, entry.name)
        for record in corpus.records
        for entry in record.fields
    }
    after = successors(corpus)
    for place, record in enumerate(corpus.records):
        spec = corpus.spec(record)
        state = spec.lifecycle.state(record.status_name)
        for name in state.requires if state else ():
            expected = (record.kind, record.profile, name) in used or name in spec.relations
            always = name in spec.by_field and spec.by_field[name].required
            if (expected or not spec.open_fields) and not always and not _has(corpus, record, name):
                successor = next((corpus.records[other].id for other in after.get(place, ())), "")
                if not (successor and name == _SUCCESSOR and record.form == "directive"):
                    yield _missing(corpus, record, name, successor)


def _has(corpus: Corpus, record: Record, name: str) -> bool:
    if any(record.has(field) for field in (name, *_OTHERS.get(name, ()))):
        return True
    if name == "title":
        return bool(record.title)
    if name == "date":
        return bool(record.status and read_date(record.status.remark or record.status.text).iso)
    type_ = corpus.spec(record).relations.get(name)
    return any(relation.type == type_ for relation in record.relations)


def _missing(corpus: Corpus, record: Record, name: str, successor: str) -> Found:
    is_empty = record.field(name) is not None
    at = record.status.at if record.status else record.at
    if name == _SUCCESSOR:
        hint = how_to_relate(corpus, record, name, successor or f"{record.prefix}-NUMBER")
        hint = f"{successor} supersedes it: {hint}" if successor else hint
    else:
        hint = f"fill {name!r}" if is_empty else f"add {label(corpus, record, name) or name!r}"
    problem = f"the field {name!r} is empty" if is_empty else f"there is no {name!r}"
    return Found(
        f"{record.id} is {record.status_name}, but {problem}, which that status requires", at, hint
    )
