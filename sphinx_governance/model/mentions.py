"""Mentions of records: the one that is meant, and the one that a wrong number is probably a slip of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import Reference

_ENOUGH = 3
"""Digits from which a number with one wrong digit says which was meant."""


def mentioned(corpus: Corpus, reference: Reference, prefix: str = "") -> tuple[Record, ...]:
    """Return the records that an identifier in prose means: the *s* of *ADR-7s* is a plural."""
    found = corpus.find(reference, prefix=prefix)
    return found or corpus.find(reference._replace(suffix=""), prefix=prefix)


class Slips:
    """Finds the record that was meant, in a time that does not grow with the number of records."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._numbers: dict[tuple[str, int], Record] = {}
        self._claims: dict[tuple[str, int], Record] = {}
        for record in records:
            if record.number is not None:
                self._numbers[record.prefix, record.number] = record
            for claim in record.claims:
                if claim.number is not None and claim.number != record.number:
                    self._claims[record.prefix, claim.number] = record

    def meant(self, prefix: str, digits: str) -> Record | None:
        """Return a record that claims that number in its heading, or whose number one slip makes it."""
        claims = self._claims.get((prefix, int(digits)))
        if claims or len(digits) < _ENOUGH:
            return claims
        near = (self._numbers.get((prefix, int(slip))) for slip in _slips(digits))
        return next((record for record in near if record), None)


def _slips(digits: str) -> Iterator[str]:
    """Yield what one slip makes of a number: two digits swapped, one wrong, one too many, one lost."""
    places = range(len(digits) - 1, -1, -1)
    for place in places:
        yield digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :]
    for place in places:
        for value in sorted("0123456789", key=lambda value: abs(int(value) - int(digits[place]))):
            yield f"{digits[:place]}{value}{digits[place + 1 :]}"
    for place in places if len(digits.lstrip("0")) >= _ENOUGH else ():
        yield digits[:place] + digits[place + 1 :]
        for value in "0123456789":
            yield digits[: place + 1] + value + digits[place + 1 :]
