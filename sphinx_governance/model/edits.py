"""How much of a text was changed, counted in words; links, white space and typography do not count."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import chain

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DOUBLE = "\u201c\u201d\u201e\u00ab\u00bb"
_SINGLE = "\u2018\u2019\u201a"
_SIGNS = str.maketrans(_DASHES + _DOUBLE + _SINGLE, "-" * 7 + '"' * 5 + "'" * 3)
_EDGES = "\"'`*_.,;:!?()[]{}…"
"""What may stand around a word and is none of it."""

_LONG = 4_000_000
"""Pairs of words from which on they are counted instead of aligned: aligning takes their product."""


def changed_words(before: Sequence[str], now: Sequence[str]) -> int:
    """Return how many words differ between two texts, each given block by block.

    A word that became another one counts once.

    >>> changed_words(["We use a queue."], ["We do not use a  queue"])
    2
    """
    old, new = _blocks(before), _blocks(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return sum(
        _between(list(chain(*old[first:last])), list(chain(*new[start:stop])))
        for tag, first, last, start, stop in matcher.get_opcodes()
        if tag != "equal"
    )


def _blocks(text: Sequence[str]) -> list[tuple[str, ...]]:
    return [words for block in text if (words := tuple(_words(block)))]


def _words(text: str) -> list[str]:
    """Return the words of a block: without what is around them, and without addresses."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).translate(_SIGNS)
    stripped = (word.strip(_EDGES) for word in plain.split() if "://" not in word)
    return [word for word in stripped if word.strip("-")]


def _between(old: list[str], new: list[str]) -> int:
    if len(old) * len(new) > _LONG:
        first, second = Counter(old), Counter(new)
        return max((first - second).total(), (second - first).total())
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return sum(
        max(last - first, stop - start)
        for tag, first, last, start, stop in matcher.get_opcodes()
        if tag != "equal"
    )
