"""A record has a field that its status forbids.

What it does
------------
Reports a field that is filled though the record's status forbids it. No state
of the built-in kinds forbids any.

Why it matters
--------------
The field and the status contradict each other, and readers believe one of them.

Example
-------
.. code-block:: toml
   :caption: governance.toml

   [kinds.adr.lifecycle.states.draft]
   forbids = ["date"]

.. code-block:: rst
   :caption: decisions/0002-use-a-table.rst

   Use a table
   ===========

   .. adr::
      :status: draft
      :date: 2025-03-04
      :deciders: @leads

Fix
---
Take the field out, or set the status that it belongs to.

.. code-block:: toml
   :caption: governance.toml

   [kinds.adr.lifecycle.states.draft]
   forbids = ["date"]

.. code-block:: rst
   :caption: decisions/0002-use-a-table.rst

   Use a table
   ===========

   .. adr::
      :status: accepted
      :date: 2025-03-04
      :deciders: @leads

Options
-------
A kind's table says which fields a state forbids:
``lifecycle.states.STATE.forbids``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Location, Record

FAMILY = "lifecycle"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every filled field that a status forbids."""
    for record in corpus.records:
        state = corpus.spec(record).lifecycle.state(record.status_name)
        for name in state.forbids if state else ():
            for at, length in _places(corpus, record, name):
                yield Found(
                    f"{record.id} is {record.status_name} and has {name!r}, which that status forbids",
                    at,
                    "remove it, or change the status",
                    length,
                    (record.status.at,) if record.status else (),
                )


def _places(corpus: Corpus, record: Record, name: str) -> Iterator[tuple[Location, int]]:
    """Yield where a field stands, its label first, and where the status says the same."""
    for entry in record.all(name):
        if entry.value.strip() and entry.form == "status-section":
            yield entry.at, len(entry.value)
        elif entry.value.strip():
            yield entry.label_at, len(entry.label)
    relation = corpus.spec(record).relations.get(name)
    for written in record.relations:
        if written.from_status and written.type == relation:
            yield written.at, len(written.reference.text)
