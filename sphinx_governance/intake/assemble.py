"""From an Outline and a file's name to a Record: what was written, and what could be read of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_governance.intake.naming import FileName, Identity, identity_of
from sphinx_governance.intake.outline import Directive, Entry, Heading, Outline
from sphinx_governance.intake.recognise import recognise
from sphinx_governance.intake.title import (
    Title,
    plain_title,
    same_title,
    split_title,
    title_heading,
)
from sphinx_governance.intake.value import cut
from sphinx_governance.model.dates import DateForm, ReadDate, read_date
from sphinx_governance.model.fields import ALIASES, INVERSE, canonical
from sphinx_governance.model.kind import Kinds, RecordKind
from sphinx_governance.model.record import (
    Location,
    NumberClaim,
    Record,
    Relation,
    Section,
    Status,
    Written,
)
from sphinx_governance.model.reference import identifier, read_reference, read_references
from sphinx_governance.model.status import read_status
from sphinx_governance.model.text import fold, slugify, squeeze
from sphinx_governance.presets import PRESETS, preset

_PLACEHOLDER = re.compile(r"^\W*(?:[A-Za-z]+[- ])?(?:N{2,}|X{2,}|n{3,}|x{3,}|\?+|TBD|tbd)\b")
_VERBS = sorted(
    {re.sub(r"[ -]", "[ -]", word) for name in INVERSE for word in (name, *ALIASES[name])},
    key=len,
    reverse=True,
)
VERB = re.compile(rf"^\W*(?P<verb>{'|'.join(_VERBS)})(?:\s*:)?\s+(?P<rest>\S.*)$", re.IGNORECASE)
DIRECTIVE = "directive"


@dataclass(frozen=True)
class Sheet:
    """One document as the assembler sees it: its outline, what its name says, and where it is."""

    outline: Outline
    kinds: Kinds
    identity: Identity | None = None
    page: str = ""

    @property
    def path(self) -> str:
        """The document's file, relative to the project's root."""
        return self.outline.path


def records_of(sheet: Sheet) -> tuple[Record, ...]:
    """Return the records that a document holds: those it declares, else the one it is recognised as."""
    directives = sheet.outline.directives
    if directives:
        return tuple(_declared(sheet, directive) for directive in directives)
    return (_recognised(sheet, sheet.identity),) if sheet.identity else ()


def _declared(sheet: Sheet, directive: Directive) -> Record:
    kind = sheet.kinds.spec(directive.name)
    outline = sheet.outline
    identity = sheet.identity
    if identity is None:
        identity = identity_of(outline.path, kind)
    alone = len(outline.directives) == 1
    name = identity.name if identity and alone and not directive.titled else None
    index = directive.heading if directive.heading >= 0 or not outline.headings else 0
    heading = outline.headings[index] if 0 <= index < len(outline.headings) else None
    title = split_title(heading.text, kind, name)._replace(at=heading) if heading else Title("")
    headers: list[tuple[str, tuple[Entry, ...]]] = [(DIRECTIVE, directive.entries)]
    if alone and not directive.titled:
        headers += recognise(outline)
    maker = _Maker(sheet, kind, "", name, identity.part if identity else "")
    return maker.make(headers, title, _extent(outline.headings, index), directive.line)


def _recognised(sheet: Sheet, identity: Identity) -> Record:
    outline = sheet.outline
    headers = recognise(outline)
    profile = choose_profile(sheet.kinds.spec(identity.kind), identity.name.word, headers)
    kind = sheet.kinds.spec(identity.kind, profile)
    title, index = _find_title(outline, kind, identity.name, headers)
    sections = _extent(outline.headings, index if index is not None else -1, whole=True)
    return _Maker(sheet, kind, profile, identity.name, identity.part).make(
        headers, title, sections, 1
    )


def choose_profile(
    kind: RecordKind, word: str, headers: list[tuple[str, tuple[Entry, ...]]]
) -> str:
    """Return the profile of a recognised record, by its prefix and the format of its header."""
    if kind.profile in PRESETS:
        return kind.profile
    if word.lower() in PRESETS and word.lower() not in {"adr", "rfc"}:
        return word.lower()
    forms = {form for form, _ in headers}
    return (
        "nygard"
        if "status-section" in forms and not forms & {"front-matter", "bullet-list"}
        else "madr"
    )


def _find_title(
    outline: Outline, kind: RecordKind, name: FileName, headers: list[tuple[str, tuple[Entry, ...]]]
) -> tuple[Title, int | None]:
    """Return the title, and the index of its heading: a heading, or what the metadata says."""
    index = title_heading(outline.headings, kind)
    heading = outline.headings[index] if index is not None else None
    written = next(
        (
            entry
            for _, entries in headers
            for entry in entries
            if kind.field_name(entry.label) == "title" and entry.value
        ),
        None,
    )
    if written is None:
        return (
            (split_title(heading.text, kind, name)._replace(at=heading), index)
            if heading
            else (Title(""), None)
        )
    if heading and same_title(heading, written.value, kind, name):
        return split_title(heading.text, kind, name)._replace(at=heading), index
    at = Heading(written.value, 0, written.line, written.column)
    return split_title(plain_title(written.value), kind, name)._replace(at=at), None


def _extent(headings: tuple[Heading, ...], index: int, *, whole: bool = False) -> tuple[int, ...]:
    """Return the indexes of the headings under the one at *index*: all after it in a page of its own."""
    if index < 0:
        return tuple(range(len(headings)))
    found = []
    for position in range(index + 1, len(headings)):
        if not whole and headings[position].level <= headings[index].level:
            break
        found.append(position)
    return tuple(found)


class _Maker:
    """Makes one record; holds what every step needs."""

    def __init__(
        self, sheet: Sheet, kind: RecordKind, profile: str, name: FileName | None, part: str
    ) -> None:
        self.sheet, self.kind, self.profile, self.name, self.part = sheet, kind, profile, name, part

    def make(
        self,
        headers: list[tuple[str, tuple[Entry, ...]]],
        title: Title,
        extent: tuple[int, ...],
        line: int,
    ) -> Record:
        """Return the record; *extent* are the headings under its title, *line* where its block begins."""
        outline = self.sheet.outline
        fields = tuple(self._written(form, entry) for form, entries in headers for entry in entries)
        at = self._at(title.at.line, title.at.column) if title.at else self._at(1)
        claims = self._claims(fields, title)
        status, relations = self._status(fields), self._relations(fields)
        number = next((claim.number for claim in claims if claim.number is not None), None)
        header_at = fields[0].label_at if fields else self._at(line)
        prefix, width = self._prefix()
        record_id, slug = self._identify(number, prefix, width, title.text)
        return Record(
            kind=self.kind.name,
            profile=self.profile,
            id=record_id,
            prefix=prefix,
            number=number if self.kind.identity == "number" else None,
            suffix=self.name.letter if self.name and self.kind.letters else "",
            slug=slug,
            title=title.text,
            status=status,
            at=at,
            header_at=self._at(line) if headers and headers[0][0] == DIRECTIVE else header_at,
            form=headers[0][0] if headers else "none",
            fields=fields,
            claims=claims,
            relations=relations,
            sections=self._sections(outline.headings, extent),
            page=self.sheet.page,
            anchor=record_id.lower(),
            digest=outline.digest,
            title_in_metadata=bool(title.at and title.at.level == 0),
            date=self._date(fields, status),
        )

    def _at(self, line: int, column: int = 0) -> Location:
        return Location(self.sheet.path, line, column)

    def _written(self, form: str, entry: Entry) -> Written:
        name, value = self._field_name(entry.label), entry.value
        if form == "status-section" and name == "status":
            name, value = self._status_line(value)
        # What stands before the value (*Superseded by*) is not part of it.
        shift = len(entry.value) - len(value)
        spans = cut(entry.spans, shift)
        at = (
            self._at(spans[0].line, spans[0].column)
            if shift and spans
            else self._at(entry.line, entry.column)
        )
        return Written(
            name, entry.label, value, at, self._at(entry.label_line, entry.label_column), form, spans
        )  # fmt: skip

    def _field_name(self, label: str) -> str:
        """Return the field that a label means; a prefix means the number: ``OEP: 7``."""
        if self.name and self.name.word and fold(label) == fold(self.name.word):
            return "number"
        return self.kind.field_name(label)

    def _status_line(self, text: str) -> tuple[str, str]:
        """Return the field that a line of a Status section is: a state, a relation, or a date."""
        state, _ = read_status(text, self.kind.lifecycle.words)
        if state is not None:
            return "status", text
        verb = VERB.match(text)
        if (
            verb
            and (relation := canonical(verb["verb"])) in INVERSE
            and any(reference.readable for reference in read_references(verb["rest"]))
        ):
            return relation, verb["rest"]
        found = read_date(text)
        if found.iso and not found.remark:
            return "date", text
        return "status", text

    def _claims(self, fields: tuple[Written, ...], title: Title) -> tuple[NumberClaim, ...]:
        """Return who says which number the record has, the strongest first."""
        word = self.name.word.lower() if self.name else ""
        own = {"", self.kind.prefix.lower(), self.kind.name, word}
        written = (_claim(entry, own) for entry in fields if entry.name == "number")
        found = [claim for claim in written if claim]
        if self.name and (self.name.digits or self.name.placeholder):
            text = self.name.digits or self.name.placeholder
            found.append(NumberClaim("file name", self.name.number, text, self._at(1)))
        if title.number and title.at:
            number = int(title.number) if title.number.isdigit() else None
            found.append(
                NumberClaim(
                    "heading", number, title.number, self._at(title.at.line, title.at.column)
                )
            )
        return tuple(found)

    def _prefix(self) -> tuple[str, int]:
        word = self.name.word if self.name else ""
        kind = self.sheet.kinds.spec(self.kind.name)
        if not word or word.lower() in {kind.prefix.lower(), kind.name.lower()}:
            return kind.prefix, kind.width
        if self.profile == word.lower():
            return str(preset(self.profile)["prefix"]), int(str(preset(self.profile)["width"]))
        digits = self.name.digits if self.name else ""
        return word.upper(), len(digits) if digits.startswith("0") else 1

    def _identify(self, number: int | None, prefix: str, width: int, title: str) -> tuple[str, str]:
        """Return the display form and the slug."""
        name = self.name
        slug = name.slug if name else slugify(title)
        if number is not None and self.kind.identity == "number":
            return identifier(
                prefix, width, number, name.letter if name and self.kind.letters else ""
            ), slug
        if name and name.date:
            slug = f"{name.date}-{slug}" if slug else name.date
        return f"{prefix}-{slug or slugify(self.part) or 'untitled'}", slug

    def _status(self, fields: tuple[Written, ...]) -> Status | None:
        """Return the status: the first that names a state; of a Status section's lines a closed one."""
        read = [
            (
                Status(*_named(read_status(entry.value, self.kind.lifecycle.words), entry)),
                entry.form,
            )
            for entry in fields
            if entry.name == "status" and entry.value.strip()
        ]
        lines = [status for status, form in read if form == "status-section"]
        over = [status for status in lines if self.kind.lifecycle.phase(status.name) == "closed"]
        first = [status for status, _ in read]
        if first and lines != first:
            over, first = [], first[:1]
        best = over or [status for status in first if status.name] or first
        return best[0] if best else None

    def _relations(self, fields: tuple[Written, ...]) -> tuple[Relation, ...]:
        found: dict[tuple[str, str, str], Relation] = {}
        for entry in fields:
            relation = self.kind.relations.get(entry.name) or (
                entry.name if entry.name in INVERSE else ""
            )
            value, from_status = entry.value, False
            if entry.name == "status":
                relation, value = _from_status(entry.value, self.kind.lifecycle.words)
                from_status = True
            if not relation:
                continue
            for reference in read_references(value):
                if from_status and not reference.readable:
                    continue
                key = (relation, reference.text, reference.path)
                found.setdefault(
                    key, Relation(relation, reference, entry.place(reference.text), from_status)
                )
        return tuple(found.values())

    def _sections(
        self, headings: tuple[Heading, ...], extent: tuple[int, ...]
    ) -> tuple[Section, ...]:
        found: list[Section] = []
        around: list[int] = []
        for place, index in enumerate(extent):
            heading = headings[index]
            following = headings[index + 1] if index + 1 < len(headings) else None
            deeper = following is not None and following.level > heading.level
            while around and found[around[-1]].level >= heading.level:
                around.pop()
            parent = around[-1] if around else -1
            around.append(place)
            found.append(Section(
                heading.text, heading.level, self._at(heading.line, heading.column),
                heading.filled or deeper, parent, "" if deeper else heading.brief,
            ))  # fmt: skip
        return tuple(found)

    def _date(self, fields: tuple[Written, ...], status: Status | None) -> ReadDate | None:
        """Return the record's date: its own field, else with the status, else its creation."""
        for name in ("date", "status", "created"):
            if name == "status":
                found = read_date(status.remark or status.text) if status else None
                if found and found.iso:
                    return found
                continue
            entry = next(
                (item for item in fields if item.name == name and item.value.strip()), None
            )
            if entry:
                return read_date(entry.value)
        if self.name and self.name.date:
            date = self.name.date
            return ReadDate(f"{date[:4]}-{date[4:6]}-{date[6:]}", DateForm.ISO)
        return None


def _claim(entry: Written, own: set[str]) -> NumberClaim | None:
    """Return the number that a field says; a page's ``id: v2-migration`` says none."""
    value = squeeze(entry.value)
    if _PLACEHOLDER.match(value):
        return NumberClaim(entry.form, None, value, entry.at)
    reference = read_reference(value)
    if reference.number is None or (reference.slug and reference.prefix not in own):
        return None
    return NumberClaim(entry.form, reference.number, value, entry.at)


def _named(read: tuple[str | None, str], entry: Written) -> tuple[str | None, str, Location, str]:
    return read[0], entry.value, entry.at, read[1]


def _from_status(text: str, states: dict[str, str]) -> tuple[str, str]:
    """Return the relation that a status names, and to what: *Superseded by [5. …](0005-….md)*."""
    state, remark = read_status(text, states)
    if state is None:
        return "", ""
    if state == "superseded" and (
        match := re.match(r"^\W*by\b\s*:?\s*(.+)$", remark, re.IGNORECASE | re.DOTALL)
    ):
        return "superseded-by", match[1]
    match = VERB.match(remark)
    return (canonical(match["verb"]), match["rest"]) if match else ("", "")
