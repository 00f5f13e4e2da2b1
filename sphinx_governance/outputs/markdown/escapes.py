"""Words as Markdown that shows them and does nothing else; people read the source too, so little is escaped."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(
    r"""
    [\\`*\[\]<~|$]                                        # markup wherever it stands
    | (?<![^\W_])_+ | _+(?![^\W_])                        # not between letters, where it is none
    | &(?=\#?\w{1,32};)                                   # what would be a sign by its name
    """,
    re.VERBOSE,
)
_WEB = re.compile(r"\b(https?|ftp)://|\bwww\.(?=\w)", re.IGNORECASE)
_AT_THE_START = re.compile(
    r"""
    (?P<head>\#{1,6}(?=\s|$)) | (?P<quote>>) | (?P<item>[-+](?=\s|$)) | (?P<under>=+\s*$|-+\s*$)
    | (?P<number>\d{1,9})(?P<dot>[.)](?=\s|$))
    """,
    re.VERBOSE,
)
_UNSAFE = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Signs that turn the direction of what follows, and so hide what it says."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def cleaned(text: str) -> str:
    """Return a text on one line, without signs that no reader sees."""
    kept = (sign for sign in text if sign not in _TURNING)
    return "".join(" " if unicodedata.category(sign) in _UNSAFE else sign for sign in kept)


def escaped(text: str) -> str:
    """Return words as Markdown for the middle of a line.

    >>> escaped("*args, snake_case, a|b")
    '\\\\*args, snake_case, a\\\\|b'
    """
    marked = _MARKUP.sub(_backslashed, cleaned(text))
    # An address would become a link, and in it a backslash is no escape.
    return _WEB.sub(lambda match: match[0].replace(":", "&#58;").replace(".", "&#46;"), marked)


def _backslashed(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match[0])


def unstarted(line: str) -> str:
    """Return a line of Markdown that begins no heading, list, quotation or rule.

    >>> unstarted("1. item"), unstarted("- item"), unstarted("# head")
    ('1\\\\. item', '\\\\- item', '\\\\# head')
    """
    line = line.lstrip(" \t")
    match = _AT_THE_START.match(line)
    if match is None:
        return line
    cut = match.start("dot") if match["dot"] else 0
    return f"{line[:cut]}\\{line[cut:]}"


def in_html(text: str) -> str:
    """Return words for HTML, an attribute's value too."""
    return re.sub('[&<>"]', lambda sign: _ENTITIES[sign[0]], cleaned(text))
