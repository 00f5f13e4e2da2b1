from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "successor-status"


@pytest.mark.parametrize("status", ["draft", "proposed", "accepted"])
def test_a_status_that_still_holds_is_reported_at_the_pointer(status: str) -> None:
    files = {
        "decisions/0001-a.rst": f"""
            A
            =

            .. adr::
               :status: {status}
               :superseded-by: ADR-0002, ADR-3
            """
    }
    assert report(RULE, files) == [
        (
            "decisions/0001-a.rst:6:20: warning: ADR-0001 is superseded by ADR-0002 and ADR-0003,"
            f" but its status is {status!r} = set the status to 'superseded'"
        )
    ]
    (found,) = findings(RULE, files)
    assert [at.line for at in found.related] == [5]
    assert found.length == len("ADR-0002")


def test_a_pointer_in_the_text_of_the_status() -> None:
    files = {
        "decisions/0001-a.md": "# 1. A\n\n## Status\n\nAccepted, superseded by [2. B](0002-b.md)\n"
    }
    assert [(item.at.line, item.message) for item in findings(RULE, files)] == [
        (5, "ADR-0001 is superseded by ADR-0002, but its status is 'accepted'")
    ]


def test_where_no_state_is_called_superseded_the_hint_says_so() -> None:
    settings = {
        "kinds": {"eip": {"preset": "eip", "fields": {"superseded-by": {"type": "records"}}}}
    }
    files = {"EIPS/eip-1.md": "---\neip: 1\nstatus: Final\nsuperseded-by: 2\n---\n"}
    assert [item.hint for item in findings(RULE, files, settings)] == [
        "remove the pointer, or change the status"
    ]


@pytest.mark.parametrize(
    "status",
    [
        "Superseded by [2. B](0002-b.md)",
        "Deprecated\n\nSuperseded by ADR-2",
        "Accepted\n\nSuperseded by ADR-2",
        "Pending\n\nReplaced by ADR-2",
    ],
)
def test_a_record_that_says_it_is_over_or_cannot_be_read_is_right(status: str) -> None:
    assert findings(RULE, {"decisions/0001-a.md": f"# 1. A\n\n## Status\n\n{status}\n"}) == []


def test_what_only_the_successor_says_is_no_pointer() -> None:
    files = {
        "decisions/0001-a.md": "---\nstatus: accepted\n---\n# A\n",
        "decisions/0002-b.md": "---\nstatus: accepted\nsupersedes: ADR-1\n---\n# B\n",
    }
    assert findings(RULE, files) == []
