"""Mentions of records: the one that is meant, and the one that a wrong number is probably a slip of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import Reference

_ENOUGH = 3
"""Digits from which a number with one wrong digit says which was meant."""


def mentioned(corpus: Corpus, reference: Reference, prefix: str = "") -> tuple[Record, ...]:
    """Return the records that an identifier in prose means: the *s* of *ADR-7s* is a plural."""
    found = corpus.find(reference, prefix=prefix)
    return found or corpus.find(replace(reference, suffix=""), prefix=prefix)


class Slips:
    """Finds the record that was meant, in a time that does not grow with the number of records."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._digits: dict[tuple[str, str], Record] = {}
        self._claims: dict[tuple[str, int], Record] = {}
        for record in records:
            self._digits[record.prefix, _digits(record.id, record.prefix)] = record
            for claim in record.claims:
                if claim.number not in {None, record.number}:
                    self._claims[record.prefix, claim.number or 0] = record

    def meant(self, prefix: str, identifier: str) -> Record | None:
        """Return a record whose heading claims that number, or from which one digit differs."""
        digits = _digits(identifier, prefix)
        if digits.isdigit() and (prefix, int(digits)) in self._claims:
            return self._claims[prefix, int(digits)]
        if len(digits) < _ENOUGH:
            return None
        near = (self._digits.get((prefix, slip)) for slip in _slips(digits))
        return next((record for record in near if record), None)


def _digits(identifier: str, prefix: str) -> str:
    return identifier.removeprefix(f"{prefix}-")


def _slips(digits: str) -> Iterator[str]:
    """Yield what one slip makes of a number: two digits swapped, one wrong, one lost, one too many."""
    places = range(len(digits) - 1, -1, -1)
    for place in places:
        yield digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :]
    for place in places:
        for step in (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8, -9, 9):
            value = int(digits[place]) + step if digits[place].isdecimal() else -1
            if 0 <= value <= 9:
                yield f"{digits[:place]}{value}{digits[place + 1 :]}"
    for place in places:
        yield digits[:place] + digits[place + 1 :]
    for place in places:
        for value in "0123456789":
            yield digits[: place + 1] + value + digits[place + 1 :]
