"""Walking a decision tree: along one set of answers, or along every path there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx_governance.model.guide import Answer, DecisionTree, Question, Scenario
from sphinx_governance.model.text import nearest

Step = tuple[Question, Answer]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a path collected: names of artifacts and scenarios, each once, in the order they came.

    An artifact that is both required and suggested is required.
    """

    required: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()
    scenarios: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was collected."""
        return not (self.required or self.suggested or self.choices or self.scenarios)


class WrongAnswerError(Exception):
    """Answers that do not lead through the tree: an unknown question or answer, or a missing one.

    *question* is the one that was being asked, None where an answer was given to one never asked.
    """

    def __init__(self, message: str, question: Question | None = None) -> None:
        super().__init__(message)
        self.question = question


def follow(tree: DecisionTree, said: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the path that answers lead along.

    :param said: question id → answer, by its id, label, or a number in its range.
    :raises WrongAnswerError: an answer is missing, or there is no such answer or question.
    """
    path: list[Step] = []
    question = tree.root
    while question is not None and question.answers:
        if any(question is step[0] for step in path):
            raise WrongAnswerError(f"the tree leads back to the question {question.id!r}", question)
        answer = _answered(question, said)
        path.append((question, answer))
        question = tree.after(answer)
    asked = {step[0].id for step in path}
    for name in said:
        if name not in asked:
            raise WrongAnswerError(f"{name!r} {_never_asked(tree, name)}")
    return tuple(path)


def _answered(question: Question, said: Mapping[str, str]) -> Answer:
    if question.id not in said:
        raise WrongAnswerError(f"the question {question.id!r} is not answered", question)
    answer = question.answer(said[question.id])
    if answer is None:
        known = ", ".join(item.range.text if item.range else item.id for item in question.answers)
        message = f"{question.id!r} has no answer {said[question.id]!r}; there are {known}"
        raise WrongAnswerError(message, question)
    return answer


def _never_asked(tree: DecisionTree, name: str) -> str:
    if name in tree.by_id:
        return "is not asked on this path"
    near = nearest(name, tree.by_id)
    return "is no question of the tree" + (f"; did you mean {near}?" if near else "")


def paths(tree: DecisionTree) -> Iterator[tuple[Step, ...]]:
    """Yield every path from the first question to an end, in the order of the answers.

    A path ends where no question follows, where the question has no answers, and where
    it would come to a question for the second time.
    """
    path: list[Step] = []
    root = tree.root
    waiting = [_steps(root)] if root else []
    if root and not root.answers:
        yield ()
    while waiting:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
            if path:
                path.pop()
            continue
        path.append(step)
        following = tree.after(step[1])
        if following is None or not following.answers or any(following is one for one, _ in path):
            yield tuple(path)
            path.pop()
        else:
            waiting.append(_steps(following))


def _steps(question: Question) -> Iterator[Step]:
    return ((question, answer) for answer in question.answers)


def outcome_of(path: tuple[Step, ...], scenarios: Mapping[str, Scenario]) -> Outcome:
    """Return what a path collected, with what its scenarios owe."""
    required: dict[str, None] = {}
    suggested: dict[str, None] = {}
    choices: dict[tuple[str, ...], None] = {}
    ended: dict[str, None] = {}
    for _, answer in path:
        required |= dict.fromkeys(named.name for named in answer.requires)
        suggested |= dict.fromkeys(named.name for named in answer.suggests)
        if answer.scenario is None:
            continue
        ended[answer.scenario.name] = None
        scenario = scenarios.get(answer.scenario.name)
        if scenario is not None:
            required |= dict.fromkeys(named.name for named in scenario.required)
            suggested |= dict.fromkeys(named.name for named in scenario.optional)
            choices |= dict.fromkeys(
                tuple(named.name for named in group) for group in scenario.one_of
            )
    open_choices = tuple(group for group in choices if not required.keys() & set(group))
    return Outcome(
        tuple(required), tuple(name for name in suggested if name not in required), open_choices,
        tuple(ended),
    )  # fmt: skip
