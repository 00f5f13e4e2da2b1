"""How to contribute, as data: artifacts, scenarios, and the decision trees that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sphinx_governance.model.ranges import Range
from sphinx_governance.model.record import Location

EVIDENCE = ("added", "modified", "record", "manual")
"""What in a diff shows that an artifact is there; ``manual`` is for a person to tick."""

PATH_TRIGGERS = ("when-added", "when-changed", "when-removed", "when-renamed")
TRIGGERS = (*PATH_TRIGGERS, "when-label", "when-title")
"""What a scenario goes by: paths in the diff, a label, the title of the pull request."""


class Named(NamedTuple):
    """The name of an artifact, scenario or question, as somebody wrote it at a place."""

    name: str
    at: Location


class Trigger(NamedTuple):
    """A pattern that makes a scenario match; *kind* is one of :data:`TRIGGERS`."""

    kind: str
    pattern: str
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """What a contribution may owe, and where it lives.

    :param paths: patterns as in .gitignore; a file of the diff that matches is the evidence.
    :param paths_at: where each of them is written.
    :param record: the kind of record that it is, "" for none.
    :param statuses: the statuses that a record must have to count; any, where empty.
    :param when: when it is due, in words; for the quick-reference table.
    :param later: whether it is due only after the merge.
    :param summary: its first paragraph, as plain text.
    """

    id: str
    title: str
    at: Location
    page: str = ""
    anchor: str = ""
    paths: tuple[str, ...] = ()
    paths_at: tuple[Location, ...] = ()
    evidence: str = "manual"
    record: str = ""
    statuses: tuple[str, ...] = ()
    when: str = ""
    later: bool = False
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A recurring contribution, and the artifacts that it owes; without triggers a person chooses it."""

    id: str
    title: str
    at: Location
    page: str = ""
    anchor: str = ""
    triggers: tuple[Trigger, ...] = ()
    unless: tuple[Trigger, ...] = ()
    required: tuple[Named, ...] = ()
    optional: tuple[Named, ...] = ()
    one_of: tuple[tuple[Named, ...], ...] = ()
    examples: tuple[str, ...] = ()
    summary: str = ""

    @property
    def artifacts(self) -> tuple[Named, ...]:
        """Every artifact that it names, required ones first."""
        choices = (named for group in self.one_of for named in group)
        return (*self.required, *choices, *self.optional)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: what it adds, and where it leads. *id* is unique in its question.

    *ends* is for an answer after which nothing is owed, and that is meant so.
    *range_at* is where its range is written.
    """

    id: str
    label: str
    at: Location
    range: Range | None = None
    wrong_range: str = ""
    range_at: Location | None = None
    scenario: Named | None = None
    goto: Named | None = None
    requires: tuple[Named, ...] = ()
    suggests: tuple[Named, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a tree. One that stands inside an answer is the target of that answer's *goto*."""

    id: str
    text: str
    at: Location
    anchor: str = ""
    answers: tuple[Answer, ...] = ()

    def answer(self, said: str) -> Answer | None:
        """Return the answer with that id or label, or whose range holds that number; None for none."""
        from decimal import Decimal, InvalidOperation

        folded = said.strip().casefold()
        try:
            number = Decimal(folded)
        except InvalidOperation:
            number = Decimal("NaN")
        # A number first: the id of ">500" is "500", which is not in it.
        for answer in self.answers:
            if number.is_finite() and answer.range and answer.range.holds(number):
                return answer
        for answer in self.answers:
            if folded in {answer.id.casefold(), answer.label.casefold()}:
                return answer
        return None


class Example(NamedTuple):
    """A line that a tree is tested by: answers by question, and the artifacts and scenarios they lead to."""

    text: str
    answers: tuple[tuple[str, str], ...]
    outcome: tuple[str, ...]
    at: Location
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionTree:
    """Questions that lead a contributor to artifacts and scenarios; the first one is where it begins."""

    id: str
    title: str
    at: Location
    page: str = ""
    anchor: str = ""
    questions: tuple[Question, ...] = ()
    examples: tuple[Example, ...] = ()
    summary: str = ""

    @property
    def root(self) -> Question | None:
        """The first question, None where there is none."""
        return self.questions[0] if self.questions else None

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Id → the first question of that id."""
        return {question.id: question for question in reversed(self.questions)}

    def after(self, answer: Answer) -> Question | None:
        """Return the question that follows an answer, None where the tree ends or the target is missing."""
        return self.by_id.get(answer.goto.name) if answer.goto else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The artifacts, scenarios and trees of one document."""

    artifacts: tuple[Artifact, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    trees: tuple[DecisionTree, ...] = ()
