"""The settings, from their declaration in :mod:`sphinx_governance.config`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from textwrap import indent
from typing import Any, get_type_hints

from sphinx_governance.config import PREFIX, TABLE, Settings
from sphinx_governance.model.duplication import Duplicates
from sphinx_governance.model.severity import RuleSetting
from sphinx_governance.model.tables import Table

from .rst import code, tabs

TYPES = {
    Mapping[str, Table]: "table of tables",
    Mapping[str, RuleSetting]: "table of severities, or of tables",
    tuple[str, ...]: "list of strings",
    bool: "true or false",
    str: "string",
    int: "number",
    Duplicates: "table",
}
"""Annotation → what it is called; a new one fails the build of the docs until it has a name."""

REBUILD = {
    "env": "When it changes, Sphinx reads all pages again.",
    "html": "When it changes, Sphinx writes all HTML pages again.",
    "": "",
}
_SECTION = f"[tool.{TABLE}"


def settings_text() -> str:
    """Return an entry for every setting."""
    hints = get_type_hints(Settings)
    return "".join(_setting(item, TYPES[hints[item.name]]) for item in fields(Settings))


def _setting(item: Field[Any], kind: str) -> str:
    name = item.name.replace("_", "-")
    body = [
        f":type: {kind}\n:default: {_default(item)}\n",
        f"In TOML: ``{name}``.\n",
        item.metadata["help"] + "\n",
        tabs(_examples(item)),
        REBUILD[item.metadata["rebuild"]],
    ]
    return f".. confval:: {PREFIX}{item.name}\n{indent(chr(10).join(body), '   ')}\n\n"


def _default(item: Field[Any]) -> str:
    value = item.default_factory() if item.default_factory is not MISSING else item.default
    if isinstance(value, bool):
        return f"``{str(value).lower()}``"
    if isinstance(value, Duplicates):
        given = (f"{part.name} = {getattr(value, part.name)}".lower() for part in fields(value))
        return f"``{', '.join(given)}``"
    listed = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return f"``{listed}``" if listed else "empty"


def _examples(item: Field[Any]) -> list[tuple[str, str]]:
    """Return the example of a setting in each of the files that may hold it."""
    example = item.metadata["example"]
    whole = example if example.startswith("[") else f"{_SECTION}]\n{example}"
    table = tomllib.loads(whole)["tool"][TABLE]
    # Without the prefix every table is one of governance.toml; the outermost has no heading there.
    own = whole.replace(f"{_SECTION}]\n", "").replace(f"{_SECTION}.", "[")
    value = python(table[item.name.replace("_", "-")])
    return [
        ("pyproject.toml", code("toml", whole)),
        ("governance.toml", code("toml", own)),
        ("conf.py", code("python", f"{PREFIX}{item.name} = {value}")),
    ]


def python(value: object, depth: int = 0) -> str:
    """Return TOML data as Python source.

    >>> python({"a": [True]})
    '{\\n    "a": [True],\\n}'
    """
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(python(item) for item in value)}]"
    if isinstance(value, Mapping):
        pad = "    " * (depth + 1)
        lines = [f'{pad}"{key}": {python(item, depth + 1)},' for key, item in value.items()]
        return "\n".join(["{", *lines, "    " * depth + "}"])
    return repr(value)
