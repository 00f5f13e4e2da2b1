"""A page says something in a fragment that Markdown cannot say, or links to what is not there.

What it does
------------
Reports, where the page says it, what is left out of a fragment or stands in it as bare text: nodes of
extensions that nothing is known of, raw HTML, links that lead nowhere from outside of the docs, pictures
that are missing.

Why it matters
--------------
The README says less than the page, and nobody sees it there.

Example
-------
.. code-block:: rst
   :caption: docs/install.rst

   Install
   =======

   .. fragment:: installation

      This is

      .. raw:: html

         <b>Version 2</b>

.. code-block:: markdown
   :caption: README.md

   <!-- governance:begin installation -->
   <!-- governance:end installation -->

Fix
---
Write it as markup of the docs, or leave it outside of the fragment.

.. code-block:: rst
   :caption: docs/install.rst

   Install
   =======

   .. fragment:: installation

      This is **version 2**.

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
SEVERITY = Severity.WARNING
NEEDS = "fragment_source"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for everything that a fragment cannot say."""
    for trouble in corpus.fragment_troubles:
        if trouble.rule == "fragment-content":
            message = shorten(printable(trouble.message), 400)
            yield Found(message, trouble.at, shorten(printable(trouble.hint), 400))
