"""A scenario or answer names an artifact that nobody declares.

What it does
------------
Reports every artifact that a scenario requires, offers or gives to choose, and that an
answer requires or suggests, when no page of the project declares it.

Why it matters
--------------
The contributor is told to deliver something and finds no word on what it is and where it
goes.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. artifact:: changelog
      :paths: CHANGELOG.md

   .. scenario:: fix-bug
      :when-label: bug
      :required: change-log

Fix
---
Write the id of the artifact, or declare it.

.. code-block:: rst
   :caption: contributing.rst

   .. artifact:: changelog
      :paths: CHANGELOG.md

   .. scenario:: fix-bug
      :when-label: bug
      :required: changelog

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide_uses import artifact_uses, offered, quoted

FAMILY = "guides"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every name of an artifact that is not there."""
    for named, by in artifact_uses(corpus):
        if named.name in corpus.artifacts:
            continue
        message = f"{by} names the artifact {quoted(named.name)}, which nobody declares"
        if named.name in corpus.scenarios:
            hint = "it is a scenario, which an answer names in :scenario:"
        else:
            hint = offered(named.name, corpus.artifacts, "declare it: .. artifact::")
        yield Found(message, named.at, hint, len(named.name))
