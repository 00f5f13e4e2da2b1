"""The formats of reports: each is a module of this package that has ``render`` and ``SUFFIXES``.

Nothing lists them: a module that is put here is a format of its own name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import ModuleType

from sphinx_governance import report as package
from sphinx_governance.report.context import Context
from sphinx_governance.report.summary import Outcome

Renderer = Callable[[Outcome, Context], str]
"""Returns a report as text that ends in a line feed and that UTF-8 can hold."""

_NOT_FORMATS = frozenset({"context", "formats", "summary", "table", "wording"})
_ENDING = "_report"
"""Ends the name of a module that would hide one of the standard library: ``json_report``."""


class _Formats(Mapping[str, Renderer]):
    """Name → renderer. The names are known without loading a format; one is loaded when it is asked for."""

    def __getitem__(self, name: str) -> Renderer:
        renderer: Renderer = _module(name).render
        return renderer

    def __iter__(self) -> Iterator[str]:
        return iter(_modules())

    def __len__(self) -> int:
        return len(_modules())


FORMATS: Mapping[str, Renderer] = _Formats()


def format_of(path: str) -> str | None:
    """Return the format that a file's name asks for, None where it asks for none.

    >>> format_of("build/findings.sarif.json"), format_of("findings.json"), format_of("findings.md")
    ('sarif', 'json', None)
    """
    known = [(suffix, name) for name in FORMATS for suffix in _module(name).SUFFIXES]
    longest_first = sorted(known, key=lambda item: -len(item[0]))
    folded = path.casefold()
    return next((name for suffix, name in longest_first if folded.endswith(suffix)), None)


@cache
def _modules() -> Mapping[str, str]:
    """Return name of a format → name of its module."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return {name.removesuffix(_ENDING): name for name in found if name not in _NOT_FORMATS}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{package.__name__}.{_modules()[name]}")
