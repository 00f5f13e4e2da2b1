"""What a renumbering works on: the move itself, the documents it looks through, and what it leaves."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_governance.model.document import Link, Mention
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.reference import identifier

Source = Callable[[str, int], str]
"""Returns a line of a file."""

_RUN = re.compile(r"\d+")


class Spot(NamedTuple):
    """A text in a directive that may name a file or a record, and its line."""

    text: str
    line: int


class Cell(NamedTuple):
    """A cell of a table: which row of which table it is in, and what it says where.

    *targets* are those of the links in it.
    """

    row: tuple[int, int]
    text: str
    line: int
    column: int
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Text:
    """A document as it is looked through; links in it lead on from *within*.

    *trusted* says that it was read by the reader whose places are exact: what another one finds beside
    is only an edit where it has a place, never a complaint.
    """

    path: str
    within: str = ""
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    cells: tuple[Cell, ...] = ()
    spots: tuple[Spot, ...] = ()
    tables: frozenset[int] = frozenset()
    """The lines of reST tables whose columns an edit must keep."""
    trusted: bool = True


@dataclass(frozen=True, kw_only=True)
class Renumber:
    """What is to happen: *part* is the record's name among files, of a folder or of a document.

    :param base: where the paths of the corpus begin, absolute.
    :param roots: folders that a leading slash may mean, absolute.
    :param part: "" where the file's name does not have the number.
    :param digits: the number in *part* as written, and as it is to be written.
    :param slug: the anchor that the title's heading has on GitHub, "" where the number is not in it.
    """

    record: Record
    number: int
    width: int
    base: str
    roots: tuple[str, ...] = ()
    part: str = ""
    suffix: str = ""
    digits: tuple[str, str] = ("", "")
    slug: str = ""

    @property
    def id(self) -> str:
        """The record's new identifier."""
        return identifier(self.record.prefix, self.width, self.number)

    @property
    def container(self) -> str:
        """The folder that holds the record's document or folder, absolute."""
        folder = posixpath.dirname(posixpath.join(self.base, self.record.path))
        return posixpath.normpath(folder if self.suffix else posixpath.dirname(folder))

    def numbers(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where a text has the record's number."""
        return (match for match in _RUN.finditer(text) if int(match[0]) == self.record.number)

    def written(self, old: str, *, hyphen: bool) -> str:
        """Return the new number as the old one is written: padded, or plain.

        :param hyphen: whether a hyphen stands before it, as in the display form.
        """
        padded = old.startswith("0") or (hyphen and len(old) == self.width)
        return f"{self.number:0{len(old)}}" if padded else str(self.number)


class Left(NamedTuple):
    """A reference that stays as it is, and why."""

    at: Location
    text: str
    why: str
