"""Pieces of reStructuredText that the generated parts share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import indent

_EXAMPLE = re.compile(r"``[^`]+``|`[^`]+`|\b(?P<identifier>[A-Za-z]{2,}-\d[\w-]*)")


def heading(text: str, line: str = "-") -> str:
    """Return a heading, underlined with *line*."""
    return f"{text}\n{line * len(text)}\n\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], widths: str = "auto") -> str:
    """Return a table; cells are inline markup."""
    lines = [".. list-table::", f"   :widths: {widths}", "   :header-rows: 1", ""]
    for row in (headings, *rows):
        for index, cell in enumerate(row):
            lines.append(f"   {'  ' if index else '* '}- {cell}".rstrip())
    return "\n".join(lines) + "\n\n"


def code(language: str, text: str) -> str:
    """Return a block of code."""
    return f".. code-block:: {language}\n\n{indent(text.strip(), '   ')}\n\n"


def tabs(items: Iterable[tuple[str, str]]) -> str:
    """Return a set of tabs: (label, what stands in it); tabs of one label change together."""
    parts = [".. tab-set::\n"]
    for label, content in items:
        body = indent(f":sync: {label}\n\n{content.strip()}", "   ")
        parts.append(indent(f".. tab-item:: {label}\n{body}\n", "   "))
    return "\n".join(parts) + "\n"


def literals(words: Iterable[str]) -> str:
    """Return words as code, with commas between."""
    return ", ".join(f"``{word}``" for word in words)


def prose(text: str) -> str:
    """Return text in which identifiers stand as code: they are examples, not decisions of ours.

    Lines that are indented are code already.
    """
    return "\n".join(
        line if line.startswith(" ") else _EXAMPLE.sub(_as_code, line) for line in text.split("\n")
    )


def _as_code(match: re.Match[str]) -> str:
    return f"``{match['identifier']}``" if match["identifier"] else match.group()
