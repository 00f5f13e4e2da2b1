"""The checklist of one pull request: what it owes and has, and which decisions hold where it changes files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from sphinx_governance.model.checklist_items import Item, items_of
from sphinx_governance.model.governed import Governed, every_path, governed
from sphinx_governance.model.registry import Registry
from sphinx_governance.model.title_pattern import LONGEST
from sphinx_governance.model.triggers import Matched, PullRequest, matched
from sphinx_governance.model.waivers import Waiver, waivers_in

__all__ = [
    "Checklist", "Item", "Matched", "PullRequest", "RecordChange", "Tick", "checklist_of", "with_ticks",
]  # fmt: skip


class Tick(NamedTuple):
    """What a person left at an item: a tick, and the reason after ``N/A:``."""

    ticked: bool = False
    not_applicable: str = ""


class RecordChange(NamedTuple):
    """Something that a reviewer should know of a record in the diff; *rule* names what it is about."""

    rule: str
    path: str
    message: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """One pull request, seen with a project's registry."""

    project: str = ""
    examined: Mapping[str, int]
    scenarios: tuple[Matched, ...] = ()
    items: tuple[Item, ...] = ()
    decisions: tuple[Governed, ...] = ()
    records: tuple[RecordChange, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    notes: tuple[str, ...] = ()
    urls: Mapping[str, str]

    @cached_property
    def open(self) -> tuple[Item, ...]:
        """The items that are owed before the merge, and that nobody ticked or waived."""
        return tuple(item for item in self.items if item.is_open)


def checklist_of(
    registry: Registry, request: PullRequest, records: Sequence[RecordChange] | None = None
) -> Checklist:
    """Return the checklist of a pull request.

    :param records: what a comparison with the base found of the records in the diff; None where
        none was made, so that only the names of files can tell.
    """
    scenarios, notes = matched(registry.scenarios.values(), request)
    items = items_of(registry, request, scenarios)
    waivers = waivers_in(request.description, items)
    waived = {waiver.item: waiver.reason for waiver in waivers if waiver.accepted}
    paths = every_path((change.path, change.old) for change in request.changes)
    return Checklist(
        project=registry.project,
        examined={
            "files": len(request.changes),
            "scenarios": len(registry.scenarios),
            "artifacts": len(registry.artifacts),
            "records": len(registry.records),
            "governing": sum(1 for record in registry.records if record.governs),
        },
        scenarios=scenarios,
        items=tuple(item.waived(waived.get(item.id, "")) for item in items),
        decisions=governed(registry, paths),
        records=tuple(_from_names(registry, request) if records is None else records),
        waivers=waivers,
        notes=(*registry.notes, *notes, *_cut(request)),
        urls=registry.urls,
    )


def with_ticks(checklist: Checklist, ticks: Mapping[str, Tick]) -> Checklist:
    """Return a checklist with what persons left at an earlier one, by the items' ids.

    An artifact may be owed by another scenario than before: it is the same thing that
    was done, so then the artifact's name is what counts.
    """
    by_artifact: dict[str, Tick] = {}
    for name, tick in ticks.items():
        by_artifact.setdefault(name.partition("/")[2], tick)

    def found(item: Item) -> Tick:
        tick = ticks.get(item.id)
        return tick or by_artifact.get(item.id.partition("/")[2]) or Tick()

    return replace(checklist, items=tuple(item.left(*found(item)) for item in checklist.items))


def _cut(request: PullRequest) -> Iterable[str]:
    if len(request.title) > LONGEST:
        yield f"the title is long: only its first {LONGEST} characters were looked at"


def _from_names(registry: Registry, request: PullRequest) -> Iterable[RecordChange]:
    """Yield what the names of changed files tell of records, where their text is not at hand."""
    for change in request.changes:
        if change.status == "A":
            taken = registry.taken(change.path)
            if taken is not None:
                yield RecordChange(
                    "number-taken", change.path,
                    f"the number of a new record is that of {taken.id}", "take the next free number",
                )  # fmt: skip
            continue
        for record in registry.at_path(change.old or change.path):
            if record.frozen:
                what = {"D": "removed", "R": "renamed"}.get(change.status, "touched")
                yield RecordChange(
                    "frozen-record-edited", change.path,
                    f"{record.id} is {record.status}, and its file was {what}: its text no longer changes",
                    "its header may change; what is decided anew belongs in a new record",
                )  # fmt: skip
