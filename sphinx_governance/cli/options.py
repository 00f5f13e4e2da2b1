"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])


def kind_option(function: _F) -> _F:
    """Add ``--kind``."""
    return click.option(
        "--kind",
        metavar="KIND",
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
    """Add ``--format``, the first of *formats* being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="What to write.",
    )
