"""Outlines of a bare folder, kept between runs: JSON in the user's cache folder, keyed by content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx_governance.intake.kept import KeptFile
from sphinx_governance.intake.outline import (
    Allow,
    Block,
    Directive,
    Entry,
    Heading,
    Link,
    Mention,
    Outline,
    Run,
    Trouble,
)
from sphinx_governance.model.record import Span

FORMAT = 5
"""Counts changes to what an Outline holds or how it is read; an older cache is not used."""


class OutlineCache:
    """The outlines of one folder."""

    def __init__(self, root: Path, version: str) -> None:
        self._file = KeptFile(root, "outlines", f"{FORMAT}/{version}")
        self._old = self._file.load()
        self._used: dict[str, Any] = {}

    def get(self, key: str, path: str) -> Outline | None:
        """Return the outline of a content, as it stands at *path*."""
        row = self._old.get(key)
        if row is None:
            return None
        try:
            outline = _outline(row, path)
        except (TypeError, ValueError, IndexError):
            return None
        self._used[key] = row
        return outline

    def put(self, key: str, outline: Outline) -> None:
        """Keep an outline."""
        self._used[key] = outline

    def save(self) -> None:
        """Write what was used this time, where it differs from what is there."""
        if self._used.keys() != self._old.keys():
            self._file.save(self._used)


def _outline(row: list[Any], path: str) -> Outline:
    (
        _,
        markup,
        digest,
        lines,
        entries,
        headings,
        blocks,
        directives,
        links,
        mentions,
        allows,
        troubles,
        counted,
        anchors,
        paths,
    ) = row
    return Outline(
        path,
        markup,
        digest,
        lines,
        tuple((form, _entries(found)) for form, found in entries),
        tuple(Heading(*heading) for heading in headings),
        tuple(
            Block(kind, first, last, heading, tuple(Run(*run) for run in runs), tuple(cell))
            for kind, first, last, heading, runs, cell in blocks
        ),
        tuple(
            Directive(name, title, line, heading, _entries(found), titled)
            for name, title, line, heading, found, titled in directives
        ),
        tuple(Link(*link) for link in links),
        tuple(Mention(*mention) for mention in mentions),
        tuple(Allow(*allow) for allow in allows),
        tuple(Trouble(*trouble) for trouble in troubles),
        counted,
        tuple(anchors),
        tuple(Mention(*path) for path in paths),
    )


def _entries(rows: list[Any]) -> tuple[Entry, ...]:
    return tuple(
        Entry(*facts)._replace(spans=tuple(Span(*span) for span in spans)) for *facts, spans in rows
    )
