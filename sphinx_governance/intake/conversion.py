"""A recognised record's header moved into a directive or into front matter, without losing a word.

What comes out is read again and compared: a record that would say anything else
is refused. https://myst-parser.readthedocs.io/ and YAML 1.2 are the targets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sphinx_governance.intake.header_lines import Header, Part, header_of
from sphinx_governance.intake.outline import HEADER_SECTIONS, Outline
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import fold, squeeze

DIRECTIVE, FRONT_MATTER = "directive", "front-matter"
TARGETS = (DIRECTIVE, FRONT_MATTER)

_SINGLE = frozenset({"number", "status", "date", "text"})
"""Types of fields that hold one thing: two of them in one record cannot become one entry."""
_KEY = re.compile(r"[A-Za-z][\w.-]*(?: [\w.-]+)*")
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*")
_RULES = "=#*~^+"
_ROLE = re.compile(r":[\w:.+-]+:(?=`)")
_HEADS = Counter(
    "field value key name item attribute property metadata meta data details info information".split()
)
"""Words of a table's head, or over a section of labels, which say only that a header follows."""


class Refused(Exception):  # noqa: N818 - it says what became of the record
    """A record that cannot be converted: why, and the line that is in the way."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


class Reading(NamedTuple):
    """A record as it is read from a text: its lines are those of the text."""

    outline: Outline
    record: Record
    lines: tuple[str, ...]


Quote = Callable[[str], str]
"""Returns a text as a value of YAML."""


def converted(reading: Reading, spec: RecordKind, target: str, quote: Quote) -> list[str] | None:
    """Return the lines of a record's file with its header moved, None where it is as asked already.

    :param spec: the kind as it holds for declared records.
    :param target: one of :data:`TARGETS`.
    :raises Refused: it cannot be done without losing something.
    """
    if reading.outline.directives:
        return None
    return _Converter(reading, spec, quote).into(target)


class _Converter:
    """Converts one record."""

    def __init__(self, reading: Reading, spec: RecordKind, quote: Quote) -> None:
        self._outline, self._record, self._lines = reading
        self._spec, self._quote = spec, quote
        self._header: Header = header_of(self._outline, self._record, self._lines)

    def into(self, target: str) -> list[str] | None:
        """Return the new lines."""
        rest = target == DIRECTIVE and self._outline.markup == "rst"
        if target == FRONT_MATTER:
            if self._outline.markup == "rst":
                raise Refused("reStructuredText has no front matter: --to directive", 1)
            moved = [part for part in self._header.parts if part.form != FRONT_MATTER]
            if not moved:
                return None
            return self._with_front_matter(moved)
        moved = [part for part in self._header.parts if self._moves(part)]
        moved = self._with_neighbours(moved)
        return self._with_directive(moved, rest=rest)

    def _moves(self, part: Part) -> bool:
        """Return whether a part becomes an option: what the kind does not know stays where it is."""
        return part.name in self._spec.by_field or part.form == "header-block"

    def _with_neighbours(self, moved: list[Part]) -> list[Part]:
        """Return parts with those that share a line or a table with one of them."""
        lines = {line for part in moved for line in part.lines}
        tables = any(part.form == "table" for part in moved)
        return [
            part for part in self._header.parts
            if part in moved
            or (part.form != FRONT_MATTER and not lines.isdisjoint(part.lines))
            or (part.form == "table" and tables)
        ]  # fmt: skip

    def _with_front_matter(self, moved: list[Part]) -> list[str]:
        taken = {
            fold(part.label): part.first for part in self._header.parts if part.form == FRONT_MATTER
        }
        entries = []
        for label, value, line in self._merged(moved):
            key = (
                fold(label)
                if fold(label) in _names(self._spec) or not _KEY.fullmatch(label)
                else label
            )
            if fold(key) in taken:
                raise Refused(f"the front matter has {key!r} too (line {taken[fold(key)]})", line)
            entries.append(self._yaml_line(key, value))
        left = self._without(moved)
        if self._header.front:
            end = self._header.front - 1
            return _joined([*left[:end], *entries, *left[end:]])
        body = _trimmed(_joined(left))
        return ["---", *entries, "---", "", *body]

    def _with_directive(self, moved: list[Part], *, rest: bool) -> list[str]:
        """Return the lines with a directive under the title; a title of the metadata becomes a heading."""
        record = self._record
        in_metadata = record.title_in_metadata
        own = [part for part in moved if not (in_metadata and part.name == "title")]
        known = [part for part in own if part.name in self._spec.by_field]
        unknown = [part for part in own if part not in known]
        title = next((part for part in moved if part.name == "title" and in_metadata), None)
        if not record.title and self._outline.headings:
            raise Refused("it has no title, under which a directive could stand", 1)
        options = [(self._option(label), value) for label, value, _ in self._merged(known)]
        more = [f":{label}: {value}".rstrip() for label, value, _ in self._merged(unknown)]
        block = _directive(record.kind, options, rest=rest)
        left = self._without(moved)
        if rest and more:
            block += ["", *more]
        if title is None and record.title:
            at = record.at.line
            if rest or not self._lines[at - 1].lstrip().startswith("#"):
                at += 1
            if at > len(left) or left[at - 1] is None:
                raise Refused("its title is not written as a heading", record.at.line)
            lines = [*_joined(left[:at]), "", *block, "", *_trimmed(_joined(left[at:]))]
        else:
            end = self._front_end(left)
            heading = [*self._heading(title.value, rest=rest), ""] if title else []
            body = _trimmed(_joined(left[end:]))
            lines = [*_joined(left[:end]), *heading, *block, "", *body]
        if more and not rest:
            fields = [self._yaml_line(label, value) for label, value, _ in self._merged(unknown)]
            lines = ["---", *fields, "---", "", *_trimmed(lines)]
        return lines

    def _yaml_line(self, label: str, value: str) -> str:
        return f"{label}: {self._quote(value)}" if value else f"{label}:"

    def _option(self, label: str) -> str:
        name = self._spec.field_name(label)
        return name if name == "number" else fold(label)

    def _front_end(self, left: Sequence[str | None]) -> int:
        """Return how many lines of front matter stay above the heading."""
        front = self._header.front
        return front if front and left[0] is not None else 0

    def _heading(self, title: str, *, rest: bool) -> list[str]:
        """Return a heading of a title, in reST with a line that no other heading has."""
        if not rest:
            return [f"# {title}"]
        used = {line[0] for line in self._lines if _RULE.fullmatch(line)}
        sign = next((sign for sign in _RULES if sign not in used), None)
        if sign is None:
            raise Refused("no line is left to mark its title with", 1)
        rule = sign * (len(title) + sum(ord(letter) > 0x1100 for letter in title))
        return [rule, title, rule]

    def _merged(self, parts: Iterable[Part]) -> list[tuple[str, str, int]]:
        """Return label, value and line of each field; of several of one name the values are joined.

        :raises Refused: a field that holds one thing is there twice.
        """
        found: dict[str, tuple[str, str, int]] = {}
        for part in parts:
            name = part.name if part.name in self._spec.by_field else fold(part.label)
            value = squeeze(part.value)
            if name not in found:
                found[name] = (self._label(part), value, part.first)
                continue
            label, before, line = found[name]
            spec = self._spec.by_field.get(name)
            if spec is None or spec.type in _SINGLE or fold(label) != fold(self._label(part)):
                raise Refused(f"{part.label!r} is there twice (line {line} too)", part.first)
            found[name] = (label, f"{before}, {value}".strip(", "), line)
        return list(found.values())

    @staticmethod
    def _label(part: Part) -> str:
        """Return the label of a part; in a Status section its name is the words before the value."""
        return part.name if part.form == "status-section" and _is_own(part) else part.label

    def _without(self, moved: Iterable[Part]) -> list[str | None]:
        """Return the lines, None for those that go: with their parts, and what is left empty by them."""
        kept: list[str | None] = list(self._lines)
        parts = list(moved)
        gone = {line for part in parts for line in part.lines}
        if any(part.form == "header-block" for part in parts):
            gone |= set(range(1, self._header.block + 1))
        if any(part.form == "table" for part in parts):
            gone |= self._table_lines(gone)
        gone |= self._empty_sections(gone)
        for line in gone:
            kept[line - 1] = None
        front = self._header.front
        if front and gone and not any(line and line.strip() for line in kept[1 : front - 1]):
            kept[:front] = [None] * front
        return kept

    def _table_lines(self, gone: set[int]) -> set[int]:
        """Return the lines of the tables that lines belong to: all that stand together with them."""
        found = set()
        for line in gone:
            for step in (-1, 1):
                at = line
                while 0 < at <= len(self._lines) and self._lines[at - 1].strip():
                    found.add(at)
                    at += step
        headings = {heading.line for heading in self._outline.headings}
        if found & headings or self._outline.markup != "md":
            raise Refused("its header is a table: move that by hand", min(gone))
        return found

    def _empty_sections(self, gone: set[int]) -> set[int]:
        """Return the lines of the headings of a header's sections under which nothing is left."""
        found: set[int] = set()
        headings = self._outline.headings
        for index, heading in enumerate(headings):
            end = headings[index + 1].line if index + 1 < len(headings) else len(self._lines) + 1
            own = {heading.line}
            if not self._lines[heading.line - 1].lstrip().startswith("#"):
                own |= {heading.line + 1}
                if _RULE.fullmatch(self._lines[heading.line - 2] if heading.line > 1 else ""):
                    own |= {heading.line - 1}
            after = range(heading.line + 1, end)
            body = [line for line in after if line not in own and self._lines[line - 1].strip()]
            overline = end - 1 in body and bool(_RULE.fullmatch(self._lines[end - 2]))
            body = body[:-1] if overline else body
            if fold(heading.text) in HEADER_SECTIONS and body and gone.issuperset(body):
                found |= own
        return found


