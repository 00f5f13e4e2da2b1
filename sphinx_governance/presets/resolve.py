"""The kinds of a project: the built-in ones, presets, and what its settings change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_governance.model.kind import Kinds, RecordKind
from sphinx_governance.model.kind_table import read_kind
from sphinx_governance.model.tables import Problem, Table, TableReader, merge
from sphinx_governance.model.text import listed, nearest
from sphinx_governance.presets import BUILT_IN, PRESETS, preset

_IDENTITY = ("title", "plural", "prefix", "width", "folders", "sources", "extends", "template")
"""What a preset says of itself; as a profile it changes only how records are written."""

_OWN = {
    "replace": True,
    "extends": "adr",
    "folders": [],
    "fields": {"date": {"required": False}, "deciders": {"required": False}},
    "sections": {"replace": True},
}
"""What a project's own kind begins with: an ADR's lifecycle and fields, nothing of its sections."""


def resolve_kinds(tables: Mapping[str, Table]) -> tuple[Kinds, list[Problem]]:
    """Return the kinds that the settings' ``kinds`` table describes, and what is wrong in it."""
    problems: list[Problem] = []
    kinds: list[RecordKind] = []
    origins: dict[str, tuple[Table, Table]] = {}
    for name in (*BUILT_IN, *(name for name in tables if name not in BUILT_IN)):
        own = dict(tables.get(name, {}))
        base = _base(name, own, problems)
        reader = TableReader(merge(base, own), f"kinds.{name}")
        kind = read_kind(name, reader)
        problems += reader.problems
        if kind.profile and kind.profile not in PRESETS:
            problems.append(_unknown(f"kinds.{name}.profile", kind.profile))
        kinds.append(kind)
        origins[name] = (base, own)
    return Kinds(tuple(kinds), Profiles(origins)), problems


class Profiles(Mapping[tuple[str, str], RecordKind]):
    """Kind and profile → the kind as records of that profile are held to it.

    Each is made when it is first asked for: of the presets, most projects need none or one.
    """

    def __init__(self, origins: Mapping[str, tuple[Table, Table]]) -> None:
        """Take for each kind the table that it starts from, and what the settings lay over it."""
        self._origins = origins
        self._made: dict[tuple[str, str], RecordKind] = {}

    def __getitem__(self, key: tuple[str, str]) -> RecordKind:
        made = self._made.get(key)
        if made is None:
            name, profile = key
            if profile not in PRESETS:
                raise KeyError(key)
            made = self._made[key] = _profiled(name, *self._origins[name], profile)
        return made

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((name, profile) for name in self._origins for profile in PRESETS)

    def __len__(self) -> int:
        return len(self._origins) * len(PRESETS)


def _base(name: str, own: dict[str, object], problems: list[Problem]) -> Table:
    """Return the table that a kind starts from: a preset, its built-in self, or an ADR's rules."""
    chosen = own.pop("preset", None)
    if chosen is not None and chosen not in PRESETS:
        problems.append(_unknown(f"kinds.{name}.preset", str(chosen)))
        chosen = None
    if chosen is None and name not in BUILT_IN:
        table = merge(_table("adr"), _OWN)
        for key in ("title", "plural", "prefix", "replace", "extends", "template"):
            table.pop(key, None)
        table["folders"] = sorted({name, name + "s"})
        return table
    return _table(str(chosen or name))


def _table(name: str) -> dict[str, object]:
    table = dict(preset(name))
    below = table.pop("extends", None)
    return merge(_table(str(below)) if below else {}, table)


def _profiled(name: str, base: Table, own: Table, profile: str) -> RecordKind:
    """Return a kind as records of *profile* are held to it: its rules over the base, below the settings."""
    laid = {key: value for key, value in preset(profile).items() if key not in _IDENTITY}
    if profile == name:
        laid = {}
    return read_kind(name, TableReader(merge(merge(base, laid), own), f"kinds.{name}"))


def _unknown(key: str, name: str) -> Problem:
    near = nearest(name, PRESETS)
    hint = f"did you mean {near!r}?" if near else f"presets: {listed(PRESETS, 'and')}"
    return Problem(key, f"there is no preset {name!r}", hint)
