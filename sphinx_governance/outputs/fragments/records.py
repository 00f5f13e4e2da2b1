"""Records as a table or a list, each linked to its file.

``kind``, ``status``, ``tag`` and ``limit`` choose, ``sort`` orders; ``columns`` and ``shape`` (table,
list) say what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_governance.model.index import (
    COLUMNS,
    DEFAULT_COLUMNS,
    SORTS,
    IndexOptions,
    select,
    values,
)
from sphinx_governance.model.record import Record
from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Options,
    Source,
    shown,
)

OPTIONS = ("kind", "status", "tag", "limit", "sort", "columns", "shape")


def make(source: Source, options: Options) -> Made:
    """Return the records that are asked for."""
    kinds = tuple(kind.name for kind in source.corpus.kinds)
    chosen = IndexOptions(
        kinds=options.among("kind", options.texts("kind"), kinds),
        statuses=options.texts("status"),
        tags=options.texts("tag"),
        sort=options.choice("sort", SORTS, "number"),
        limit=options.number("limit", 10_000),
    )
    columns = options.among("columns", options.texts("columns"), COLUMNS)
    shape = options.choice("shape", ("table", "list"), "table")
    if shape == "list" and columns:
        raise FragmentError("a list has no columns", "write shape=table, or take columns out")
    records = select(source.corpus, chosen)
    shown_columns = columns or _filled(records)
    body = source.rendered(
        "records",
        shape=shape,
        heading=[{"id": "ID"}.get(column, column.capitalize()) for column in shown_columns],
        rows=[[_cell(record, column, source) for column in shown_columns] for record in records],
        records=[_values(record, source) for record in records],
    )
    return Made(body, "the records of the docs")


def _filled(records: Sequence[Record]) -> tuple[str, ...]:
    return tuple(
        column
        for column in DEFAULT_COLUMNS
        if column in {"id", "title"} or any(values(record, column) for record in records)
    )


def _cell(record: Record, column: str, source: Source) -> str:
    if column in {"id", "title"}:
        text = record.id if column == "id" else record.title or "(no title)"
        return source.to_record(shown(text), record)
    return shown(", ".join(values(record, column)))


def _values(record: Record, source: Source) -> dict[str, str]:
    """Return a record as a template sees it."""
    name = shown(f"{record.id} {record.title}".strip())
    fields = {column: _cell(record, column, source) for column in COLUMNS}
    plain = {"id": shown(record.id), "title": shown(record.title), "kind": shown(record.kind)}
    return {**fields, **plain, "link": source.to_record(name, record)}
