"""The questions of a decision tree lead back to each other.

What it does
------------
Reports every circle of questions with all of its members, at the answer that closes it.
Circles that share a step with one that is reported appear when that one is broken.

Why it matters
--------------
Who gives these answers is asked the same again and again and never comes to an end.

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
            :goto: complex

      .. question:: Is the implementation complex?
         :id: complex

         .. answer:: Yes
            :end:
         .. answer:: I don't know
            :goto: bug

Fix
---
Let the last answer end, or lead to a question that was not asked yet.

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
         .. answer:: I don't know
            :end:

Options
-------
None. Of one tree at most 100 circles are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import DecisionTree
from sphinx_governance.model.guide_uses import every_tree
from sphinx_governance.model.text import printable, shorten
from sphinx_governance.model.tree_shape import Turn, circles

FAMILY = "guides"
SEVERITY = Severity.ERROR

_SHOWN = 8


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every circle of questions."""
    for tree in every_tree(corpus):
        for circle in circles(tree):
            yield _circle(tree, circle)


def _circle(tree: DecisionTree, circle: tuple[Turn, ...]) -> Found:
    names = [shorten(printable(tree.questions[turn.source].id), 40) for turn in circle]
    around = [*names, names[0]]
    if len(names) > _SHOWN:
        around = [*names[: _SHOWN - 1], "…", names[-1], names[0]]
    *before, last = [turn.answer.goto for turn in circle if turn.answer.goto]
    return Found(
        f"the questions lead in a circle: {' → '.join(around)}",
        last.at,
        "let this answer end, or lead on",
        len(last.name) if last.at.column else 0,
        tuple(goto.at for goto in before),
    )
