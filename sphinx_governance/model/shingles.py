"""Texts as sets of numbers, one for every run of three words, that tell as much as the words do.

Each word gets a number, and a run is its words' numbers side by side: equal numbers are
equal words, always. Nothing is hashed, so that nothing can
collide, and nothing depends on the process.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import add
from typing import overload

WIDTH = 3
"""Words in a run. A shorter text is one run of its own."""

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words that count when texts are compared: without case, signs and forms of letters.

    >>> words_of("Use *the* Queue, not the ﬁle.")
    ['use', 'the', 'queue', 'not', 'the', 'file']
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


class Shingles(Sequence[frozenset[int]]):
    """The runs of three words of texts, given as their words; each made anew when it is asked for.

    The runs of a large project take ten times the memory of its words.
    """

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        given = list(texts)
        counts = Counter(chain.from_iterable(given))
        # Rare words get low numbers, so that of two runs the lower one is likely to be the rarer.
        by_rarity = sorted(counts, key=lambda word: (counts[word], word))
        number_of = {word: number for number, word in enumerate(by_rarity, start=1)}.__getitem__
        self._rows = [list(map(number_of, words)) for words in given]
        bits, count = len(counts).bit_length(), len(counts) + 1
        self._high = [number << 2 * bits for number in range(count)].__getitem__
        self._middle = [number << bits for number in range(count)].__getitem__

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> frozenset[int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[frozenset[int]]: ...
    def __getitem__(self, index: int | slice) -> frozenset[int] | list[frozenset[int]]:
        if isinstance(index, slice):
            return [self._runs(row) for row in self._rows[index]]
        return self._runs(self._rows[index])

    def __iter__(self) -> Iterator[frozenset[int]]:
        return map(self._runs, self._rows)

    def _runs(self, row: list[int]) -> frozenset[int]:
        # The three numbers of a run are added, each moved to digits of its own: adding whole columns
        # costs a third of what a loop over the runs does.
        padded = row if len(row) >= WIDTH else [*row, *[0] * (WIDTH - len(row))]
        upper = map(add, map(self._high, padded), map(self._middle, padded[1:]))
        return frozenset(map(add, upper, padded[2:]))
