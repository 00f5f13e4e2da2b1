"""YAML front matter, read from the source so that every value keeps its line and its text.

``yaml.compose`` gives nodes with marks and leaves scalars as strings: one
impossible date does not lose the other fields, and ``0010`` does not become 8.
"""

from __future__ import annotations

import re

import yaml

from sphinx_governance.intake.outline import Entry, Trouble
from sphinx_governance.model.text import squeeze

_LIMIT = 64_000
"""Characters of front matter that are read; a header that is longer is an attack or a mistake."""
_NODES = 2000
"""YAML nodes that one value may expand to."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$")
_KEY = re.compile(r"^(?P<label>[A-Za-z][\w .()/-]*?)[ \t]*:(?:[ \t]+(?P<value>.*\S))?[ \t]*$")


def front_matter_end(lines: list[str]) -> int:
    """Return how many lines the front matter takes, its fences included; 0 where there is none."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:], start=1):
        if _CLOSING.match(line):
            return index + 1
    return 0


def read_yaml(lines: list[str], first_line: int) -> tuple[tuple[Entry, ...], tuple[Trouble, ...]]:
    """Return the entries of a YAML mapping whose first line is line *first_line* of its file.

    Where the YAML is broken, what can be read line by line still stands.
    """
    text = "\n".join(lines)
    if len(text) > _LIMIT:
        message = f"the front matter has {len(text):,} characters; only {_LIMIT:,} are read"
        return _by_line(lines[:1000], first_line), (Trouble("unreadable", message, first_line),)
    try:
        root = yaml.compose(text, Loader=_LOADER)
        if root is None:
            return (), ()
        if not isinstance(root, yaml.MappingNode):
            trouble = Trouble("unreadable", "the front matter is not a mapping", first_line)
            return _by_line(lines, first_line), (trouble,)
        return tuple(_entries(root, lines, first_line)), ()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = squeeze(str(getattr(error, "problem", None) or type(error).__name__))
        trouble = Trouble("unreadable", f"the front matter is not valid YAML: {problem}", line)
        return _by_line(lines, first_line), (trouble,)


def _entries(root: yaml.MappingNode, lines: list[str], first_line: int) -> list[Entry]:
    found = []
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        text = "" if _is_null(value) else _text(value)
        line, column = value.start_mark.line, value.start_mark.column
        if text and lines[line][column : column + 1] in {'"', "'"} and value.style in {'"', "'"}:
            column += 1
        at = key.start_mark
        found.append(
            Entry(
                str(key.value),
                squeeze(text),
                first_line + line,
                column + 1,
                first_line + at.line,
                at.column + 1,
            )
        )
    return found


def _is_null(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.ScalarNode)
        and node.style is None
        and node.value in {"", "null", "~", "Null", "NULL"}
    )


def _text(root: yaml.Node) -> str:
    """Return a value as text: a list comma by comma, a mapping as ``key: value``.

    Anchors make a small source expand without end, so only so many nodes are written.
    """
    left = _NODES

    def write(node: yaml.Node) -> str:
        nonlocal left
        left -= 1
        if left < 0:
            return "…"
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return ", ".join(write(item) for item in node.value if left > 0)
        pairs = ((write(key), write(value)) for key, value in node.value if left > 0)
        return ", ".join(f"{key}: {value}" for key, value in pairs)

    return write(root)


def _by_line(lines: list[str], first_line: int) -> tuple[Entry, ...]:
    found = []
    for index, line in enumerate(lines):
        if match := _KEY.match(line):
            value = (match["value"] or "").strip("\"'")
            column = match.start("value") + 1 if match["value"] else len(line) + 1
            found.append(
                Entry(match["label"], value, first_line + index, column, first_line + index, 1)
            )
    return tuple(found)
