from __future__ import annotations

from sphinx_governance.model.record import Location
from sphinx_governance.rules.registry import run_rules

from .tools import corpus, findings, report

RULE = "number-gap"


def records(*numbers: int) -> dict[str, str]:
    return {f"decisions/{number:04}-a.md": f"# {number}. A\n" for number in numbers}


def test_one_finding_a_run_at_the_record_after_it() -> None:
    files = records(3, 5, 6, 10)
    assert report(RULE, files) == [
        (
            "decisions/0005-a.md:1:3: warning: 4 is missing between ADR-0003 and ADR-0005"
            " = if that is meant, list it in kinds.adr.reserved"
        ),
        (
            "decisions/0010-a.md:1:3: warning: 7 to 9 are missing between ADR-0006 and ADR-0010"
            " = if that is meant, list it in kinds.adr.reserved"
        ),
    ]
    assert findings(RULE, files)[0].related == (Location("decisions/0003-a.md", 1, 3),)


def test_is_off_by_default() -> None:
    assert not [found for found in run_rules(corpus(records(1, 3))) if found.rule == RULE]


def test_reserved_numbers_explain_a_gap_if_they_fill_it() -> None:
    files = records(1, 4, 6)
    assert findings(RULE, files, {"kinds": {"adr": {"reserved": [1, 2, 3, 4, 5, 6]}}}) == []
    assert len(findings(RULE, files, {"kinds": {"adr": {"reserved": [2, 5, 6]}}})) == 1


def test_prefixes_are_series_of_their_own() -> None:
    files = {"decisions/0001-a.md": "# A\n", "rfcs/0003-a.md": "# A\n"}
    files |= {f"decisions/oep-000{number}.rst": "A\n=\n" for number in (5, 6)}
    assert findings(RULE, files) == []


def test_two_records_of_one_number_and_one_without_make_no_gap() -> None:
    files = records(1, 2) | {"decisions/0001-b.md": "# B\n", "decisions/20200101-c.md": "# C\n"}
    assert findings(RULE, files) == []


def test_a_very_large_hole_is_not_counted_out() -> None:
    assert "to 999999998 are missing" in report(RULE, records(1, 999_999_999))[0]
