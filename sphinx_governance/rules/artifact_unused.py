"""No scenario and no answer names an artifact.

What it does
------------
Reports artifacts that nobody owes. Where the project has neither scenarios nor decision
trees nothing is reported: then they are a list to read.

Why it matters
--------------
It stands in the table of what a contribution may owe, and no contribution ever does.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. artifact:: changelog
      :paths: CHANGELOG.md

   .. artifact:: user-guide
      :paths: docs/guide/*.md

   .. scenario:: fix-bug
      :when-label: bug
      :required: changelog

Fix
---
Name it where it is owed, or take it out.

.. code-block:: rst
   :caption: contributing.rst

   .. artifact:: changelog
      :paths: CHANGELOG.md

   .. artifact:: user-guide
      :paths: docs/guide/*.md

   .. scenario:: fix-bug
      :when-label: bug
      :required: changelog
      :optional: user-guide

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide_uses import artifact_uses, every_artifact, quoted

FAMILY = "guides"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every artifact that nothing names."""
    if not (corpus.scenarios or corpus.trees):
        return
    named = {use.named.name for use in artifact_uses(corpus)}
    for artifact in every_artifact(corpus):
        if artifact.id not in named:
            message = f"no scenario and no answer names the artifact {quoted(artifact.id)}"
            yield Found(message, artifact.at, "name it where it is owed, or take it out")
