"""What a Python object of the project holds, as a list or a table: supported models, backends, settings.

``object`` names it as ``package.module:NAME``: a list, a tuple, a set, a mapping or an enum, of texts or of
what has fields. ``shape`` is list or table, ``columns`` chooses the fields and orders them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sphinx_governance.outputs.fragment_source import (
    Asked,
    FragmentError,
    Made,
    Options,
    Source,
    asked_of,
    shown,
)

OPTIONS = ("object", "shape", "columns")
_NAMES = ("name", "value")


def asks(options: Options) -> Asked:
    """Return what this asks of the project's code."""
    return asked_of("values", "object", options)


def make(source: Source, options: Options) -> Made:
    """Return what the object holds."""
    asked = asks(options)
    found = source.described(asked)
    items, columns, rows = _held(found)
    shape = options.choice("shape", ("list", "table"), "table" if columns else "list")
    if not columns and shape == "table":
        columns, rows = ("value",), [{"value": item} for item in items]
    chosen = options.among("columns", options.texts("columns"), columns)
    if chosen and shape == "list":
        raise FragmentError("a list has no columns", "write shape=table, or take columns out")
    columns = chosen or columns
    body = source.rendered(
        "values",
        shape=shape,
        items=[shown(item) for item in items],
        heading=[shown(column.replace("_", " ").capitalize()) for column in columns],
        rows=[[shown(row.get(column, "")) for column in columns] for row in rows],
    )
    return Made(body, f"{asked.name} in the code")


def _held(
    found: Mapping[str, Any],
) -> tuple[list[str], tuple[str, ...], Sequence[Mapping[str, str]]]:
    """Return the items, and where it has fields their names and values."""
    if "pairs" in found:
        pairs = found["pairs"]
        rows = [dict(zip(_NAMES, pair, strict=True)) for pair in pairs]
        return [f"{name}: {value}" for name, value in pairs], _NAMES, rows
    if "rows" in found:
        columns = tuple(found["columns"])
        items = [", ".join(filter(None, row.values())) for row in found["rows"]]
        return items, columns, found["rows"]
    return list(found["items"]), (), ()
