from __future__ import annotations

from .tools import findings, report

RULE = "location-status"
ACCEPTED = "# A\n\n## Status\n\nAccepted\n"


def test_names_both_ways_out() -> None:
    assert report(RULE, {"decisions/rejected/0001-a.md": ACCEPTED}) == [
        (
            "decisions/rejected/0001-a.md:5:1: warning: ADR-0001 is accepted, but its folder 'rejected' says"
            " rejected = move the file to a folder 'accepted', or set the status 'rejected'"
        )
    ]


def test_a_plural_or_another_case_is_the_state_too() -> None:
    files = {
        "decisions/Drafts/0001-a.rst": """
            A
            =

            .. adr::
               :status: accepted
            """
    }
    assert len(findings(RULE, files)) == 1


def test_the_innermost_folder_counts() -> None:
    assert findings(RULE, {"rejected/decisions/accepted/0001-a.md": ACCEPTED}) == []


def test_a_record_in_a_folder_of_its_own() -> None:
    assert len(findings(RULE, {"decisions/rejected/0001-a/README.md": ACCEPTED})) == 1


def test_is_quiet_where_there_is_nothing_to_compare() -> None:
    files = {
        "decisions/0001-a.md": ACCEPTED,
        "decisions/accepted/0002-b.md": ACCEPTED,
        "decisions/rejected/0003-c.md": "# C\n",
        "decisions/rejected/0004-d.md": "# D\n\n## Status\n\nPending\n",
    }
    assert findings(RULE, files) == []
