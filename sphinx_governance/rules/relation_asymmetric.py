"""One of two records contradicts the relation that the other one wrote.

What it does
------------
A relation is written once and shown on both records. Reported is

* a record in force that supersedes another whose status says that it still
  holds;
* a record that does not name its successor, or what it supersedes, in a header
  where most records of its format do (*Replaces* and *Superseded-By* of Python's
  proposals);
* a record that lists others in the inverse relation, but not this one.

Why it matters
--------------
The other file is read by itself too: who opens it first is told something else.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: accepted
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0005-use-a-queue.md

   ---
   status: accepted
   supersedes: ADR-0004
   ---
   # Use a queue

Fix
---
Let the other record say the same.

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   ---
   status: superseded by ADR-0005
   ---
   # Use a table

.. code-block:: markdown
   :caption: decisions/0005-use-a-queue.md

   ---
   status: accepted
   supersedes: ADR-0004
   ---
   # Use a queue

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.advice import how_to_relate, label
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import phrase
from sphinx_governance.model.finding import Fix, Found, Severity
from sphinx_governance.model.graph import took_effect
from sphinx_governance.model.mendings import supersede
from sphinx_governance.model.pairs import Pair, customary, pairs_of
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import listed, printable

FAMILY = "relations"
SEVERITY = Severity.WARNING

_OVER, _BY = "supersedes", "superseded-by"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every relation that the other side contradicts."""
    pairs = list(pairs_of(corpus))
    forms = customary(corpus, pairs)
    for pair in pairs:
        if pair.is_answered or not _is_meant(pair):
            continue
        if pair.relation.type == _OVER and _holds(pair):
            yield _still_holds(pair)
        elif pair.answers:
            yield _found(pair, _denied(pair), pair.answers[0].at)
        elif pair.form in forms and not _is_asked_elsewhere(pair):
            yield _found(pair, "which does not say so", pair.other.header_at)


def _is_meant(pair: Pair) -> bool:
    """Return whether a relation holds now: a draft has not superseded anything yet."""
    return pair.relation.type != _OVER or took_effect(pair.corpus, pair.record)


def _holds(pair: Pair) -> bool:
    """Return whether the other record's status says that it holds, or it has none."""
    return pair.other.status is None or pair.corpus.phase(pair.other) in {"live", "in-force"}


def _is_asked_elsewhere(pair: Pair) -> bool:
    """Return whether the pointer is not due here: derived for a block, or required by the status."""
    state = pair.corpus.spec(pair.other).lifecycle.state(pair.other.status_name)
    required = state is not None and pair.relation.inverse in state.requires
    return pair.other.form == "directive" or required


def _still_holds(pair: Pair) -> Found:
    other = pair.other
    status = f"whose status is {other.status_name!r}" if other.status else "which has no status"
    hint = how_to_relate(pair.corpus, other, _BY, pair.record.id)
    has_state = "superseded" in pair.corpus.spec(other).lifecycle.by_name
    if has_state and label(pair.corpus, other, _BY):
        first = f"set the status of {other.id} to 'superseded'"
        hint = first if other.form == "directive" else f"{first} and {hint}"
    return _found(pair, status, other.status.at if other.status else other.at, hint)


def _denied(pair: Pair) -> str:
    names = (printable(pair.corpus.target_id(pair.other, item)) for item in pair.answers)
    return f"but {pair.other.id} {phrase(pair.relation.inverse)} {listed(names, 'and')} only"


def _found(pair: Pair, said: str, at: Location, hint: str = "") -> Found:
    record, relation, other = pair.record, pair.relation, pair.other
    return Found(
        f"{record.id} {phrase(relation.type)} {other.id}, {said}",
        relation.at,
        hint or how_to_relate(pair.corpus, other, relation.inverse, record.id),
        len(relation.reference.text),
        (at,),
        fix=_fix(pair),
    )


def _fix(pair: Pair) -> Fix | None:
    """Return what makes the old record say who superseded it; other relations are for a person to answer."""
    if pair.relation.type != _OVER or pair.answers:
        return None
    return supersede(pair.corpus, pair.other, pair.record, style=pair.relation.reference.text)
