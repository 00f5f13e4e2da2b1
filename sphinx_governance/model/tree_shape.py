"""The shape of a decision tree: what can be reached, where it runs in a circle, where it ends for nothing.

All of it is found on the graph of questions, without walking each path: twenty questions
in a row have a million paths. That it finds what the walk of every path would is tested.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_governance.model.graph import cycles
from sphinx_governance.model.guide import Answer, DecisionTree
from sphinx_governance.model.walk import Step


class Turn(NamedTuple):
    """An answer of the question at place *source* that leads to the question at place *target*."""

    source: int
    answer: Answer
    target: int


class Island(NamedTuple):
    """A question that no path reaches, by its place, and those that only it leads to."""

    first: int
    more: tuple[int, ...]


def turns(tree: DecisionTree) -> tuple[Turn, ...]:
    """Return every answer that leads on, in the order of the tree."""
    # By identity: a question's hash is that of all it holds, and two may have one id.
    place = {id(question): index for index, question in enumerate(tree.questions)}
    return tuple(
        Turn(index, answer, place[id(following)])
        for index, question in enumerate(tree.questions)
        for answer in question.answers
        if (following := tree.after(answer)) is not None
    )


def reached(found: tuple[Turn, ...], start: int = 0) -> frozenset[int]:
    """Return the places of the questions that can be come to from *start*, itself included."""
    after: dict[int, list[int]] = {}
    for turn in found:
        after.setdefault(turn.source, []).append(turn.target)
    seen, waiting = {start}, [start]
    while waiting:
        for target in after.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(seen)


def islands(tree: DecisionTree) -> Iterator[Island]:
    """Yield the questions that no path reaches; those behind another one are told with it."""
    found = turns(tree)
    left = set(range(len(tree.questions))) - reached(found)
    entered = {turn.target for turn in found if turn.source in left and turn.source != turn.target}
    # First those that nothing leads to; what is left then are circles.
    for first in (*sorted(left - entered), *sorted(left & entered)):
        if first in left:
            behind = (reached(found, first) & left) - {first}
            left -= {first, *behind}
            yield Island(first, tuple(sorted(behind)))


def circles(tree: DecisionTree) -> Iterator[tuple[Turn, ...]]:
    """Yield circles that share no turn, each as its turns; the last one leads back to the first question."""
    found: dict[tuple[int, int], Turn] = {}
    for turn in turns(tree):
        found.setdefault((turn.source, turn.target), turn)
    for places in cycles(found):
        yield tuple(found[pair] for pair in zip(places, (*places[1:], places[0]), strict=True))


def dead_ends(tree: DecisionTree) -> Iterator[tuple[Step, ...]]:
    """Yield for every answer that can end a path for nothing the shortest such path.

    Only answers that add nothing lead to it, so it is enough to look at these.
    """
    if not tree.questions:
        return
    place = {id(question): index for index, question in enumerate(tree.questions)}
    before: dict[int, tuple[int, Answer] | None] = {0: None}
    queue = deque([0])
    while queue:
        index = queue.popleft()
        for answer in tree.questions[index].answers:
            following = tree.after(answer)
            if _adds(answer):
                continue
            if following is not None:
                target = place[id(following)]
                if target not in before:
                    before[target] = (index, answer)
                    queue.append(target)
            elif answer.goto is None and not answer.ends:
                yield (*_path(tree, before, index), (tree.questions[index], answer))


def _adds(answer: Answer) -> bool:
    return bool(answer.requires or answer.suggests or answer.scenario)


def _path(
    tree: DecisionTree, before: dict[int, tuple[int, Answer] | None], index: int
) -> tuple[Step, ...]:
    path: list[Step] = []
    while (step := before[index]) is not None:
        index = step[0]
        path.append((tree.questions[index], step[1]))
    return tuple(reversed(path))
