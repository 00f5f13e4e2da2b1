"""A role, directive option, toctree entry, image, include or link that nothing answers to.

What it does
------------
Reports every reference that Sphinx or MyST cannot resolve: ``:ref:``,
``:doc:``, ``:term:`` and the roles of all domains, entries of a ``toctree``,
images, downloads, included files, substitutions and footnotes, and Markdown
links, also where ``suppress_warnings`` silences MyST. ``nitpick_ignore`` is
respected. Where the project is not nitpicky, an unresolved reference to an
API is a note.

It is reported by the command line and ``-b governance``: elsewhere Sphinx
says it itself, though not on every build.

Why it matters
--------------
A link that leads nowhere is found by readers, one at a time, after it was
published.

Example
-------
.. code-block:: rst
   :caption: guide.rst

   Guide
   =====

   See :ref:`instalation` and the picture.

   .. image:: queue.png

Fix
---
Name what is there.

.. code-block:: rst
   :caption: guide.rst

   .. _installation:

   Guide
   =====

   See :ref:`installation`.

Options
-------
Sphinx's own ``nitpicky``, ``nitpick_ignore`` and ``nitpick_ignore_regex``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity

FAMILY = "references"
SEVERITY = Severity.ERROR
NEEDS = "unresolved"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield every reference that was not resolved."""
    for item in corpus.unresolved or ():
        yield Found(item.message, item.at, item.hint, item.length, severity=item.severity)
