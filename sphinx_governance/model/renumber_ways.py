"""Paths that lead to a record whose number changes: which part of them is its name, and where it stands."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from sphinx_governance.model.document import Mention
from sphinx_governance.model.record import Location
from sphinx_governance.model.renumber_plan import Renumber, Source

_BARE = re.compile(r"[^\s<>\"'`)\]]*")


def stands(line: str, start: int, digits: str) -> bool:
    """Return whether a number stands at a place, whole: the 2 of 12 is none."""
    end = start + len(digits)
    around = line[max(start - 1, 0) : start] + line[end : end + 1]
    return start >= 0 and line[start:end] == digits and not any(map(str.isdigit, around))


class Ways:
    """The ways to one record's file or folder, and the places of its identifier."""

    def __init__(self, move: Renumber, source: Source) -> None:
        self._move, self._source = move, source

    def component(self, path: str, beside: str) -> int | None:
        """Return which part of a path is the record's file or folder, None where it leads elsewhere.

        :param beside: the file that the path leads on from.
        """
        move = self._move
        if not move.part or move.digits[0] not in path:
            return None
        folder = posixpath.dirname(posixpath.join(move.base, beside))
        starts = move.roots if path.startswith("/") else (folder,)
        parts = path.split("/")
        for index, part in enumerate(parts):
            if not self._is_part(unquote(html.unescape(part))):
                continue
            above = unquote("/".join(parts[:index])).lstrip("/")
            for start in starts:
                if posixpath.normpath(posixpath.join(start, above)) == move.container:
                    return index
        return None

    def _is_part(self, name: str) -> bool:
        suffix = self._move.suffix
        known = ("", suffix, ".html") if suffix else ("",)
        return name in {f"{self._move.part}{ending}" for ending in known}

    def raw(self, at: Location, target: str) -> str:
        """Return a target as it is written at a place, "" where something else stands there."""
        line = self._source(at.path, at.line)
        start = at.column - 1
        for raw in (target, unquote(target), html.escape(target, quote=False)):
            if at.column and line.startswith(raw, start):
                return raw
        match = _BARE.match(line[start:]) if at.column else None
        raw = match[0] if match else ""
        return raw if raw and unquote(html.unescape(raw)) == unquote(target) else ""

    def only(self, text: str, path: str, line: int) -> Location | None:
        """Return the place of a text in a line where it stands once."""
        if not text:
            return None
        whole = rf"(?<![\w/.%-]){re.escape(text)}(?![\w/%-]|\.\w)"
        found = [match.start() for match in re.finditer(whole, self._source(path, line))]
        return Location(path, line, found[0] + 1) if len(found) == 1 else None

    def starts(self, mention: Mention, start: int) -> bool:
        """Return whether a mention stands at a place of its line, counted from 0."""
        line = self._source(mention.at.path, mention.at.line)
        return line[start : start + len(mention.text)].replace("‑", "-") == mention.text

    def standing(self, mention: Mention, edited: Iterable[Location]) -> list[int]:
        """Return where a mention's text stands in its line, but for edits: more than there are is a doubt."""
        line = self._source(mention.at.path, mention.at.line).replace("‑", "-")
        whole = rf"(?<![\w/#.-]){re.escape(mention.text)}(?![\w-])"
        taken = {at.column - 1 for at in edited if at[:2] == mention.at[:2]}
        return [
            match.start()
            for match in re.finditer(whole, line)
            if taken.isdisjoint(range(*match.span()))
        ]
