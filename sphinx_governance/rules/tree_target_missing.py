"""An answer leads to a question or scenario that does not exist.

What it does
------------
Reports every ``goto`` that names no question of its tree, and every ``scenario`` of an
answer that no page declares.

Why it matters
--------------
Who gives that answer is told nothing: not what comes next, and not what is owed.

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
            :goto: complexity

      .. question:: Is the implementation complex?
         :id: complex

         .. answer:: Yes
            :end:

Fix
---
Write the id of the question as it stands there.

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
from sphinx_governance.model.guide_uses import every_tree, offered, quoted, scenario_uses

FAMILY = "guides"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every question and scenario that is named and not there."""
    for tree in every_tree(corpus):
        yield from _questions(tree)
    for named, by in scenario_uses(corpus):
        if named.name not in corpus.scenarios:
            message = f"{by} names the scenario {quoted(named.name)}, which does not exist"
            hint = offered(named.name, corpus.scenarios, "declare it: .. scenario::")
            yield Found(message, named.at, hint, len(named.name))


def _questions(tree: DecisionTree) -> Iterator[Found]:
    gotos = (answer.goto for question in tree.questions for answer in question.answers)
    for goto in gotos:
        if goto is not None and goto.name not in tree.by_id:
            message = f"the decision tree {quoted(tree.id)} has no question {quoted(goto.name)}"
            hint = offered(goto.name, tree.by_id, "give a question of the tree that :id:")
            yield Found(message, goto.at, hint, len(goto.name))
