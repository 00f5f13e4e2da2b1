"""The JSON that the package writes, from its JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from .rst import heading, prose, table

SCHEMAS = ("list", "check", "checklist", "governance")
Schema = Mapping[str, Any]


def schema_text(name: str) -> str:
    """Return a table of the keys of a schema, and one for each of the objects it refers to."""
    source = files("sphinx_governance").joinpath("schema", f"{name}-1.json")
    schema = json.loads(source.read_text(encoding="utf-8"))
    definitions = schema.get("$defs", {})
    parts = [_object(_described(schema, definitions), name)]
    for key, definition in sorted(definitions.items()):
        parts += [
            f".. _json-{name}-{key}:\n\n",
            heading(_title(key), "~"),
            definition.get("description", "") + "\n\n",
            _object(definition, name),
        ]
    return "".join(parts)


def _described(schema: Schema, definitions: Schema) -> Schema:
    """Return a schema in which a reference says what the definition it leads to says."""
    properties = {
        key: {"description": definitions[_referred(item)]["description"], **item}
        if "$ref" in item
        else item
        for key, item in schema["properties"].items()
    }
    return {"properties": properties}


def _referred(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _title(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _object(schema: Schema, name: str) -> str:
    rows = [
        (f"``{path}``", value, text)
        for path, value, text in _rows(schema.get("properties", {}), "", name)
    ]
    return table(("Key", "Value", "Meaning"), rows, "26 26 48")


def _rows(properties: Schema, above: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, value and meaning; the keys of an object within stand under its own."""
    for key, schema in properties.items():
        path = f"{above}{key}"
        yield path, _value(schema, name), prose(schema.get("description", ""))
        items = schema.get("items", schema)
        within = "[]." if "items" in schema else "."
        yield from _rows(items.get("properties", {}), path + within, name)


def _value(schema: Schema, name: str) -> str:
    if "$ref" in schema:
        key = _referred(schema)
        return f":ref:`{_title(key).lower()} <json-{name}-{key}>`"
    if "const" in schema:
        return f"``{json.dumps(schema['const'])}``"
    if "enum" in schema:
        return ", ".join(f"``{json.dumps(item)}``" for item in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_value(item, name) for item in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_value(schema.get('items', {}), name)}"
    kinds = schema.get("type", "any")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
