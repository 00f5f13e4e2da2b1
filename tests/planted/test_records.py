"""Defects of a record: in its header and its sections, in every form that a record is written in."""

from __future__ import annotations

import pytest

from .tools import NEW_IS_FINE, SETTINGS, Planter, Scene
from .written import (
    ACCEPTED,
    BODIES,
    FINE,
    HEADERS,
    PROPOSED,
    STALE,
    field_list,
    front_matter,
    in_one_page,
    numbers,
    record,
)

MANY = {SETTINGS: (*NEW_IS_FINE, ('number-gap = "warning"', 'number-gap = "off"'))}
"""Records are planted with whatever number and status."""

OF_BLOCKS = {"field-empty", "field-forbidden-by-status"}
"""Rules that hold for declared records alone: other tools leave fields empty, and have other states."""


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_headers_of_blocks_at_the_start_in_the_middle_and_at_the_end(
    planted: Planter, markup: str
) -> None:
    files: dict[str, str | bytes] = {}
    number = numbers(200)
    for rule, header in HEADERS.items():
        three = [record(markup, next(number), header, level=2) for _ in range(3)]
        files[f"docs/decisions/journal-{rule}.{markup}"] = in_one_page(markup, three)
    found = planted(Scene(MANY, files))
    assert len(found.expected) == 3 * len(HEADERS)
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_headers_of_recognised_records(planted: Planter) -> None:
    files: dict[str, str | bytes] = {}
    number = numbers(200)
    for rule, header in HEADERS.items():
        if rule not in OF_BLOCKS:
            yaml, fields = next(number), next(number)
            files[f"docs/decisions/{yaml:04}-yaml.md"] = front_matter(yaml, header)
            files[f"docs/decisions/{fields:04}-fields.rst"] = field_list(fields, header)
    found = planted(Scene(MANY, files))
    assert len(found.expected) == 2 * (len(HEADERS) - len(OF_BLOCKS))
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_sections_and_blocks(planted: Planter, markup: str) -> None:
    files: dict[str, str | bytes] = {}
    number = numbers(200)
    for name, body in BODIES.items():
        three = [record(markup, next(number), ACCEPTED, body, level=2) for _ in range(3)]
        files[f"docs/decisions/journal-{name.replace(' ', '-')}.{markup}"] = in_one_page(
            markup, three
        )
    for lost in range(len(FINE)):
        body = tuple(section for place, section in enumerate(FINE) if place != lost)
        text = record(markup, next(number), ACCEPTED, body, marks=("section-missing", ""))
        files[f"docs/decisions/without-{'abc'[lost]}.{markup}"] = text
    three = [
        record(markup, next(number), PROPOSED[:2], marks=("", "field-missing"), level=2)
        for _ in range(3)
    ]
    files[f"docs/decisions/journal-missing.{markup}"] = in_one_page(markup, three)
    found = planted(Scene(MANY, files))
    assert len(found.expected) == 3 * len(BODIES) + 6
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_stale_records(planted: Planter) -> None:
    files: dict[str, str | bytes] = {
        "docs/decisions/0200-yaml.md": front_matter(200, STALE),
        "docs/decisions/0201-fields.rst": field_list(201, STALE),
    }
    for first, markup in ((202, "rst"), (205, "md")):
        three = [record(markup, first + more, STALE, level=2) for more in range(3)]
        files[f"docs/decisions/journal-{markup}.{markup}"] = in_one_page(markup, three)
    found = planted(Scene(MANY, files, long_ago=True))
    assert len(found.expected) == 8
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []
