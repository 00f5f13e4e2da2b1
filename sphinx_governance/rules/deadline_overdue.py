"""The deadline of a last call is over, and nothing was decided.

What it does
------------
Reports records in a state that asks for a deadline (*last call*, and those whose
``requires`` name the field), if that day is before today. ``check --today`` sets the day.

Why it matters
--------------
A last call promises a decision. Once its day is over, nobody knows whether comments
still count.

Example
-------
.. code-block:: rst
   :caption: rfcs/0004-use-a-queue.rst

   Use a queue
   ===========

   .. rfc::
      :status: last-call
      :created: 2025-09-01
      :authors: @sam
      :discussion: #12
      :deadline: 2025-10-15

Fix
---
Decide, or set a new day.

.. code-block:: rst
   :caption: rfcs/0004-use-a-queue.rst

   Use a queue
   ===========

   .. rfc::
      :status: last-call
      :created: 2025-09-01
      :authors: @sam
      :discussion: #12
      :deadline: 2026-01-15

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import is_before
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import State

FAMILY = "lifecycle"
SEVERITY = Severity.NOTE

_FIELD = "deadline"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every deadline that is over."""
    if corpus.today is None:
        return
    for record in corpus.records:
        state = corpus.spec(record).lifecycle.state(record.status_name)
        entry, date = record.field(_FIELD), record.read_date(_FIELD)
        if not (state and _asks(state) and entry and date and date.iso):
            continue
        if is_before(date.iso, corpus.today):
            yield Found(
                f"{record.id} is in {state.name}, but its deadline was {date.iso}",
                entry.at,
                _hint(state),
                len(entry.value),
                (record.status.at,) if record.status else (),
            )


def _asks(state: State) -> bool:
    return state.phase == "live" and (state.name == "last-call" or _FIELD in state.requires)


def _hint(state: State) -> str:
    decided = state.moves[0] if state.moves else ""
    return f"move it to {decided}, or set a new day" if decided else "set a new day"
