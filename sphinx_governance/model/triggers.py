"""Which scenarios a pull request is one of, and by what that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sphinx_governance.model.guide import Scenario, Trigger
from sphinx_governance.model.patterns import Paths
from sphinx_governance.model.surroundings import Change
from sphinx_governance.model.title_pattern import TitlePatternError, title_matches


class Reason(NamedTuple):
    """Why a scenario matches.

    *what* is added, changed, removed or renamed for files, else label, title or chosen;
    *subject* the first file, the label, or the pattern of the title; *others* counts
    the files besides.
    """

    what: str
    subject: str
    others: int = 0


class Matched(NamedTuple):
    """A scenario that matches."""

    scenario: Scenario
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class PullRequest:
    """What is known of a contribution; all of it may be written by a stranger.

    :param chosen: scenarios that a person named.
    """

    changes: tuple[Change, ...] = ()
    title: str = ""
    labels: tuple[str, ...] = ()
    description: str = ""
    chosen: tuple[str, ...] = ()

    @cached_property
    def now(self) -> Paths:
        """The names that files have now, or had before they were removed."""
        return Paths(change.path for change in self.changes)

    @cached_property
    def before(self) -> Paths:
        """The names that renamed files had."""
        return Paths(change.old for change in self.changes if change.status == "R")

    def touching(self, pattern: str) -> tuple[tuple[Change, bool, bool], ...]:
        """Return the changes that a pattern matches: by the name now, and by the one before a renaming."""
        now, before = (
            frozenset(self.now.matching(pattern)),
            frozenset(self.before.matching(pattern)),
        )
        if not now and not before:
            return ()
        return tuple(
            (change, change.path in now, change.status == "R" and change.old in before)
            for change in self.changes
            if change.path in now or (change.status == "R" and change.old in before)
        )


def matched(
    scenarios: Iterable[Scenario], request: PullRequest
) -> tuple[tuple[Matched, ...], tuple[str, ...]]:
    """Return the scenarios that match, and what to say of triggers that could not be followed."""
    reader = _Reader(request)
    found = []
    for scenario in scenarios:
        reasons = tuple(reader.reasons(scenario))
        if reasons:
            found.append(Matched(scenario, reasons))
    return tuple(found), tuple(dict.fromkeys(reader.notes))


class _Reader:
    def __init__(self, request: PullRequest) -> None:
        self._request, self.notes = request, list[str]()
        self._labels = frozenset(label.strip().casefold() for label in request.labels)

    def reasons(self, scenario: Scenario) -> Iterable[Reason]:
        if scenario.id in self._request.chosen:
            return [Reason("chosen", scenario.id)]
        if not scenario.triggers:
            return []
        merged: dict[str, list[str]] = {}
        for trigger in scenario.triggers:
            for reason in self._by(trigger, scenario):
                merged.setdefault(reason.what, []).append(reason.subject)
        if not merged or any(self._takes_back(item, scenario) for item in scenario.unless):
            return []
        unique = {what: list(dict.fromkeys(subjects)) for what, subjects in merged.items()}
        return [Reason(what, names[0], len(names) - 1) for what, names in unique.items()]

    def _by(self, trigger: Trigger, scenario: Scenario) -> Iterable[Reason]:
        if trigger.kind == "when-label":
            held = trigger.pattern.strip().casefold() in self._labels
            return [Reason("label", trigger.pattern)] if held else []
        if trigger.kind == "when-title":
            return [Reason("title", trigger.pattern)] if self._titled(trigger, scenario) else []
        return self._files(trigger)

    def _files(self, trigger: Trigger) -> Sequence[Reason]:
        what = trigger.kind.removeprefix("when-")
        return [
            Reason(what, change.old if what == "removed" and was and not now else change.path)
            for change, now, was in self._request.touching(trigger.pattern)
            if _is(what, change.status, now=now, was=was)
        ]

    def _takes_back(self, trigger: Trigger, scenario: Scenario) -> bool:
        if trigger.kind == "when-changed":
            return bool(self._request.touching(trigger.pattern))
        return bool(self._by(trigger, scenario))

    def _titled(self, trigger: Trigger, scenario: Scenario) -> bool:
        try:
            return title_matches(trigger.pattern, self._request.title)
        except TitlePatternError as error:
            self.notes.append(
                f"when-title of the scenario {scenario.id} was not looked at: {error}"
            )
            return False


def _is(what: str, status: str, *, now: bool, was: bool) -> bool:
    """Return whether a change is of a sort.

    :param now: whether its name now is one of those in question, *was* whether its name before is.
    """
    if status != "R":
        return {"A": "added", "D": "removed"}.get(status, "changed") == what
    if what == "renamed":
        return True
    if now and was:
        return what == "changed"
    return what == ("added" if now else "removed")
