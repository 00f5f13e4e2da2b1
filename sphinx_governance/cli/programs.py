"""The editor and the pager that somebody's environment names; no shell is between."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

import click

from sphinx_governance.cli.errors import UsageProblem


def editor() -> list[str]:
    """Return the command of VISUAL, else of EDITOR; nothing where neither is set."""
    name = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    return _command(name)


def edit(command: list[str], path: str) -> None:
    """Let somebody edit a file, and wait."""
    if not command:
        return
    # A folder named like an option is still a folder.
    shown = f"./{path}" if path.startswith("-") else path
    done = subprocess.run([*command, shown], check=False)  # noqa: S603 - the user's own choice
    if done.returncode:
        raise UsageProblem(
            f"the editor {command[0]} ended with status {done.returncode}",
            f"the record is there: {path}",
        )


def show(text: str) -> None:
    """Show text with the pager of ADR_PAGER, else of PAGER; at a terminal with ``more``."""
    name = "ADR_PAGER" if os.environ.get("ADR_PAGER") else "PAGER"
    command = _command(name)
    if not command and sys.stdout.isatty() and shutil.which("more"):
        command = ["more"]
    if not command:
        click.echo(text, nl=False)
        return
    subprocess.run(command, input=text.encode(), check=False)  # noqa: S603 - the user's own choice


def _command(variable: str) -> list[str]:
    value = os.environ.get(variable, "")
    try:
        words = shlex.split(value)
    except ValueError as error:
        raise UsageProblem(f"{variable}={value} is no command: {error}") from error
    if words and not shutil.which(words[0]):
        raise UsageProblem(f"there is no program {words[0]!r}", f"{variable} names it")
    return words
