"""YAML front matter, read from the source so that every value keeps its line and its text.

``yaml.compose`` gives nodes with marks and leaves scalars as strings: one
impossible date does not lose the other fields, and ``0010`` does not become 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from sphinx_governance.intake.outline import Entry, Run, Trouble
from sphinx_governance.intake.value import entry_of
from sphinx_governance.model.text import squeeze

_LIMIT = 64_000
"""Characters of front matter that are read; a header that is longer is an attack or a mistake."""
_NODES = 2000
"""YAML nodes that one value may expand to."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$")
_KEY = re.compile(r"^(?P<label>[A-Za-z][\w .()/-]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>\S.*))?$")


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
        at, start = key.start_mark, value.start_mark
        label = Run(str(key.value), "", "", first_line + at.line, at.column + 1)
        runs = [] if _is_null(value) else list(_runs(value, lines, first_line))
        entry = entry_of(label.text, label, runs)
        end = key.end_mark
        if (start.line, start.column) < (end.line, end.column):
            # An alias; its nodes stand where the anchor is.
            entry = entry._replace(line=label.line, column=end.column + 3, spans=())
        elif not entry.value:
            entry = entry._replace(line=first_line + start.line, column=start.column + 1)
        found.append(entry)
    return found


def _is_null(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.ScalarNode)
        and node.style not in {'"', "'", "|", ">"}
        and node.value in {"", "null", "~", "Null", "NULL"}
    )


def _runs(root: yaml.Node, lines: list[str], first_line: int) -> Iterator[Run]:
    """Yield a value as text: a list comma by comma, a mapping as ``key: value``.

    Anchors make a small source expand without end, so only so many nodes are written.
    """
    left = _NODES

    def write(node: yaml.Node) -> Iterator[Run]:
        nonlocal left
        left -= 1
        if left < 0:
            yield Run("…")
        elif isinstance(node, yaml.ScalarNode):
            line, column = _start(node, lines)
            yield Run(squeeze(str(node.value)), "", "", first_line + line, column)
        else:
            for index, item in enumerate(node.value):
                if left <= 0:
                    return
                if index:
                    yield Run(", ")
                if isinstance(item, tuple):
                    yield from write(item[0])
                    yield Run(": ")
                    item = item[1]
                yield from write(item)

    return write(root)


def _start(node: yaml.ScalarNode, lines: list[str]) -> tuple[int, int]:
    """Return the line (from 0) and column (from 1) of a scalar's text: after its quote or ``>``."""
    line, column = node.start_mark.line, node.start_mark.column
    if node.style in {"|", ">"}:
        follows = lines[line + 1] if line + 1 < len(lines) else ""
        return line + 1, len(follows) - len(follows.lstrip()) + 1
    return line, column + (2 if node.style in {'"', "'"} else 1)


def _by_line(lines: list[str], first_line: int) -> tuple[Entry, ...]:
    found = []
    for index, line in enumerate(lines):
        if match := _KEY.match(line.rstrip()):
            written = match["value"] or ""
            value = written.strip("\"'")
            column = match.start("value") + 1 if value else len(line) + 1
            column += len(written) - len(written.lstrip("\"'")) if value else 0
            found.append(
                Entry(match["label"], value, first_line + index, column, first_line + index, 1)
            )
    return tuple(found)
