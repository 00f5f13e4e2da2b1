"""A record of a kind that goes by number has none.

What it does
------------
Reports every record whose file name, heading and header say no number, where
its kind identifies records by number. A record that is named by its date
(``20200924-use-x.md``) needs none, nor does one of a kind whose ``identity`` is
``date`` or ``slug``.

Why it matters
--------------
Without a number the record cannot be referred to as ``ADR-0007``, and no index
can put it in its place.

Example
-------
.. code-block:: rst
   :caption: decisions/use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted

Fix
---
Begin the file's name with the number, or write it in the block; the next free
one is offered.

.. code-block:: rst
   :caption: decisions/use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :number: 1
      :status: accepted

Options
-------
``identity = "slug"`` or ``"date"`` in the kind's table, for a kind without numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import shorten, slugify

FAMILY = "identity"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record that has to have a number and claims none."""
    for record in corpus.records:
        if corpus.numbered(record) and not record.claims:
            yield _missing(corpus, record)


def _missing(corpus: Corpus, record: Record) -> Found:
    written = record.field("number") if record.declared else None
    number = corpus.next_number(record.prefix)
    if written and written.value:
        value = shorten(written.value, 40)
        message = f"the number of {record.id} cannot be read: {value!r}"
        return Found(message, written.at, f"write :number: {number}", len(written.value))
    if record.declared:
        return Found(
            f"{record.id} has no number", record.header_at, f"write :number: {number} in its block"
        )
    path = PurePosixPath(record.path)
    slug = record.slug or slugify(record.title) or "title"
    name = f"{number:0{corpus.width(record.prefix)}}-{slug}{path.suffix}"
    return Found(f"{record.id} has no number", record.at, f"rename the file to {name}")
