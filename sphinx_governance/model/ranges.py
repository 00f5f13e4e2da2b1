"""Ranges of numbers as answers write them (``<200``, ``200-500``), what they leave out or cover twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

_NUMBER = r"-?\d+(?:[_,]\d{3})*(?:\.\d+)?"
_BOUND = re.compile(rf"(?P<sign><=|>=|<|>|=|≤|≥)?\s*(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d]*|%)")
_BETWEEN = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:-|–|\.\.|to)\s*(?P<high>{_NUMBER})\s*(?P<unit>[^\W\d]*|%)"
)
_SIGNS = {"≤": "<=", "≥": ">="}


class Edge(NamedTuple):
    """A point on the line, or a place just above it: ``below 200`` ends at (200, False)."""

    at: Decimal
    above: bool


class Range(NamedTuple):
    """Numbers from *low* up to, not including, *high*; None is without end."""

    low: Edge | None
    high: Edge | None
    text: str

    def holds(self, number: Decimal) -> bool:
        """Return whether a number is in it."""
        place = Edge(number, above=False)
        return (self.low is None or self.low <= place) and (self.high is None or place < self.high)


def read_range(text: str) -> Range | None:
    """Return the range that a text says, None where it says none.

    >>> read_range("200-500").holds(Decimal(500)), read_range("<200").holds(Decimal(200))
    (True, False)
    """
    stripped = text.strip()
    if match := _BETWEEN.fullmatch(stripped):
        first, last = _number(match["low"]), _number(match["high"])
        if first > last:
            return None
        return Range(Edge(first, above=False), Edge(last, above=True), stripped)
    match = _BOUND.fullmatch(stripped)
    if not match:
        return None
    number, sign = _number(match["number"]), _SIGNS.get(match["sign"] or "=", match["sign"] or "=")
    point, after = Edge(number, above=False), Edge(number, above=True)
    low = {">": after, ">=": point, "=": point}.get(sign)
    high = {"<": point, "<=": after, "=": after}.get(sign)
    return Range(low, high, stripped)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("_", ""))


def gaps(ranges: Iterable[Range]) -> Iterator[str]:
    """Yield the stretches of the line that no range covers, in words.

    Where every bound is a whole number, whole numbers are what is counted: ``<=199`` and ``>=200``
    leave nothing out.
    """
    listed = sorted(ranges, key=_from)
    bounds = [edge.at for item in listed for edge in (item.low, item.high) if edge]
    whole = all(bound == bound.to_integral_value() for bound in bounds)
    if listed and listed[0].low is not None:
        yield _stretch(None, listed[0].low)
    reached = listed[0].high if listed else None
    for item in listed[1:]:
        if reached is None:
            return
        if (
            item.low is not None
            and reached < item.low
            and not (whole and _is_empty(reached, item.low))
        ):
            yield _stretch(reached, item.low)
        reached = item.high if item.high is None else max(reached, item.high)
    if reached is not None:
        yield _stretch(reached, None)


def _is_empty(low: Edge, high: Edge) -> bool:
    """Return whether no whole number lies between two edges at whole numbers."""
    return low.above and not high.above and high.at - low.at <= 1


def overlaps(ranges: Iterable[Range]) -> Iterator[tuple[Range, Range]]:
    """Yield the pairs of ranges that have numbers in common."""
    listed = sorted(ranges, key=_from)
    for index, one in enumerate(listed):
        for two in listed[index + 1 :]:
            starts_inside = one.high is None or two.low is None or two.low < one.high
            if starts_inside:
                yield one, two


def shared(one: Range, two: Range) -> str:
    """Return the numbers that two ranges have in common, in words; "" where those are all there are.

    >>> shared(read_range("<=200"), read_range("200-500"))
    'exactly 200'
    """
    lows = [item.low for item in (one, two) if item.low is not None]
    highs = [item.high for item in (one, two) if item.high is not None]
    return _stretch(max(lows, default=None), min(highs, default=None))


def _from(item: Range) -> tuple[bool, Edge]:
    return (item.low is not None, item.low or Edge(Decimal(0), above=False))


def _stretch(low: Edge | None, high: Edge | None) -> str:
    beginning = f"{'above' if low.above else 'from'} {_shown(low.at)}" if low else ""
    if high is None:
        return beginning if low is None or low.above else f"{beginning} on"
    if low is None:
        return f"{'up to' if high.above else 'below'} {_shown(high.at)}"
    if low.at == high.at:
        return f"exactly {_shown(low.at)}"
    return f"{beginning} {'up to' if high.above else 'to below'} {_shown(high.at)}"


def _shown(number: Decimal) -> str:
    return f"{number.normalize():f}"
