"""Texts that are alike, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_governance.model.joins import Join, Thresholds, join
from sphinx_governance.model.record import Location
from sphinx_governance.model.shingles import Shingles, words_of
from sphinx_governance.model.text import shorten, squeeze

_OPENING = 48
"""Characters of a text that are kept to tell it by."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """From when on two blocks of text are alike. *similarity* and *containment* are in percent."""

    words: int = 20
    similarity: int = 80
    containment: int = 90
    code: bool = False


class Text(NamedTuple):
    """What is compared: *kind* says what it is, *at* where it begins."""

    kind: str
    text: str
    at: Location


class Place(NamedTuple):
    """Where one of the texts of a cluster stands: *words* is its length, *opening* its beginning."""

    kind: str
    at: Location
    words: int
    opening: str


class Cluster(NamedTuple):
    """Texts of which each is alike to another one, in the order in which they were given.

    *percent* is the least that two of those have in common: of both, or of the
    shorter one where *partly* says that one is more or less part of the other.
    """

    places: tuple[Place, ...]
    percent: int
    partly: bool


class Pair(NamedTuple):
    """Two texts that are alike, by their indexes."""

    first: int
    second: int
    percent: int
    partly: bool


def clusters_of(texts: Sequence[Text], duplicates: Duplicates) -> tuple[Cluster, ...]:
    """Return the clusters among texts, in the order of their first places."""
    words = [_words(text.text, duplicates.words) for text in texts]
    found = _Linked(len(texts))
    same: dict[tuple[str, ...], list[int]] = {}
    for index, own in enumerate(words):
        if own and len(own) >= duplicates.words:
            same.setdefault(own, []).append(index)
    for indexes in same.values():
        found.link(indexes, 100, partly=False)
    leaders = [indexes[0] for indexes in same.values()]
    thresholds = Thresholds(duplicates.similarity, duplicates.containment)
    joined = join(Shingles(same), thresholds)
    for first, second, percent, partly in _links(joined, thresholds):
        found.link([leaders[index] for index in (*first, *second)], percent, partly=partly)
    return tuple(
        Cluster(tuple(_place(texts[index], len(words[index])) for index in members), *how)
        for members, how in found.clusters()
    )


def _words(text: str, least: int) -> tuple[str, ...]:
    """Return a text's words, none of one that cannot have so many: most blocks are short."""
    if len(text) < 2 * least - 1 and text.isascii():
        return ()
    return tuple(words_of(text))


def pairs_of(sets: Sequence[frozenset[int]], thresholds: Thresholds) -> Iterator[Pair]:
    """Yield every two sets that are alike, the earlier one first."""
    joined = join(sets, thresholds)
    for first, second, percent, partly in _links(joined, thresholds):
        if first is second:
            pairs = [(one, two) for one in first for two in first if one < two]
        else:
            pairs = [(min(one, two), max(one, two)) for one in first for two in second]
        for one, two in pairs:
            yield Pair(one, two, percent, partly)


def _links(
    joined: Join, thresholds: Thresholds
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int, bool]]:
    """Yield groups whose sets are alike, with how alike they are."""
    for match in joined.matches:
        smaller, larger = joined.sizes[match.smaller], joined.sizes[match.larger]
        both = 100 * match.shared // (smaller + larger - match.shared)
        partly = both < thresholds.similarity
        percent = 100 * match.shared // smaller if partly else both
        yield joined.groups[match.smaller], joined.groups[match.larger], percent, partly


class _Linked:
    """Indexes that are linked with each other, directly or not (union-find), and how closely."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))
        self._percent = [100] * count
        self._partly = [False] * count

    def link(self, indexes: Sequence[int], percent: int, *, partly: bool) -> None:
        """Link some indexes with each other."""
        first = self._top(indexes[0])
        for index in indexes:
            other = self._top(index)
            # The earliest is on top, so that a cluster is named after it.
            top, below = min(first, other), max(first, other)
            self._above[below] = first = top
            self._percent[top] = min(percent, self._percent[top], self._percent[below])
            self._partly[top] |= self._partly[below] or partly

    def clusters(self) -> Iterator[tuple[list[int], tuple[int, bool]]]:
        """Yield the indexes that are linked, and the least percentage among their links."""
        members: dict[int, list[int]] = {}
        for index in range(len(self._above)):
            members.setdefault(self._top(index), []).append(index)
        for top, indexes in members.items():
            if len(indexes) > 1:
                yield indexes, (self._percent[top], self._partly[top])

    def _top(self, index: int) -> int:
        above = self._above
        while above[index] != index:
            above[index] = index = above[above[index]]
        return index


def _place(text: Text, words: int) -> Place:
    return Place(text.kind, text.at, words, shorten(squeeze(text.text), _OPENING))
