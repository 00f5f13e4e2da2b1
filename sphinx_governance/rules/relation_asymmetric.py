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

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_governance.model.advice import how_to_relate
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import phrase
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.graph import took_effect
from sphinx_governance.model.record import Location, Record, Relation
from sphinx_governance.model.text import listed, printable

FAMILY = "relations"
SEVERITY = Severity.WARNING

_OVER, _BY, _EITHER = "supersedes", "superseded-by", "relates-to"
Format = tuple[str, str, str]


@dataclass(frozen=True)
class _Pair:
    """A relation of *record* to *other*, and what the other one writes in turn."""

    corpus: Corpus
    record: Record
    relation: Relation
    other: Record

    @property
    def answers(self) -> list[Relation]:
        return [item for item in self.other.relations if item.type == self.relation.inverse]

    @property
    def is_answered(self) -> bool:
        return any(
            found is self.record for item in self.answers for found in self.corpus.targets(self.other, item)
        )

    @property
    def is_meant(self) -> bool:
        """Whether the relation holds now: a draft has not superseded anything yet."""
        return self.relation.type != _OVER or took_effect(self.corpus, self.record)

    @property
    def form(self) -> Format:
        return (self.other.kind, self.other.profile, self.relation.inverse)


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every relation that the other side contradicts."""
    pairs = list(_pairs(corpus))
    customary = _customary(corpus, pairs)
    for pair in pairs:
        if pair.is_answered or not pair.is_meant:
            continue
        if pair.relation.type == _OVER and _holds(corpus, pair.other):
            yield _still_holds(pair)
        elif pair.answers:
            yield _found(pair, _denied(pair), pair.answers[0].at)
        elif pair.form in customary and not _is_asked_elsewhere(pair):
            yield _found(pair, "which does not say so", pair.other.header_at)


def _pairs(corpus: Corpus) -> Iterator[_Pair]:
    for record in corpus.records:
        seen: set[tuple[str, int]] = set()
        for relation in record.relations:
            targets = corpus.targets(record, relation)
            key = (relation.type, id(targets[0]) if targets else 0)
            if relation.type != _EITHER and len(targets) == 1 and targets[0] is not record and key not in seen:
                seen.add(key)
                yield _Pair(corpus, record, relation, targets[0])


def _customary(corpus: Corpus, pairs: list[_Pair]) -> set[Format]:
    """Return the formats in which most records that could name the other side of a supersession do."""
    silent = Counter(form for form, _ in {(pair.form, pair.other.at) for pair in pairs if not pair.answers})
    writers = Counter(
        (record.kind, record.profile, name)
        for record in corpus.records
        for name in {relation.type for relation in record.relations} & {_OVER, _BY}
    )
    return {form for form, number in writers.items() if number > silent[form]}


def _holds(corpus: Corpus, record: Record) -> bool:
    return record.status is None or corpus.phase(record) in {"live", "in-force"}


def _is_asked_elsewhere(pair: _Pair) -> bool:
    """Return whether the pointer is not due here: derived for a block, or required by the status."""
    state = pair.corpus.spec(pair.other).lifecycle.state(pair.other.status_name)
    required = state is not None and pair.relation.inverse in state.requires
    return pair.other.form == "directive" or required


def _still_holds(pair: _Pair) -> Found:
    other = pair.other
    status = f"whose status is {other.status_name!r}" if other.status else "which has no status"
    hint = how_to_relate(pair.corpus, other, _BY, pair.record.id)
    if "superseded" in pair.corpus.spec(other).lifecycle.by_name and "status" not in hint:
        hint = f"set the status of {other.id} to 'superseded'" + (
            "" if other.form == "directive" else f" and {hint}"
        )
    return _found(pair, status, other.status.at if other.status else other.at, hint)


def _denied(pair: _Pair) -> str:
    names = (printable(pair.corpus.target_id(pair.other, item)) for item in pair.answers)
    return f"but {pair.other.id} {phrase(pair.relation.inverse)} {listed(names, 'and')} only"


def _found(pair: _Pair, said: str, at: Location, hint: str = "") -> Found:
    record, relation, other = pair.record, pair.relation, pair.other
    return Found(
        f"{record.id} {phrase(relation.type)} {other.id}, {said}",
        relation.at,
        hint or how_to_relate(pair.corpus, other, relation.inverse, record.id),
        len(relation.reference.text),
        (at,),
    )
