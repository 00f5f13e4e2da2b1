"""The baseline as the file that people give reasons and expiries in."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sphinx_governance.model.baseline import Entry

_HEAD = """\
# Findings that were accepted when the checks were adopted: counted, not failed.
# "sphinx-governance check --write-baseline" takes out what is mended. Say why one stays
# in its reason; after the day in expires it fails again.
"""


def baseline_as_toml(entries: Iterable[Entry]) -> str:
    """Return the file's text."""
    return "\n".join((_HEAD, *map(_entry, entries)))


def _entry(entry: Entry) -> str:
    lines = [
        "[[finding]]",
        f"rule = {_text(entry.rule)}",
        f"path = {_text(entry.path)}",
        f"message = {_text(entry.message)}",
        f"fingerprint = {_text(entry.fingerprint)}",
        f"reason = {_text(entry.reason)}",
    ]
    if entry.expires:
        lines.append(f"expires = {entry.expires.isoformat()}")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Return a basic string; JSON's escapes are TOML's, but for what TOML wants escaped besides."""
    clean = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")
