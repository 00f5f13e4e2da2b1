from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "section-missing"


def adr(*headings: str, status: str = "Accepted") -> dict[str, str]:
    sections = "".join(f"{heading}\n\nText.\n\n" for heading in headings)
    return {"decisions/0001-a.md": f"# 1. A\n\n## Status\n\n{status}\n\n{sections}"}


def missing(files: dict[str, str], settings: dict[str, object] | None = None) -> list[str]:
    return [
        item.message.partition("section ")[2].strip("'") for item in findings(RULE, files, settings)
    ]


def test_stands_at_the_title_one_finding_a_section() -> None:
    files = {
        "decisions/0001-a.rst": """
            .. note above the title

            A
            =

            .. adr::
               :status: accepted

            Context
            -------

            Text.
            """
    }
    assert report(RULE, files) == [
        f"decisions/0001-a.rst:3:1: warning: ADR-0001 has no section {name!r} = add a heading {name!r}"
        for name in ("Consequences", "Decision")
    ]


def test_a_misspelt_heading_is_offered() -> None:
    files = adr("## Context", "## Decision", "## Consequenses")
    assert report(RULE, files) == [
        (
            "decisions/0001-a.md:1:3: warning: ADR-0001 has no section 'Consequences'"
            " = did you mean it by 'Consequenses'?"
        )
    ]
    assert [at.line for at in findings(RULE, files)[0].related] == [15]


@pytest.mark.parametrize(
    "headings",
    [
        ("## Context and Problem Statement", "## Decision Outcome", "### Positive Consequences"),
        ("## Context", "## Decision and Consequences"),
        ("## Context & Decision", "## Implications"),
        ("## 1. Context", "## 2. Decision", "## 3. Consequences"),
        ("## CONTEXT:", "## Decision ✅", "## **Consequences**"),
        ("## Background / Motivation", "## Decision: use a queue", "## Impact (expected)"),
        ("## Why", "### Context", "### Decision", "#### Result"),
    ],
)
def test_other_names_and_levels(headings: tuple[str, ...]) -> None:
    assert missing(adr(*headings)) == []


@pytest.mark.parametrize("heading", ["## Decision drivers", "## Undecided", "## Decisionmaking"])
def test_names_that_only_look_alike(heading: str) -> None:
    assert missing(adr("## Context", heading, "## Consequences")) == ["Decision"]


def test_bold_text_is_no_heading() -> None:
    assert missing(adr("**Context**", "**Decision**", "## Consequences")) == ["Context", "Decision"]


def test_one_section_may_serve_two() -> None:
    head = "---\nstatus: draft\n---\n# A\n\n"
    text = "".join(f"## {name}\n\nText.\n\n" for name in ("Context", "Design", "Alternatives"))
    assert missing({"rfcs/0001-a.md": head + text}) == []
    assert missing({"rfcs/0001-a.md": head}) == ["Alternatives", "Design", "Motivation", "Summary"]


def test_what_only_some_states_require() -> None:
    settings: dict[str, object] = {
        "kinds": {
            "adr": {
                "sections": {
                    "replace": True,
                    "rollout": {"states": ["accepted"]},
                    "context": {"required": True},
                }
            }
        }
    }
    assert missing(adr("## Context"), settings) == ["Rollout"]
    both = {"replace": True, "rollout": {"states": ["accepted"], "required": True}}
    unread = {"decisions/0001-a.md": "# 1. A\n\n## Context\n\nText.\n"}
    assert missing(unread, {"kinds": {"adr": {"sections": both}}}) == ["Rollout"]
    assert missing(adr("## Context", status="Proposed"), settings) == []
    assert missing(adr("## Other", status="On hold"), settings) == ["Context"]
    assert missing({"decisions/0001-a.md": "# 1. A\n\nText.\n"}, settings) == ["Context"]


def test_several_records_on_a_page_have_sections_of_their_own() -> None:
    files = {
        "log.md": """
            # Log

            ```{adr} First
            :number: 1
            :status: accepted

            ## Context

            ## Decision

            ## Consequences
            ```

            ```{adr} Second
            :number: 2
            :status: accepted

            ## Context
            ```
            """
    }
    assert [item.message for item in findings(RULE, files)] == [
        "ADR-0002 has no section 'Consequences'",
        "ADR-0002 has no section 'Decision'",
    ]


def test_a_document_that_cannot_be_read_is_not_asked() -> None:
    assert findings(RULE, {"decisions/0001-a.md": b"# A\x00"}) == []


def test_a_nearly_right_heading_is_quoted_without_control_characters() -> None:
    (found,) = findings(RULE, adr("## Context", "## Decision", "## \u202eConsequenses"))
    assert found.hint == "did you mean it by 'Consequenses'?"
