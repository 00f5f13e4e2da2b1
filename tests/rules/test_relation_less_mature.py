from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "relation-less-mature"


def adr(status: str, *more: str) -> str:
    return "\n".join(["---", f"status: {status}", *more, "---", "# X", ""])


def test_stands_at_the_relation() -> None:
    files = {
        "decisions/0004-a.md": adr("proposed"),
        "decisions/0005-b.rst": """
            B
            =

            .. adr::
               :status: accepted
               :depends-on: ADR-0004
            """,
    }
    assert report(RULE, files) == [
        (
            "decisions/0005-b.rst:6:17: warning: ADR-0005 is accepted, but depends on ADR-0004,"
            " which is proposed = decide ADR-0004 first"
        )
    ]
    (found,) = findings(RULE, files)
    assert [(at.path, at.line) for at in found.related] == [("decisions/0004-a.md", 2)]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("accepted", "accepted"),
        ("accepted", "rejected"),
        ("proposed", "draft"),
        ("rejected", "draft"),
        ("accepted", "on hold"),
        ("on hold", "draft"),
    ],
)
def test_other_pairs_are_fine(own: str, other: str) -> None:
    files = {
        "decisions/0001-a.md": adr(other),
        "decisions/0002-b.md": adr(own, "depends-on: ADR-0001"),
    }
    assert findings(RULE, files) == []


def test_only_a_dependency_counts() -> None:
    files = {
        "decisions/0001-a.md": adr("draft"),
        "decisions/0002-b.md": adr("accepted", "relates-to: ADR-0001"),
    }
    assert findings(RULE, files) == []


def test_a_dependency_that_the_other_side_wrote_counts() -> None:
    files = {
        "decisions/0001-a.md": adr("draft", "required-by: ADR-0002"),
        "decisions/0002-b.md": adr("accepted"),
    }
    assert [item.at.path for item in findings(RULE, files)] == ["decisions/0001-a.md"]
