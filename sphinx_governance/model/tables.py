"""Typed reading of tables that people wrote, collecting every problem with its key path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from sphinx_governance.model.text import listed, nearest

_T = TypeVar("_T")
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the settings: where (``kinds.adr.width``), what, and the remedy."""

    key: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class TableReader:
    """Reads one table key by key; what is wrong is noted and the default is used instead.

    After the last read, :meth:`finish` reports the keys that nobody asked for.
    """

    table: Table
    path: str
    problems: list[Problem] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def text(self, key: str, default: str = "") -> str:
        """Return a string."""
        value = self._take(key, default)
        return value if isinstance(value, str) else self._wrong(key, value, "a string", default)

    def raw(self, key: str) -> object:
        """Return a value as it is, None where there is none."""
        return self._take(key, None)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self._take(key, default)
        return (
            value if isinstance(value, bool) else self._wrong(key, value, "true or false", default)
        )

    def integer(self, key: str, default: int = 0) -> int:
        """Return a whole number from 0."""
        value = self._take(key, default)
        good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return value if good else self._wrong(key, value, "a number from 0", default)  # type: ignore[return-value]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; a single string counts as one."""
        value = self._take(key, ())
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        return self._wrong(key, value, "a list of strings", ())

    def integers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers."""
        value = self._take(key, ())
        if isinstance(value, list | tuple) and all(type(item) is int for item in value):
            return tuple(value)
        return self._wrong(key, value, "a list of numbers", ())

    def choice(self, key: str, choices: Iterable[str], default: str) -> str:
        """Return one of *choices*."""
        value, allowed = self.text(key, default), tuple(choices)
        if value in allowed:
            return value
        near = nearest(value, allowed)
        hint = f"did you mean {near!r}?" if near else f"use {listed(map(repr, allowed))}"
        self.note(key, f"{value!r} is not allowed here", hint)
        return default

    def tables(self, key: str) -> Mapping[str, Table]:
        """Return a table of tables."""
        value = self._take(key, {})
        if not isinstance(value, Mapping):
            return self._wrong(key, value, "a table", {})
        good = {}
        for name, item in value.items():
            if isinstance(item, Mapping):
                good[str(name)] = item
            else:
                self._wrong(f"{key}.{name}", item, "a table", None)
        return good

    def sub(self, key: str) -> TableReader:
        """Return a reader of the table at *key*, sharing this one's list of problems."""
        value = self._take(key, {})
        if not isinstance(value, Mapping):
            value = self._wrong(key, value, "a table", {})
        return TableReader(value, self._path(key), self.problems)

    def note(self, key: str, message: str, hint: str = "") -> None:
        """Note a problem at *key*."""
        self.problems.append(Problem(self._path(key), message, hint))

    def finish(self) -> None:
        """Report the keys that were never asked for."""
        for key in self.table:
            if key not in self._known:
                near = nearest(str(key), self._known)
                hint = (
                    f"did you mean {near!r}?"
                    if near
                    else f"known: {listed(sorted(self._known), 'and')}"
                )
                self.note(str(key), "unknown key", hint)

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _take(self, key: str, default: object) -> object:
        self._known.add(key)
        return self.table.get(key, default)

    def _wrong(self, key: str, value: object, wanted: str, default: _T) -> _T:
        self.note(key, f"expected {wanted}, not {_shown(value)}", "")
        return default


def _shown(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    for kind, name in names.items():
        if type(value) is kind:
            return f"{name} ({value!r})"
    return (
        "a table"
        if isinstance(value, Mapping)
        else "a list"
        if isinstance(value, list | tuple)
        else repr(value)
    )


def merge(base: Table, over: Table) -> dict[str, object]:
    """Return *base* with *over* laid on it, table by table.

    A table in *over* with ``replace = true`` stands in the place of the one below it.
    """
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(value, Mapping) and value.get("replace") is True:
            merged[key] = {name: item for name, item in value.items() if name != "replace"}
        elif isinstance(value, Mapping) and isinstance(below, Mapping):
            merged[key] = merge(below, value)
        else:
            merged[key] = value
    return merged
