"""A link to another site that does not answer, or says that nothing is there.

What it does
------------
With ``check --external-links``, asks every site that a page links to, through
Sphinx's ``linkcheck``, and reports the links that it finds broken. Without
that option nobody is asked.

Why it matters
--------------
What a decision was based on should be there to be read. But a site that is
down for an hour is no reason to stop a pull request: this is for a nightly
job.

Example
-------
A page that links to a site which answers *404 Not Found*.

.. code-block:: rst
   :caption: guide.rst

   Guide
   =====

   See `the benchmark <https://example.org/gone>`_.

Fix
---
Link to where it went, or to an archive.

.. code-block:: rst
   :caption: guide.rst

   Guide
   =====

   See the benchmark, which is gone.

Options
-------
All of Sphinx's own: ``linkcheck_ignore``, ``linkcheck_timeout``,
``linkcheck_retries`` and the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.text import printable, shorten

FAMILY = "references"
SEVERITY = Severity.WARNING
NEEDS = "dead_links"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield every link that was asked and did not answer well."""
    for link in corpus.dead_links or ():
        why = f": {shorten(printable(link.why), 120)}" if link.why else ""
        yield Found(f"{shorten(printable(link.address), 200)} does not answer{why}", link.at)
