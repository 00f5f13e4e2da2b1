"""Ranges: what they hold, and that gaps and overlaps are those that counting finds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_governance.model.ranges import Range, gaps, overlaps, read_range


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("<200", [0, -5, 199], [200, 201]), ("<= 200", [200], [201]), (">500 words", [501], [500]),
        ("≥500", [500, 10_000], [499]), ("200-500", [200, 350, 500], [199, 501]), ("7", [7], [6, 8]),
        ("=7", [7], [8]), ("200 to 500", [200, 500], [501]), ("1.5..2.5", [2], [1, 3]),
        (">1,000", [1001], [1000]), ("-5-5", [-5, 5], [-6, 6]), ("<10%", [9], [10]),
    ],
)  # fmt: skip
def test_what_a_range_holds(text: str, inside: list[int], outside: list[int]) -> None:
    found = read_range(text)
    assert found is not None
    assert all(found.holds(Decimal(number)) for number in inside)
    assert not any(found.holds(Decimal(number)) for number in outside)


@pytest.mark.parametrize("text", ["", "many", "500-200", "<", "< 2 < 3", "200-500-900", "1e5x2"])
def test_what_is_no_range(text: str) -> None:
    assert read_range(text) is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["<200", ">500"], ["from 200 up to 500"]),
        (["<200", "200-500", ">500"], []),
        (["<=199", ">=200"], []),
        (["<=199.5", ">=200"], ["above 199.5 to below 200"]),
        (["<200", ">200"], ["exactly 200"]),
        ([">200"], ["up to 200"]),
        (["<200"], ["from 200 on"]),
        (["<=200", "300-400"], ["above 200 to below 300", "above 400"]),
        (["<500", "100-200", ">=500"], []),
    ],
)
def test_gaps_in_words(texts: list[str], expected: list[str]) -> None:
    assert list(gaps(ranges(texts))) == expected


def ranges(texts: list[str]) -> list[Range]:
    return [found for text in texts if (found := read_range(text))]


WRITTEN = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["<", "<=", ">", ">=", "="]), st.integers(0, 9)),
    st.builds(lambda low, more: f"{low}-{low + more}", st.integers(0, 9), st.integers(0, 4)),
)


@given(st.lists(WRITTEN, min_size=1, max_size=5))
def test_as_counting_finds(texts: list[str]) -> None:
    found = ranges(texts)
    numbers = [Decimal(number) for number in range(-2, 17)]
    uncovered = [number for number in numbers if not any(item.holds(number) for item in found)]
    assert bool(list(gaps(found))) == bool(uncovered)
    halves = [Decimal(number) / 2 for number in range(-4, 34)]
    twice = {
        (one, two)
        for one in range(len(found))
        for two in range(one)
        if any(found[one].holds(number) and found[two].holds(number) for number in halves)
    }
    assert len(list(overlaps(found))) == len(twice)
