"""Strangers' text in Markdown: nothing in it is markup, a mention, a link or a reference for the reader.

GitHub looks for ``@team``, ``#123``, addresses and commits in what Markdown has made of a text, so
that no escape of Markdown stops it. A word joiner does, which is not seen: it stands where such a
thing would begin. Names of files are set as code, where nothing is looked for.
"""

from __future__ import annotations

import re
import unicodedata

from sphinx_governance.model.text import is_web_address, shorten, squeeze

_JOINER = "\u2060"
_MARKUP = re.compile(r"[\\`*_\[\]~|$]")
_AT_THE_START = re.compile(r"^(\d*)([-+=#.)])")
"""What makes a list, a heading or a rule of a line that begins with it."""

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINKED = re.compile(
    r"""
    @ | \# | ://                                          # mentions, issues, addresses
    | (?<=www)\. | (?<=gh)- | (?:mailto|xmpp|tel):
    | (?<=[0-9a-f]{4})(?=[0-9a-f]{3})                     # what may be the name of a commit
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPED = re.compile(rf"\\([!-/:-@\[-`{{-~])|&(amp|lt|gt);|{_JOINER}")
_NAMES = {"amp": "&", "lt": "<", "gt": ">"}
_BACKTICKS = re.compile(r"`+")
_UNSAFE_IN_ADDRESS = re.compile(r"[^A-Za-z0-9%/:=&?~#+,;@._-]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
WIDTH = 160
"""So much of one text is shown."""


def plain(text: str, width: int = WIDTH) -> str:
    """Return a text on one line, without signs that are not seen, cut to *width*."""
    seen = (" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text[: 4 * width])
    return shorten(squeeze("".join(seen)), width)


def escape(text: str, width: int = WIDTH) -> str:
    """Return a text as Markdown that shows it and does nothing else.

    >>> escape("[a](b) <b>")
    '\\\\[a\\\\](b) &lt;b&gt;'
    """
    broken = _LINKED.sub(_with_joiner, plain(text, width))
    marked = _MARKUP.sub(r"\\\g<0>", re.sub("[&<>]", lambda sign: _ENTITIES[sign[0]], broken))
    return _AT_THE_START.sub(r"\1\\\2", marked)


def _with_joiner(match: re.Match[str]) -> str:
    found = match[0]
    return f":{_JOINER}//" if found == "://" else f"{found}{_JOINER}"


def unescape(markdown: str) -> str:
    """Return the text that :func:`escape` made this of; what a person wrote otherwise stays.

    >>> unescape(escape("1. *see* #12 & <b>"))
    '1. *see* #12 & <b>'
    """
    return _ESCAPED.sub(lambda match: match[1] or _NAMES.get(match[2], ""), markdown)


def code(text: str, width: int = WIDTH) -> str:
    """Return a text as code, whatever backticks are in it; signs that are not seen are written out."""
    # Comments are how items are found again: none may seem to stand in a name.
    shown = shorten(visible(text[: width + 1]), width).replace("<!--", f"<{_JOINER}!--") or " "
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(shown)), default=0))
    space = " " if "`" in {shown[0], shown[-1]} else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _visible(sign: str) -> str:
    if unicodedata.category(sign) not in _UNSEEN:
        return " " if sign.isspace() else sign
    number = ord(sign)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"  # a byte that is not UTF-8
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def visible(text: str) -> str:
    """Return a text in which signs that are not seen are written out."""
    return "".join(map(_visible, text))


def link(text: str, address: str) -> str:
    """Return Markdown of ours, linked to an address where there is one."""
    if not is_web_address(address):
        return text
    safe = _UNSAFE_IN_ADDRESS.sub(lambda sign: _quoted(sign[0]), address[:2000])
    return f"[{text}]({safe})"


def _quoted(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogateescape"))


def fenced(text: str, info: str = "") -> str:
    """Return a block of code in a fence that nothing in it can close."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"
