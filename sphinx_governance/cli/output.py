"""Writing to the terminal: colours only where they are wanted, JSON alone on standard output."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable

import click

_NARROW, _WIDE = 40, 120


def coloured() -> bool:
    """Return whether standard output takes colours; https://no-color.org has the last word."""
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str) -> str:
    """Return text in a colour, or bold or dim."""
    if colour in {"bold", "dim"}:
        return click.style(text, bold=colour == "bold" or None, dim=colour == "dim" or None)
    return click.style(text, fg=colour, bold=True)


def width() -> int:
    """Return the terminal's columns, within what is readable; 80 where there is no terminal."""
    return max(_NARROW, min(shutil.get_terminal_size((80, 24)).columns, _WIDE))


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    for line in lines:
        click.echo(line)


def write_json(data: object) -> None:
    """Write data as JSON, and nothing else, to standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
