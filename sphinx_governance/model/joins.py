"""Exact joins of sets: every two that have enough in common, without comparing every two.

Two sets are alike where what they share is at least so many percent of all that they
hold (similarity), or of what the smaller one holds (containment). Either way the
smaller one shares a least number of its elements. So it has one of its rarest
elements in common with the other: with few enough of them left out, too few were
left to share. Only sets that meet in those are compared (prefix filtering, as in
AllPairs and PPJoin; Bayardo, Ma and Srikant 2007). Nothing is sampled, no pair is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many percent on two sets are alike; from 1 to 100."""

    similarity: int = 80
    containment: int = 90

    def least(self, size: int) -> int:
        """Return how much a set of *size* shares at least with one alike that is no smaller."""
        # Similarity s means: shared = s · (smaller + larger - shared), so that
        # shared = s / (1 + s) · (smaller + larger), which is 2s / (1 + s) · smaller at least.
        similar = _divided_up(2 * self.similarity * size, 100 + self.similarity)
        return min(similar, _divided_up(self.containment * size, 100))

    def prefix(self, size: int) -> int:
        """Return how many of its elements, the first in any order, a set has one of in common with it."""
        return size - self.least(size) + 1

    def alike(self, shared: int, smaller: int, larger: int) -> bool:
        """Return whether two sets of these sizes are alike."""
        return 100 * shared >= self.containment * smaller or 100 * shared >= self.similarity * (
            smaller + larger - shared
        )


class Match(NamedTuple):
    """Two groups of sets, the first of the smaller ones: each of one is alike to each of the other.

    The sets of a group share the same elements with others and are of one size; a group
    that is matched with itself has its sets alike to each other.
    """

    smaller: int
    larger: int
    shared: int


class _Group(NamedTuple):
    size: int
    shared: frozenset[int]


@dataclass(frozen=True)
class Join:
    """What a join found. *groups* are the indexes of the sets in each group."""

    groups: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    matches: tuple[Match, ...]


def join(sets: Sequence[frozenset[int]], thresholds: Thresholds) -> Join:
    """Return every two sets that are alike. Low elements should be the rare ones: it is faster then.

    Most sets have nothing in common with another one where it counts, and are dropped
    first. Of the others, what only one holds cannot be shared: it is dropped, and only
    counts. Sets that are the same without it are compared once for all of them, so that a
    thousand lines that differ by a number, or not at all, cost as much as two.
    """
    members: defaultdict[_Group, list[int]] = defaultdict(list)
    meeting = {index: sets[index] for index in _meeting(sets, thresholds)}
    common = _in_two(meeting.values())
    for index, elements in meeting.items():
        if shared := elements & common:
            members[_Group(len(elements), shared)].append(index)
    # From the largest down: each then finds only what is no smaller than itself.
    groups = sorted(members, key=lambda group: (-group.size, members[group]))
    matches = [
        *_matches(groups, thresholds),
        *(
            Match(index, index, len(group.shared))
            for index, group in enumerate(groups)
            if len(members[group]) > 1
            and thresholds.alike(len(group.shared), group.size, group.size)
        ),
    ]
    return Join(
        tuple(tuple(members[group]) for group in groups),
        tuple(group.size for group in groups),
        tuple(matches),
    )


def _meeting(sets: Sequence[frozenset[int]], thresholds: Thresholds) -> list[int]:
    """Return the sets that may have one that is alike: some lowest element of one is in both.

    Any one order of all elements will do for this; that of their values costs least.
    """
    lowest: set[int] = set()
    for elements in sets:
        lowest.update(sorted(elements)[: thresholds.prefix(len(elements))])
    held = [elements & lowest for elements in sets]
    shared = _in_two(held)
    return [index for index, elements in enumerate(held) if not shared.isdisjoint(elements)]


def _matches(groups: Sequence[_Group], thresholds: Thresholds) -> Iterator[Match]:
    prefixes = _prefixes(groups, thresholds)
    wanted = {element for prefix in prefixes for element in prefix}
    holding: defaultdict[int, list[int]] = defaultdict(list)
    for index, (group, prefix) in enumerate(zip(groups, prefixes, strict=True)):
        met = {other for element in prefix for other in holding[element]}
        for other in sorted(met):
            shared = len(group.shared & groups[other].shared)
            if thresholds.alike(shared, group.size, groups[other].size):
                yield Match(index, other, shared)
        for element in group.shared & wanted:
            holding[element].append(index)


def _prefixes(groups: Sequence[_Group], thresholds: Thresholds) -> list[list[int]]:
    """Return for each group the rarest of its elements, of which an alike one must have one."""
    frequency: Counter[int] = Counter()
    for group in groups:
        frequency.update(group.shared)

    def rarity(element: int) -> tuple[int, int]:
        return frequency[element], element

    prefixes = []
    for group in groups:
        # The dropped elements are the rarest of all, and lead nowhere.
        length = len(group.shared) - group.size + thresholds.prefix(group.size)
        prefixes.append(sorted(group.shared, key=rarity)[:length] if length > 0 else [])
    return prefixes


def _in_two(sets: Iterable[frozenset[int]]) -> set[int]:
    """Return the elements that more than one of the sets holds."""
    seen: set[int] = set()
    again: set[int] = set()
    for elements in sets:
        again |= seen & elements
        seen |= elements
    return again


def _divided_up(number: int, divisor: int) -> int:
    return -(-number // divisor)
