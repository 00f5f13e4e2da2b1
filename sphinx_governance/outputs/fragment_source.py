"""What the generators of fragments work with: the corpus, the host file, and the options of a marker."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import quote

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.guide_names import objects_of
from sphinx_governance.model.markers import FragmentTrouble
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.text import listed, nearest, relative_path
from sphinx_governance.outputs.markdown import GITHUB, Dialect
from sphinx_governance.outputs.safe_markdown import code, escape, link

_OBJECT = re.compile(r"(?:[^\W\d]\w*)(?:\.[^\W\d]\w*)*:(?:[^\W\d]\w*)(?:\.[^\W\d]\w*)*(?:\(\))?")
_WIDE = 1_000
"""So much of a title or a summary is shown."""


class FragmentError(Exception):
    """A fragment that cannot be made, and what to do about it."""

    def __init__(self, message: str, hint: str = "", rule: str = "fragment-marker") -> None:
        super().__init__(message)
        self.hint = hint
        self.rule = rule


class UnexaminedError(FragmentError):
    """A fragment that cannot be told here and now, and may be right: it stays as it is.

    Its message says why, of one fragment or of several.
    """


class Safe(str):
    """Markdown that shows a text and does nothing else; *raw* is the text as somebody wrote it."""

    __slots__ = ("raw",)
    raw: str

    def __new__(cls, markdown: str, raw: str) -> Self:
        """Return the Markdown of a text."""
        made = super().__new__(cls, markdown)
        made.raw = raw
        return made


class HostHeading(NamedTuple):
    """A heading of a file, with the anchor that GitHub gives it."""

    text: str
    level: int
    line: int
    anchor: str


class Asked(NamedTuple):
    """What is asked of the project's code: *what* (cli, values) of the object *name*, ``module:path``."""

    what: str
    name: str


class Made(NamedTuple):
    """The text of a fragment, what a person edits to change it, and what could not be said in it."""

    body: str
    origin: str
    warnings: tuple[FragmentTrouble, ...] = ()


@dataclass(frozen=True)
class Source:
    """What a generator may read; *host* is the file that holds the fragment, *line* where it begins.

    Paths are relative to the root of the repository.

    :param place: from a path of the corpus to one of the repository.
    :param read: reads a file of the repository; it raises a FragmentError where it cannot.
    :param headings_in: finds the headings of a text.
    :param code: runs code of the project and describes an object in it; None where none may be run.
    :param templates: the folder of templates that replace ours, by name.
    :param dialect: where the host is read.
    """

    corpus: Corpus
    place: Callable[[str], str]
    read: Callable[[str], str]
    headings_in: Callable[[str], tuple[HostHeading, ...]]
    host: str = ""
    line: int = 0
    code: Callable[[Asked], Mapping[str, Any]] | None = None
    templates: Path | None = None
    dialect: Dialect = GITHUB

    def inside(self, host: str, line: int, dialect: Dialect) -> Source:
        """Return this for one fragment."""
        return replace(self, host=host, line=line, dialect=dialect)

    def described(self, asked: Asked) -> Mapping[str, Any]:
        """Return what the project's code says of an object.

        :raises UnexaminedError: none may be run here.
        :raises FragmentError: it cannot be imported, or there is no such object.
        """
        if self.code is None:
            raise UnexaminedError("no code of the project is run here")
        return self.code(asked)

    def rendered(self, name: str, **values: object) -> str:
        """Return what the template of a generator makes of its values."""
        # Not at the top: a check without fragments does not pay for Jinja2.
        from sphinx_governance.outputs.templating import RenderError, render

        if self.templates and not self.templates.is_dir():
            hint = "the setting templates names it"
            raise FragmentError(f"there is no folder {self.templates.name!r}", hint)
        try:
            return render(f"fragments/{name}.md.j2", {**values, "table": table}, self.templates)
        except RenderError as error:
            raise FragmentError(f"the template {error}", "mend the template") from error

    def to_file(self, text: str, path: str) -> Safe:
        """Return Markdown of ours that links to a file of the repository.

        :raises FragmentError: the host is read away from it.
        """
        return Safe(f"[{text}]({self.address(path)})", getattr(text, "raw", text))

    def address(self, path: str) -> str:
        """Return what a link to a file of the repository says.

        :raises FragmentError: the host is read away from it.
        """
        if self.dialect.relative:
            return quote(relative_path(path, self.host), safe="/._~-")
        url = self.corpus.source_url
        if not url:
            raise FragmentError(
                f"{self.dialect.name} shows the host away from {path}, which it links to",
                "set html_baseurl in conf.py or source-url in the settings",
            )
        return url.replace("{path}", quote(path))

    def to_record(self, text: Safe, record: Record) -> Safe:
        """Return Markdown of ours that links to a record: as published, else to its file."""
        url = self.corpus.page_url(record.page, record.anchor)
        if not url:
            return self.to_file(text, self.place(record.path))
        return Safe(link(text, url), text.raw)

    def to_guide(self, text: Safe, kind: str, name: str, at: Location) -> Safe:
        """Return Markdown of ours that links to a part of the guide: as published, else to its source."""
        for guide in self.corpus.guides if self.corpus.base_url else ():
            for found in objects_of(guide):
                if (found.type, found.name) == (kind, name) and found.page:
                    linked = link(text, self.corpus.page_url(found.page, found.anchor))
                    return Safe(linked, text.raw)
        return self.to_file(text, self.place(at.path)) if at.path else text


