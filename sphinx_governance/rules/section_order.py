"""The sections of a record stand in another order than those of its kind.

What it does
------------
Reports a section that stands after one that its kind has further down. Only
sections that the kind requires, in some state or in all, have an order; others
may stand anywhere.

Why it matters
--------------
Who reads many records looks for the decision in the same place in each.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   ## Status

   Accepted

   ## Decision

   Use a queue.

   ## Context

   Jobs get lost.

Fix
---
Move the section.

.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   ## Status

   Accepted

   ## Context

   Jobs get lost.

   ## Decision

   Use a queue.

Options
-------
Off by default. The order is that of the kind's table ``sections``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import SectionSpec
from sphinx_governance.model.record import Record, Section
from sphinx_governance.model.sections import is_section
from sphinx_governance.model.text import printable

FAMILY = "sections"
SEVERITY = Severity.OFF


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every section that stands after a later one."""
    for record in corpus.records:
        ordered = [spec for spec in corpus.spec(record).sections if spec.required or spec.states]
        yield from _out_of_order(record, ordered)


def _out_of_order(record: Record, ordered: list[SectionSpec]) -> Iterator[Found]:
    furthest: tuple[int, Section] | None = None
    for section in record.sections:
        places = [place for place, spec in enumerate(ordered) if is_section(spec, section.title)]
        if not places or section.parent >= 0:
            continue
        if furthest and max(places) < furthest[0]:
            before = printable(furthest[1].title)
            yield Found(
                f"the section {printable(section.title)!r} of {record.id} stands after {before!r}",
                section.at,
                f"move it before {before!r}",
                len(section.title),
                (furthest[1].at,),
            )
        elif furthest is None or min(places) > furthest[0]:
            furthest = (min(places), section)
