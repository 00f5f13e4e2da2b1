"""Another number for a record: the edits wherever it is referred to, and what only a person can decide.

Every edit is made at a place that a parsed document gives, and replaces nothing
but the digits of the number there. What has no exact place is listed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Link, Mention
from sphinx_governance.model.finding import Edit
from sphinx_governance.model.mentions import mentioned
from sphinx_governance.model.places import local_target
from sphinx_governance.model.record import Location, Relation, Written
from sphinx_governance.model.reference import MARKDOWN_LINK, read_reference
from sphinx_governance.model.renumber_plan import Cell, Left, Renumber, Source, Spot, Text
from sphinx_governance.model.renumber_ways import Ways, stands

_METADATA = frozenset({"front-matter", "header-block", "directive", "field-list"})
"""Forms of header that are not read as text, so that their mentions are in no document's list."""
_NAMES = frozenset({"record", "any", "ref", "numref"})
"""Roles that may name a record, besides those of kinds."""
_PATHS = frozenset({"link", "image", "myst", "doc", "any", "download", "name"})
"""Kinds of links whose target may be a path."""
_IETF = "rfc"
_WORDED = r"(?<![\w/#.-]){word}[-‑_ ]?#?(?P<digits>0*{number})(?!\d|[a-rt-z]\b)"
_LEADING = r"^\W*#?(?P<digits>0+{number}(?=\s)|0*{number}(?=$|\.(?!\d)|[:)\]]|\s+[–—-]))"
_RUN = re.compile(r"\d+")


