"""The header of an existing record, line by line: what may move elsewhere, and the lines that go with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_governance.intake.assemble import VERB
from sphinx_governance.intake.outline import Outline
from sphinx_governance.intake.recognise import recognise
from sphinx_governance.intake.rfc2822 import read_header_block
from sphinx_governance.intake.yaml_header import front_matter_end
from sphinx_governance.model.record import Record, Written
from sphinx_governance.model.text import fold, squeeze

_BEHIND_LABEL = re.compile(r"^(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*")
_ENDING = re.compile(r"(?:\s*(?:\\|\|))+$|\s*<br\s*/?>$")
_MARKUP = re.compile(r"`|\]\(|\]\[|<|_\b")
_MARKER = re.compile(r"^\s*(?:[-*+>]\s+|\d+[.)]\s+)+")
_SECTION = "status-section"
_TOP = frozenset({"front-matter", "header-block"})


class Part(NamedTuple):
    """One fact of a header: its field, its label and value as written, and its lines."""

    name: str
    label: str
    value: str
    form: str
    first: int
    last: int

    @property
    def lines(self) -> range:
        """The lines that it takes."""
        return range(self.first, self.last + 1)


class Header(NamedTuple):
    """A record's header: its parts in their order, and where the block at the top of the file ends."""

    parts: tuple[Part, ...]
    front: int
    block: int


def header_of(outline: Outline, record: Record, lines: Sequence[str]) -> Header:
    """Return the header of a recognised record.

    :param lines: the source, line by line.
    """
    front = front_matter_end(list(lines)) if outline.markup == "md" else 0
    block = 0 if front else read_header_block(list(lines))[1]
    reader = _Reader(outline, record, lines, front - 1 if front else block)
    return Header(tuple(reader.parts()), front, block)


class _Reader:
    """Reads the parts of one header."""

    def __init__(self, outline: Outline, record: Record, lines: Sequence[str], top: int) -> None:
        self._outline, self._record, self._lines, self._top = outline, record, lines, top
        self._starts = sorted(
            {entry.label_line for _, found in recognise(outline) for entry in found}
        )

    def parts(self) -> Iterator[Part]:
        """Yield what may move: all but the text of a Status section that says no fact."""
        for entry in self._record.fields:
            if entry.form == "directive" or self._is_prose(entry):
                continue
            first = entry.label_at.line if self._is_labelled(entry) else entry.at.line
            last = self._last(entry)
            yield Part(entry.name, entry.label, self._value(entry, last), entry.form, first, last)

    def _is_prose(self, entry: Written) -> bool:
        """Return whether a line of a Status section is neither the status nor another fact."""
        if entry.form != _SECTION:
            return False
        status = self._record.status
        if entry.name == "status":
            return status is None or entry.at != status.at or not entry.value.strip()
        return not entry.value.strip()

    def _last(self, entry: Written) -> int:
        """Return the last line of an entry: where its value ends, and all that goes on from there."""
        known = max([entry.at.line, entry.label_at.line, *(span.line for span in entry.spans)])
        if entry.form in _TOP:
            following = (line for line in self._starts if line > entry.label_at.line)
            end = min(next(following, self._top + 1) - 1, self._top)
            while end > known and not self._goes_on(entry, end):
                end -= 1
            return max(known, end)
        if entry.form == "field-list":
            return self._indented(known)
        return known

    def _goes_on(self, entry: Written, line: int) -> bool:
        """Return whether a line at the top of a file belongs to the entry above: no comment, no blank."""
        text = self._lines[line - 1]
        return bool(text.strip()) and (
            entry.form == "header-block" or not text.lstrip().startswith("#")
        )

    def _indented(self, line: int) -> int:
        """Return the last of the indented lines that follow a field's."""
        last = line
        for number in range(line + 1, len(self._lines) + 1):
            text = self._lines[number - 1]
            if text.strip() and text[0] not in " \t":
                break
            if text.strip():
                last = number
        return last

    def _value(self, entry: Written, last: int) -> str:
        """Return a value as it is written, on one line; without markup where that says nothing."""
        if entry.form in {"front-matter", "table"} or not entry.value.strip():
            return entry.value
        first = entry.label_at.line
        if not self._is_labelled(entry):
            text = _MARKER.sub("", " ".join(self._lines[entry.at.line - 1 : last])).strip()
            match = VERB.match(text) if entry.name != "status" else None
            raw = match["rest"] if match else text
        else:
            start = self._lines[first - 1].find(entry.label)
            after = self._lines[first - 1][start + len(entry.label) :] if start >= 0 else ""
            if start < 0 or not _BEHIND_LABEL.match(after):
                return entry.value
            raw = squeeze(
                " ".join([_BEHIND_LABEL.sub("", after, count=1), *self._lines[first:last]])
            )
        raw = squeeze(_ENDING.sub("", raw))
        plain = _words(raw) == _words(entry.value)
        if (plain and not _MARKUP.search(raw)) or not set(_words(entry.value)) <= set(_words(raw)):
            return entry.value
        return entry.value if self._shares(entry) or "\n" in raw else raw

    def _is_labelled(self, entry: Written) -> bool:
        """Return whether a label stands before the value: in a Status section that is its heading."""
        if entry.form != _SECTION:
            return True
        label, colon, _ = self._lines[entry.label_at.line - 1].partition(":")
        return bool(colon) and fold(_MARKER.sub("", label)) == fold(entry.label)

    def _shares(self, entry: Written) -> bool:
        """Return whether another entry begins in the same line, or this one holds a list."""
        others = [item for item in self._record.fields if item.label_at.line == entry.label_at.line]
        item = any(_MARKER.match(self._lines[span.line - 1]) and span.line != entry.label_at.line
                   for span in entry.spans)  # fmt: skip
        return item or (len({other.label_at for other in others}) > 1 and entry.form != _SECTION)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
