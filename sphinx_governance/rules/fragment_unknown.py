"""A marker asks for a fragment that does not exist.

What it does
------------
Reports begin markers whose name is that of no generator, with the nearest one.

Why it matters
--------------
Nothing can be written there, and as long as that is so ``sphinx-governance sync`` writes nothing at all.

Example
-------
.. code-block:: markdown
   :caption: README.md

   # Tool

   <!-- governance:begin tocs -->
   <!-- governance:end tocs -->

   ## Install

   ## Use

Fix
---
Write the name of a generator.

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
    """Yield a finding for every fragment that nothing makes."""
    for trouble in corpus.fragment_troubles:
        if trouble.rule == "fragment-unknown":
            message = shorten(printable(trouble.message), 400)
            yield Found(message, trouble.at, shorten(printable(trouble.hint), 400))
