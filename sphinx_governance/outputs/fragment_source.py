"""What the generators of fragments work with: the corpus, the host file, and the options of a marker."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.guide_names import objects_of
from sphinx_governance.model.markers import FragmentTrouble
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import listed, nearest, relative_path
from sphinx_governance.outputs.safe_markdown import escape, link

_WIDE = 1_000
"""So much of a title or a summary is shown."""


class FragmentError(Exception):
    """A fragment that cannot be made, and what to do about it."""

    def __init__(self, message: str, hint: str = "", rule: str = "fragment-marker") -> None:
        super().__init__(message)
        self.hint = hint
        self.rule = rule


class HostHeading(NamedTuple):
    """A heading of a file, with the anchor that GitHub gives it."""

    text: str
    level: int
    line: int
    anchor: str


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
    """

    corpus: Corpus
    place: Callable[[str], str]
    read: Callable[[str], str]
    headings_in: Callable[[str], tuple[HostHeading, ...]]
    host: str = ""
    line: int = 0

    def inside(self, host: str, line: int) -> Source:
        """Return this for one fragment."""
        return replace(self, host=host, line=line)

    def to_file(self, text: str, path: str) -> str:
        """Return Markdown of ours that links to a file of the repository."""
        return f"[{text}]({quote(relative_path(path, self.host), safe='/._~-')})"

    def to_guide(self, text: str, kind: str, name: str, at: Location) -> str:
        """Return Markdown of ours that links to a part of the guide: as published, else to its source."""
        base = self.corpus.base_url.rstrip("/")
        for guide in self.corpus.guides if base else ():
            for found in objects_of(guide):
                if (found.type, found.name) == (kind, name) and found.page:
                    return link(text, f"{base}/{found.page}.html#{found.anchor}")
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


def shown(text: str, width: int = _WIDE) -> str:
    """Return a text as Markdown for the middle of a line, where no number or dash makes a list."""
    return escape(f"x{text}", width + 1)[1:]


def same_folder(path: str, target: str) -> str:
    """Return where a link that stands in the file *path* leads, "" where that is outside."""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return "" if found.startswith(("..", "/")) else found


def table(heading: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table of Markdown cells, in which no stroke stands but an escaped one."""
    lines = [heading, tuple("---" for _ in heading), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
