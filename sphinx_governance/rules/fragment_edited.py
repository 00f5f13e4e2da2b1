"""Somebody edited a generated fragment by hand.

What it does
------------
Reports fragments whose text is not the one that was generated: the note in their first line has its
hash. Text between markers that has no such note is one too.

Why it matters
--------------
The edit is lost with the next ``sync``, which therefore refuses to write.

Example
-------
.. code-block:: markdown
   :caption: README.md

   # Tool

   <!-- governance:begin toc -->
   <!-- Generated from the headings below; edit there, then run: sphinx-governance sync. sha256:6d143a597863 -->

   - [Install](#install)
   - [How to use it](#use)

   <!-- governance:end toc -->

   ## Install

   ## Use

Fix
---
Move what was written to the source of the fragment, which its note names; then run
``sphinx-governance sync --force``.

.. code-block:: markdown
   :caption: README.md

   # Tool

   <!-- governance:begin toc -->
   <!-- Generated from the headings below; edit there, then run: sphinx-governance sync. sha256:6d143a597863 -->

   - [Install](#install)
   - [Use](#use)

   <!-- governance:end toc -->

   ## Install

   ## Use

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.text import printable, shorten

FAMILY = "fragments"
SEVERITY = Severity.ERROR
NEEDS = "fragment_source"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every fragment that somebody edited."""
    for trouble in corpus.fragment_troubles:
        if trouble.rule == "fragment-edited":
            message = shorten(printable(trouble.message), 400)
            yield Found(message, trouble.at, shorten(printable(trouble.hint), 400))
