"""Fields that a person gives on the command line, written into a record's header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_governance.cli.errors import UsageProblem

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.finding import Edit
    from sphinx_governance.model.record import Record


def fill(
    loaded: Loaded, record: Record, given: tuple[str, ...], kind: str | None
) -> tuple[list[Edit], Record]:
    """Return the edits that write fields, and the record that has them: it was read to be sure.

    :param given: ``field=value``, each.
    :raises UsageProblem: a field is unknown, is filled already, or has no place in the header.
    """
    from sphinx_governance.cli.rereading import record_after
    from sphinx_governance.files import SourceLines
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.relating import add_field

    edits: list[Edit] = []
    wanted = dict(_parsed(loaded, record, given))
    for name, value in wanted.items():
        found = add_field(loaded.corpus, record, name, value, SourceLines(loaded.base))
        if not found:
            raise _no_place(loaded, record, name, value)
        edits += found
    if not edits:
        return [], record
    after = record_after(loaded, record, Fix("fill fields", tuple(edits)), kind)
    for name, value in wanted.items():
        entry = after.field(name) if after else None
        if after is None or entry is None or entry.value.strip("'\"") != value:
            raise _no_place(loaded, record, name, value)
    return edits, after or record


def _parsed(loaded: Loaded, record: Record, given: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the fields that are meant, with their values."""
    from sphinx_governance.model.text import nearest, printable

    spec = loaded.corpus.spec(record)
    for item in given:
        label, sign, value = item.partition("=")
        value = printable(value)
        if not sign or not value:
            raise UsageProblem(f"{item!r} gives no field a value", "--set discussion=#12")
        name = spec.field_name(label.strip())
        if name not in spec.by_field:
            near = nearest(name, spec.by_field)
            hint = f"did you mean {near}?" if near else "its kind's settings list its fields"
            raise UsageProblem(f"{record.id} has no field {label.strip()!r}", hint)
        entry = record.field(name)
        if name in {"status", "number", "title"} or (entry and entry.value.strip()):
            at = f"{loaded.place(record.path)}:{(entry or record).at.line}"
            raise UsageProblem(
                f"{record.id} has {name!r} already; nothing was written", f"edit {at}"
            )
        yield name, value


def _no_place(loaded: Loaded, record: Record, name: str, value: str) -> UsageProblem:
    return UsageProblem(
        f"{record.id} has no line to which {name!r} could be added; nothing was written",
        f"write {name}: {value} into its header ({loaded.place(record.path)})",
    )
