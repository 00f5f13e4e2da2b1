"""Rules on the shape of decision trees: what they say, where, and what they leave alone."""

from __future__ import annotations

import pytest

from .tools import Make, told


def test_root(project: Make) -> None:
    text = """
    .. decision-tree:: empty

    .. decision-tree:: full

       .. question:: A?

          .. answer:: Yes
             :end:
    """
    assert told(project, "tree-root", text) == [
        "1:0: the decision tree 'empty' has no question = write one into it: .. question:: with .. answer::"
    ]


TARGETS = """
.. scenario:: fix-bug

.. decision-tree:: t

   .. question:: Is it a bug?
      :id: bug

      .. answer:: Yes
         :scenario: fix-bugs
      .. answer:: No
         :goto: Bug-2
      .. answer:: Perhaps
         :scenario: quite-another
         :goto: elsewhere

   .. question:: Is it another bug?
      :id: bug-2

      .. answer:: Yes
         :scenario: fix-bug
"""


def test_targets_missing(project: Make) -> None:
    assert told(project, "tree-target-missing", TARGETS) == [
        "9:21: the answer 'Yes' names the scenario 'fix-bugs', which does not exist = did you mean fix-bug?",
        "11:17: the decision tree 't' has no question 'Bug-2' = did you mean bug-2?",
        "13:21: the answer 'Perhaps' names the scenario 'quite-another', which does not exist = declare it: .. scenario::",
        "14:17: the decision tree 't' has no question 'elsewhere' = give a question of the tree that :id:",
    ]


def test_a_scenario_on_another_page_is_one(project: Make) -> None:
    from sphinx_governance.rules.registry import run_rules

    from .tools import guide_corpus

    files = {"guide.rst": TARGETS, "z.md": "```{scenario} fix-bugs\n```\n"}
    found = run_rules(guide_corpus(project, files))
    assert not [item for item in found if "fix-bugs'" in item.message]


UNREACHED = """
.. decision-tree:: t

   .. question:: A?
      :id: a

      .. answer:: Yes
         :end:

         .. question:: Inside?

            .. answer:: Yes
               :end:

         .. question:: Inside too?

            .. answer:: Yes
               :end:

   .. question:: C?
      :id: c

      .. answer:: Yes
         :end:

   .. question:: B?
      :id: b

      .. answer:: Yes
         :goto: c

   .. question:: D?
      :id: d

      .. answer:: Yes
         :goto: d
"""


def test_unreachable_questions_are_told_with_those_behind_them(project: Make) -> None:
    assert told(project, "tree-unreachable", UNREACHED) == [
        "14:0: no answer leads to the question 'inside-too' = write :goto: inside-too in an answer, or take the question out",
        "25:0: no answer leads to the question 'b', nor to 1 question behind it = write :goto: b in an answer, or take the question out [19]",
        "31:0: no answer leads to the question 'd' = write :goto: d in an answer, or take the question out",
    ]


def test_an_explicit_goto_wins_over_the_question_inside(project: Make) -> None:
    text = """
    .. decision-tree:: t

       .. question:: A?

          .. answer:: Yes
             :goto: b

             .. question:: Inside?

                .. answer:: Yes
                   :end:

       .. question:: B?
          :id: b

          .. answer:: Yes
             :end:
    """
    (only,) = told(project, "tree-unreachable", text)
    assert only.startswith("8:0: no answer leads to the question 'inside'")


def chain(*gotos: str) -> str:
    """Return a tree of questions a, b, c … each with an answer to the one named, "" for the end."""
    asked = [
        f"   .. question:: {name}?\n      :id: {name}\n\n      .. answer:: End\n         :end:\n      .. answer:: On\n"
        + (f"         :goto: {goto}\n" if goto else "         :end:\n")
        for name, goto in zip("abcdefghijklmn", gotos, strict=False)
    ]
    return ".. decision-tree:: t\n\n" + "\n".join(asked)


@pytest.mark.parametrize(
    ("gotos", "expected"),
    [
        (["b", "c", ""], []),
        (["a"], ["9:17: the questions lead in a circle: a → a = let this answer end, or lead on"]),
        (["b", "a"], ["17:17: the questions lead in a circle: a → b → a = let this answer end, or lead on [9]"]),
        (["b", "c", "b"], ["25:17: the questions lead in a circle: b → c → b = let this answer end, or lead on [17]"]),
        (
            [*"bcdefghij", "a"],
            ["81:17: the questions lead in a circle: a → b → c → d → e → f → g → … → j → a = let this answer end, or lead on [9, 17, 25, 33, 41, 49, 57, 65, 73]"],
        ),
        (["nowhere"], []),
    ],
)  # fmt: skip
def test_circles(gotos: list[str], expected: list[str], project: Make) -> None:
    assert told(project, "tree-cycle", chain(*gotos)) == expected


