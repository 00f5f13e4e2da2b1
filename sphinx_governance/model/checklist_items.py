"""The items of a checklist: the artifacts of all scenarios that match, each once, with what shows it done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sphinx_governance.model.guide import Artifact, Scenario
from sphinx_governance.model.record import Location
from sphinx_governance.model.registry import Registry
from sphinx_governance.model.surroundings import Change
from sphinx_governance.model.triggers import Matched, PullRequest, Reason

KINDS = ("required", "one-of", "optional", "later")
STATES = ("ticked", "open", "manual", "waived", "not-applicable")
"""*open*: nothing in the diff shows it; *manual*: only a person can say."""

_NOT_ID = re.compile(r"[^A-Za-z0-9_.]+")
_ALTERNATIVES = "+"


class Part(NamedTuple):
    """An artifact of an item: a choice has several."""

    id: str
    title: str
    url: str = ""


class Evidence(NamedTuple):
    """What in a diff shows an artifact: a file, and what to add to that."""

    path: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a pull request owes, or may need.

    :param by: who ticked it: ``diff``, ``person``, or "".
    :param said: a person's reason why it is not applicable.
    :param waiver: the reason why it is waived.
    """

    id: str
    kind: str
    parts: tuple[Part, ...]
    state: str = "open"
    by: str = ""
    said: str = ""
    waiver: str = ""
    evidence: tuple[Evidence, ...] = ()
    scenarios: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def text(self) -> str:
        """Its artifacts' titles."""
        return " or ".join(part.title for part in self.parts)

    @property
    def is_open(self) -> bool:
        """Whether it is owed before the merge, and not done."""
        return self.kind in {"required", "one-of"} and self.state in {"open", "manual"}

    def waived(self, reason: str) -> Item:
        """Return the item as waived, where there is a reason and it is not done."""
        if not reason or self.state == "ticked":
            return self
        return replace(self, state="waived", waiver=reason)

    def left(self, ticked: bool, not_applicable: str) -> Item:
        """Return the item with what a person left at it."""
        if ticked:
            return replace(self, state="ticked", by="person", said=not_applicable)
        if not_applicable and self.state in {"open", "manual"}:
            return replace(self, state="not-applicable", said=not_applicable)
        return replace(self, said=not_applicable)


def items_of(
    registry: Registry, request: PullRequest, matched: Sequence[Matched]
) -> tuple[Item, ...]:
    """Return what the matching scenarios owe, merged: required before one of several before optional."""
    makers = _Maker(registry, request)
    owed = _owed(matched)
    found = [makers.item(kind, names, by) for (kind, names), by in owed.items()]
    return tuple(sorted(found, key=lambda item: KINDS.index(item.kind)))


def _owed(matched: Sequence[Matched]) -> dict[tuple[str, tuple[str, ...]], list[Matched]]:
    """Return kind and artifacts → the scenarios that owe them; what is owed more strictly is there alone."""
    required: dict[str, list[Matched]] = {}
    choices: dict[tuple[str, ...], list[Matched]] = {}
    optional: dict[str, list[Matched]] = {}
    for each in matched:
        for name in _names(each.scenario.required):
            required.setdefault(name, []).append(each)
        for group in each.scenario.one_of:
            choices.setdefault(_names(group), []).append(each)
        for name in _names(each.scenario.optional):
            optional.setdefault(name, []).append(each)
    open_choices = {
        group: by for group, by in choices.items() if group and not required.keys() & set(group)
    }
    chosen = {name for group in open_choices for name in group}
    rest = {name: by for name, by in optional.items() if name not in required.keys() | chosen}
    return {
        **{("required", (name,)): by for name, by in required.items()},
        **{("one-of", group): by for group, by in open_choices.items()},
        **{("optional", (name,)): by for name, by in rest.items()},
    }


def _names(named: Iterable[tuple[str, Location]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, _ in named))


