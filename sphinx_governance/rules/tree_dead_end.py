"""A path through a decision tree ends without saying what is owed.

What it does
------------
Reports every answer that leads nowhere where none of the answers before it, nor itself,
names an artifact or a scenario, and every question without answers. Every path is looked
at; the shortest one to the answer is named. An answer after which nothing is owed, and that
is meant so, has ``:end:``.

Why it matters
--------------
Who comes to such an end does not know whether nothing is owed, or whether the author forgot
to say it.

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

Fix
---
Say what is owed, where it goes on, or that nothing is: ``:end:``.

.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      .. question:: Is this a bug fix?
         :id: bug

         .. answer:: Yes
            :end:
         .. answer:: No
            :requires: changelog

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide_uses import every_tree, quoted
from sphinx_governance.model.text import printable, shorten
from sphinx_governance.model.tree_shape import dead_ends
from sphinx_governance.model.walk import Step

FAMILY = "guides"
SEVERITY = Severity.ERROR

_WIDTH = 200


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every answer and every question where a path ends for nothing."""
    for tree in every_tree(corpus):
        for question in tree.questions:
            if not question.answers:
                message = f"the question {quoted(question.id)} has no answers"
                yield Found(message, question.at, "write them into it: .. answer::")
        for path in dead_ends(tree):
            yield _dead(path)


def _dead(path: tuple[Step, ...]) -> Found:
    said = ", ".join(f"{question.id}={answer.id}" for question, answer in path)
    return Found(
        f"the path ends without an outcome: {shorten(printable(said), _WIDTH)}",
        path[-1][1].at,
        "say what is owed (:requires: or :scenario:) or what comes next (:goto:), or that nothing is (:end:)",
        related=tuple(answer.at for _, answer in path[:-1]),
    )
