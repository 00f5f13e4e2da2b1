"""RFC-2822 header blocks (``PEP: 8`` at the top of a file) and the option lines of directives.

Source: RFC 2822 section 2.2, as PEP 1 uses it; option lines are those of
docutils' directives. Both are header blocks, the one thing read from source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_governance.intake.outline import Entry, Run
from sphinx_governance.intake.value import entry_of

_HEADER = re.compile(r"^(?P<label>[A-Za-z][A-Za-z0-9_-]*):(?:[ \t]+(?P<value>\S.*))?$")
_OPTION = re.compile(
    r"^(?P<indent>[ \t]*):(?P<label>[^:\s](?:[^:]*[^:\s])?):(?:[ \t]+(?P<value>\S.*))?$"
)


def read_header_block(lines: list[str]) -> tuple[tuple[Entry, ...], int]:
    """Return the entries of the block at the top of a file, and how many lines it takes.

    A block has at least two headers (one line ``Note: …`` is prose) and ends at a blank line.
    """
    found: list[_Growing] = []
    taken = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            if found:
                break
            taken = number
            continue
        match = _HEADER.match(line.lstrip("\ufeff").rstrip())
        if match:
            shift = len(line) - len(line.lstrip("\ufeff"))
            found.append(_Growing(match, number, shift))
        elif found and line[0] in " \t":
            found[-1].extend(line, number)
        else:
            return (), 0
        taken = number
    return (tuple(item.entry() for item in found), taken) if len(found) > 1 else ((), 0)


def read_options(lines: Iterable[tuple[int, str]]) -> tuple[tuple[Entry, ...], int]:
    """Return the option lines at the start of a directive's block, and how many lines they take.

    *lines* are numbered source lines. A more deeply indented line goes on with the value above it.
    """
    found: list[_Growing] = []
    taken = 0
    for number, line in lines:
        match = _OPTION.match(line.rstrip())
        if match:
            found.append(_Growing(match, number))
        elif found and line.strip() and len(line) - len(line.lstrip()) > found[-1].indent:
            found[-1].extend(line, number)
        else:
            break
        taken += 1
    return tuple(item.entry() for item in found), taken


class _Growing:
    """An entry that may still go on in the next line."""

    def __init__(self, match: re.Match[str], line: int, shift: int = 0) -> None:
        self.label, self.line = match["label"], line
        self.label_column = match.start("label") + 1 + shift
        self.indent = len(match.groupdict().get("indent") or "")
        self._end = match.end() + 1 + shift
        column = match.start("value") + 1 + shift if match["value"] else 0
        self._parts = [Run(match["value"] or "", "", "", line, column)]

    def extend(self, line: str, number: int) -> None:
        column = len(line) - len(line.lstrip()) + 1
        self._parts += [Run(" "), Run(line.strip(), "", "", number, column)]

    def entry(self) -> Entry:
        at = Run(self.label, "", "", self.line, self.label_column)
        entry = entry_of(self.label, at, self._parts)
        return entry if entry.value else entry._replace(column=self._end)
