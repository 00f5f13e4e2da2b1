from __future__ import annotations

import pytest

from .tools import Around, findings, report

RULE = "transition-illegal"


def adr(status: str) -> dict[str, str]:
    return {"decisions/0001-a.md": f"# 1. A\n\n## Status\n\n{status}\n"}


def moved(old: str, new: str) -> list[str]:
    return report(RULE, adr(new), around=Around(before=adr(old)))


def test_names_the_legal_moves_and_the_way() -> None:
    assert moved("Draft", "Accepted") == [
        (
            "decisions/0001-a.md:5:1: error: ADR-0001 went from draft to accepted,"
            " but draft leads only to proposed = the way is draft → proposed → accepted"
        )
    ]
    assert moved("Rejected", "Accepted") == [
        (
            "decisions/0001-a.md:5:1: error: ADR-0001 went from rejected to accepted,"
            " but rejected is final = leave it rejected, and write a new record"
        )
    ]
    assert "accepted leads only to deprecated or superseded" in moved("Accepted", "Proposed")[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Draft", "Draft"),
        ("Draft", "✅ Proposed"),
        ("Proposed", "Accepted"),
        ("Accepted", "Superseded by ADR-0002"),
        ("Deprecated", "Superseded"),
        ("Whatever", "Accepted"),
        ("Accepted", "Whatever"),
        ("", "Accepted"),
        ("Accepted", ""),
    ],
)
def test_is_quiet_about_legal_moves_and_unknown_states(old: str, new: str) -> None:
    assert moved(old, new) == []


def test_covers_the_status_of_a_directive() -> None:
    before = {"decisions/0001-a.rst": "A\n=\n\n.. adr::\n   :status: rejected\n"}
    after = {"decisions/0001-a.rst": "A\n=\n\n.. adr::\n   :status: accepted\n"}
    (found,) = findings(RULE, after, around=Around(before=before))
    assert (found.at.line, found.at.column, found.length) == (5, 13, len("accepted"))


def test_follows_a_renamed_and_a_renumbered_record() -> None:
    old, new = "decisions/0001-a.md", "decisions/0004-a.md"
    around = Around(before=adr("Rejected"), moved={new: old})
    after = {new: adr("Accepted")[old].replace("1.", "4.")}
    assert report(RULE, after, around=around)[0].startswith(f"{new}:5:1: error: ADR-0004 went")


def test_two_records_that_swap_their_numbers_are_told_apart() -> None:
    one, two = "# Use a queue\n\nStatus: rejected\n", "# Use a table\n\nStatus: accepted\n"
    before = {"decisions/0001-use-a-queue.md": one, "decisions/0002-use-a-table.md": two}
    after = {"decisions/0002-use-a-queue.md": one, "decisions/0001-use-a-table.md": two}
    moves = {
        "decisions/0002-use-a-queue.md": "decisions/0001-use-a-queue.md",
        "decisions/0001-use-a-table.md": "decisions/0002-use-a-table.md",
    }
    assert findings(RULE, after, around=Around(before=before, moved=moves)) == []


def test_a_lifecycle_of_the_project_s_own() -> None:
    states = {
        "idea": {"phase": "live", "initial": True, "moves": ["done"]},
        "done": {"phase": "closed"},
    }
    settings = {"kinds": {"adr": {"lifecycle": {"replace": True, "states": states}}}}
    around = Around(before=adr("Done"))
    assert "done is final" in report(RULE, adr("Idea"), settings, around)[0]
    assert report(RULE, adr("Done"), settings, Around(before=adr("Idea"))) == []


def test_without_a_base_nothing_is_said() -> None:
    assert findings(RULE, adr("Accepted")) == []
