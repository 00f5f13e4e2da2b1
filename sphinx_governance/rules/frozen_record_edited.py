"""The text of a record was changed that no longer changes.

What it does
------------
Compares the text of every record whose status was a frozen one at the base (*accepted*,
*rejected*, *superseded* …) with what it is now. The base is where this branch left
the ref that ``check --against`` names, by default the upstream's default branch.

Status, relations and the other facts of the header may change, and so may links, white
space, quotation marks and dashes. An edit of fewer than 20 words is a note. An amendment
that is declared is none at all: a new line in the field *amended*, with a date and a
reason. A frozen record that was removed is reported too.

Why it matters
--------------
A decision is looked up to learn what was decided then, and people acted by it. What
holds now belongs in a record that amends or supersedes it.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md, at the base

   # 1. Use a queue

   ## Status

   Accepted

   ## Decision

   We put mail into a queue.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   Accepted

   ## Decision

   We write mail to a table of the database, which a job empties every minute. The
   queue is kept for reports until the end of the year, and then switched off.

Fix
---
Bring the text back, and write a new record; or say what was amended, when and why.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md, at the base

   # 1. Use a queue

   ## Status

   Accepted

   ## Decision

   We put mail into a queue.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   amended: 2025-11-03, the queue's vendor closes down
   ---
   # 1. Use a queue

   ## Decision

   We write mail to a table of the database, which a job empties every minute. The
   queue is kept for reports until the end of the year, and then switched off.

Options
-------
``small-edit`` in the settings is the number of changed words from which on it is an
error; 0 makes every change one. ``lifecycle.states.STATE.frozen`` in a kind's table
says which states are frozen.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import read_date
from sphinx_governance.model.edits import changed_words
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.surroundings import Edited
from sphinx_governance.model.text import count, printable

FAMILY = "lifecycle"
SEVERITY = Severity.ERROR

_FIELD = "amended"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every frozen record that was changed or removed."""
    base = corpus.base
    for edit in base.edited if base else ():
        state = corpus.spec(edit.before).lifecycle.state(edit.before.status_name)
        if base is None or state is None or not state.frozen:
            continue
        if edit.now is None:
            yield _gone(edit.before)
        elif not _is_declared(edit.before, edit.now):
            yield from _edited(corpus, edit, edit.now, base.small_edit)


def _edited(corpus: Corpus, edit: Edited, record: Record, limit: int) -> Iterator[Found]:
    words = changed_words(edit.before_text, edit.now_text)
    if not words:
        return
    old = edit.before.status_name
    yield Found(
        f"{count(words, 'word')} changed in {record.id}, which was {old} already",
        record.at,
        _hint(corpus, record),
        severity=Severity.NOTE if words < limit else None,
    )


def _hint(corpus: Corpus, record: Record) -> str:
    new = (
        f"write {corpus.next_id(record.prefix)}" if record.number is not None else "write a record"
    )
    if record.has(_FIELD):
        return f"{new} instead, or give {_FIELD!r} a new date and a reason"
    if _FIELD in corpus.spec(record).by_field:
        return f"{new} instead, or declare it: '{_FIELD}: DATE, REASON'"
    return f"{new} instead, and bring the text back"


def _is_declared(before: Record, now: Record) -> bool:
    """Return whether there is an amendment that the base did not have, with its date and reason."""
    known = {entry.value for entry in before.all(_FIELD)}
    return any(
        (found := read_date(entry.value)).iso is not None
        and any(sign.isalpha() for sign in found.remark)
        for entry in now.all(_FIELD)
        if entry.value not in known
    )


def _gone(record: Record) -> Found:
    return Found(
        f"{record.id}, which was {record.status_name} already, is gone"
        f" from {printable(record.path)}",
        Location(record.path),
        "bring it back; its status may say that it no longer holds",
    )
