"""A kind from its table: what ``[tool.sphinx-governance.kinds.NAME]`` may hold, and what is wrong in it."""

from __future__ import annotations

from sphinx_governance.model.fields import INVERSE
from sphinx_governance.model.kind import (
    FIELD_TYPES,
    IDENTITIES,
    PHASES,
    FieldSpec,
    Lifecycle,
    RecordKind,
    SectionSpec,
    State,
)
from sphinx_governance.model.tables import Table, TableReader
from sphinx_governance.model.text import fold, listed, nearest


def read_kind(name: str, reader: TableReader) -> RecordKind:
    """Return the kind that a table describes; what is wrong in it goes to ``reader.problems``."""
    title = reader.text("title", name.replace("-", " ").capitalize())
    aliases = _aliases(reader.sub("aliases"))
    kind = RecordKind(
        name=name,
        title=title,
        plural=reader.text("plural", title + "s"),
        prefix=reader.text("prefix", name.upper()),
        width=reader.integer("width", 4),
        identity=reader.choice("identity", IDENTITIES, "number"),
        lifecycle=_lifecycle(reader.sub("lifecycle"), aliases),
        fields=tuple(
            _field(key, TableReader(table, f"{reader.path}.fields.{key}", reader.problems))
            for key, table in reader.tables("fields").items()
        ),
        sections=tuple(
            _section(key, TableReader(table, f"{reader.path}.sections.{key}", reader.problems))
            for key, table in reader.tables("sections").items()
        ),
        sources=reader.texts("sources"),
        folders=reader.texts("folders"),
        reserved=reader.integers("reserved"),
        duplicates=reader.integers("duplicates"),
        letters=reader.flag("letters"),
        open_fields=reader.flag("open-fields"),
        template=reader.text("template"),
        profile=reader.text("profile"),
    )
    reader.finish()
    _check_references(kind, aliases, reader)
    return kind


def _aliases(reader: TableReader) -> dict[str, str]:
    """Return alias → state: the other words a project writes for a status."""
    return {alias: reader.text(alias) for alias in reader.table}


def _lifecycle(reader: TableReader, aliases: dict[str, str]) -> Lifecycle:
    states = tuple(
        _state(
            name,
            table,
            TableReader(table, f"{reader.path}.states.{name}", reader.problems),
            aliases,
        )
        for name, table in reader.tables("states").items()
    )
    reader.finish()
    _check_moves(states, reader)
    return Lifecycle(states)


def _state(name: str, table: Table, reader: TableReader, aliases: dict[str, str]) -> State:
    state = State(
        name=name,
        phase=reader.choice("phase", PHASES, "live"),
        moves=reader.texts("moves"),
        aliases=(
            *reader.texts("aliases"),
            *(a for a, to in aliases.items() if fold(to) == fold(name)),
        ),
        requires=reader.texts("requires"),
        forbids=reader.texts("forbids"),
        frozen=reader.flag("frozen"),
        initial=reader.flag("initial"),
    )
    if "phase" not in table:
        reader.note("phase", "a state needs a phase", f"use {listed(map(repr, PHASES))}")
    reader.finish()
    return state


def _check_moves(states: tuple[State, ...], reader: TableReader) -> None:
    """Report a lifecycle that contradicts itself: no start, a move to nowhere, a state out of reach."""
    names = {state.name for state in states}
    for state in states:
        for move in state.moves:
            if move not in names:
                near = nearest(move, names)
                reader.note(
                    f"states.{state.name}.moves",
                    f"{move!r} is not a state",
                    f"did you mean {near!r}?"
                    if near
                    else f"states: {listed(sorted(names), 'and')}",
                )
    reached = [state.name for state in states if state.initial]
    if not states:
        return
    if not reached:
        reader.note(
            "states", "no state is initial", "add initial = true to the state of a new record"
        )
        return
    moves = {state.name: state.moves for state in states}
    for name in reached:
        reached += [move for move in moves.get(name, ()) if move not in reached]
    for name in sorted(names - set(reached)):
        reader.note(
            f"states.{name}", "no move leads to this state", "add it to the moves of another state"
        )


def _field(name: str, reader: TableReader) -> FieldSpec:
    relation = reader.text("relation")
    kind = reader.choice("type", FIELD_TYPES, "text")
    if kind == "records" and (relation or name) not in INVERSE:
        near = nearest(relation or name, INVERSE)
        reader.note(
            "relation",
            f"{relation or name!r} is not a relation",
            f"did you mean {near!r}?" if near else f"use {listed(map(repr, sorted(INVERSE)))}",
        )
    spec = FieldSpec(
        name=name,
        type=kind,
        required=reader.flag("required"),
        aliases=reader.texts("aliases"),
        relation=relation,
    )
    reader.finish()
    return spec


def _section(name: str, reader: TableReader) -> SectionSpec:
    spec = SectionSpec(
        name=name,
        names=reader.texts("names"),
        required=reader.flag("required"),
        states=reader.texts("states"),
    )
    reader.finish()
    return spec


def _check_references(kind: RecordKind, aliases: dict[str, str], reader: TableReader) -> None:
    """Report names that a kind's own tables do not have."""
    fields, states = {spec.name for spec in kind.fields}, kind.lifecycle.by_name
    for state in kind.lifecycle.states:
        for key, names in (("requires", state.requires), ("forbids", state.forbids)):
            for name in names:
                if name not in fields:
                    _unknown(reader, f"lifecycle.states.{state.name}.{key}", name, "field", fields)
    for section in kind.sections:
        for name in section.states:
            if name not in states:
                _unknown(reader, f"sections.{section.name}.states", name, "state", states)
    for alias, name in aliases.items():
        if fold(name) not in {fold(state) for state in states}:
            _unknown(reader, f"aliases.{alias}", name, "state", states)


def _unknown(reader: TableReader, key: str, name: str, noun: str, names: object) -> None:
    known = sorted(names)  # type: ignore[call-overload]
    near = nearest(name, known)
    hint = f"did you mean {near!r}?" if near else f"{noun}s: {listed(known, 'and')}"
    reader.note(key, f"{name!r} is not a {noun} of this kind", hint)
