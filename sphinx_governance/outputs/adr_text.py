"""Texts of records as adr-tools keeps them: titles, slugs, Status sections and the links in them.

Everything works on whole texts and changes nothing but the lines it is about; line endings stay.
What adr-tools writes, its spelling of *Supercedes* included, is written here too: files and scripts
of its users go on as they are. See https://github.com/npryce/adr-tools
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

SUPERSEDES, SUPERSEDED_BY = "Supercedes", "Superceded by"
"""The words of adr-tools."""
ACCEPTED = "Accepted"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_ENDING = re.compile(r"\r\n|\n|\r")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_TITLE = re.compile(r"#[ \t]+(.*\S)")
_STATUS = re.compile(r"##[ \t]+status(?:[ \t]+#+)?", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_TOKEN = re.compile("NUMBER|TITLE|DATE|STATUS")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_LINK = re.compile(r"(.+?) \[.*\]\((?:\./)?0*([1-9][0-9]*).*\)")
_OLD_DATE = re.compile(r"(Date: )([0-9]{2})/([0-9]{2})/([0-9]{4})(?![0-9])")


class NoStatusError(Exception):
    """A record without the section that links go to."""


class OldDateError(Exception):
    """A date that looks like one of old, and is none; the number of its line."""


def one_line(text: str) -> str:
    """Return text that stays on one line: control characters and line ends become blanks."""
    return _CONTROL.sub(" ", text).strip()


def slug_of(title: str) -> str:
    """Return the part of a file name that a title makes: letters and digits, all else one hyphen."""
    kept = "".join(character if character.isalnum() else "-" for character in title.lower())
    return re.sub(r"-+", "-", kept).strip("-")


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a template with NUMBER, TITLE, DATE and STATUS replaced, each once in a line."""
    return "".join(_filled_line(line, values) for line in _LINE.findall(template))


def _filled_line(line: str, values: Mapping[str, str]) -> str:
    seen: set[str] = set()

    def value(match: re.Match[str]) -> str:
        if match[0] in seen:
            return match[0]
        seen.add(match[0])
        return values[match[0]]

    return _TOKEN.sub(value, line)


def title_of(text: str, default: str) -> str:
    """Return the title line of a record, its number included, as it is written."""
    for _, line in _outside(_LINE.findall(text)):
        if found := _TITLE.fullmatch(line.removeprefix("\ufeff")):
            return found[1]
    return default


def link_to(title: str, target: str) -> str:
    """Return a link; brackets of a title are escaped where they would end it or be one themselves."""
    if not _balanced(title) or re.search(r"\][(\[]", title):
        title = re.sub(r"(?<!\\)([\[\]])", r"\\\1", title)
    quoted = re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", target)
    return f"[{title}]({quoted})"


def _balanced(text: str) -> bool:
    depth = 0
    for character in re.sub(r"\\.", "", text):
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return False
    return depth == 0


def with_link(text: str, link: str) -> str:
    """Return a record with a line at the end of its Status section, unless the line is there.

    :raises NoStatusError: it has no such section.
    """
    lines = _LINE.findall(text)
    start, end = _status(lines)
    if any(line.strip() == link for line in lines[start + 1 : end]):
        return text
    found = _ENDING.search(lines[start])
    newline = found[0] if found else "\n"
    last = lines[end - 1]
    before = "" if not last.strip() else newline if _ENDING.search(last) else newline * 2
    after = newline * 2 if end < len(lines) else newline if _ENDING.search(last) else ""
    return "".join([*lines[:end], before, link, after, *lines[end:]])


def without_accepted(text: str) -> str:
    """Return a record whose Status section does not say *Accepted* on a line of its own any more.

    :raises NoStatusError: it has no such section.
    """
    lines = _LINE.findall(text)
    start, end = _status(lines)
    for index in range(start + 1, end):
        if lines[index].strip() == ACCEPTED:
            follows = index + 1 < end and not lines[index + 1].strip()
            stop = index + 2 if follows and not lines[index - 1].strip() else index + 1
            return "".join([*lines[:index], *lines[stop:]])
    return text


def links_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield the links of a Status section: what it says of another record, and that one's number."""
    lines = _LINE.findall(text)
    try:
        start, end = _status(lines)
    except NoStatusError:
        return
    for line in lines[start + 1 : end]:
        if found := _LINK.match(line.strip()):
            yield found[1], int(found[2])


def upgraded(text: str) -> str:
    """Return a record with its date as adr-tools has written it since 2.0: 12/01/1992 is 1992-01-12.

    :raises OldDateError: there is no such day.
    """
    lines = _LINE.findall(text)
    for index, line in _outside(lines):
        if found := _OLD_DATE.match(line):
            try:
                day = date(int(found[4]), int(found[3]), int(found[2]))
            except ValueError:
                raise OldDateError(index + 1) from None
            lines[index] = f"{found[1]}{day.isoformat()}{lines[index][found.end() :]}"
    return "".join(lines)


def _status(lines: list[str]) -> tuple[int, int]:
    """Return the lines of the Status section: its heading, and the next one or the end."""
    start = -1
    for index, line in _outside(lines):
        if start >= 0 and _HEADING.match(line):
            return start, index
        if start < 0 and _STATUS.fullmatch(line):
            start = index
    if start < 0:
        raise NoStatusError
    return start, len(lines)


def _outside(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that stand in no front matter, no fence and no comment."""
    closing: re.Pattern[str] | None = None
    for index, line in enumerate(lines):
        text = line.rstrip()
        if closing is not None:
            closing = None if closing.search(text) else closing
            continue
        closing = _closing(index, text)
        if closing is None:
            yield index, text


def _closing(index: int, line: str) -> re.Pattern[str] | None:
    """Return what ends the block that a line opens, None where it opens none."""
    if index == 0 and line.removeprefix("\ufeff") == "---":
        return re.compile(r"^(?:---|\.\.\.)$")
    if fence := _FENCE.match(line):
        return re.compile(rf"^ {{0,3}}{fence[1][0]}{{{len(fence[1])},}}$")
    if line.startswith("<!--") and "-->" not in line:
        return re.compile("-->")
    return None