def _names(spec: RecordKind) -> set[str]:
    return {fold(name) for item in spec.fields for name in (item.name, *item.aliases)}


def _is_own(part: Part) -> bool:
    """Return whether a part of a Status section is not of a label of its own."""
    return fold(part.label) in HEADER_SECTIONS and part.name != fold(part.label) and part.name in {
        "supersedes", "superseded-by", "amends", "amended-by", "implements", "implemented-by",
        "depends-on", "required-by", "relates-to", "date",
    }  # fmt: skip


def _directive(name: str, options: Iterable[tuple[str, str]], *, rest: bool) -> list[str]:
    lines = [f":{label}: {value}".rstrip() for label, value in options]
    if rest:
        return [f".. {name}::", *(f"   {line}" for line in lines)]
    return [f"```{{{name}}}", *lines, "```"]


def _joined(lines: Sequence[str | None]) -> list[str]:
    """Return the lines that are left; where some went, one blank line stays of those around."""
    found: list[str] = []
    went = False
    for line in lines:
        if line is None:
            went = True
            continue
        blank = not line.strip()
        if blank and went and (not found or not found[-1].strip()):
            continue
        if not blank:
            went = False
        found.append(line)
    return found


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Return lines without the blank ones they begin with."""
    start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    return list(lines[start:])


def words_of(text: str) -> Counter[str]:
    """Return the words of a text, markup and all, each with how often it is there."""
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def refuse_other(before: Reading, after: Reading, spec: RecordKind) -> None:
    """Compare a record before and after a conversion.

    :raises Refused: it says something else, or a word was lost or made up.
    """
    found = _differences(before, after, spec)
    if found:
        lines = [
            number
            for number, line in enumerate(before.lines, start=1)
            if line not in after.lines and any(name in line.casefold() for name in found.values())
        ]
        at = lines[0] if lines else before.record.header_at.line
        raise Refused(f"it would not say the same: {', '.join(list(found)[:4])}", at)


def _differences(before: Reading, after: Reading, spec: RecordKind) -> dict[str, str]:
    """Return what is said otherwise, each with a word to look for."""
    old, new = before.record, after.record
    facts = {
        "identifier": (old.id, new.id),
        "number": (old.number, new.number),
        "title": (old.title, new.title),
        "status": (old.status_name, new.status_name),
        "date": (old.date and old.date.iso, new.date and new.date.iso),
        "relations": (_relations(old), _relations(new)),
    }
    found = {name: name for name, (one, other) in facts.items() if one != other}
    labels = {entry.name: entry.label.casefold() for entry in old.fields}
    found |= {f"field {name!r}": labels.get(name, name) for name in _changed_fields(old, new)}
    words, now = words_of("\n".join(before.lines)), words_of("\n".join(after.lines))
    lost = words - now - _HEADS - words_of(" ".join(entry.label for entry in old.fields))
    keys = words_of(" ".join([spec.name, "number", *_names(spec), *_labels(old)]))
    made = [word for word in now - words if word not in keys]
    return found | {f"word {word!r}": word for word in [*lost, *made]}


def _relations(record: Record) -> set[tuple[str, int | None, str]]:
    return {
        (item.type, item.reference.number, item.reference.slug or item.reference.path)
        for item in record.relations
    }


def _labels(record: Record) -> list[str]:
    return [entry.label for entry in record.fields] + [entry.name for entry in record.fields]


def _changed_fields(old: Record, new: Record) -> list[str]:
    """Return the fields that hold other words than before; a title may have become a heading."""
    before, now = _values(old), _values(new)
    names = before.keys() | now.keys()
    return sorted(name for name in names - {"title"} if before.get(name) != now.get(name))


def _values(record: Record) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for entry in record.fields:
        if entry.value.strip():
            found[entry.name] = found.get(entry.name, Counter()) + words_of(
                _ROLE.sub("", entry.value)
            )
    return found
