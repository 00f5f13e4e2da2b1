"""A fragment of README or the like is not what the docs say now.

What it does
------------
Makes every fragment anew, as ``sphinx-governance sync`` would, and reports those that come out
otherwise; ``sphinx-build -b governance`` does so too, other builds do not. Nothing is written. A folder
inside a repository, and a project whose conf.py is not run, have no fragments to compare with.

Why it matters
--------------
A copy that nobody renews tells readers of the README what was true once.

Example
-------
.. code-block:: markdown
   :caption: README.md

   # Tool

   <!-- governance:begin toc -->
   <!-- Generated from the headings below; edit there, then run: sphinx-governance sync. sha256:1a7cb90e9f81 -->

   - [Install](#install)

   <!-- governance:end toc -->

   ## Install

   ## Use

Fix
---
Run ``sphinx-governance sync`` and commit what it writes.

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
``files`` lists the documents that may hold fragments.
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
    """Yield a finding for every fragment that would come out otherwise."""
    for trouble in corpus.fragment_troubles:
        if trouble.rule == "fragment-drift":
            message = shorten(printable(trouble.message), 400)
            yield Found(message, trouble.at, shorten(printable(trouble.hint), 400))
