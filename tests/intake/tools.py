"""Documents that say in themselves what must be read of them, and where.

In a document ``«status:Accepted»`` stands for ``Accepted``; the mark says that a field
*status* is read of it, whose value begins at just this line and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import NamedTuple

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record

_MARK = re.compile(r"«(?P<name>[\w-]+):(?P<text>[^»]*)»", re.DOTALL)
_STATUS = "Accepted"


class Marked(NamedTuple):
    """A field that is marked in a document."""

    name: str
    value: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Case:
    """A document and what is read of it; what is not said of it here is not looked at.

    :param values: the values of marked fields that are more than the marked text, by name.
    :param form: the format of its header.
    :param beside: another document of its folder; so many share a word, or it is no prefix.
    """

    name: str
    text: str
    path: str = "decisions/0007-use-x.md"
    beside: str = ""
    title: str = "Use X"
    id: str = "ADR-0007"
    status: str | None = "accepted"
    date: str | None = None
    form: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where it stands among all cases: each has a folder of its own."""
        return f"{self.name}/{self.path}"

    @property
    def texts(self) -> dict[str, str]:
        """Its documents, by their places."""
        others = {f"{self.name}/{self.beside}": "Another\n=======\n"} if self.beside else {}
        return {self.place: self.source, **others}

    @property
    def source(self) -> str:
        """The document without marks."""
        return _MARK.sub(lambda match: match["text"], self._marked)

    @property
    def marks(self) -> list[Marked]:
        """The marked fields, in the order of the document."""
        found = []
        for match in _MARK.finditer(self._marked):
            before = _MARK.sub(lambda inner: inner["text"], self._marked[: match.start()])
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            name = match["name"]
            value = self.values.get(name, " ".join(match["text"].split()))
            found.append(Marked(name, value, line, column))
        return found

    @property
    def _marked(self) -> str:
        return dedent(self.text).lstrip("\n")


def md(name: str, text: str, **said: object) -> Case:
    """Return a case in Markdown."""
    return Case(name=f"md-{name}", text=text, **said)  # type: ignore[arg-type]


def rst(name: str, text: str, **said: object) -> Case:
    """Return a case in reStructuredText."""
    path = str(said.pop("path", "decisions/0007-use-x.rst"))
    return Case(name=f"rst-{name}", text=text, path=path, **said)  # type: ignore[arg-type]


def fields_of(record: Record) -> list[Marked]:
    """Return a record's fields as marks, in the order of their places."""
    found = [
        Marked(entry.name, entry.value, entry.at.line, entry.at.column) for entry in record.fields
    ]
    return sorted(found, key=lambda mark: mark[2:])


def relations_of(corpus: Corpus, record: Record) -> tuple[str, ...]:
    """Return a record's relations as ``supersedes ADR-0005``."""
    return tuple(
        f"{relation.type} {corpus.target_id(record, relation)}" for relation in record.relations
    )
