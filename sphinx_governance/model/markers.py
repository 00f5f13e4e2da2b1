"""Fragments in a text: where their markers stand, what is between them, and whether a person edited it.

Which lines may be markers at all (whole comments outside code) is for a parser of Markdown to say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_governance.model.record import Location

COMMAND = "sphinx-governance sync"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARKER = re.compile(r"\s*<!--\s*governance:(?P<word>begin|end)(?P<rest>(?:\s.*?)?)\s*-->\s*")
_BEGINNING = re.compile(r" {0,3}<!--\s?governance:(?:begin|end)\s")
_LONGEST = 2_000
"""Characters of a line that may be a marker."""
_NAME = re.compile(r"(?P<generator>[a-z][a-z0-9-]*)(?::[a-z0-9][a-z0-9-]*)?")
PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*")
"""What a fragment may be named that a page declares: a label may stand behind it in a marker."""
_PART = re.compile(r'(?P<key>[a-z][a-z-]*)=(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))(?=\s|$)')
_NOTE = re.compile(r"<!-- Generated from [^\r\n]* sha256:(?P<digest>[0-9a-f]{12}) -->")


class CommentLine(NamedTuple):
    """A line that is one comment, outside code; *inside* says that it stands in a list or quotation."""

    line: int
    text: str
    inside: bool = False


class FragmentTrouble(NamedTuple):
    """What is wrong with a fragment; *rule* is the name of the finding that it is."""

    rule: str
    message: str
    at: Location
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredFragment:
    """A fragment that a page declares; *digest* is of its source text.

    *anchor* is the place on the page, "" where another node has that name.
    """

    name: str
    at: Location
    page: str = ""
    anchor: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What stands between two markers: *content* is its text, with line feeds.

    *name* is that of the generator, with ``:label`` behind it where a file has several of one;
    *begin* and *end* are the lines of the markers.
    """

    name: str
    options: Mapping[str, str]
    at: Location
    begin: int
    end: int
    content: str

    @property
    def generator(self) -> str:
        """What makes its text."""
        return self.name.partition(":")[0]

    @property
    def edited(self) -> bool:
        """Whether its text is not as it was generated; an empty region is new, not edited."""
        written = self.content.strip("\n")
        if not written.strip():
            return False
        note, _, body = written.partition("\n")
        match = _NOTE.fullmatch(note)
        return match is None or match["digest"] != digest_of(body.strip("\n"))


class Found(NamedTuple):
    """The regions of a text; where there are troubles, none of them may be written."""

    regions: tuple[Region, ...] = ()
    troubles: tuple[FragmentTrouble, ...] = ()


def lines_of(text: str) -> list[str]:
    """Return a text's lines with their ends: only what Markdown takes for an end is one."""
    return _LINE.findall(text)


def digest_of(body: str) -> str:
    """Return what a generated text is known by."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def content_with_note(body: str, origin: str) -> str:
    """Return what stands between the markers: a note of where it comes from, and the text.

    :param origin: what to edit instead; it cannot end the comment that it stands in.
    """
    tidy = "\n".join(line.rstrip() for line in body.strip("\n").split("\n"))
    safe = " ".join(origin.replace(">", "&gt;").split())
    digest = digest_of(tidy)
    note = f"<!-- Generated from {safe}; edit there, then run: {COMMAND}. sha256:{digest} -->"
    return f"{note}\n\n{tidy}\n\n"


def replaced(text: str, regions: Iterable[Region], contents: Mapping[str, str]) -> str:
    """Return a text with the contents of its regions, by name; their lines end as their markers do."""
    lines = lines_of(text)
    for region in sorted(regions, key=lambda item: -item.begin):
        opening = lines[region.begin - 1]
        ending = opening[len(opening.rstrip("\r\n")) :]
        lines[region.begin : region.end - 1] = [contents[region.name].replace("\n", ending)]
    return "".join(lines)


def find_regions(path: str, text: str, comments: Iterable[CommentLine]) -> Found:
    """Return the regions of a text, and everything that is wrong with its markers."""
    reader = _Reader(path, lines_of(text))
    for comment in comments:
        if len(comment.text) > _LONGEST:
            if _BEGINNING.match(comment.text):
                reader.trouble(f"a marker has more than {_LONGEST:,} characters", comment.line)
            continue
        match = _MARKER.fullmatch(comment.text)
        if match is None:
            continue
        if comment.inside:
            hint = "put it at the beginning of a line of its own"
            reader.trouble("a marker stands in a list or a quotation", comment.line, hint)
        elif match["word"] == "begin":
            reader.begin(comment.line, match["rest"].strip())
        else:
            reader.end(comment.line, match["rest"].strip())
    reader.close()
    return Found(tuple(reader.regions), tuple(reader.troubles))


class _Open(NamedTuple):
    name: str
    options: Mapping[str, str]
    line: int


class _Reader:
    """Goes from marker to marker."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self._path = path
        self._lines = lines
        self._open: _Open | None = None
        self._seen: dict[str, int] = {}
        self.regions: list[Region] = []
        self.troubles: list[FragmentTrouble] = []

    def trouble(self, message: str, line: int, hint: str = "") -> None:
        at = Location(self._path, line, 1)
        self.troubles.append(FragmentTrouble("fragment-marker", message, at, hint))

    def begin(self, line: int, rest: str) -> None:
        name, _, written = rest.partition(" ")
        if not _NAME.fullmatch(name):
            what = f"a fragment may not be named {name!r}" if name else "a fragment has no name"
            self.trouble(what, line, "write: <!-- governance:begin records -->")
        options = self._options(written, line)
        if self._open:
            where = f"{self._open.name!r}, which begins in line {self._open.line}"
            self.trouble(f"the fragment {name!r} begins inside {where}", line, "end that one first")
        elif name in self._seen:
            hint = f"give it a label: {name.partition(':')[0]}:other"
            where = f"line {self._seen[name]} begins one"
            self.trouble(f"there are two fragments {name!r}: {where} too", line, hint)
        self._seen.setdefault(name, line)
        self._open = _Open(name, options, line)

    def end(self, line: int, name: str) -> None:
        opened, self._open = self._open, None
        if opened is None:
            hint = f"write before it: <!-- governance:begin {name or 'NAME'} -->"
            self.trouble(f"the fragment {name!r} ends and does not begin", line, hint)
        elif name != opened.name:
            hint = f"write: <!-- governance:end {opened.name} -->"
            begun = f"what began in line {opened.line} is {opened.name!r}"
            self.trouble(f"the fragment {name!r} ends, but {begun}", line, hint)
        else:
            between = self._lines[opened.line : line - 1]
            content = "".join(f"{item.rstrip(chr(13) + chr(10))}\n" for item in between)
            at = Location(self._path, opened.line, 1)
            self.regions.append(
                Region(
                    name=name, options=opened.options, at=at,
                    begin=opened.line, end=line, content=content,
                )
            )  # fmt: skip

    def close(self) -> None:
        if self._open:
            hint = f"write behind it: <!-- governance:end {self._open.name} -->"
            self.trouble(f"the fragment {self._open.name!r} has no end", self._open.line, hint)

    def _options(self, written: str, line: int) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for match in _PART.finditer(written):
            if match["key"] in found:
                self.trouble(f"the option {match['key']!r} is given twice", line, "keep one")
            quoted = match["quoted"]
            found[match["key"]] = match["plain"] if quoted is None else quoted
        left = _PART.sub("", written).split()
        if left:
            hint = 'options are written name=value, or name="several words"'
            self.trouble(f"{left[0]!r} is no option", line, hint)
        return found
