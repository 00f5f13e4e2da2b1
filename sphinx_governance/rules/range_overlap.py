"""A number has two answers in a question with ranges.

What it does
------------
Reports every pair of ranges of a question that have numbers in common.

Why it matters
--------------
Two answers are right at once, and each leads somewhere else.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: where
      :title: Where do I write it down?

      .. question:: How many words?
         :id: words

         .. answer:: A paragraph in the changelog
            :range: <=200
            :end:
         .. answer:: A page of its own
            :range: >=200
            :end:

Fix
---
Let one range end before the other begins: ``<`` and ``>`` leave the number itself out.

.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: where
      :title: Where do I write it down?

      .. question:: How many words?
         :id: words

         .. answer:: A paragraph in the changelog
            :range: <200
            :end:
         .. answer:: A page of its own
            :range: >=200
            :end:

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import Answer, Question
from sphinx_governance.model.guide_uses import every_tree, quoted
from sphinx_governance.model.ranges import Range, overlaps, shared

FAMILY = "guides"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every two ranges with numbers in common, at the later one."""
    for tree in every_tree(corpus):
        for question in tree.questions:
            yield from _overlaps(question)


def _overlaps(question: Question) -> Iterator[Found]:
    # By identity: two answers may have the same range.
    places = {id(answer.range): index for index, answer in enumerate(question.answers)}
    ranges = [answer.range for answer in question.answers if answer.range]
    for pair in overlaps(ranges):
        first, second = sorted(places[id(item)] for item in pair)
        yield _twice(question, question.answers[first], question.answers[second], pair)


def _twice(question: Question, first: Answer, second: Answer, pair: tuple[Range, Range]) -> Found:
    numbers = shared(*pair) or "every number"
    texts = " and ".join(quoted(item.range.text) for item in (first, second) if item.range)
    at = second.range_at or second.at
    return Found(
        f"the question {quoted(question.id)} gives numbers two answers: {numbers} ({texts})",
        at,
        "let one range end where the other begins",
        len(second.range.text) if second.range and at.column else 0,
        (first.range_at or first.at,),
    )
