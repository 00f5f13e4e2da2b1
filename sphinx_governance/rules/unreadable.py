"""Something could not be read: a file, a header, or a markup that is not supported.

What it does
------------
Reports every file that cannot be opened or decoded, front matter that is not valid
YAML, records in a markup that Sphinx cannot read, and links that lead out of the
folder. What can be read of such a file still counts.

Why it matters
--------------
A record that is passed over in silence is not checked, and every report that leaves
it out looks complete.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   deciders: @leads
   ---
   # Use a queue

Fix
---
Do what the finding says: here YAML wants quotes around a value that begins with
``@``.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   deciders: "@leads"
   ---
   # Use a queue

Options
-------
``exclude`` names files that are no records, though their names look like one.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.text import printable, shorten

FAMILY = "documents"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for everything that could not be read."""
    of_documents = (trouble for document in corpus.read for trouble in document.troubles)
    for trouble in (*corpus.troubles, *of_documents):
        message = shorten(printable(trouble.message), 400)
        yield Found(message, trouble.at, shorten(printable(trouble.hint), 400))
