"""Jinja2 for what is no HTML: our templates, and a project's own that replace them by name."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from jinja2.sandbox import SandboxedEnvironment

from sphinx_governance.outputs.safe_markdown import code, escape, link


class RenderError(Exception):
    """A template that cannot be rendered; *line* is 0 where that is not known."""

    def __init__(self, name: str, line: int, message: str) -> None:
        place = f"{name}, line {line}" if line else name
        super().__init__(f"{place}: {message}")
        self.line = line


def render(name: str, values: Mapping[str, Any], own: Path | None = None) -> str:
    """Return what a template makes of values.

    :param own: the folder of templates that replace ours, by name.
    :raises RenderError: it cannot be rendered.
    """
    try:
        return _environment(own).get_template(name).render(values)
    except Exception as error:
        # A template is code: dividing by zero in it is no error of Jinja's, and none of ours.
        raise RenderError(name, _line(error, name), str(error)) from error


def _line(error: Exception, name: str) -> int:
    """Return the line of a template where it failed: Jinja2 puts its frames into the traceback."""
    at = getattr(error, "lineno", None)
    if at:
        return int(at)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename.endswith(name)]
    return lines[-1] if lines else 0


@cache
def _environment(own: Path | None) -> Environment:
    loaders: list[BaseLoader] = [FileSystemLoader(own)] if own else []
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([*loaders, PackageLoader("sphinx_governance", "templates")]),
        # Markdown is escaped by filters; HTML's escapes would show in it.
        autoescape=False,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined,
    )  # fmt: skip
    environment.filters |= {
        "text": escape,
        "code": code,
        "link": lambda text, url: link(escape(text), url),
        "places": lambda paths: f" ({', '.join(code(path) for path in paths)})" if paths else "",
    }
    return environment
