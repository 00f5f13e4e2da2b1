"""The command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from textwrap import dedent

import click

from sphinx_governance.cli.main import commands

from .rst import code, heading, prose

PROGRAM = "sphinx-governance"


def commands_text() -> str:
    """Return the options of the program, and a section for each command, those of groups too."""
    program = click.Context(commands, info_name=PROGRAM, **commands.context_settings)
    return "".join([_command(program), *_sections(commands, program)])


def _sections(group: click.Group, around: click.Context) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        context = click.Context(command, parent=around, info_name=name)
        path = context.command_path
        label = path.removeprefix(f"{PROGRAM} ").replace(" ", "-")
        yield f".. _command-{label}:\n\n"
        yield heading(path)
        yield _command(context)
        if isinstance(command, click.Group):
            yield from _sections(command, context)


def _command(context: click.Context) -> str:
    command, name = context.command, context.command_path
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    parts = [f".. program:: {name}\n\n", code("text", usage)]
    parts += [_paragraph(text) for text in inspect.cleandoc(command.help or "").split("\n\n")]
    options = (item for item in command.get_params(context) if isinstance(item, click.Option))
    return "".join([*parts, *(_option(option, context) for option in options)])


def _paragraph(text: str) -> str:
    """Return a paragraph of help; one that click must not wrap is a title and lines of code."""
    if not text.startswith("\b"):
        return f"{prose(text)}\n\n"
    title, _, lines = text.removeprefix("\b\n").partition("\n")
    return f"{title}\n\n{code('console', _prompted(lines))}"


def _prompted(lines: str) -> str:
    """Return commands with a prompt, and without what stands beside them."""
    found = (line.split("  ", 1)[0] for line in dedent(lines).splitlines())
    return "\n".join(f"$ {line}" for line in found)


def _option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    names, text = record or ("", "")
    return f".. option:: {names}\n\n   {prose(text)}\n\n"
