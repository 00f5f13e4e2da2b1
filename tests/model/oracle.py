"""What is alike, found by comparing every text with every other one: slow, and plain to see."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

Runs = frozenset[tuple[str, ...]]


def runs(text: str) -> Runs:
    """Return the runs of three words of a text."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(len(words) - 2, 1)))


def all_pairs(sets: Sequence[Runs], similarity: int, containment: int) -> set[tuple[int, int]]:
    """Return the indexes of every two sets that are alike."""
    return {
        (one, two)
        for two in range(len(sets))
        for one in range(two)
        if alike(sets[one], sets[two], len(sets[one] & sets[two]), similarity, containment)
    }


def pairs_that_meet(
    sets: Sequence[Runs], similarity: int, containment: int
) -> Iterator[tuple[int, int]]:
    """Yield the same, of thousands of sets: what shares nothing at all is not compared."""
    holding: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for two, elements in enumerate(sets):
        shared = Counter(one for element in elements for one in holding[element])
        for one, number in shared.items():
            if alike(sets[one], elements, number, similarity, containment):
                yield one, two
        for element in elements:
            holding[element].append(two)


def alike(one: Runs, two: Runs, shared: int, similarity: int, containment: int) -> bool:
    """Return whether two sets that share so much reach one of the thresholds."""
    if not shared:
        return False
    jaccard = Fraction(shared, len(one) + len(two) - shared)
    contained = Fraction(shared, min(len(one), len(two)))
    return jaccard >= Fraction(similarity, 100) or contained >= Fraction(containment, 100)
