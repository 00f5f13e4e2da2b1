from __future__ import annotations

from datetime import date

import pytest

from .tools import Around, findings, report

RULE = "deadline-overdue"
PATH = "rfcs/0001-a.rst"


def rfc(deadline: str, status: str = "last-call") -> dict[str, str]:
    return {PATH: f"A\n=\n\n.. rfc::\n   :status: {status}\n   :deadline: {deadline}\n"}


def test_points_at_the_deadline() -> None:
    files = rfc("15 October 2025")
    assert report(RULE, files, around=Around()) == [
        (
            f"{PATH}:6:15: note: RFC-0001 is in last-call, but its deadline was 2025-10-15"
            " = move it to accepted, or set a new day"
        )
    ]
    (found,) = findings(RULE, files, around=Around())
    assert found.length == len("15 October 2025")
    assert [place.line for place in found.related] == [5]


@pytest.mark.parametrize(
    ("deadline", "overdue"),
    [
        ("2025-12-31", True),
        ("2026-01-01", False),
        ("2025-12", True),
        ("2026-01", False),
        ("2025", True),
        ("2026", False),
        ("soon", False),
        ("", False),
        ("2025-13-45", False),
    ],
)
def test_the_day_itself_is_not_over(deadline: str, overdue: bool) -> None:
    assert len(findings(RULE, rfc(deadline), around=Around())) == overdue


@pytest.mark.parametrize("status", ["draft", "proposed", "accepted", "withdrawn", "whatever"])
def test_other_states_have_no_deadline(status: str) -> None:
    assert findings(RULE, rfc("2020-01-01", status), around=Around()) == []


def test_a_state_that_requires_one_has_one() -> None:
    settings = {
        "kinds": {"rfc": {"lifecycle": {"states": {"proposed": {"requires": ["deadline"]}}}}}
    }
    assert len(findings(RULE, rfc("2020-01-01", "proposed"), settings, Around())) == 1


def test_the_day_is_what_it_is_said_to_be() -> None:
    assert findings(RULE, rfc("2025-10-15"), around=Around(today=date(2025, 10, 15))) == []
    assert len(findings(RULE, rfc("2025-10-15"), around=Around(today=date(2025, 10, 16)))) == 1
    assert findings(RULE, rfc("2025-10-15"), around=Around(today=None)) == []
    assert findings(RULE, rfc("2025-10-15")) == []
