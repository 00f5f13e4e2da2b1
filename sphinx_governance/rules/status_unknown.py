"""A record's status is none of its kind's states.

What it does
------------
Reports every status that does not begin with a state of the record's lifecycle or
another word for one. Case, decoration and what follows do not count: ``✅ Accepted
(2024)`` is *accepted*.

Why it matters
--------------
A status that nobody can read counts as none: the record stands in no group of an
index, and no check of the lifecycle holds for it.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   Approved

Fix
---
Write one of the states, or give the word to one in the settings.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   Approved

.. code-block:: toml
   :caption: governance.toml

   [kinds.adr.aliases]
   approved = "accepted"

Options
-------
``kinds.KIND.aliases`` maps other words to states; ``kinds.KIND.lifecycle`` has the
states.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Fix, Found, Severity
from sphinx_governance.model.kind import Lifecycle
from sphinx_governance.model.mendings import replace_text
from sphinx_governance.model.record import Record, Status
from sphinx_governance.model.text import listed, nearest, shorten

FAMILY = "header"
SEVERITY = Severity.ERROR

_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}")
"""What may become another word for a state: up to three words."""

_SURE = 0.85
"""How alike a word and a state are where the one is a slip of the other."""

_LONG = 60
"""A longer status is a sentence, no word for a state."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every status that cannot be read."""
    for record in corpus.records:
        lifecycle = corpus.spec(record).lifecycle
        if record.status and record.status.name is None and lifecycle.states:
            yield _unknown(record, record.status, lifecycle)


def _unknown(record: Record, status: Status, lifecycle: Lifecycle) -> Found:
    return Found(
        f"{record.id} has the status {shorten(status.text, 60)!r}, which is no state of its kind",
        status.at,
        _hint(record, status, lifecycle),
        len(status.text),
        fix=_slip(status, lifecycle),
    )


def _slip(status: Status, lifecycle: Lifecycle) -> Fix | None:
    """Return the fix of a status that is one word and a slip of just one state."""
    word = status.text.strip()
    if not re.fullmatch(r"[A-Za-z-]{5,}", word):
        return None
    close = difflib.get_close_matches(word.lower(), sorted(lifecycle.by_name), n=2, cutoff=_SURE)
    if len(close) != 1:
        return None
    state = close[0].capitalize() if word[0].isupper() else close[0]
    return replace_text(status.at, word, state, f"set the status to {close[0]}")


def _hint(record: Record, status: Status, lifecycle: Lifecycle) -> str:
    """Return the nearest state or all of them, and how the settings make the word one of them."""
    match = _WORDS.search(status.text)
    word = match.group().lower() if match else ""
    near = nearest(word, lifecycle.by_name) or nearest(word.split(" ")[0], lifecycle.by_name)
    use = f"did you mean {near}?" if near else f"use {listed(lifecycle.by_name)}"
    if not word or len(status.text) > _LONG:
        return use
    key = word if re.fullmatch(r"[a-z-]+", word) else f'"{word}"'
    return f"{use}{' If not,' if near else ', or'} set kinds.{record.kind}.aliases.{key} to a state"
