from __future__ import annotations

from .tools import findings, report

RULE = "number-reserved"
SETTINGS = {"kinds": {"adr": {"reserved": [0, 13, 14]}}}


def test_points_at_the_claim_and_offers_a_number_that_is_free() -> None:
    files = {
        "decisions/0012-a.md": "# 12. A\n",
        "decisions/0013-b.rst": "B\n=\n",
        "page.rst": "C\n=\n\n.. adr::\n   :number: 14\n",
    }
    assert report(RULE, files, SETTINGS) == [
        (
            "decisions/0013-b.rst:1:0: error: ADR-0013 has a number that is reserved"
            " = ADR-0015 is free; kinds.adr.reserved lists 13"
        ),
        (
            "page.rst:5:13: error: ADR-0014 has a number that is reserved"
            " = ADR-0015 is free; kinds.adr.reserved lists 14"
        ),
    ]
    assert [found.length for found in findings(RULE, files, SETTINGS)] == [0, 2]


def test_the_heading_may_be_the_claim() -> None:
    (found,) = findings(RULE, {"page.rst": "ADR-13: C\n=========\n\n.. adr::\n"}, SETTINGS)
    assert (found.at.line, found.at.column, found.length) == (1, 1, 0)


def test_the_number_that_counts_is_the_strongest() -> None:
    files = {"decisions/0013-b.rst": "13. B\n=====\n\n.. adr::\n   :number: 15\n"}
    assert findings(RULE, files, SETTINGS) == []


def test_another_kind_has_its_own_numbers_and_zero_is_allowed_by_default() -> None:
    assert findings(RULE, {"rfcs/0013-b.md": "# B\n"}, SETTINGS) == []
    assert findings(RULE, {"decisions/0000-b.md": "# B\n"}) == []
