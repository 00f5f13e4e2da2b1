"""The lines of a Markdown text that are one comment each, outside code: what may be a marker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt

from sphinx_governance.model.markers import CommentLine, Found, find_regions

_WHOLE = re.compile(r" {0,3}<!--(?:(?!-->).)*-->[ \t]*")
_RAW = re.compile(r"<(/?)(pre|script|style|textarea|code)\b|<!--|-->", re.IGNORECASE)
_WORD = "governance:"


@cache
def _parser() -> MarkdownIt:
    """Return a parser that finds blocks alone: five megabytes of text have many words."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def regions_of(path: str, text: str) -> Found:
    """Return the fragments of a Markdown text."""
    return find_regions(path, text, comment_lines(text)) if _WORD in text else Found()


def comment_lines(text: str) -> Iterator[CommentLine]:
    """Yield the lines that are one comment each; a text that shows comments as code has none there."""
    text = text.removeprefix("\ufeff")
    lines = re.split(r"\r\n|\r|\n", text)
    for token in _parser().parse(text):
        if token.type != "html_block" or not token.map or _WORD not in token.content:
            continue
        first, last = token.map
        if token.level:
            for offset, line in enumerate(token.content.split("\n")):
                if _WHOLE.fullmatch(line):
                    yield CommentLine(first + offset + 1, line, inside=True)
        else:
            yield from _in_block(lines, first, last)


def _in_block(lines: list[str], first: int, last: int) -> Iterator[CommentLine]:
    """Yield the comments among the lines of a block of HTML: none in ``<pre>``, none in a comment."""
    within = ""
    for number in range(first, min(last, len(lines))):
        if not within and _WHOLE.fullmatch(lines[number]):
            yield CommentLine(number + 1, lines[number])
            continue
        for match in _RAW.finditer(lines[number]):
            within = _after(within, match)


def _after(within: str, match: re.Match[str]) -> str:
    """Return what is open after a tag or an end of a comment: the name of a tag, ``<!--`` or nothing."""
    sign = match[0]
    if within == "<!--":
        return "" if sign == "-->" else within
    if within:
        return "" if match[1] and match[2].lower() == within else within
    if sign == "<!--":
        return sign
    return match[2].lower() if match[2] and not match[1] else ""
