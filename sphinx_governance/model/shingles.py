"""Texts as sets of numbers, one for every run of three words, that tell as much as the words do.

Each word gets a number as it is first met, and a run is its words' numbers side by
side: equal numbers are equal words, always. Nothing is hashed, so that nothing can
collide, and nothing depends on the process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from operator import add

WIDTH = 3
"""Words in a run. A shorter text is one run of its own."""

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words that count when texts are compared: without case, signs and forms of letters.

    >>> words_of("Use *the* Queue, not the ﬁle.")
    ['use', 'the', 'queue', 'not', 'the', 'file']
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


class _Numbers(dict[str, int]):
    """Word → its number, from 1; a new word gets the next one."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


class Shingles:
    """The runs of three words of texts, given as their words; made anew each time they are gone through.

    The runs of a large project take ten times the memory of its words.
    """

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        numbers = _Numbers()
        number_of = numbers.__getitem__
        self._rows = [list(map(number_of, words)) for words in texts]
        self._bits, self._count = len(numbers).bit_length(), len(numbers) + 1

    def __iter__(self) -> Iterator[frozenset[int]]:
        # The three numbers of a run are added, each moved to digits of its own: adding whole columns
        # costs a third of what a loop over the runs does.
        high = [number << 2 * self._bits for number in range(self._count)].__getitem__
        middle = [number << self._bits for number in range(self._count)].__getitem__
        for row in self._rows:
            padded = row if len(row) >= WIDTH else [*row, *[0] * (WIDTH - len(row))]
            upper = map(add, map(high, padded), map(middle, padded[1:]))
            yield frozenset(map(add, upper, padded[2:]))
