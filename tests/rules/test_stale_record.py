from __future__ import annotations

import pytest

from .tools import Around, findings, report

RULE = "stale-record"
PATH = "decisions/0001-a.md"


def adr(status: str = "proposed", **dates: str) -> dict[str, str]:
    lines = "".join(f"{name}: {value}\n" for name, value in dates.items())
    return {PATH: f"---\nstatus: {status}\n{lines}---\n# A\n"}


def test_points_at_the_status() -> None:
    assert report(RULE, adr(date="2024-03-01"), around=Around()) == [
        (
            f"{PATH}:2:9: note: ADR-0001 is proposed, and nothing in it is later than 2024-03-01"
            " = decide it, set it to rejected, or say when it was last updated"
        )
    ]


@pytest.mark.parametrize(
    ("dates", "stale"),
    [
        ({"date": "2025-07-04"}, True),
        ({"date": "2025-07-05"}, False),
        ({"created": "2020-01-01", "updated": "2025-12-01"}, False),
        ({"created": "2025-12-01", "updated": "2020-01-01"}, False),
        ({"created": "2020-01-01"}, True),
        ({"updated": "2025-06"}, True),
        ({"updated": "2025-07"}, False),
        ({"updated": "2025"}, False),
        ({"updated": "recently"}, False),
        ({}, False),
    ],
)
def test_the_latest_date_counts(dates: dict[str, str], stale: bool) -> None:
    assert len(findings(RULE, adr(**dates), around=Around())) == stale


@pytest.mark.parametrize(
    ("status", "stale"), [("draft", 1), ("accepted", 0), ("rejected", 0), ("?", 0)]
)
def test_only_what_is_under_discussion_goes_stale(status: str, stale: int) -> None:
    assert len(findings(RULE, adr(status, date="2020-01-01"), around=Around())) == stale


def test_a_state_that_says_that_it_rests_is_not_stale() -> None:
    text = "PEP: 1\nTitle: A\nStatus: {}\nCreated: 01-Jan-2020\n"
    settings = {"kinds": {"pep": {"preset": "pep"}}}
    for status, stale in (("Draft", 1), ("Deferred", 0)):
        files = {"peps/pep-0001.rst": text.format(status)}
        assert len(findings(RULE, files, settings, Around())) == stale


def test_the_setting_says_when() -> None:
    files = adr(date="2025-12-01")
    assert len(findings(RULE, files, {"stale-after": 30}, Around())) == 1
    assert findings(RULE, files, {"stale-after": 31}, Around()) == []
    assert findings(RULE, adr(date="1900-01-01"), {"stale-after": 10**9}, Around()) == []


def test_what_this_branch_changes_is_touched() -> None:
    files = adr(date="2020-01-01")
    before = {PATH: files[PATH] + "\nMore.\n"}
    assert findings(RULE, files, around=Around(before=before)) == []
    assert len(findings(RULE, files, around=Around(before=files))) == 1


def test_without_a_clock_nothing_is_said() -> None:
    assert findings(RULE, adr(date="2020-01-01")) == []
