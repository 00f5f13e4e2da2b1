"""Writing a relation or a field into a record, in the form in which its header is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sphinx_governance.model.advice import label
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Edit
from sphinx_governance.model.mendings import link_to, status_entry
from sphinx_governance.model.moves import reference
from sphinx_governance.model.record import Location, Record, Written

Source = Callable[[str, int], str]
"""Returns a line of a file."""

_SECTION = "status-section"
_LINE_FORMS = frozenset({
    "directive", "front-matter", "header-block", "field-list", "label-lines", "bullet-list", "table",
})  # fmt: skip
"""Forms of header in which a fact is a line of its own, so that another line can be like it."""
_IN_TEXT = frozenset({"label-lines", "bullet-list", "table"})
"""Forms that are read as text, where labels have spaces."""
_PLAIN = re.compile(r"[^\W_].*[^\s:]|[^\W_]")
"""A value that YAML reads as it is, but for what begins a comment or another key in it."""
_ITEM = re.compile(r"\s*[-*+]\s+")
_CLOSING = re.compile(r"[`*_>)]*")
"""Markup that may end behind a value."""
_MARKDOWN = (".md", ".markdown")
_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1+\s*")


def add_relation(
    corpus: Corpus, record: Record, name: str, other: Record, source: Source
) -> list[Edit] | None:
    """Return the edits that write a relation to *other* in a record's own form.

    None of them are needed where it is there already; None where the form has no place for it.

    :param source: returns a line of a file.
    """
    if any(
        relation.type == name and target.id == other.id
        for relation, target in corpus.related(record)
    ):
        return []
    return _Writer(corpus, record, source).add(name, other)


def add_field(
    corpus: Corpus, record: Record, name: str, value: str, source: Source
) -> list[Edit] | None:
    """Return the edits that write a field which a record does not have, None where there is no place.

    :param source: returns a line of a file.
    """
    return _Writer(corpus, record, source).begin_field(name, value)


class _Writer:
    """Writes into one record."""

    def __init__(self, corpus: Corpus, record: Record, source: Source) -> None:
        self._corpus, self._record, self._source = corpus, record, source

    def add(self, name: str, other: Record) -> list[Edit] | None:
        corpus, record = self._corpus, self._record
        relations = corpus.spec(record).relations
        entry = next((item for item in record.fields if relations.get(item.name) == name), None)
        anchor = status_entry(record)
        if anchor is not None and anchor.form == _SECTION and (not entry or entry.form == _SECTION):
            words = name.replace("-", " ").capitalize()
            return [self._paragraph(anchor, f"{words} {link_to(record, other)}")]
        named = reference(corpus, record, other)
        if entry is not None:
            return self._longer(entry, named)
        field = next((field for field, relation in relations.items() if relation == name), name)
        return self.begin_field(field, named)

    def begin_field(self, field: str, value: str) -> list[Edit] | None:
        """Return the edits that give a field a line, like those of others."""
        entry = self._record.field(field)
        if entry is not None:
            return None if entry.value.strip() else self._longer(entry, value)
        written = label(self._corpus, self._record, field) or field
        for like in self._likes(status_entry(self._record)):
            if edits := self._line_like(like, written, self._quoted(like, value)):
                return edits
        return None if self._record.fields else self._begin(written, value)

    def _quoted(self, like: Written, value: str) -> str:
        """Return a value as its form reads it: YAML takes some signs for its own."""
        yaml = like.form == "front-matter" or (
            like.form == "directive" and like.at.path.endswith(_MARKDOWN)
        )
        if not yaml or (_PLAIN.fullmatch(value) and ": " not in value and " #" not in value):
            return value
        doubled = value.replace("'", "''")
        return f"'{doubled}'"

    def _likes(self, status: Written | None) -> Iterator[Written]:
        """Yield the entries that a new line can be like: the status first."""
        entries = self._record.fields
        for entry in dict.fromkeys([*([status] if status else []), *entries]):
            lines = [other.label_at.line for other in entries if other.at.path == entry.at.path]
            if entry.form in _LINE_FORMS and lines.count(entry.label_at.line) == 1:
                yield entry

    def _longer(self, entry: Written, named: str) -> list[Edit] | None:
        """Return the edit that adds a name behind those that a field has."""
        path, line, column = entry.at
        if entry.value.strip():
            line, column = _end(entry)
        text = self._source(path, line)
        if not entry.value.strip():
            at = Location(path, entry.label_at.line, 0)
            text = self._source(path, at.line)
            empty = text.rstrip().endswith(":")
            return [_insert(path, at.line, len(text.rstrip()), f" {named}")] if empty else None
        last = entry.value[_last_offset(entry) :]
        if not column or not text[:column].endswith(last):
            return None
        item = _ITEM.match(text)
        if item and line != entry.label_at.line:
            quote = text[column] if text[column : column + 1] in {'"', "'"} else ""
            return [self._after(path, line, f"\n{item.group()}{quote}{named}{quote}")]
        behind = text[column:]
        if behind[:1] in {'"', "'"} and behind[1:].lstrip()[:1] in {"]", ","}:
            return [_insert(path, line, column + 1, f", {behind[0]}{named}{behind[0]}")]
        markup = _CLOSING.match(behind)
        over = len(markup.group()) if markup else 0
        return [_insert(path, line, column + over, f", {named}")]

    def _line_like(self, entry: Written, name: str, value: str) -> list[Edit] | None:
        """Return the edit that adds a line like that of *entry* under it."""
        path, number = entry.at.path, entry.at.line
        text = self._source(path, number)
        start = text.find(entry.label)
        begin = text.find(entry.value, start + len(entry.label)) if start >= 0 else -1
        if begin < 0 or not entry.value or entry.label_at.line not in {0, number}:
            return None
        if entry.form == "table" and not (path.endswith(_MARKDOWN) and "|" in text):
            return None
        spaced = " " in entry.label or entry.form in _IN_TEXT
        written = name.replace("-", " ") if spaced else name
        if entry.label[:1].isupper():
            written = written[:1].upper() + written[1:]
        between = text[start + len(entry.label) : begin]
        line = text[:start] + written + between + value + text[begin + len(entry.value) :]
        alone = entry.form == "label-lines" and not (
            self._source(path, number - 1).strip() or self._source(path, number + 1).strip()
        )
        return [self._after(path, number, f"\n\n{line}" if alone else f"\n{line}")]

    def _paragraph(self, entry: Written, text: str) -> Edit:
        """Return the edit that adds a paragraph under the one that *entry* ends in."""
        path, line = entry.at.path, max((span.line for span in entry.spans), default=entry.at.line)
        while (following := self._source(path, line + 1).strip()) and following[0] != "#":
            line += 1
        return self._after(path, line, f"\n\n{text}")

    def _begin(self, name: str, value: str) -> list[Edit] | None:
        """Return the edit that begins the header of a record that has none."""
        path = self._record.path
        if path.endswith(_MARKDOWN):
            if self._source(path, 1).rstrip() == "---":
                return None
            return [Edit(Location(path, 1, 1), "", f"---\n{name}: {value}\n---\n\n")]
        line = self._record.at.line + 1
        if not _UNDERLINE.fullmatch(self._source(path, line)):
            return None
        return [self._after(path, line, f"\n\n:{name.capitalize()}: {value}")]

    def _after(self, path: str, line: int, text: str) -> Edit:
        return _insert(path, line, len(self._source(path, line)), text)


def _end(entry: Written) -> tuple[int, int]:
    """Return the line of a value's end, and the column (from 0) behind it; 0 where it is not known."""
    if not entry.spans:
        return entry.at.line, entry.at.column - 1 + len(entry.value) if entry.at.column else 0
    last = entry.spans[-1]
    return last.line, last.column - 1 + len(entry.value) - last.offset if last.column else 0


def _last_offset(entry: Written) -> int:
    return entry.spans[-1].offset if entry.spans else 0


def _insert(path: str, line: int, column: int, text: str) -> Edit:
    return Edit(Location(path, line, column + 1), "", text)
