"""A decision tree of the guide as a list in lists: questions, answers, and what each comes to.

``name`` says which, where there are several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sphinx_governance.model.guide import Answer, DecisionTree, Named, Question
from sphinx_governance.model.text import listed, nearest
from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Options,
    Safe,
    Source,
    shown,
)

OPTIONS = ("name",)
_DEEPEST = 12
"""A line deeper than that is read by nobody; its question stands on the first level."""


class Line(NamedTuple):
    """A line of the list; *kind* is question, answer, owed, scenario, next or end."""

    depth: int
    kind: str
    text: str


def make(source: Source, options: Options) -> Made:
    """Return the tree that is asked for."""
    tree = _chosen(source.corpus.trees, options.text("name"))
    lines = list(_Writer(source, tree).lines())
    if not lines:
        raise FragmentError(f"the decision tree {tree.id!r} has no question", "write one")
    title = shown(tree.title)
    linked = source.to_guide(title, "tree", tree.id, tree.at)
    body = source.rendered("decision-tree", title=title, link=linked, lines=lines)
    return Made(body, source.place(tree.at.path) if tree.at.path else "the guide in the docs")


def _chosen(known: Mapping[str, DecisionTree], name: str) -> DecisionTree:
    if not known:
        hint = "write one: .. decision-tree:: what-to-write"
        raise FragmentError("the guide has no decision tree", hint)
    if not name and len(known) == 1:
        return next(iter(known.values()))
    if name not in known:
        near = nearest(name, known)
        hint = f"did you mean {near}?" if near else f"write name={listed(known)}"
        what = f"there is no decision tree {name!r}" if name else "there are several decision trees"
        raise FragmentError(what, hint)
    return known[name]


class _Writer:
    """Writes a tree: each question once, inside the answer that alone leads to it, else on its own."""

    def __init__(self, source: Source, tree: DecisionTree) -> None:
        self._source, self._tree = source, tree
        answers = [answer for question in tree.questions for answer in question.answers]
        ways = Counter(answer.goto.name for answer in answers if answer.goto)
        root = tree.root
        self._inside = {
            name
            for name, number in ways.items()
            if number == 1 and tree.by_id.get(name) is not root
        }
        self._written: set[int] = set()

    def lines(self) -> Iterator[Line]:
        """Yield the questions that stand on their own, then what only a circle leads to."""
        for question in self._tree.questions:
            if question.id not in self._inside:
                yield from self._question(question, 0)
        for question in self._tree.questions:
            yield from self._question(question, 0)

    def _question(self, question: Question, depth: int) -> Iterator[Line]:
        if id(question) in self._written:
            return
        self._written.add(id(question))
        yield Line(depth, "question", f"**{shown(question.text)}**")
        for answer in question.answers:
            yield Line(depth + 1, "answer", _label(answer))
            yield from self._outcome(answer, depth + 2)

    def _outcome(self, answer: Answer, depth: int) -> Iterator[Line]:
        if answer.requires:
            yield Line(depth, "owed", f"Required: {self._artifacts(answer.requires)}")
        if answer.suggests:
            yield Line(depth, "owed", f"Optional: {self._artifacts(answer.suggests)}")
        if answer.scenario:
            yield Line(depth, "scenario", f"This is: {self._scenario(answer.scenario)}")
        following = self._tree.after(answer)
        if following is None:
            if answer.ends and not (answer.requires or answer.suggests or answer.scenario):
                yield Line(depth, "end", "Nothing more is owed.")
        elif (
            following.id in self._inside and depth < _DEEPEST and id(following) not in self._written
        ):
            yield from self._question(following, depth)
        else:
            yield Line(depth, "next", f"Go on with: {self._to_question(following)}")

    def _artifacts(self, named: Iterable[Named]) -> str:
        return ", ".join(map(self._artifact, named))

    def _artifact(self, named: Named) -> str:
        found = self._source.corpus.artifacts.get(named.name)
        if found is None:
            return shown(named.name)
        return self._source.to_guide(shown(found.title), "artifact", found.id, found.at)

    def _scenario(self, named: Named) -> str:
        found = self._source.corpus.scenarios.get(named.name)
        if found is None:
            return shown(named.name)
        linked = self._source.to_guide(shown(found.title), "scenario", found.id, found.at)
        parts = [self._artifacts(found.required)] if found.required else []
        parts += [f"one of {self._artifacts(group)}" for group in found.one_of]
        return f"{linked}, which owes {'; '.join(parts)}" if parts else linked

    def _to_question(self, question: Question) -> Safe:
        name = f"{self._tree.id}/{question.id}"
        return self._source.to_guide(shown(question.text), "question", name, question.at)


def _label(answer: Answer) -> str:
    numbers = answer.range.text if answer.range else ""
    if not numbers or numbers == answer.label:
        return f"*{shown(answer.label)}*"
    return f"*{shown(answer.label)}* ({shown(numbers)})"
