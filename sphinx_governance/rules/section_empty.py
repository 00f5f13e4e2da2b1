"""A section of a record has nothing in it.

What it does
------------
Reports a heading directly under a record's title under which nothing stands,
neither text nor a subsection. A comment is nothing.

Why it matters
--------------
The template's heading was kept and its question not answered.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   ## Context

   Jobs get lost.

   ## Consequences

Fix
---
Write the section, or take the heading out.

.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   ## Context

   Jobs get lost.

   ## Consequences

   A broker must run.

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.text import printable

FAMILY = "sections"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every section without content."""
    for record in corpus.records:
        facts = {entry.label_at for entry in record.fields}  # An empty *Status* is an empty field.
        for section in record.sections:
            if section.parent < 0 and not section.filled and section.at not in facts:
                yield Found(
                    f"the section {printable(section.title)!r} of {record.id} is empty",
                    section.at,
                    "write it, or remove the heading",
                    len(section.title),
                )
