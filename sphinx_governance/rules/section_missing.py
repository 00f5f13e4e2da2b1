"""A record lacks a section that its kind and status require.

What it does
------------
Reports each required section that no heading of the record goes by, at any
level. The usual other names count (*Context and Problem Statement*), and one
heading may stand for two sections (*Context and Decision*).

Why it matters
--------------
A decision without its context cannot be revisited, one without its
consequences was not thought through.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   ## Status

   Accepted

   ## Context

   Jobs get lost.

   ## Decision

   Use a queue.

Fix
---
Add the section.

.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   ## Status

   Accepted

   ## Context

   Jobs get lost.

   ## Decision

   Use a queue.

   ## Consequences

   A broker must run.

Options
-------
A kind's table says what is required, from which status on, and under which
names: ``sections.NAME.required``, ``.states`` and ``.names``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import SectionSpec
from sphinx_governance.model.record import Record
from sphinx_governance.model.sections import display_name, is_section
from sphinx_governance.model.text import fold, nearest, printable

FAMILY = "sections"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every required section that a record does not have."""
    for document in corpus.documents:
        for record in document.records:
            if document.troubles and not record.sections:
                continue  # It could not be read at all, which is said.
            for spec in corpus.spec(record).sections:
                if _is_required(record, spec) and not _has(record, spec):
                    yield _missing(record, spec)


def _is_required(record: Record, spec: SectionSpec) -> bool:
    return spec.required_in(record.status_name) if record.status_name else spec.required


def _has(record: Record, spec: SectionSpec) -> bool:
    return any(is_section(spec, section.title) for section in record.sections)


def _missing(record: Record, spec: SectionSpec) -> Found:
    name = display_name(spec)
    titles = {fold(section.title): section for section in record.sections}
    near = nearest(fold(name), titles)
    return Found(
        f"{record.id} has no section {name!r}",
        record.at,
        f"did you mean it by {printable(titles[near].title)!r}?"
        if near
        else f"add a heading {name!r}",
        0,
        (titles[near].at,) if near else (),
    )