DEAD = """
.. decision-tree:: t

   .. question:: A?
      :id: a

      .. answer:: Yes
         :requires: changelog
         :goto: b
      .. answer:: No
         :goto: b
      .. answer:: Perhaps
         :goto: c
      .. answer:: Never

   .. question:: B?
      :id: b

      .. answer:: Yes
         :suggests: changelog
      .. answer:: No
      .. answer:: Done
         :end:

   .. question:: C?
      :id: c

      .. answer:: Yes
         :goto: nowhere
      .. answer:: No
         :goto: d

   .. question:: D?
      :id: d
"""


def test_dead_ends(project: Make) -> None:
    hint = "say what is owed (:requires: or :scenario:) or what comes next (:goto:), or that nothing is (:end:)"
    assert told(project, "tree-dead-end", DEAD) == [
        f"13:0: the path ends without an outcome: a=never = {hint}",
        f"20:0: the path ends without an outcome: a=no, b=no = {hint} [9]",
        "32:0: the question 'd' has no answers = write them into it: .. answer::",
    ]


def test_an_answer_that_only_collecting_paths_reach_is_no_dead_end(project: Make) -> None:
    text = DEAD.replace(
        "      .. answer:: No\n         :goto: b\n", "      .. answer:: No\n         :goto: c\n"
    )
    assert [item.split(":")[0] for item in told(project, "tree-dead-end", text)] == ["13", "32"]


def test_repeated_answers_and_questions(project: Make) -> None:
    text = """
    .. decision-tree:: t

       .. question:: A?
          :id: a

          .. answer:: Yes
             :end:
          .. answer:: *yes*
             :goto: b
          .. answer:: Oui
             :id: yes
             :end:
          .. answer:: No
             :end:

       .. question:: B?
          :id: b

          .. answer:: Yes
             :end:

       .. question:: B again?
          :id: b

          .. answer:: Other
             :end:
    """
    assert told(project, "answer-repeated", text) == [
        "8:0: the question 'a' has the answer 'yes' twice = tell the two apart [6]",
        "10:0: the question 'a' has the answer 'Oui' twice = tell the two apart [6]",
        "22:0: the decision tree 't' has two questions 'b' = give one another :id: [16]",
    ]
    # The second of them is not told a second time.
    assert told(project, "tree-unreachable", text) == []


def asked(*ranges: str) -> str:
    answers = (f"      .. answer::\n         :range: {item}\n         :end:\n" for item in ranges)
    return f".. decision-tree:: t\n\n   .. question:: How many?\n      :id: n\n\n{''.join(answers)}"


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        (["<200", ">500"], ["3:0: the question 'n' leaves numbers without an answer: from 200 up to 500"]),
        (["<200", "200-500", ">500"], []),
        (["0-10", ">10"], []),
        (["1-10", ">10"], ["3:0: the question 'n' leaves numbers without an answer: below 1"]),
        (["<=1.5", ">=2"], ["3:0: the question 'n' leaves numbers without an answer: above 1.5 to below 2"]),
        (["10-20"], ["3:0: the question 'n' leaves numbers without an answer: above 20", "3:0: the question 'n' leaves numbers without an answer: below 10"]),
        (["<5", "many"], ["10:18: 'many' is no range of numbers"]),
        (["500-200", ">9"], ["7:18: '500-200' is no range of numbers"]),
    ],
)  # fmt: skip
def test_gaps(ranges: list[str], expected: list[str], project: Make) -> None:
    found = told(project, "range-gap", asked(*ranges))
    assert [item.partition(" = ")[0] for item in found] == expected


def test_an_answer_without_a_range_may_stand_beside(project: Make) -> None:
    text = asked("<200", ">=200") + "      .. answer:: I don't know\n         :end:\n"
    assert told(project, "range-gap", text) == told(project, "answer-repeated", text) == []


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        (["<200", ">=200"], []),
        (["<=200", ">=200"], ["10:18: the question 'n' gives numbers two answers: exactly 200 ('<=200' and '>=200')"]),
        ([">=200", "<500"], ["10:18: the question 'n' gives numbers two answers: from 200 to below 500 ('>=200' and '<500')"]),
        (["<5", "<5"], ["10:18: the question 'n' gives numbers two answers: below 5 ('<5' and '<5')"]),
        (["<9", "1-2", ">8"], [
            "10:18: the question 'n' gives numbers two answers: from 1 up to 2 ('<9' and '1-2')",
            "13:18: the question 'n' gives numbers two answers: above 8 to below 9 ('<9' and '>8')",
        ]),
    ],
)  # fmt: skip
def test_overlaps(ranges: list[str], expected: list[str], project: Make) -> None:
    found = told(project, "range-overlap", asked(*ranges))
    assert [item.partition(" = ")[0] for item in found] == expected
    assert told(project, "answer-repeated", asked(*ranges)) == []
