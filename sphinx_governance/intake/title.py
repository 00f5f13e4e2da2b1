"""A record's title: where it stands, and the number that stands before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_governance.intake.naming import FileName
from sphinx_governance.intake.outline import HEADER_SECTIONS, Heading
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.reference import MARKDOWN_LINK
from sphinx_governance.model.text import fold, squeeze

_WORDED = re.compile(
    r"^\[?(?P<word>[A-Za-z][A-Za-z ]{0,40}?)\s?[-‑#_ ]?\s?#?(?P<number>\d{1,7}|[NX]{1,5})(?P<letter>[a-z]?)\]?"
    r"(?:\s*[.:)–—|-]+\s*|\s+|$)(?P<rest>.*)$"
)
_BARE = re.compile(
    r"^\[?#?(?P<number>\d{1,7})(?P<letter>[a-z]?)\]?(?:[.:)](?=\s|$)|\s*[–—]|\s+-)\s*(?P<rest>.*)$"
)
_PADDED = re.compile(r"^(?P<number>0\d{1,6})\s+(?P<rest>.*)$")
# Not "rfc": in an ADR's title that is one of the IETF's.
_RECORD_WORDS = frozenset(
    {
        "adr",
        "decision",
        "record",
        "decision-record",
        "architecture-decision-record",
        "proposal",
    }
)


class Title(NamedTuple):
    """A title without its number; *number* is what stood before it, as written."""

    text: str
    number: str = ""
    at: Heading | None = None


def split_title(text: str, kind: RecordKind, name: FileName | None = None) -> Title:
    """Return a title and the number before it.

    >>> split_title("7. Use X", kind).number
    '7'
    """
    text = squeeze(text)
    words = _RECORD_WORDS | {fold(kind.prefix), fold(kind.name), fold(kind.title)}
    words |= {fold(name.word)} if name and name.word else set()
    match = _WORDED.match(text)
    if not (match and fold(match["word"]) in words):
        match = _BARE.match(text) or _PADDED.match(text)
    if not match:
        return Title(text)
    return Title(squeeze(match["rest"]), match["number"])


_CODE = re.compile(r"(?P<fence>`+)\s?(?P<text>.+?)\s?(?P=fence)")
_STRONG = re.compile(r"(?<![\w*])(?P<mark>\*{1,2})(?=\S)(?P<text>.+?)(?<=\S)(?P=mark)(?![\w*])")
_LONGEST = 1000
"""Characters of a title that is read for markup; a longer one is no title."""
_ROLE = re.compile(r":[\w:-]+:(?=`)")


def plain_title(text: str) -> str:
    """Return a title of the metadata without inline markup: it stands there unparsed.

    >>> plain_title("Gas for `CALL*`")
    'Gas for CALL*'
    """
    if len(text) > _LONGEST:
        return text
    code: list[str] = []

    def keep(match: re.Match[str]) -> str:
        code.append(match["text"])
        return f"\x00{len(code) - 1}\x00"

    text = _STRONG.sub(lambda match: match["text"], _CODE.sub(keep, _ROLE.sub("", text)))
    text = MARKDOWN_LINK.sub(lambda match: match["text"], text)
    return re.sub(r"\x00(\d+)\x00", lambda match: code[int(match[1])], text)


def title_heading(headings: tuple[Heading, ...], kind: RecordKind) -> int | None:
    """Return the index of the heading that is the document's title, or None where it has none.

    The first heading is the title unless it is a section that the kind knows
    and others stand beside it, or its level says that something is above it.
    """
    if not headings:
        return None
    first = headings[0]
    beside = [heading for heading in headings[1:] if heading.level <= first.level]
    known = fold(first.text) in HEADER_SECTIONS or any(
        spec.matches(first.text) for spec in kind.sections
    )
    return None if known and (beside or first.level > 1) else 0


def same_title(heading: Heading, title: str, kind: RecordKind, name: FileName | None) -> bool:
    """Return whether a heading says what the title in the metadata says, case and number aside."""
    return fold(split_title(heading.text, kind, name).text) == fold(
        split_title(title, kind, name).text
    )
