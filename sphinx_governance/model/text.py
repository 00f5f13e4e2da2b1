"""Small operations on text that several parts of the model share."""

from __future__ import annotations

import difflib
import posixpath
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+")
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# What is left out of XML's characters: to compile a set of all that are in takes 3 ms.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAIRS = {"[": "]", "{": "}", "<": ">"}
_NEAR = 0.72
"""Similarity (0 to 1) from which a name is offered as "did you mean"; below it, offers mislead."""


def squeeze(text: str) -> str:
    """Return *text* on one line: runs of white space become one blank."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return the key under which labels, states and section names are compared.

    Case, decoration (emoji, stars, brackets), hyphens and spaces do not count:
    ``✅ Last Call`` and ``last-call`` fold to the same key.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return _NOT_WORD.sub(" ", plain).strip().replace(" ", "-")


def slugify(text: str) -> str:
    """Return *text* as a file-name part: ASCII letters, digits and single hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def harmless(text: str) -> str:
    """Return *text* without control and direction characters.

    What strangers write ends up in terminals and reports; an escape sequence
    there could rewrite what the reader sees.
    """
    return _CONTROL.sub("", text)


def printable(text: str) -> str:
    """Return *text* on one line, harmless."""
    return squeeze(harmless(text))


def xml_text(text: str) -> str:
    """Return text as XML 1.0 can hold it; Source: https://www.w3.org/TR/xml/#charsets."""
    return _NOT_XML.sub("\ufffd", text)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that *name* is probably a slip of, or None."""
    matches = difflib.get_close_matches(name, sorted(candidates), n=1, cutoff=_NEAR)
    return matches[0] if matches else None


def relative_path(path: str, beside: str) -> str:
    """Return a path as a file at *beside* links to it.

    >>> relative_path("adr/0005-x.md", "adr/0002-y.md")
    '0005-x.md'
    """
    return posixpath.relpath(path, posixpath.dirname(beside) or ".")


def is_web_address(text: str) -> bool:
    """Return whether a text is an address of http or https: no other is followed or linked to."""
    return text.startswith(("https://", "http://"))


def shorten(text: str, width: int) -> str:
    """Return *text* cut to *width* characters, the cut marked with an ellipsis."""
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: ``count(1, "record")`` is ``1 record``."""
    noun = singular if number == 1 else plural or singular + "s"
    return f"{number:,} {noun}"


def listed(names: Iterable[str], last: str = "or") -> str:
    """Return names as prose: ``a, b or c``."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def bracketed(text: str) -> str:
    """Return what stands inside the one pair of brackets that holds all of *text*, "" where none does.

    >>> bracketed("{list of authors}")
    'list of authors'
    >>> bracketed("[ADR-5](0005-x.md)")
    ''
    """
    text = squeeze(text)
    closing = _PAIRS.get(text[:1])
    if closing is None or not text.endswith(closing):
        return ""
    depth = 0
    for position, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == closing)
        if not depth:
            return text[1:-1].strip() if position == len(text) - 1 else ""
    return ""
