"""A new record begins with a status that is not the first of its lifecycle.

What it does
------------
Reports records that did not exist at the base (see ``check --against``) and whose
status is none in which their lifecycle begins. Off by default: many projects merge
a record when it is decided.

Why it matters
--------------
Where records are discussed in the repository, one that arrives as *accepted* was
decided elsewhere.

Example
-------
.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md, at the base

   # 2. Use a table

.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   # 2. Use a table

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   # 3. Use a queue

   ## Status

   Accepted

Fix
---
Begin with the first status.

.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md, at the base

   # 2. Use a table

.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   # 2. Use a table

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   # 3. Use a queue

   ## Status

   Draft

Options
-------
``lifecycle.states.STATE.initial`` in a kind's table says where a lifecycle begins;
several states may.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.text import listed

FAMILY = "lifecycle"
SEVERITY = Severity.OFF


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every new record that does not begin at the beginning."""
    base = corpus.base
    for record in corpus.records if base else ():
        lifecycle = corpus.spec(record).lifecycle
        state = lifecycle.state(record.status_name)
        first = [each.name for each in lifecycle.states if each.initial]
        if base and record.status and state and first and not state.initial and base.is_new(record):
            yield Found(
                f"{record.id} is new and {state.name} already",
                record.status.at,
                f"begin with {listed(first)}",
                len(record.status.text),
            )
