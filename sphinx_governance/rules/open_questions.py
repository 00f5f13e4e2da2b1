"""A record is in force and still has a section of open questions.

What it does
------------
Reports a record that is accepted, implemented or otherwise in force and has a
filled section *Open questions*, *Unresolved questions* or *Open issues*, or
whatever its kind's section ``questions`` is called. A section that only says
*None*, *N/A* or *All resolved* counts as empty.

Why it matters
--------------
Nobody can tell whether the questions were answered before the decision was
made, or forgotten.

Example
-------
.. code-block:: markdown
   :caption: rfcs/0004-use-a-queue.md

   ---
   status: accepted
   created: 2025-03-04
   authors: "@ada"
   discussion: "#12"
   ---
   # Use a queue

   ## Open questions

   - Who runs the broker?

Fix
---
Answer the questions, or move them to an issue or to a new record.

.. code-block:: markdown
   :caption: rfcs/0004-use-a-queue.md

   ---
   status: accepted
   created: 2025-03-04
   authors: "@ada"
   discussion: "#12"
   ---
   # Use a queue

   ## Open questions

   None.

Options
-------
A kind's table gives the section other names: ``sections.questions.names``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import RecordKind, SectionSpec
from sphinx_governance.model.record import Section
from sphinx_governance.model.sections import plain_heading
from sphinx_governance.model.text import printable

FAMILY = "lifecycle"
SEVERITY = Severity.WARNING

_QUESTIONS = SectionSpec(
    name="open-questions",
    names=("Open issues", "Unresolved questions", "Unresolved issues", "Outstanding questions"),
)
_NONE = re.compile(
    r"^\W*(?:(?:none|nil|no|n\W?a|not applicable|nothing)\W*$"
    r"|none (?!of\b)|none[.,;:(—–-]|nothing (?:open|left|outstanding)\b"
    r"|(?:there are )?(?:currently )?no (?:\w+ ){0,2}(?:questions?|issues?)\b"
    r"|(?:all|everything)\b.*(?<!be )(?:resolved|answered|closed|settled|decided)\W*$)",
    re.IGNORECASE,
)
"""What a section says that asks nothing."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every filled section of questions in a record that is in force."""
    for record in corpus.records:
        if record.status is None or corpus.phase(record) != "in-force":
            continue
        for section in record.sections:
            if _asks(corpus.spec(record), section):
                yield Found(
                    f"{record.id} is {record.status_name}, but {printable(section.title)!r} is not empty",
                    section.at,
                    "answer the questions, or move them to an issue or a new record",
                    len(section.title),
                    (record.status.at,),
                )


def _asks(spec: RecordKind, section: Section) -> bool:
    title = plain_heading(section.title)
    known = [_QUESTIONS, *(own for own in spec.sections if own.name == "questions")]
    if not section.filled or not any(own.matches(title) for own in known):
        return False
    return not section.brief or not (_NONE.match(section.brief) or not section.brief.strip(" .—–-"))
