"""Some numbers have no answer in a question with ranges.

What it does
------------
Reports what the ranges of a question leave out, and ranges that cannot be read. Where all
bounds are whole numbers, whole numbers are what counts: ``<=199`` and ``>=200`` leave
nothing out. Numbers below 0 are not missed where a range begins with 0. An answer without a
range, such as *I don't know*, may stand beside those that have one; it answers no number.

Why it matters
--------------
Who has 300 words to write reads that 200 are for one place and 500 for another, and has to
guess.

Example
-------
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
            :range: >500
            :end:

Fix
---
Let one range go on to where the next begins, or add an answer between them.

.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: where
      :title: Where do I write it down?

      .. question:: How many words?
         :id: words

         .. answer:: A paragraph in the changelog
            :range: <200
            :end:
         .. answer:: A section of a page
            :range: 200-500
            :end:
         .. answer:: A page of its own
            :range: >500
            :end:

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import Question
from sphinx_governance.model.guide_uses import every_tree, quoted
from sphinx_governance.model.ranges import gaps

FAMILY = "guides"
SEVERITY = Severity.ERROR

_NOT_MISSED = "below 0"


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every hole between ranges, and every range that cannot be read."""
    for tree in every_tree(corpus):
        for question in tree.questions:
            wrong = list(_unreadable(question))
            yield from wrong or _gaps(question)


def _unreadable(question: Question) -> Iterator[Found]:
    for answer in question.answers:
        if answer.wrong_range:
            message = f"{quoted(answer.wrong_range)} is no range of numbers"
            at, length = answer.range_at or answer.at, len(answer.wrong_range)
            yield Found(message, at, "write <200, 200-500 or >=500", length if at.column else 0)


def _gaps(question: Question) -> Iterator[Found]:
    for hole in gaps(answer.range for answer in question.answers if answer.range):
        if hole != _NOT_MISSED:
            message = f"the question {quoted(question.id)} leaves numbers without an answer: {hole}"
            hint = "widen a range, or add an answer with :range:"
            yield Found(message, question.at, hint)
