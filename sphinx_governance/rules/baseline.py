"""The file of accepted findings cannot be read, or accepts what is no longer there.

What it does
------------
Reports what is wrong in the file that ``check --write-baseline`` wrote, and
each of its entries that matches no finding any more.

Why it matters
--------------
An entry that stays behind would hide the next finding of its kind. The file
only ever shrinks.

Example
-------
.. code-block:: toml
   :caption: governance-baseline.toml

   [[finding]]
   rule = "date-invalid"
   path = "decisions/0004-use-a-table.md"
   fingerprint = "5b0e8d2f3c1a4b6d"
   expires = "next year"

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   # Use a table

   ## Status

   Accepted

Fix
---
Run ``sphinx-governance check --write-baseline``: it drops what is mended. Write
dates as ``2027-01-31``.

.. code-block:: markdown
   :caption: decisions/0004-use-a-table.md

   # Use a table

   ## Status

   Accepted

Options
-------
``baseline`` names the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import printable, shorten

FAMILY = "settings"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield what is wrong in the file; entries without a finding are known once all rules ran."""
    for problem in corpus.baseline.problems:
        text = f"{shorten(printable(problem.key), 120)}: {shorten(printable(problem.message), 400)}"
        yield Found(text, Location(corpus.baseline.path), shorten(printable(problem.hint), 400))