@dataclass
class Renumbering:
    """Goes through the documents of a corpus; :attr:`edits` and :attr:`left` are what it comes to."""

    corpus: Corpus
    move: Renumber
    source: Source
    _edits: dict[Location, Edit] = field(default_factory=dict)
    _left: dict[tuple[str, int, str], Left] = field(default_factory=dict)
    _text: Text = field(default_factory=lambda: Text(path=""))

    def __post_init__(self) -> None:
        """Make ready what every document is asked."""
        self._ways = Ways(self.move, self.source)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in the order of their places."""
        return tuple(self._edits[at] for at in sorted(self._edits))

    @property
    def left(self) -> tuple[Left, ...]:
        """What is left to a person, in the order of its places."""
        return tuple(sorted(self._left.values()))

    @cached_property
    def shared(self) -> bool:
        """Whether another record has the number too, so that it does not say which is meant."""
        record = self.move.record
        reference = read_reference(record.id)
        return len(self.corpus.find(reference, prefix=record.prefix)) > 1

    def look_through(self, text: Text) -> None:
        """Note the edits of one document."""
        self._text = text
        for link in text.links:
            self._link(link)
        for spot in text.spots:
            self._spot(spot)
        self._mentions(text.mentions)
        self._cells(text.cells)

    def headers(self) -> None:
        """Note the edits of all records' headers, and of what the record itself says of its number."""
        self._text = Text(path=self.move.record.path)
        for claim in self.move.record.claims:
            if claim.source != "file name" and claim.number is not None:
                self._digits_at(
                    claim.at, claim.text, claim.number, f"{claim.place} says the number"
                )
        for record in self.corpus.records:
            self._text = Text(path=record.path)
            for relation in record.relations:
                if self.move.record in self.corpus.targets(record, relation):
                    self._relation(relation)
            for entry in record.fields:
                if entry.form in _METADATA:
                    self._field(entry)

    def _link(self, link: Link) -> None:
        """Note the edits of a link: of its target, then of its text."""
        own = link.kind.rpartition(":")[2]
        if link.kind.startswith("external"):
            return
        leads = own in _PATHS and self._path(link)
        if not leads and (own in _NAMES or self.corpus.kinds.get(own)) and link.kind != _IETF:
            leads = self._name(link)
        if leads:
            self._words(link)

    def _path(self, link: Link) -> bool:
        """Note the edit of a target that is a path or an anchor; return whether it leads to the record."""
        target = local_target(link.target)
        if target is None:
            self._elsewhere(link)
            return False
        written, _, fragment = link.target.partition("#")
        path = written.partition("?")[0]
        index = self._component(path) if path else None
        at = link.to or (
            link.at if link.text in {"", link.target} and link.kind != "image" else None
        )
        at = at or self._only(link.target, link.at.line)
        at = at or self._only(unquote(link.target), link.at.line)
        raw = self._ways.raw(at, link.target) if at else ""
        if index is not None:
            self._in_path(at, raw, index, link)
        own = (
            not path
            and posixpath.normpath(self._text.within or self._text.path) == self.move.record.path
        )
        anchor = fragment and (index is not None or own or (not path and self._names(fragment)))
        if anchor:
            self._in_anchor(at, raw, unquote(fragment), link, sure=index is not None or own)
        return index is not None or bool(anchor and self._is_anchor(unquote(fragment)))

    def _in_path(self, at: Location | None, raw: str, index: int, link: Link) -> None:
        parts = raw.partition("#")[0].partition("?")[0].split("/")
        start = parts[index].find(self.move.digits[0]) if index < len(parts) else -1
        if at is None and link.target in {spot.text for spot in self._text.spots}:
            return  # a name whose address is written elsewhere in the document
        if at is None or start < 0:
            self._leave(link.at, link.target, "where the target is written is not known")
            return
        column = at.column + sum(len(part) + 1 for part in parts[:index]) + start
        self._put(at._replace(column=column), *self.move.digits, what=link.target)

    def _in_anchor(
        self, at: Location | None, raw: str, fragment: str, link: Link, *, sure: bool
    ) -> None:
        """Note the edit of an anchor that has the number: the record's, or its heading's."""
        if not self._is_anchor(fragment):
            return
        if self.shared and not (sure and fragment == self.move.slug):
            self._leave(link.at, link.target, "more than one record has the number")
            return
        start = raw.find("#")
        match = next(self.move.numbers(raw[start:]), None) if start >= 0 else None
        if at is None or match is None:
            self._leave(link.at, link.target, "where the target is written is not known")
            return
        column = at.column + start + match.start()
        self._put(
            at._replace(column=column), match[0], self.move.written(match[0], hyphen=True),
            what=link.target,
        )  # fmt: skip

    def _is_anchor(self, fragment: str) -> bool:
        return bool(fragment) and (fragment == self.move.slug or self._names(fragment))

    def _names(self, text: str) -> bool:
        """Return whether an anchor is the record's own: ``adr-0012``, ``ADR-12``."""
        reference = read_reference(text)
        plain = reference.number is not None and not reference.slug and reference.prefix
        return bool(plain) and self.move.record in self.corpus.find(reference, prefix="")

    def _name(self, link: Link) -> bool:
        """Note the edit of a role's target that is an identifier; return whether it is the record's."""
        own = link.kind.rpartition(":")[2]
        kind = self.corpus.kinds.get(own)
        reference = read_reference(link.target)
        found = self.corpus.find(reference, prefix=kind.prefix if kind else "")
        slug = self.move.record.slug
        if self.move.record not in found or reference.slug not in {"", slug}:
            return False
        if own in {"ref", "numref"} and link.target.lower() != self.move.record.id.lower():
            return False  # a label that somebody wrote, which stays
        if len(found) > 1:
            self._leave(link.at, link.target, "more than one record has the number")
            return False
        at = link.to or (link.at if link.text == link.target.lstrip("!~") else None)
        match = next(self.move.numbers(link.target), None)
        if at is None or not at.column or match is None:
            self._leave(link.at, link.target, "where the target is written is not known")
            return True
        column = at.column + match.start()
        written = self.move.written(match[0], hyphen=match.start() > 0)
        self._put(at._replace(column=column), match[0], written, what=link.target)
        return True

    def _words(self, link: Link) -> None:
        """Note the edit of a link's text that names the record it leads to."""
        if not link.text or link.to is None or link.to == link.at:
            return
        named = self._identified.search(link.text) or self._leading.match(link.text)
        match = named or (self._file.search(link.text) if self.move.part else None)
        if match is None:
            return
        line, start = self.source(link.at.path, link.at.line), link.at.column - 1
        column = link.at.column + match.start("digits")
        # The text ends before its target begins.
        beside = link.to.line == link.at.line and link.to.column > link.at.column
        inside = line[max(start, 0) : link.to.column - 1 if beside else len(line)]
        literal = inside.startswith(link.text) and not any(
            map(str.isalnum, inside[len(link.text) :] if beside else "")
        )
        if start >= 0 and not literal:
            # Markup stands between, or a line ends.
            once = inside.count(match[0]) == 1
            start = start if once else -1
            column = link.at.column + inside.find(match[0]) + match.start("digits") - match.start()
        if start < 0:
            self._leave(link.at, link.text, "the link's text names the record")
            return
        hyphen = link.text[match.start("digits") - 1 : match.start("digits")] == "-"
        written = self.move.written(match["digits"], hyphen=hyphen)
        self._put(link.at._replace(column=column), match["digits"], written, what=link.text)

    def _spot(self, spot: Spot) -> None:
        """Note the edit of a toctree's entry, or of a directive's argument or option."""
        path, line = self._text.path, spot.line
        if local_target(spot.text) is None:
            return
        link = Link("link", "", spot.text, Location(path, line), self._only(spot.text, line))
        if self._component(spot.text.partition("#")[0]) is not None:
            self._path(link)
        elif spot.text.lower() == self.move.record.id.lower():
            self._name(link._replace(kind="ref", text=spot.text))

    def _mentions(self, mentions: Iterable[Mention]) -> None:
        """Note the edits of mentions: where their place is wrong or not known, by counting them."""
        placed: dict[tuple[int, str], set[int]] = {}
        waiting: dict[tuple[int, str], list[Mention]] = {}
        for item in mentions:
            if not self._is_meant(item):
                continue
            key, start = (item.at.line, item.text), item.at.column - 1
            if start >= 0 and self._ways.starts(item, start):
                placed.setdefault(key, set()).add(start)
                self._mention(item)
            else:
                waiting.setdefault(key, []).append(item)
        for key, items in waiting.items():
            free = [
                start
                for start in self._ways.standing(items[0], self._edits)
                if start not in placed.get(key, ())
            ]
            if len(free) != len(items):
                self._leave(items[0].at, items[0].text, "its place in the line is not known")
                continue
            for start in free:
                self._mention(items[0]._replace(at=items[0].at._replace(column=start + 1)))

    def _is_meant(self, mention: Mention) -> bool:
        """Return whether a mention is of the record; one of two with its number is left to a person."""
        reference = read_reference(mention.text)
        record = self.move.record
        if reference.prefix not in self.corpus.prefixes:
            return False
        found = mentioned(self.corpus, reference)
        if record not in found:
            return False
        if reference.prefix == _IETF and mention.text != record.id:
            self._leave(mention.at, mention.text, "it may mean the IETF's")
            return False
        if len(found) > 1:
            self._leave(mention.at, mention.text, "more than one record has the number")
            return False
        return True

    def _mention(self, mention: Mention) -> None:
        match = next(self.move.numbers(mention.text), None)
        if match is None:
            return
        written = self.move.written(match[0], hyphen=mention.text[match.start() - 1] in "-‑")
        at = mention.at._replace(column=mention.at.column + match.start())
        self._put(at, match[0], written, what=mention.text)

    def _cells(self, cells: Sequence[Cell]) -> None:
        """Note the edits of numbers alone in a cell, in the rows of a table that lead to the record."""
        rows = {cell.row for cell in cells if any(map(self._leads, cell.targets))}
        for cell in cells:
            text = cell.text.strip()
            if cell.row in rows and re.fullmatch(rf"#?0*{self.move.record.number}", text):
                self._digits_at(
                    Location(self._text.path, cell.line, cell.column), text,
                    self.move.record.number or 0, "a cell has the number",
                )  # fmt: skip

    def _leads(self, target: str) -> bool:
        if self._component(target.partition("#")[0]) is not None:
            return True
        reference = read_reference(target)
        if self.shared or reference.slug or "." in target or "/" in target:
            return False
        return self.move.record in self.corpus.find(reference, prefix=self.move.record.prefix)

    def _relation(self, relation: Relation) -> None:
        """Note the edits of a relation in a header: of its words, and of the path that it links to."""
        reference, at = relation.reference, relation.at
        by_path = bool(reference.path) and self._component(reference.path) is not None
        if not by_path and (self.shared or reference.path):
            why = (
                "more than one record has the number" if self.shared else "its link leads elsewhere"
            )
            self._leave(at, reference.text, why)
            return
        if reference.number is not None and reference.number == self.move.record.number:
            self._digits_at(at, reference.text, reference.number, "a relation names the record")
        if by_path:
            place = self._only(reference.path, at.line)
            self._path(Link("link", "", reference.path, at, place))

    def _field(self, entry: Written) -> None:
        """Note the edits of identifiers and links in a header that is not read as text."""
        links = list(MARKDOWN_LINK.finditer(entry.value))
        for match in links:
            at = entry.at_offset(match.start("target"))
            self._path(Link("link", "", match["target"], at, at))
        for match in self._identified.finditer(entry.value):
            inside = any(
                link.start("target") <= match.start() < link.end("target") for link in links
            )
            if not inside:
                at = entry.at_offset(match.start())
                self._mentions([Mention(match[0], at)])

    def _digits_at(self, at: Location, text: str, number: int, why: str) -> None:
        """Note the edit of a number in a text that begins at a place, or stands once in its line."""
        line = self.source(at.path, at.line)
        inside = next((m for m in _RUN.finditer(text) if int(m[0]) == number), None)
        if inside is None:
            return
        start = at.column - 1 + inside.start()
        if not stands(line, start, inside[0]):
            found = [m for m in _RUN.finditer(line) if int(m[0]) == number]
            if len(found) != 1:
                self._leave(at, text, why)
                return
            inside, start = found[0], found[0].start()
        new = self.move.written(inside[0], hyphen=line[start - 1 : start] == "-")
        self._put(at._replace(column=start + 1), inside[0], new, what=text)

    def _put(self, at: Location, old: str, new: str, *, what: str) -> None:
        """Note an edit, if its place reads as expected and its table keeps its columns."""
        line = self.source(at.path, at.line)
        start = at.column - 1
        if not stands(line, start, old):
            self._leave(at, what, "its place in the line is not known")
        elif len(old) != len(new) and at.line in self._text.tables:
            self._leave(at, what, "it would move the columns of its table")
        elif old != new:
            self._edits[at] = Edit(at, old, new)
            self._left = {
                key: item for key, item in self._left.items()
                if key != (at.path, at.line, what)
            }  # fmt: skip

    def _leave(self, at: Location, text: str, why: str) -> None:
        edited = any(place[:2] == at[:2] for place in self._edits)
        if self._text.trusted or not edited:
            self._left.setdefault((at.path, at.line, text), Left(at, text, why))

    def _elsewhere(self, link: Link) -> None:
        """Note a web address that ends in the record's file: where it leads is not ours to say."""
        name = f"{self.move.part}{self.move.suffix}"
        if self.move.part and name in unquote(link.target):
            self._leave(link.at, link.target, "it is an address on another site")

    def _component(self, path: str) -> int | None:
        return self._ways.component(path, self._text.within or self._text.path)

    def _only(self, text: str, line: int) -> Location | None:
        return self._ways.only(text, self._text.path, line)

    @cached_property
    def _identified(self) -> re.Pattern[str]:
        word = re.escape(self.move.record.prefix)
        pattern = _WORDED.format(word=word, number=self.move.record.number)
        return re.compile(pattern, re.IGNORECASE)

    @cached_property
    def _file(self) -> re.Pattern[str]:
        """The record's name among files, in a text."""
        part, digits = re.escape(self.move.part), re.escape(self.move.digits[0])
        named = part.replace(digits, f"(?P<digits>{digits})", 1)
        return re.compile(rf"(?<![\w-]){named}(?![\w-])")

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        return re.compile(_LEADING.format(number=self.move.record.number))
