"""Which records govern files: what ``why`` answers, and a part of every checklist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_governance.model.kind import PHASES
from sphinx_governance.model.patterns import Match, Paths
from sphinx_governance.model.registry import GoverningRecord, Registry

_ORDER = ("in-force", "live", "closed")
assert set(_ORDER) == set(PHASES)  # noqa: S101 - the order is of all phases


@dataclass(frozen=True, slots=True)
class Governed:
    """A record, and the files that it governs with the patterns that say so."""

    record: GoverningRecord
    matches: tuple[Match, ...]


def governed(registry: Registry, paths: Paths) -> tuple[Governed, ...]:
    """Return the records that govern any of the files: those in force first, then live and closed ones."""
    found = (
        Governed(record, matches)
        for record in registry.records
        if record.governs and (matches := paths.matches(record.governs))
    )
    return tuple(sorted(found, key=_order))


def _order(item: Governed) -> tuple[int, str, int, str]:
    record = item.record
    place = _ORDER.index(record.phase) if record.phase in _ORDER else len(_ORDER)
    return place, record.kind, -1 if record.number is None else record.number, record.id


def every_path(changes: Iterable[tuple[str, str]]) -> Paths:
    """Return the files that changes touch, by their names before and after."""
    return Paths(name for path, old in changes for name in (path, old) if name)
