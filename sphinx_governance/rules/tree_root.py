"""A decision tree asks nothing.

What it does
------------
Reports a decision tree without a single question.

Why it matters
--------------
The page shows a title with nothing below it, and whoever is sent to it finds no answer.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      Two questions.

Fix
---
Write the first question into the tree: indented in reStructuredText, inside its fence in
Markdown.

.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      .. question:: Is this a bug fix?

         .. answer:: Yes
            :end:

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide_uses import every_tree, quoted

FAMILY = "guides"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every tree without a question."""
    for tree in every_tree(corpus):
        if tree.root is None:
            message = f"the decision tree {quoted(tree.id)} has no question"
            yield Found(message, tree.at, "write one into it: .. question:: with .. answer::")
