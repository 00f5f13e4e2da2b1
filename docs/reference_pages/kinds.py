"""Kinds and presets: fields, lifecycles and sections, from the kinds as the package reads them."""

from __future__ import annotations

from sphinx_governance.config import load_project
from sphinx_governance.model.fields import ALIASES
from sphinx_governance.model.kind import FieldSpec, RecordKind, State
from sphinx_governance.model.text import fold

from .rst import literals, table

TYPES = {
    "text": "text",
    "number": "a number from 0",
    "status": "a status of the lifecycle",
    "date": "a date, ``2025-10-08``",
    "people": "names or handles, with commas between",
    "list": "words, with commas between",
    "records": "identifiers, with commas between",
    "links": "URLs or ``#123``, with commas between",
    "paths": "patterns as in ``.gitignore``, with commas between",
}
"""Type of a field → what its value is."""

PHASES = {"live": "live", "in-force": "in force", "closed": "closed"}


def fields_text(*names: str) -> str:
    """Return one table of the fields of several kinds."""
    kinds = [_kind(name) for name in names]
    fields = dict.fromkeys(name for kind in kinds for name in kind.by_field)
    rows = []
    for name in sorted(fields):
        spec = next(kind.by_field[name] for kind in kinds if name in kind.by_field)
        marks = [_mark(kind, name) for kind in kinds]
        rows.append((f"``{name}``", *marks, TYPES[spec.type], literals(_names(spec))))
    headings = ("Field", *(kind.prefix for kind in kinds), "Value", "Read as the same")
    return table(headings, rows, " ".join(["18", *(["8"] * len(kinds)), "30", "36"]))


def _mark(kind: RecordKind, name: str) -> str:
    spec = kind.by_field.get(name)
    return "" if spec is None else "required" if spec.required else "optional"


def _names(spec: FieldSpec) -> list[str]:
    """Return the other names of a field, each in one spelling."""
    found = {fold(spec.name): ""}
    for other in (*spec.aliases, *ALIASES.get(spec.name, ())):
        found.setdefault(fold(other), other)
    return [other for other in found.values() if other]


def kind_text(name: str, part: str) -> str:
    """Return the lifecycle or the sections of a kind."""
    kind = _kind(name)
    return _lifecycle(kind) if part == "lifecycle" else _sections(kind)


def preset_text(name: str) -> str:
    """Return all of a preset: fields, lifecycle and sections."""
    kind = _kind(name)
    rows = [
        (f"``{spec.name}``", "required" if spec.required else "optional", TYPES[spec.type],
         literals(_names(spec)))
        for spec in sorted(kind.fields, key=lambda spec: spec.name)
    ]  # fmt: skip
    fields = table(("Field", kind.prefix, "Value", "Read as the same"), rows, "18 8 30 36")
    sections = _sections(kind) if kind.sections else ""
    return _lifecycle(kind) + fields + sections


def _lifecycle(kind: RecordKind) -> str:
    rows = [
        (f"``{state.name}``", PHASES[state.phase], literals(state.moves), _duties(kind, state))
        for state in kind.lifecycle.states
    ]
    return table(("Status", "Phase", "May become", "More"), rows, "16 14 40 30")


def _duties(kind: RecordKind, state: State) -> str:
    always = {spec.name for spec in kind.fields if spec.required}
    needed = [name for name in state.requires if name not in always]
    parts = ["new records begin here"] if state.initial else []
    parts += [f"needs {literals(needed)}"] if needed else []
    parts += [f"forbids {literals(state.forbids)}"] if state.forbids else []
    parts += ["the text is frozen"] if state.frozen else []
    return "; ".join(parts)


def _sections(kind: RecordKind) -> str:
    rows = []
    for spec in kind.sections:
        states = f"in {literals(spec.states)}" if spec.states else ""
        needed = states or ("always" if spec.required else "no")
        rows.append((spec.name.replace("-", " ").capitalize(), needed, ", ".join(spec.names)))
    return table(("Section", "Required", "Headings that count as well"), rows, "18 22 60")


def _kind(name: str) -> RecordKind:
    """Return a built-in kind, or the one that a preset makes."""
    kinds = load_project(
        {"kinds": {name: {} if name in {"adr", "rfc"} else {"preset": name}}}
    ).kinds
    return kinds.spec(name)