@dataclass(frozen=True)
class Options:
    """The options of a begin marker."""

    given: Mapping[str, str]

    def check(self, known: tuple[str, ...]) -> None:
        """Refuse options that a generator does not have."""
        for name in self.given:
            if name not in known:
                near = nearest(name, known)
                hint = f"did you mean {near}?" if near else f"it has {listed(known, 'and')}"
                raise FragmentError(f"there is no option {name!r} here", hint)

    def text(self, name: str, default: str = "") -> str:
        """Return an option as it is written."""
        return self.given.get(name, default)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the items of an option, which commas part."""
        return tuple(item.strip() for item in self.text(name).split(",") if item.strip())

    def number(self, name: str, default: int, most: int = 10_000) -> int:
        """Return an option that is a number from 1 on."""
        written = self.text(name, str(default))
        if not (written.isascii() and written.isdigit()) or not 0 < int(written[:9]) <= most:
            raise FragmentError(
                f"the option {name} may not be {written!r}", f"write a number from 1 to {most}"
            )
        return int(written)

    def choice(self, name: str, known: tuple[str, ...], default: str) -> str:
        """Return an option that is one of several words."""
        return self.among(name, (self.text(name, default),), known)[0]

    def among(self, name: str, items: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
        """Return items, each of which is one of several words."""
        for item in items:
            if item not in known:
                near = nearest(item, known)
                hint = f"did you mean {near}?" if near else f"it may be {listed(known)}"
                raise FragmentError(f"the option {name} may not be {item!r}", hint)
        return items


def shown(text: str, width: int = _WIDE) -> Safe:
    """Return a text as Markdown for the middle of a line, where no number or dash makes a list."""
    return Safe(escape(f"x{text}", width + 1)[1:], text)


def shown_code(text: str) -> Safe:
    """Return a text as code that may stand in a table, where even code has no stroke."""
    return Safe(code(text, _WIDE).replace("|", "\\|"), text)


def asked_of(what: str, option: str, options: Options) -> Asked:
    """Return the object of the project's code that an option names."""
    name = options.text(option)
    if not _OBJECT.fullmatch(name):
        problem = f"the option {option} may not be {name!r}" if name else f"it has no {option}"
        raise FragmentError(problem, f"write {option}=package.module:NAME")
    return Asked(what, name)


def same_folder(path: str, target: str) -> str:
    """Return where a link that stands in the file *path* leads, "" where that is outside."""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return "" if found.startswith(("..", "/")) else found


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown cells, in which no stroke stands but an escaped one."""
    lines = [heading, ["---" for _ in heading], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
