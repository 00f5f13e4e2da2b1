"""The examples that a tree is tested by: what passes, what fails, and what is said of it."""

from __future__ import annotations

import pytest

from .tools import Make, told

GUIDE = """
.. decision-tree:: t
   :example: {example}

   .. question:: Is it a bug?
      :id: bug

      .. answer:: Yes
         :scenario: fix-bug
      .. answer:: No
         :goto: words
      .. answer:: It is nothing, really
         :id: none
         :end:

   .. question:: How many words?
      :id: words

      .. answer:: Few
         :range: <200
         :requires: changelog
         :suggests: user-guide
      .. answer::
         :range: >=200
         :requires: user-guide
         :suggests: tutorial

.. scenario:: fix-bug
   :required: changelog
   :optional: tutorial
   :one-of: how-to | user-guide

.. artifact:: changelog

.. artifact:: user-guide

.. artifact:: tutorial

.. artifact:: how-to
"""


@pytest.mark.parametrize(
    "example",
    [
        "bug=yes → changelog, fix-bug", "bug = YES -> fix-bug , changelog", "bug=yes => changelog, tutorial?, fix-bug",
        "bug=yes → changelog, fix-bug, how-to|user-guide", "bug=yes → fix-bug, user-guide | how-to, changelog",
        "bug=no, words=150 → changelog", "bug=no, words=few → changelog, user-guide?", "bug=no; words=200 → user-guide",
        "bug=no, words=1000.5 → user-guide", "bug=no, words=>=200 -> user-guide", "bug=none →", "bug=none → nothing", "words=7, bug=no → changelog",
    ],
)  # fmt: skip
def test_what_passes(example: str, project: Make) -> None:
    assert told(project, "tree-example-fails", GUIDE.format(example=example)) == []


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("bug=yes → changelog", "expected was changelog, the answers lead to changelog, how-to | user-guide, tutorial? and fix-bug = correct the tree, or the example"),
        ("bug=yes → change-log, fix-bug", "expected was change-log and fix-bug, the answers lead to changelog, how-to | user-guide, tutorial? and fix-bug = did you mean changelog?"),
        ("bug=none → changelog", "expected was changelog, the answers lead to nothing = correct the tree, or the example"),
        ("bug=no, words=1 → changelog, user-guide", "expected was changelog and user-guide, the answers lead to changelog and user-guide? = correct the tree, or the example"),
        ("bug=no, words=1 → changelog, tutorial?", "expected was changelog and tutorial?, the answers lead to changelog and user-guide? = correct the tree, or the example"),
        ("bug=no, words=1 → changelog, how-to|user-guide", "expected was changelog and how-to|user-guide, the answers lead to changelog and user-guide? = correct the tree, or the example"),
        ("bug=no → changelog", "the question 'words' is not answered = correct the answers of the example"),
        ("bug=maybe → changelog", "'bug' has no answer 'maybe'; there are yes, no, none = correct the answers of the example"),
        ("bug=no, words=nan → changelog", "'words' has no answer 'nan'; there are <200, >=200 = correct the answers of the example"),
        ("bug=none, words=3 → nothing", "'words' is not asked on this path = correct the answers of the example"),
        ("bug=none, word=3 → nothing", "'word' is no question of the tree; did you mean words? = correct the answers of the example"),
        ("bug=none", "an example is written: bug=no, size=300 → changelog = correct the example"),
        ("bug → nothing", "'bug' is no answer: write question=answer = correct the example"),
        ("=, bug=none → nothing", "'' is no answer: write question=answer = correct the example"),
        ("→ nothing", "the question 'bug' is not answered = correct the answers of the example"),
    ],
)  # fmt: skip
def test_what_fails(example: str, expected: str, project: Make) -> None:
    found = told(project, "tree-example-fails", GUIDE.format(example=example))
    assert found == [f"2:14: the example fails: {expected}"]


def test_a_question_answered_twice(project: Make) -> None:
    found = told(project, "tree-example-fails", GUIDE.format(example="bug=yes, bug=none → nothing"))
    assert found == ["2:14: the example fails: 'bug' is answered twice = correct the example"]


def test_a_tree_that_leads_to_no_question_is_not_tried(project: Make) -> None:
    text = GUIDE.format(example="bug=no → changelog").replace(":goto: words", ":goto: word")
    assert told(project, "tree-example-fails", text) == []


def test_a_circle_is_told_and_does_not_hang(project: Make) -> None:
    text = GUIDE.format(example="bug=no → nothing").replace(":goto: words", ":goto: bug")
    assert told(project, "tree-example-fails", text) == [
        "2:14: the example fails: the tree leads back to the question 'bug' = correct the answers of the example"
    ]
