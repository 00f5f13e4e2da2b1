"""A command line of the project's, as a table: the commands of a group, or the options of a command.

``command`` names it as ``package.module:object``: a parser of argparse, a command of click or typer; ``()``
behind it calls a function that returns the parser. ``prog`` is how the program is called, ``subcommand`` the
command below it that is meant, ``depth`` how many levels of commands are listed (1). ``shape`` is commands or
options, ``columns`` chooses what is shown: command and description; option, description, default and required.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_governance.model.text import nearest
from sphinx_governance.outputs.fragment_source import (
    Asked,
    FragmentError,
    Made,
    Options,
    Source,
    asked_of,
    shown,
    shown_code,
)

OPTIONS = ("command", "prog", "subcommand", "depth", "shape", "columns")
_COLUMNS = {
    "commands": ("command", "description"),
    "options": ("option", "description", "default", "required"),
}


def asks(options: Options) -> Asked:
    """Return what this asks of the project's code."""
    return asked_of("cli", "command", options)


def make(source: Source, options: Options) -> Made:
    """Return the table of commands or options."""
    asked = asks(options)
    whole = source.described(asked)
    prog = options.text("prog", whole["name"])
    command, name = _below(whole, options.text("subcommand"), prog)
    shape = options.choice(
        "shape", tuple(_COLUMNS), "commands" if command["commands"] else "options"
    )
    known = _COLUMNS[shape]
    columns = options.among("columns", options.texts("columns"), known) or known[:2]
    if shape == "commands":
        rows = list(_commands(command, name, options.number("depth", 1, 20)))
    else:
        rows = [_option(item) for item in command["options"]]
    body = source.rendered(
        "cli",
        prog=shown(prog),
        shape=shape,
        heading=[column.capitalize() for column in columns],
        rows=[[row[column] for column in columns] for row in rows],
        items=rows,
    )
    return Made(body, f"{asked.name} in the code")


def _below(whole: Mapping[str, Any], path: str, prog: str) -> tuple[Mapping[str, Any], str]:
    """Return the command at a path below another, and how it is called."""
    found, name = whole, prog
    for word in path.split():
        known = {item["name"]: item for item in found["commands"]}
        if word not in known:
            near = nearest(word, known)
            raise FragmentError(
                f"{name} has no command {word!r}", f"did you mean {near}?" if near else ""
            )
        found, name = known[word], f"{name} {word}".strip()
    return found, name


def _commands(command: Mapping[str, Any], name: str, depth: int) -> Iterator[dict[str, str]]:
    for item in command["commands"]:
        whole = f"{name} {item['name']}".strip()
        yield {"command": shown_code(whole), "description": shown(item["help"])}
        if depth > 1:
            yield from _commands(item, whole, depth - 1)


def _option(item: Mapping[str, Any]) -> dict[str, str]:
    return {
        "option": shown_code(item["name"]),
        "description": shown(item["help"]),
        "default": shown_code(item["default"]) if item["default"] else "",
        "required": "yes" if item["required"] else "",
    }
