"""A record has no title.

What it does
------------
Reports every record without a heading of its own and without a title in its header,
unless its format lets records of its status go without one (Ethereum's *Moved*).

Why it matters
--------------
Every index, link and list shows a record by its title. Without one it is a bare
number.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ## Status

   Accepted

   ## Context

   Jobs are lost.

Fix
---
Begin the page with a heading.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   Accepted

   ## Context

   Jobs are lost.

Options
-------
``required = false`` in ``kinds.KIND.fields.title``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record

FAMILY = "header"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record without a title that has to have one."""
    for record in corpus.records:
        if not record.title and _needs_title(corpus, record):
            hint = (
                "put a heading above its block"
                if record.declared
                else "begin the page with a heading"
            )
            yield Found(f"{record.id} has no title", record.header_at, hint)


def _needs_title(corpus: Corpus, record: Record) -> bool:
    spec = corpus.spec(record)
    field = spec.by_field.get("title")
    state = spec.lifecycle.state(record.status_name)
    return bool((field and field.required) or (state and "title" in state.requires))
