"""A settings file with one more table, all else in it as it was."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence

from sphinx_governance.config import TABLE, TOML_NAME


def with_folders(text: str, name: str, kind: str, folders: Sequence[str]) -> str | None:
    """Return a settings file that names the folders of a kind, None where it has a table of that kind.

    :param name: of the file: ``pyproject.toml``, or one that is ours alone.
    """
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    nested = name != TOML_NAME or TABLE in before.get("tool", {})
    path = ["tool", TABLE, "kinds", kind] if nested else ["kinds", kind]
    ending = "\r\n" if "\r\n" in text else "\n"
    table = f"[{'.'.join(path)}]{ending}folders = [{', '.join(map(toml_text, folders))}]{ending}"
    gap = ending if text.strip() else ""
    whole = text if not text or text.endswith("\n") else text + ending
    after = f"{whole}{gap}{table}"
    try:
        found = tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return None
    return after if found == _merged(before, path, {"folders": [*folders]}) else None


def toml_text(text: str) -> str:
    """Return a text as TOML writes it: the escapes of JSON are TOML's too, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _merged(table: object, path: Sequence[str], value: object) -> object:
    if not path:
        return value
    own = table if isinstance(table, dict) else {}
    return {**own, path[0]: _merged(own.get(path[0]), path[1:], value)}
