from __future__ import annotations

import pytest

from .tools import Around, findings, report

RULE = "review-due"
PATH = "decisions/0001-a.md"


def adr(day: str, status: str = "accepted") -> dict[str, str]:
    return {PATH: f"---\nstatus: {status}\nreview-by: {day}\n---\n# A\n"}


def test_points_at_the_day() -> None:
    files = adr("2025-06-30")
    assert report(RULE, files, around=Around()) == [
        (
            f"{PATH}:3:12: note: ADR-0001 was to be reviewed by 2025-06-30"
            " = review it and set the next day, or take the line out"
        )
    ]
    assert findings(RULE, files, around=Around())[0].length == len("2025-06-30")


@pytest.mark.parametrize(
    ("day", "status", "due"),
    [
        ("2025-12-31", "accepted", 1),
        ("2026-01-01", "accepted", 0),
        ("2025-12", "proposed", 1),
        ("2026", "accepted", 0),
        ("soon", "accepted", 0),
        ("2025-06-30", "superseded", 0),
        ("2025-06-30", "rejected", 0),
        ("2025-06-30", "whatever", 1),
    ],
)
def test_is_due_the_day_after_unless_the_record_is_closed(day: str, status: str, due: int) -> None:
    assert len(findings(RULE, adr(day, status), around=Around())) == due


def test_without_a_clock_nothing_is_said() -> None:
    assert findings(RULE, adr("2020-01-01")) == []
