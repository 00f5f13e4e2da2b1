"""A header has a field with nothing in it.

What it does
------------
Reports every option of a record's block that has no value. In a header that was
recognised only fields that must be there count: templates leave the others empty.

Why it matters
--------------
An empty field is an open question that looks answered: the label is there, so
nobody asks for the date.

Example
-------
.. code-block:: rst
   :caption: decisions/0001-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :date:

Fix
---
Write the value, or take the line out.

.. code-block:: rst
   :caption: decisions/0001-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :date: 2025-10-08

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record, Written
from sphinx_governance.model.text import shorten

FAMILY = "header"
SEVERITY = Severity.WARNING

_OTHERS = frozenset({"number", "title"})
"""Fields that have rules of their own: they stand in file names and headings too."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every field without a value that is wanted there."""
    for record in corpus.records:
        for entry in record.fields:
            if not entry.value.strip() and _counts(corpus, record, entry):
                yield _empty(record, entry)


def _counts(corpus: Corpus, record: Record, entry: Written) -> bool:
    if entry.form == "directive":
        return True
    field = corpus.spec(record).by_field.get(entry.name)
    wanted = field is not None and field.required and entry.name not in _OTHERS
    return wanted and not record.has(entry.name)


def _empty(record: Record, entry: Written) -> Found:
    section = any(section.at == entry.label_at for section in record.sections)
    return Found(
        f"{record.id} has an empty {'section' if section else 'field'} {shorten(entry.label, 60)!r}",
        entry.label_at,
        "write what it says" if section else "write a value, or take the line out",
        len(entry.label),
    )
