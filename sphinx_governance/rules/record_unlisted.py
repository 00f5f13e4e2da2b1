"""A record's page stands in no index and no toctree.

What it does
------------
Reports every record whose page no reader can come to: it is in no toctree, and
no ``record-index`` shows it. A bare folder has neither, so nothing is reported there.

Why it matters
--------------
A decision that is in no list is found by nobody who does not know of it.

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

Fix
---
Put an index on a page that readers come to; it lists the records by itself.

.. code-block:: rst
   :caption: decisions/index.rst

   Decisions
   =========

   .. adr-index::

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity

FAMILY = "documents"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record on a page that nothing leads to."""
    if corpus.listed is None:
        return
    for record in corpus.records:
        if record.page not in corpus.listed:
            hint = f"put .. {record.kind}-index:: on a page, or the page into a toctree"
            yield Found(f"{record.id} is in no index and no toctree", record.at, hint)
