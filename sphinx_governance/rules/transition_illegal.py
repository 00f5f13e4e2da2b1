"""A status was changed to one that the lifecycle does not allow next.

What it does
------------
Compares each record's status with the one it had at the base: where this branch left
the ref that ``check --against`` names, by default the upstream's default branch.
Reports moves that the lifecycle of the record's kind does not have.

Why it matters
--------------
The lifecycle is what the project agreed on. A rejected proposal that becomes accepted
by an edit skips the discussion that the lifecycle asks for.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md, at the base

   # 1. Use a queue

   ## Status

   Rejected

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   Accepted

Fix
---
Take one of the moves that the lifecycle has, or write a new record.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md, at the base

   # 1. Use a queue

   ## Status

   Rejected

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   Rejected

.. code-block:: markdown
   :caption: decisions/0002-use-a-queue-for-mail.md

   # 2. Use a queue for mail

   ## Status

   Proposed

Options
-------
A kind's table has the moves: ``lifecycle.states.STATE.moves``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import Lifecycle
from sphinx_governance.model.record import Record, Status
from sphinx_governance.model.text import listed

FAMILY = "lifecycle"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every move that no lifecycle has."""
    for edit in corpus.base.edited if corpus.base else ():
        record, old = edit.now, edit.before.status_name
        if (
            record is None
            or record.status is None
            or old is None
            or edit.before.kind != record.kind
        ):
            continue
        lifecycle, new = corpus.spec(record).lifecycle, record.status.name
        if new and lifecycle.state(old) and not lifecycle.may_move(old, new):
            yield _illegal(record, record.status, old, lifecycle)


def _illegal(record: Record, status: Status, old: str, lifecycle: Lifecycle) -> Found:
    moves = lifecycle.by_name[old].moves
    legal = f"leads only to {listed(moves)}" if moves else "is final"
    return Found(
        f"{record.id} went from {old} to {status.name}, but {old} {legal}",
        status.at,
        _hint(old, str(status.name), lifecycle),
        len(status.text),
    )


def _hint(old: str, new: str, lifecycle: Lifecycle) -> str:
    """Return the way that the lifecycle has between two states, or what to do where there is none."""
    ways = [[old]]
    for way in ways:
        for move in lifecycle.by_name[way[-1]].moves if way[-1] in lifecycle.by_name else ():
            if move == new:
                return f"the way is {' → '.join([*way, new])}"
            if not any(move in other for other in ways):
                ways.append([*way, move])
    return f"leave it {old}, and write a new record"
