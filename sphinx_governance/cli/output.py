"""Writing to the terminal: colours only where they are wanted, JSON alone on standard output."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sphinx_governance.report.context import Paint

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


def painter() -> Paint:
    """Return what paints text where standard output takes colours, and leaves it as it is elsewhere."""
    from sphinx_governance.report.context import plain

    return paint if coloured() else plain


def diff_lines(name: str, before: str, after: str, colours: Paint) -> Iterator[str]:
    """Yield the change of a text as a unified diff; control characters in it do nothing to the terminal."""
    from sphinx_governance.model.text import harmless

    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm=""
    )
    for line in lines:
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        shown = harmless(line)
        yield colours(shown, colour) if colour else shown


def write_text(text: str, file: Path | None) -> None:
    """Write a text to a file, at once and only where it differs, or to standard output.

    :raises UsageProblem: the file cannot be written.
    """
    from sphinx_governance.cli.errors import UsageProblem
    from sphinx_governance.files import write_if_different

    if file is None:
        # Its bytes are the file's: no line ending is changed on the way.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        return
    try:
        written = write_if_different(file, text)
    except OSError as error:
        raise UsageProblem(f"{file} cannot be written: {error}", "make it writable") from error
    click.echo(f"Wrote {file}" if written else f"{file} is up to date.", err=True)


def write_json(data: object) -> None:
    """Write data as JSON, and nothing else, to standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def show_diff(name: str, before: str, after: str) -> None:
    """Write the change of a text as it would be applied: without colours."""
    from sphinx_governance.report.context import plain

    write(diff_lines(name, before, after, plain))