def item_id(scenario: Scenario, names: Iterable[str]) -> str:
    """Return an item's id: letters, digits and ``-_.``, one ``/``, ``+`` between alternatives.

    It stands in an HTML comment, which nothing in it can end.
    """
    choices = _ALTERNATIVES.join(_part_of_id(name) for name in names)
    return f"{_part_of_id(scenario.id)}/{choices}"


def _part_of_id(name: str) -> str:
    return _NOT_ID.sub("-", name).strip("-.") or "x"


class _Maker:
    """Makes items for one pull request; holds what is the same for all of them."""

    def __init__(self, registry: Registry, request: PullRequest) -> None:
        self._registry, self._request = registry, request
        self._known: dict[str, tuple[tuple[Evidence, ...], bool]] = {}

    def item(self, kind: str, names: Sequence[str], by: Sequence[Matched]) -> Item:
        artifacts = [self._registry.artifacts.get(name) for name in names]
        found = [self._shown(artifact) for artifact in artifacts]
        evidence = tuple(item for items, _ in found for item in items)
        done = any(complete for _, complete in found)
        manual = bool(evidence) or all(_is_manual(artifact) for artifact in artifacts)
        later = all(artifact is not None and artifact.later for artifact in artifacts)
        return Item(
            id=item_id(by[0].scenario, names),
            kind="later" if later else kind,
            parts=tuple(
                Part(name, artifact.title if artifact else name, self._url(name))
                for name, artifact in zip(names, artifacts, strict=True)
            ),
            state="ticked" if done else "manual" if manual else "open",
            by="diff" if done else "",
            evidence=evidence,
            scenarios=tuple(each.scenario.id for each in by),
            reasons=tuple(dict.fromkeys(reason for each in by for reason in each.reasons)),
        )

    def _url(self, name: str) -> str:
        return self._registry.urls.get(f"artifact/{name}", "")

    def _shown(self, artifact: Artifact | None) -> tuple[tuple[Evidence, ...], bool]:
        """Return what in the diff shows an artifact, and whether that is enough."""
        if artifact is None or _is_manual(artifact):
            return (), False
        if artifact.id not in self._known:
            judged = list(self._judged(artifact))
            enough = [item for item, complete in judged if complete]
            self._known[artifact.id] = (
                tuple(enough or [item for item, _ in judged]),
                bool(enough),
            )
        return self._known[artifact.id]

    def _judged(self, artifact: Artifact) -> Iterator[tuple[Evidence, bool]]:
        """Yield the files that may be an artifact, and whether each is."""
        for change, is_new in self._candidates(artifact):
            if artifact.evidence == "added" and not is_new:
                continue
            if not artifact.statuses or not artifact.record:
                yield Evidence(change.path), True
            else:
                yield from self._in_status(artifact, change, is_new=is_new)

    def _candidates(self, artifact: Artifact) -> Iterator[tuple[Change, bool]]:
        """Yield the changes that touch an artifact's files, and whether each makes a new one."""
        if not artifact.paths:
            for change in self._request.changes:
                if change.status != "D" and self._registry.kind_of(change.path) == artifact.record:
                    yield change, change.status == "A"
            return
        now = {match.path for match in self._request.now.matches(artifact.paths)}
        before = {match.path for match in self._request.before.matches(artifact.paths)}
        for change in self._request.changes:
            if change.status != "D" and change.path in now:
                moved_in = change.status == "R" and change.old not in before
                yield change, change.status == "A" or moved_in

    def _in_status(
        self, artifact: Artifact, change: Change, *, is_new: bool
    ) -> Iterator[tuple[Evidence, bool]]:
        known = self._registry.at_path(change.path) if self._registry.current else ()
        for record in known:
            if record.status in artifact.statuses:
                yield Evidence(change.path, f"{record.id} is {record.status}"), True
        if not known:
            # Only the name is at hand: a new record counts, of a changed one nobody can tell.
            yield Evidence(change.path, "its status was not read"), is_new


def _is_manual(artifact: Artifact | None) -> bool:
    """Return whether no diff can show an artifact: it says so, or does not say where it lives."""
    if artifact is None or artifact.evidence == "manual":
        return True
    return not artifact.paths and not artifact.record
