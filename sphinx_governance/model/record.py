"""A record as data: what somebody wrote, where, and what could be read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_governance.model.dates import ReadDate, read_date
from sphinx_governance.model.fields import INVERSE
from sphinx_governance.model.reference import Reference


class Location(NamedTuple):
    """A place in a source file.

    *path* is relative to the project's root, with forward slashes; *line* and
    *column* count from 1, and 0 means that they are not known.
    """

    path: str
    line: int = 0
    column: int = 0


class Span(NamedTuple):
    """Where the part of a value stands that begins at *offset*; column 0 is not known."""

    offset: int
    line: int
    column: int


class Written(NamedTuple):
    """One header entry of a record, as somebody wrote it.

    *name* is the canonical field name, *label* the name as written, *value* the
    text as written (links in their Markdown form), *form* the format of header
    it stood in (``directive``, ``front-matter``, ``status-section`` …).
    *at* is the place of the value, *label_at* that of the label, *spans* are the
    places of the value's parts: it may be a list, or go on in other lines.
    """

    name: str
    label: str
    value: str
    at: Location
    label_at: Location
    form: str
    spans: tuple[Span, ...] = ()

    def place(self, text: str) -> Location:
        """Return where a part of the value stands."""
        return self.at_offset(max(self.value.find(text), 0))

    def at_offset(self, offset: int) -> Location:
        """Return where the part of the value stands that begins at *offset*."""
        span = next((span for span in reversed(self.spans) if span.offset <= offset), None)
        if span is None:
            return self.at._replace(column=self.at.column + offset if self.at.column else 0)
        column = span.column + offset - span.offset if span.column else 0
        return Location(self.at.path, span.line, column)


_PLACES = frozenset({"directive", "front-matter", "field-list", "file name", "heading"})


class NumberClaim(NamedTuple):
    """A source that says which number a record has; *number* None is a placeholder (``NNNN``)."""

    source: str
    number: int | None
    text: str
    at: Location

    @property
    def place(self) -> str:
        """Where the number is said, for messages: ``the file name``, ``the heading`` …"""
        return f"the {self.source if self.source in _PLACES else 'header'}".replace("-", " ")


class Relation(NamedTuple):
    """A typed link from a record to another, as written; the corpus resolves it."""

    type: str
    reference: Reference
    at: Location
    from_status: bool = False

    @property
    def inverse(self) -> str:
        """The relation that the target has in turn."""
        return INVERSE[self.type]


class Section(NamedTuple):
    """A section of a record: *filled* says whether anything stands under its heading.

    *brief* is the whole text of a section that has no more than a short one.
    """

    title: str
    level: int
    at: Location
    filled: bool
    parent: int = -1
    brief: str = ""


class Status(NamedTuple):
    """What could be read of a written status: *name* None is a state that the kind does not have."""

    name: str | None
    text: str
    at: Location
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One ADR or RFC, or a record of a kind the project defines.

    *kind* and *profile* name its rules (see :meth:`Corpus.spec`); *id* is the
    display form (``ADR-0007``), empty-numbered records are named by slug. *page*
    is the Sphinx document it stands in, "" for a bare folder; *anchor* its
    fragment there, "" where the page is the record. *digest* is of the source
    text, so that a later version can be told from this one. *title_in_metadata* says
    that no heading of the page has the title.
    """

    kind: str
    profile: str
    id: str
    prefix: str
    number: int | None
    suffix: str = ""
    slug: str = ""
    title: str
    status: Status | None
    at: Location
    header_at: Location
    form: str
    fields: tuple[Written, ...] = ()
    claims: tuple[NumberClaim, ...] = ()
    relations: tuple[Relation, ...] = ()
    sections: tuple[Section, ...] = ()
    page: str = ""
    anchor: str = ""
    digest: str = ""
    title_in_metadata: bool = False
    date: ReadDate | None = field(default=None)

    def field(self, name: str) -> Written | None:
        """Return the first entry of a field by its canonical name, or None."""
        return next((entry for entry in self.fields if entry.name == name), None)

    def all(self, name: str) -> tuple[Written, ...]:
        """Return every entry of a field by its canonical name."""
        return tuple(entry for entry in self.fields if entry.name == name)

    def has(self, name: str) -> bool:
        """Return whether the field is there and holds something."""
        return any(entry.value.strip() for entry in self.fields if entry.name == name)

    def read_date(self, name: str) -> ReadDate | None:
        """Return what could be read of a date field, or None where it is not there."""
        entry = self.field(name)
        return read_date(entry.value) if entry and entry.value.strip() else None

    @property
    def declared(self) -> bool:
        """Whether a directive declares it; if not, it was recognised."""
        return not self.profile

    @property
    def path(self) -> str:
        """The file it stands in, relative to the project's root."""
        return self.at.path

    @property
    def status_name(self) -> str | None:
        """The lifecycle state, or None."""
        return self.status.name if self.status else None
