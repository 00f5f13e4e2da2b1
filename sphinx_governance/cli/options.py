"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sphinx_governance.cli import completing

_F = TypeVar("_F", bound=Callable[..., Any])
_JSON = "sphinx_governance.json"
"""Where a command's context keeps that JSON is asked for: that is read before ``--format``."""


def path_argument(function: _F) -> _F:
    """Add PATH, which may be left out."""
    return click.argument("path", required=False, shell_complete=completing.files)(function)


def kind_option(function: _F) -> _F:
    """Add ``--kind``."""
    return click.option(
        "--kind",
        metavar="KIND",
        shell_complete=completing.kinds,
        help="Kind of the records in a bare folder (default: adr); in list, also shows only these.",
    )(function)


def reading_options(function: _F) -> _F:
    """Add ``--no-conf`` and ``--no-cache``."""
    function = click.option(
        "--no-cache", is_flag=True, help="Read every file of a bare folder anew."
    )(function)
    return click.option(
        "--no-conf",
        is_flag=True,
        help="Run no conf.py: read even a Sphinx project as a bare folder.",
    )(function)


def format_option(*formats: str) -> Callable[[_F], _F]:
    """Add ``--format``, the first of *formats* being the default, and ``--json``."""

    def add(function: _F) -> _F:
        return click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            callback=chosen_format,
            help="What to write.",
        )(json_option(function))

    return add


def json_option(function: _F) -> _F:
    """Add ``--json``, for whoever does not think of ``--format json``."""

    def note(context: click.Context, _: click.Parameter, value: bool) -> None:
        context.meta[_JSON] = value

    return click.option(
        "--json",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=note,
        help="The same as --format json.",
    )(function)


def chosen_format(context: click.Context, _: click.Parameter, value: str) -> str:
    """Return the format that is asked for, in whichever way."""
    return "json" if context.meta.get(_JSON) else value


def output_option(function: _F) -> _F:
    """Add ``--output``."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to FILE (default: standard output).",
    )(function)
