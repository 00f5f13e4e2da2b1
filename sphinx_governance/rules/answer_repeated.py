"""Two answers of a question, or two questions of a tree, go by the same name.

What it does
------------
Reports answers of one question that have the same text or id, also where the text of one is
the id of another, and questions of one tree with the same id. Upper and lower case do not
count in answers.

Why it matters
--------------
Whoever says *yes* to that question, on the command line or in a link, gets the first of
them; of two questions with one id the second is never asked.

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
         .. answer:: Yes
            :requires: changelog

Fix
---
Tell them apart.

.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      .. question:: Is this a bug fix?
         :id: bug

         .. answer:: Yes, without a change of behaviour
            :end:
         .. answer:: Yes, with one
            :requires: changelog

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import Answer, DecisionTree, Question
from sphinx_governance.model.guide_uses import every_tree, quoted

FAMILY = "guides"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every answer or question whose name an earlier one has."""
    for tree in every_tree(corpus):
        yield from _questions(tree)
        for question in tree.questions:
            yield from _answers(question)


def _questions(tree: DecisionTree) -> Iterator[Found]:
    for question in tree.questions:
        first = tree.by_id[question.id]
        if first is not question:
            message = f"the decision tree {quoted(tree.id)} has two questions {quoted(question.id)}"
            yield Found(message, question.at, "give one another :id:", related=(first.at,))


def _answers(question: Question) -> Iterator[Found]:
    taken: dict[str, Answer] = {}
    for answer in question.answers:
        names = [name.casefold() for name in (answer.label, answer.id) if name]
        first = next((taken[name] for name in names if name in taken), None)
        # One that only has a range overlaps with the other: that is another rule.
        if first is not None and not _only_ranges(first, answer):
            said = quoted(answer.label or answer.id)
            message = f"the question {quoted(question.id)} has the answer {said} twice"
            yield Found(message, answer.at, "tell the two apart", related=(first.at,))
        for name in names:
            taken.setdefault(name, answer)


def _only_ranges(*answers: Answer) -> bool:
    return all(answer.range and answer.label == answer.range.text for answer in answers)
