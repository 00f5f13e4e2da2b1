"""Kinds of records, and the lifecycle each kind allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sphinx_governance.model.fields import FIELD_TYPES, INVERSE, canonical
from sphinx_governance.model.text import fold

PHASES = ("live", "in-force", "closed")
"""What a state means: still under discussion, decided and valid, or over."""

IDENTITIES = ("number", "date", "slug")
"""What tells two records of a kind apart."""

__all__ = [
    "FIELD_TYPES", "IDENTITIES", "PHASES", "FieldSpec", "Lifecycle", "RecordKind", "SectionSpec",
    "State",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of a lifecycle.

    *moves* are the states it may go to; *requires* and *forbids* name fields;
    *frozen* says that the record's text no longer changes.
    """

    name: str
    phase: str
    moves: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    frozen: bool = False
    initial: bool = False


@dataclass(frozen=True)
class Lifecycle:
    """The states of a kind, and the moves between them."""

    states: tuple[State, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, State]:
        """State name → state."""
        return {state.name: state for state in self.states}

    @cached_property
    def words(self) -> dict[str, str]:
        """Folded name or alias → state name: what :func:`read_status` reads."""
        return {
            fold(word): state.name for state in self.states for word in (*state.aliases, state.name)
        }

    def state(self, name: str | None) -> State | None:
        """Return the state of that name, or None."""
        return self.by_name.get(name) if name else None

    def phase(self, name: str | None) -> str | None:
        """Return the phase of a state: live, in-force, closed; None for no such state."""
        state = self.state(name)
        return state.phase if state else None

    def may_move(self, old: str, new: str) -> bool:
        """Return whether a record may go from one state to another."""
        state = self.state(old)
        return old == new or bool(state and new in state.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A field of a kind: *type* is one of :data:`FIELD_TYPES`, *relation* what ``records`` mean."""

    name: str
    type: str = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """A section of a kind: *names* are the headings it goes by, *states* those that require it."""

    name: str
    names: tuple[str, ...] = ()
    required: bool = False
    states: tuple[str, ...] = ()

    def matches(self, title: str) -> bool:
        """Return whether a heading is this section's: one of its names, or beginning with one."""
        key = fold(title)
        return any(key == fold(name) for name in (self.name, *self.names))

    def required_in(self, state: str | None) -> bool:
        """Return whether a record in *state* must have this section."""
        return state in self.states if self.states else self.required


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """What a record is: its prefix, lifecycle, fields, sections, and where it is found.

    *open_fields* are for kinds that other tools write headers for too: an
    unknown field is only reported where it is a slip of a known one.
    *reserved* and *duplicates* are numbers; *letters* allows ``040a``.
    """

    name: str
    title: str
    plural: str
    prefix: str
    width: int = 4
    identity: str = "number"
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    fields: tuple[FieldSpec, ...] = ()
    sections: tuple[SectionSpec, ...] = ()
    sources: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    reserved: tuple[int, ...] = ()
    duplicates: tuple[int, ...] = ()
    letters: bool = False
    open_fields: bool = False
    template: str = ""
    profile: str = ""

    @cached_property
    def by_field(self) -> Mapping[str, FieldSpec]:
        """Field name → field."""
        return {spec.name: spec for spec in self.fields}

    @cached_property
    def _field_names(self) -> Mapping[str, str]:
        own = {
            fold(alias): spec.name for spec in self.fields for alias in (*spec.aliases, spec.name)
        }
        return own | {fold(self.prefix): "number", fold(self.name): "number"}

    def field_name(self, label: str) -> str:
        """Return the field that *label* means in a record of this kind."""
        return self._field_names.get(fold(label)) or canonical(label)

    @cached_property
    def relations(self) -> Mapping[str, str]:
        """Field name → relation, for the fields that name other records."""
        return {
            spec.name: spec.relation or spec.name
            for spec in self.fields
            if spec.type == "records" and (spec.relation or spec.name) in INVERSE
        }


@dataclass(frozen=True)
class Kinds:
    """All kinds of a project, and how each is written in each profile.

    *specs* maps ``(kind, profile)`` to the kind as it holds for records of that
    profile; the profile ``""`` is that of a declared record.
    """

    kinds: tuple[RecordKind, ...] = ()
    specs: Mapping[tuple[str, str], RecordKind] = field(default_factory=dict)

    def __iter__(self) -> Iterator[RecordKind]:
        return iter(self.kinds)

    def get(self, name: str) -> RecordKind | None:
        """Return the kind of that name, or None."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> Mapping[str, RecordKind]:
        return {kind.name: kind for kind in reversed(self.kinds)}

    def spec(self, kind: str, profile: str = "") -> RecordKind:
        """Return a kind as it holds for records of *profile*.

        :raises KeyError: there is no such kind.
        """
        # Asked for thousands of times by the rules.
        found = self.specs.get((kind, profile)) if profile else None
        return found or self._by_name[kind]
