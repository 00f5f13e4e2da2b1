"""An example of a decision tree comes to another outcome than it says.

What it does
------------
Follows every ``:example:`` of a tree. Its answers are written by the ids of questions, with
the answer's id, text or a number in its range. Behind the arrow stands the outcome: every
required artifact, those that its scenarios require included, and every scenario, in any
order; nothing, or *nothing*, where nothing is owed. What is only suggested may be written
with a question mark (``user-guide?``), what is one of several with bars (``how-to |
tutorial``); both may be left out. Examples of a tree with a ``goto`` to a question that
does not exist are not tried.

Why it matters
--------------
Examples are the tests of a tree: who changes a question sees which contributors are now
told something else.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?
      :example: bug=yes → changelog
      :example: bug=no → design-doc

      .. question:: Is this a bug fix?
         :id: bug

         .. answer:: Yes
            :requires: changelog
         .. answer:: No
            :requires: changelog, design-doc
            :suggests: user-guide

Fix
---
Correct the tree, or what the example says of it.

.. code-block:: rst
   :caption: contributing.rst

   .. decision-tree:: what-to-write
      :title: What do I have to write?
      :example: bug=yes → changelog
      :example: bug=no → changelog, design-doc, user-guide?

      .. question:: Is this a bug fix?
         :id: bug

         .. answer:: Yes
            :requires: changelog
         .. answer:: No
            :requires: changelog, design-doc
            :suggests: user-guide

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.example import difference
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import DecisionTree, Example
from sphinx_governance.model.guide_uses import every_tree
from sphinx_governance.model.text import nearest, printable, shorten
from sphinx_governance.model.walk import WrongAnswerError, follow, outcome_of

FAMILY = "guides"
SEVERITY = Severity.ERROR

_WIDTH = 400


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every example that cannot be followed, or that leads elsewhere."""
    for tree in every_tree(corpus):
        if not _is_broken(tree):
            for example in tree.examples:
                yield from _tried(corpus, tree, example)


def _is_broken(tree: DecisionTree) -> bool:
    gotos = (answer.goto for question in tree.questions for answer in question.answers)
    return any(goto is not None and goto.name not in tree.by_id for goto in gotos)


def _tried(corpus: Corpus, tree: DecisionTree, example: Example) -> Iterator[Found]:
    if example.problem:
        yield _failed(example, example.problem, "correct the example")
        return
    try:
        path = follow(tree, dict(example.answers))
    except WrongAnswerError as error:
        yield _failed(example, str(error), "correct the answers of the example")
        return
    outcome = outcome_of(path, corpus.scenarios)
    if said := difference(example, outcome):
        came = {*outcome.required, *outcome.suggested, *outcome.scenarios}
        known = {*corpus.artifacts, *corpus.scenarios} | came
        yield _failed(example, said, _hint(example.outcome, known))


def _hint(written: Iterable[str], known: Iterable[str]) -> str:
    known = set(known)
    names = (part.strip().rstrip("?") for item in written for part in item.split("|"))
    near = next(
        (found for name in names if name not in known and (found := nearest(name, known))), ""
    )
    return f"did you mean {printable(near)}?" if near else "correct the tree, or the example"


def _failed(example: Example, message: str, hint: str) -> Found:
    text = printable(message)
    return Found(shorten(f"the example fails: {text}", _WIDTH), example.at, hint, _length(example))


def _length(example: Example) -> int:
    # Of one that goes on in other lines, the caret stands under its beginning.
    return len(example.text) if example.at.column and len(example.text) < 80 else 0
