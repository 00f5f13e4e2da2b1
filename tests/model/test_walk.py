"""Walking a tree: as a naive walker does it, and the graph finds what every path shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_governance.model.guide import Answer, DecisionTree, Named, Question, Scenario
from sphinx_governance.model.ranges import read_range
from sphinx_governance.model.record import Location
from sphinx_governance.model.tree_shape import circles, dead_ends, islands, reached, turns
from sphinx_governance.model.walk import Outcome, Step, WrongAnswerError, follow, outcome_of, paths

AT = Location("guide.rst", 1)
NAMES = ["a", "b", "c", "d", "e"]


def named(*names: str) -> tuple[Named, ...]:
    return tuple(Named(name, AT) for name in names)


def tree(*questions: Question) -> DecisionTree:
    return DecisionTree(id="t", title="T", at=AT, questions=questions)


ANSWERS = st.builds(
    lambda goto, requires, ends: (goto, requires, ends),
    st.sampled_from([*NAMES, "", "", "nowhere"]),
    st.sampled_from([(), (), ("x",)]),
    st.booleans(),
)


@st.composite
def trees(draw: st.DrawFn) -> DecisionTree:
    """Any tree of up to five questions: circles, missing targets and repeated ids included."""
    questions = []
    for _ in range(draw(st.integers(1, 5))):
        drawn = draw(st.lists(ANSWERS, max_size=3))
        answers = tuple(
            Answer(
                id=f"n{index}", label=f"N{index}", at=AT, goto=Named(goto, AT) if goto else None,
                requires=named(*requires), ends=ends,
            )
            for index, (goto, requires, ends) in enumerate(drawn)
        )  # fmt: skip
        name = draw(st.sampled_from(NAMES))
        questions.append(Question(id=name, text=name, at=AT, answers=answers))
    return tree(*questions)


def naive(found: DecisionTree) -> Iterator[tuple[Step, ...]]:
    """Yield every path, by the definition."""

    def onwards(question: Question, before: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
        if not question.answers:
            yield before
        for answer in question.answers:
            path = (*before, (question, answer))
            following = next(
                (item for item in found.questions if answer.goto and item.id == answer.goto.name),
                None,
            )
            if following is None or any(following is step[0] for step in path):
                yield path
            else:
                yield from onwards(following, path)

    yield from onwards(found.questions[0], ())


def marks(path: tuple[Step, ...]) -> list[tuple[int, int]]:
    return [(id(question), id(answer)) for question, answer in path]


@given(trees())
def test_paths_are_those_of_a_naive_walker_in_the_order_of_answers(found: DecisionTree) -> None:
    assert [marks(path) for path in paths(found)] == [marks(path) for path in naive(found)]


@given(trees())
def test_dead_ends_are_those_that_every_path_shows(found: DecisionTree) -> None:
    expected: dict[int, int] = {}
    for path in naive(found):
        if path and outcome_of(path, {}).is_empty:
            answer = path[-1][1]
            if answer.goto is None and not answer.ends:
                expected[id(answer)] = min(len(path), expected.get(id(answer), len(path)))
    assert {id(path[-1][1]): len(path) for path in dead_ends(found)} == expected
    for path in dead_ends(found):
        assert marks(path) in [marks(walked) for walked in naive(found)]


@given(trees())
def test_islands_are_what_no_path_asks(found: DecisionTree) -> None:
    asked = {id(question) for path in naive(found) for question, _ in path} | {
        id(found.questions[0])
    }
    asked |= {id(after) for path in naive(found) if path and (after := found.after(path[-1][1]))}
    told = [index for island in islands(found) for index in (island.first, *island.more)]
    assert len(told) == len(set(told))
    assert {id(found.questions[index]) for index in told} == {
        id(question) for question in found.questions if id(question) not in asked
    }


@given(trees())
def test_circles_are_there_when_a_question_leads_to_itself(found: DecisionTree) -> None:
    steps = turns(found)
    around = [turn for turn in steps if turn.source in reached(steps, turn.target)]
    told = list(circles(found))
    assert bool(told) == bool(around)
    for circle in told:
        assert [turn.target for turn in circle] == [
            *(turn.source for turn in circle[1:]),
            circle[0].source,
        ]


@given(trees())
def test_following_the_answers_of_a_path_gives_that_path(found: DecisionTree) -> None:
    for path in naive(found):
        said = {question.id: answer.id for question, answer in path}
        following = found.after(path[-1][1]) if path else None
        if following is not None and following.answers:
            with pytest.raises(WrongAnswerError, match="leads back"):
                follow(found, said)
        else:
            assert marks(follow(found, said)) == marks(path)


@given(
    trees(),
    st.dictionaries(st.sampled_from([*NAMES, "z"]), st.sampled_from(["n0", "N1", "n9", ""])),
)
def test_following_any_answers_ends(found: DecisionTree, said: dict[str, str]) -> None:
    with suppress(WrongAnswerError):
        assert {question.id for question, _ in follow(found, said)} == set(said)


def numeric(*ranges: str) -> Question:
    answers = tuple(
        Answer(id=item.strip("<>="), label=f"{item} words", at=AT, range=read_range(item))
        for item in ranges
    )
    return Question(id="words", text="How many?", at=AT, answers=answers)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("500", 1), ("501", 2), ("499.99", 1), ("0", 0), ("-3", 0), (">500 WORDS", 2), (" 200 ", 1),
        ("nan", None), ("sNaN", None), ("inf", None), ("-Infinity", None), ("many", None), ("", None),
        ("1e9", 2),
    ],
)  # fmt: skip
def test_numbers_are_looked_for_in_ranges_before_ids(said: str, expected: int | None) -> None:
    question = numeric("<200", "200-500", ">500")
    found = question.answer(said)
    assert (None if found is None else question.answers.index(found)) == expected


@given(st.text())
def test_no_answer_crashes(said: str) -> None:
    numeric("<200", "200-500", ">500").answer(said)


def test_outcome_adds_up_each_once_in_order() -> None:
    scenario = Scenario(
        id="s", title="S", at=AT, required=named("b", "a"), optional=named("c", "x"),
        one_of=(named("p", "q"), named("a", "z"), named("p", "q")),
    )  # fmt: skip
    first = Answer(id="1", label="1", at=AT, requires=named("a"), suggests=named("b", "d"))
    last = Answer(id="2", label="2", at=AT, scenario=Named("s", AT), suggests=named("d"))
    question = Question(id="q", text="Q", at=AT, answers=(first, last))
    path = ((question, first), (question, last), (question, last))
    assert outcome_of(path, {"s": scenario}) == Outcome(
        required=("a", "b"), suggested=("d", "c", "x"), choices=(("p", "q"),), scenarios=("s",)
    )
    assert outcome_of(path, {}).scenarios == ("s",)
    assert outcome_of((), {}).is_empty
