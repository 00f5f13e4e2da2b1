"""What is known of one document: its records, and what it refers to, allows and declares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_governance.model.guide import Guide
from sphinx_governance.model.record import Location, Record

if TYPE_CHECKING:
    from sphinx_governance.model.markers import DeclaredFragment


class Link(NamedTuple):
    """A link or role as written: *kind* is link, image, name, or the role's name.

    *to* is where its target is written, None where that is not known.
    """

    kind: str
    text: str
    target: str
    at: Location
    to: Location | None = None


class Mention(NamedTuple):
    """What may be a record's identifier in running text."""

    text: str
    at: Location


class Allow(NamedTuple):
    """A comment that allows a rule's findings in the lines *first* to *last* of its file."""

    rule: str
    reason: str
    at: Location
    first: int
    last: int


class Trouble(NamedTuple):
    """What could not be read, where, and what to do about it."""

    message: str
    at: Location
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document that was examined. *blocks* counts its blocks of text.

    *anchors* are those that GitHub gives it; only filled for what GitHub shows
    (bare folders, README and the like). *paths* is the code in its text that looks
    like a path. *parts* is what the page includes from other files, *within* the path of
    the page that a part is included in: links in it lead on from there.
    """

    path: str
    page: str = ""
    records: tuple[Record, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    allows: tuple[Allow, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    blocks: int = 0
    anchors: frozenset[str] = frozenset()
    guide: Guide | None = None
    paths: tuple[Mention, ...] = ()
    parts: tuple[Document, ...] = ()
    within: str = ""
    fragments: tuple[DeclaredFragment, ...] = ()


def joined(parts: Sequence[Document]) -> Document:
    """Return as one what several pages include of one file."""
    return replace(
        parts[0],
        links=tuple(dict.fromkeys(link for part in parts for link in part.links)),
        mentions=tuple(dict.fromkeys(item for part in parts for item in part.mentions)),
        allows=tuple(dict.fromkeys(allow for part in parts for allow in part.allows)),
        paths=tuple(dict.fromkeys(path for part in parts for path in part.paths)),
    )
