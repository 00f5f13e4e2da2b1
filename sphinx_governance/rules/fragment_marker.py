"""A marker of a fragment is wrong: no end, no begin, nested, repeated, or with wrong options.

What it does
------------
Reports markers that do not come in pairs, fragments inside fragments, two of one name in a file,
options that the fragment does not have, and sources that cannot be read: files, templates, code that cannot
be imported. Markers in code are none.

Why it matters
--------------
While one marker is wrong, ``sphinx-governance sync`` writes nothing: where a fragment ends is not to be
guessed.

Example
-------
.. code-block:: markdown
   :caption: README.md

   # Tool

   <!-- governance:begin toc -->

   ## Install

   ## Use

Fix
---
Write the missing marker. A second fragment of the same kind has a label behind its name: ``records:old``.

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
    """Yield a finding for everything that is wrong with a marker."""
    for trouble in corpus.fragment_troubles:
        if trouble.rule == "fragment-marker":
            message = shorten(printable(trouble.message), 400)
            yield Found(message, trouble.at, shorten(printable(trouble.hint), 400))
