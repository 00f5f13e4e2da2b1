"""Two records that hold say nearly the same: in their titles, summaries or decisions.

What it does
------------
Compares records of one kind with each other: titles whose words are the same but for
articles and plural; and the text of their summaries (*Summary*, *Abstract*) and
decisions (*Decision*, *Decision Outcome*), as :ref:`rule-duplicate-text` compares
blocks, from eight words on. Two records that have a relation know of each other, and
closed ones do not hold: neither are compared. The very same title twice is
:ref:`rule-title-duplicate`.

Why it matters
--------------
A question that was decided twice has two answers as soon as one record changes. Often the
second one was written because nobody found the first.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue for mail

   ## Status

   Accepted

.. code-block:: markdown
   :caption: decisions/0019-mail-queue.md

   # 19. Use the queue for mails

   ## Status

   Accepted

Fix
---
Let the later record supersede the earlier one, relate them, or remove one.

.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue for mail

   ## Status

   Superseded by [ADR-0019](0019-mail-queue.md)

.. code-block:: markdown
   :caption: decisions/0019-mail-queue.md

   # 19. Use the queue for mails

   ## Status

   Accepted

   Supersedes [ADR-0004](0004-use-a-queue.md)

Options
-------
``similarity`` and ``containment`` of the settings' table ``duplicates``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.likeness import alike_sections
from sphinx_governance.model.record import Record
from sphinx_governance.model.shingles import words_of
from sphinx_governance.model.text import fold, listed, shorten

FAMILY = "duplication"
SEVERITY = Severity.NOTE

_SMALL = frozenset({"a", "an", "the", "our"})
"""Words that titles of different records do not differ by."""

_PLURAL = re.compile(r"(?<=[a-z]{3})s$")


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for records that have nearly the same title, summary or decision."""
    yield from _titles(corpus)
    yield from _sections(corpus)


def _titles(corpus: Corpus) -> Iterator[Found]:
    alike: defaultdict[tuple[str, tuple[str, ...]], list[Record]] = defaultdict(list)
    for record in corpus.records:
        if words := _words(record.title):
            alike[record.kind, words].append(record)
    for records in alike.values():
        others = _apart(corpus, records)
        titles = {fold(record.title) for record in others}
        if len(titles) > 1:
            said = f"has nearly the title of {_names(others[1:])}: {shorten(others[0].title, 60)!r}"
            yield _found(others, said)


def _sections(corpus: Corpus) -> Iterator[Found]:
    by_place = {record.at: record for record in corpus.records}
    for cluster in alike_sections(corpus):
        found = [by_place[place.at] for place in cluster.places if place.at in by_place]
        records = [record for record in found if record.kind == found[0].kind]
        others = _apart(corpus, records)
        if len(others) > 1:
            part, same = cluster.places[0].kind, cluster.percent == 100 and not cluster.partly
            how = f"has the {part} of" if same else f"has nearly the {part} of"
            much = "" if same else f", {cluster.percent} % alike"
            yield _found(others, f"{how} {_names(others[1:])}{much}")


def _apart(corpus: Corpus, records: Sequence[Record]) -> list[Record]:
    """Return the records that hold, without those that have a relation to the first of them."""
    holding = [record for record in records if corpus.phase(record) != "closed"]
    if not holding:
        return []
    first, *others = holding
    known = {id(other) for _, other in corpus.neighbours(first)}
    return [first, *(record for record in others if id(record) not in known)]


def _words(title: str) -> tuple[str, ...]:
    """Return what a title is compared by: its words, without articles and plurals."""
    return tuple(_PLURAL.sub("", word) for word in words_of(title) if word not in _SMALL)


def _names(records: Sequence[Record]) -> str:
    return listed((record.id for record in records), "and")


def _found(records: Sequence[Record], said: str) -> Found:
    first, *others = records
    return Found(
        f"{first.id} {said}",
        first.at,
        "let one supersede the other, relate them, or remove one",
        related=tuple(record.at for record in others),
    )
