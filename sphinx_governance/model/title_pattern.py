"""Regular expressions on the titles of strangers' pull requests: matched so that none can hang.

Python's ``re`` tries one way after the other, and a title can be made for which a harmless
pattern such as ``(\\w+ ?)+:`` has more ways than there is time for. Here all ways are followed
at once, as a set of positions: the time is bounded by the lengths of pattern and title, and a
budget of steps ends what is costly all the same. References back (``(.)\\1``), conditions, atomic
groups and lookbehind cannot be followed so; a pattern with one of them is refused, and so said.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

LONGEST = 256
"""So much of a title is looked at: GitHub's own limit."""

_BUDGET = 200_000
"""Steps; one is a position at a part of the pattern. A title takes a few hundred."""

_WORD = re.compile(r"\w")
_CATEGORIES = {
    "CATEGORY_DIGIT": re.compile(r"\d"),
    "CATEGORY_NOT_DIGIT": re.compile(r"\D"),
    "CATEGORY_SPACE": re.compile(r"\s"),
    "CATEGORY_NOT_SPACE": re.compile(r"\S"),
    "CATEGORY_WORD": _WORD,
    "CATEGORY_NOT_WORD": re.compile(r"\W"),
}

Places = AbstractSet[int]


class TitlePatternError(Exception):
    """A pattern that is no regular expression, or that cannot be matched in bounded time."""


def title_matches(pattern: str, title: str) -> bool:
    """Return whether a pattern is found in a title, of which the first :data:`LONGEST` signs count.

    :raises TitlePatternError: it is no regular expression, or none that can be followed safely.
    """
    tree, flags = _parsed(pattern)
    text = title[:LONGEST]
    try:
        return bool(_Run(text).sequence(tree, set(range(len(text) + 1)), flags))
    except RecursionError as error:
        raise TitlePatternError("its groups are nested too deeply") from error


@lru_cache(maxsize=1024)
def _parsed(pattern: str) -> tuple[Any, int]:
    try:
        # The parser of ``re`` itself: whatever it reads, we read the same.
        parser: Any = importlib.import_module("re._parser")
        tree = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise TitlePatternError(f"it is no regular expression: {error}") from error
    except ImportError as error:
        raise TitlePatternError("this Python's re has no parser that is known") from error
    return tree, int(tree.state.flags)


class _Run:
    """One pattern on one text: takes the places where a part may begin, returns those where it may end."""

    def __init__(self, text: str) -> None:
        self._text, self._left = text, _BUDGET

    def sequence(self, parts: Iterable[Any], places: Places, flags: int) -> Places:
        for operation, argument in parts:
            if not places:
                break
            places = self._part(str(operation), argument, places, flags)
        return places

    def _part(self, name: str, argument: Any, places: Places, flags: int) -> Places:
        self._left -= len(places) + 1
        if self._left < 0:
            raise TitlePatternError("it takes too long on this title")
        follow: Callable[[Any, Places, int], Places] | None = getattr(
            self, f"_{name.lower()}", None
        )
        if follow is not None:
            return follow(argument, places, flags)
        holds = _sign_test(name, argument, flags)
        length, text = len(self._text), self._text
        return {place + 1 for place in places if place < length and holds(text[place])}

    def _branch(self, argument: Any, places: Places, flags: int) -> Places:
        return set().union(*(self.sequence(way, places, flags) for way in argument[1]))

    def _subpattern(self, argument: Any, places: Places, flags: int) -> Places:
        _, added, removed, inside = argument
        return self.sequence(inside, places, (flags | added) & ~removed)

    def _max_repeat(self, argument: Any, places: Places, flags: int) -> Places:
        least, most, inside = argument
        current = places
        for _ in range(int(least)):
            following = self.sequence(inside, current, flags)
            if following == current:
                break
            current = following
        found, fresh, more = set(current), current, int(most) - int(least)
        while fresh and more > 0:
            fresh = self.sequence(inside, fresh, flags) - found
            found |= fresh
            more -= 1
        return found

    _min_repeat = _max_repeat
    """Whether a repeat is greedy is of no matter where only the match counts."""

    def _assert(self, argument: Any, places: Places, flags: int) -> Places:
        direction, inside = argument
        if direction < 0:
            raise TitlePatternError("lookbehind cannot be used here")
        return {place for place in places if self.sequence(inside, {place}, flags)}

    def _assert_not(self, argument: Any, places: Places, flags: int) -> Places:
        return places - self._assert(argument, places, flags)

    def _at(self, argument: Any, places: Places, flags: int) -> Places:
        return {place for place in places if self._is_at(str(argument), place, flags)}

    def _is_at(self, name: str, place: int, flags: int) -> bool:
        text = self._text
        if name in {"AT_BOUNDARY", "AT_NON_BOUNDARY"}:
            sides = (text[place - 1 : place], text[place : place + 1])
            before, after = (bool(side and _is_word(side, flags)) for side in sides)
            return (before != after) == (name == "AT_BOUNDARY")
        lines = bool(flags & re.MULTILINE)
        if name in {"AT_BEGINNING", "AT_BEGINNING_STRING"}:
            return not place or (lines and name == "AT_BEGINNING" and text[place - 1] == "\n")
        rest = text[place:]
        if name == "AT_END":
            return rest in {"", "\n"} or (lines and rest.startswith("\n"))
        return not rest


def _is_word(sign: str, flags: int) -> bool:
    return bool(_WORD.match(sign)) and (not flags & re.ASCII or sign.isascii())


@lru_cache(maxsize=4096)
def _sign_test_of(name: str, argument: Any, flags: int) -> Callable[[str], bool]:
    if name == "ANY":
        return lambda sign: sign != "\n" or bool(flags & re.DOTALL)
    if name == "IN":
        negated = bool(argument) and str(argument[0][0]) == "NEGATE"
        inside = argument[1:] if negated else argument
        tests = [_sign_test(str(kind), item, flags) for kind, item in inside]
        return lambda sign: any(test(sign) for test in tests) != negated
    if name == "RANGE":
        low, high = argument
        return lambda sign: any(low <= ord(form) <= high for form in _forms(sign, flags))
    if name == "CATEGORY":
        return _category(str(argument), flags)
    if name in {"LITERAL", "NOT_LITERAL"}:
        wanted = name == "LITERAL"
        return lambda sign: (chr(argument) in _forms(sign, flags)) == wanted
    kinds = {"GROUPREF": "a reference back", "GROUPREF_EXISTS": "a condition"}
    raise TitlePatternError(f"{kinds.get(name, 'a possessive or atomic part')} cannot be used here")


def _sign_test(name: str, argument: Any, flags: int) -> Callable[[str], bool]:
    """Return what tells whether one sign is what a part of a pattern wants."""
    frozen = tuple(argument) if isinstance(argument, list) else argument
    try:
        return _sign_test_of(name, frozen, flags)
    except TypeError:
        return _sign_test_of.__wrapped__(name, frozen, flags)


def _category(name: str, flags: int) -> Callable[[str], bool]:
    if name not in _CATEGORIES:
        raise TitlePatternError("it has a class of signs that is not known")
    pattern = _CATEGORIES[name].pattern
    matcher = re.compile(pattern, flags & re.ASCII)
    return lambda sign: matcher.match(sign) is not None


def _forms(sign: str, flags: int) -> tuple[str, ...]:
    """Return the cases of a sign, where case does not count."""
    if not flags & re.IGNORECASE:
        return (sign,)
    return tuple({form for form in (sign, sign.lower(), sign.upper()) if len(form) == 1})
