"""No answer leads to a question of a decision tree.

What it does
------------
Reports the questions that nobody is ever asked: no path from the first question of the tree
leads to them. Those that only such a question leads to are told with it.

Why it matters
--------------
What its author wanted to know is never asked, and what depends on it is never owed. Mostly
a ``goto`` was forgotten, or an answer has a ``goto`` besides the question inside it.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      .. question:: Is this a bug fix?
         :id: bug

         .. answer:: Yes
            :end:
         .. answer:: No
            :end:

      .. question:: Is the implementation complex?
         :id: complex

         .. answer:: Yes
            :end:

Fix
---
Let an answer lead there, or take the question out.

.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      .. question:: Is this a bug fix?
         :id: bug

         .. answer:: Yes
            :end:
         .. answer:: No
            :goto: complex

      .. question:: Is the implementation complex?
         :id: complex

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
from sphinx_governance.model.guide import DecisionTree
from sphinx_governance.model.guide_uses import every_tree, quoted
from sphinx_governance.model.text import count
from sphinx_governance.model.tree_shape import Island, islands

FAMILY = "guides"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every question, or group of questions, that no path reaches."""
    for tree in every_tree(corpus):
        for island in islands(tree):
            question = tree.questions[island.first]
            # The second of an id can only be meant where the first is: that is answer-repeated.
            if tree.by_id[question.id] is question:
                yield _unreachable(tree, island)


def _unreachable(tree: DecisionTree, island: Island) -> Found:
    question = tree.questions[island.first]
    behind = f", nor to {count(len(island.more), 'question')} behind it" if island.more else ""
    return Found(
        f"no answer leads to the question {quoted(question.id)}{behind}",
        question.at,
        f"write :goto: {question.id} in an answer, or take the question out",
        related=tuple(tree.questions[index].at for index in island.more),
    )
