from __future__ import annotations

from .tools import findings, report

RULE = "section-order"


def adr(*headings: str) -> dict[str, str]:
    sections = "".join(f"{heading}\n\nText.\n\n" for heading in headings)
    return {"decisions/0001-a.md": f"# 1. A\n\n## Status\n\nAccepted\n\n{sections}"}


def test_stands_at_the_section_with_the_one_it_should_precede() -> None:
    files = {
        "decisions/0001-a.rst": """
            A
            =

            .. adr::
               :status: accepted

            Decision
            --------

            Text.

            Context
            -------

            Text.
            """
    }
    assert report(RULE, files) == [
        (
            "decisions/0001-a.rst:12:1: warning: the section 'Context' of ADR-0001 stands after 'Decision'"
            " = move it before 'Decision'"
        )
    ]
    (found,) = findings(RULE, files)
    assert [at.line for at in found.related] == [7]
    assert found.length == len("Context")


def test_each_section_out_of_place_is_reported() -> None:
    files = adr("## Consequences", "## Context", "## Notes", "## Decision")
    assert [item.hint for item in findings(RULE, files)] == ["move it before 'Consequences'"] * 2


def test_the_kinds_order_and_anything_between() -> None:
    assert (
        findings(
            RULE,
            adr("## Links", "## Context", "## Options", "## Decision", "## Notes", "## Impact"),
        )
        == []
    )


def test_a_heading_that_joins_two_and_a_deeper_one_are_in_order() -> None:
    assert findings(RULE, adr("## Decision", "## Context and Consequences")) == []
    assert findings(RULE, adr("## Context", "### Consequences", "## Decision")) == []


def test_sections_that_nothing_requires_may_stand_anywhere() -> None:
    files = {
        "decisions/0001-a.md": "---\nstatus: accepted\n---\n# A\n\n"
        + "".join(
            f"## {name}\n\nText.\n\n"
            for name in ("Context and Problem Statement", "Considered Options", "Decision Outcome")
        )
    }
    assert findings(RULE, files) == []


def test_a_name_that_two_sections_go_by() -> None:
    text = "".join(f"## {name}\n\nText.\n\n" for name in ("Motivation", "Context", "Design"))
    assert findings(RULE, {"rfcs/0001-a.md": f"---\nstatus: draft\n---\n# A\n\n{text}"}) == []


def test_a_heading_that_joins_two_does_not_move_the_order_back() -> None:
    text = "".join(
        f"## {name}\n\nText.\n\n" for name in ("Design", "Summary and Alternatives", "Problem")
    )
    (found,) = findings(RULE, {"rfcs/0001-a.md": f"---\nstatus: draft\n---\n# A\n\n{text}"})
    assert found.hint == "move it before 'Design'"


def test_the_furthest_section_counts_not_the_first() -> None:
    assert len(findings(RULE, adr("## Context", "## Consequences", "## Decision"))) == 1
