from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "open-questions"


def rfc(
    text: str, status: str = "Accepted", heading: str = "Unresolved questions"
) -> dict[str, str]:
    return {
        "rfcs/0001-a.md": f"---\nstatus: {status}\n---\n# A\n\n## {heading}\n\n{text}\n\n## Next\n\nText\n"
    }


def test_stands_at_the_heading_with_the_status_as_second_place() -> None:
    files = rfc("- Who runs it?")
    assert report(RULE, files) == [
        (
            "rfcs/0001-a.md:6:4: warning: RFC-0001 is accepted, but 'Unresolved questions' is not empty"
            " = answer the questions, or move them to an issue or a new record"
        )
    ]
    (found,) = findings(RULE, files)
    assert [at.line for at in found.related] == [2]
    assert found.length == len("Unresolved questions")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!-- none so far -->",
        "None.",
        "*None*",
        "None yet.",
        "None at this point.",
        "No open questions.",
        "There are currently no unresolved issues at this time.",
        "N/A",
        "n.a.",
        "-",
        "—",
        "Nothing outstanding.",
        "All questions were resolved.",
        "- None",
    ],
)
def test_a_section_that_asks_nothing_is_empty(text: str) -> None:
    assert findings(RULE, rfc(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "No decision on retries yet.",
        "None of these was discussed:\n\n- retries",
        "None of the retries were discussed.",
        "All of these must be resolved.",
        "TBD",
        "```\nretry?\n```",
        "Nothing but retries.",
        "None, but see below.\n\n" + "Long text goes on here. " * 8,
        "### Retries\n\nNone.",
    ],
)
def test_a_section_that_asks_is_not(text: str) -> None:
    assert len(findings(RULE, rfc(text))) == 1


@pytest.mark.parametrize(
    "heading",
    ["Open Issues", "3. Open questions", "OPEN QUESTIONS:", "Open questions ❓", "To be decided"],
)
def test_headings_that_count(heading: str) -> None:
    assert len(findings(RULE, rfc("What?", heading=heading))) == 1


@pytest.mark.parametrize(
    "heading", ["Questions and answers", "Resolved questions", "Frequently asked questions"]
)
def test_headings_that_do_not(heading: str) -> None:
    assert findings(RULE, rfc("What?", heading=heading)) == []


@pytest.mark.parametrize("status", ["Proposed", "Last call", "Rejected", "Withdrawn", "unheard of"])
def test_only_records_in_force_are_asked(status: str) -> None:
    assert findings(RULE, rfc("What?", status)) == []


def test_rest_and_a_kind_without_a_section_of_that_name() -> None:
    text = """
        A
        =

        .. adr::
           :status: accepted

        Open questions
        --------------

        {}
        """
    assert findings(RULE, {"decisions/0001-a.rst": text.format("None yet.")}) == []
    assert report(RULE, {"decisions/0001-a.rst": text.format("What?")}) == [
        (
            "decisions/0001-a.rst:7:1: warning: ADR-0001 is accepted, but 'Open questions' is not empty"
            " = answer the questions, or move them to an issue or a new record"
        )
    ]


def test_a_poll_in_a_pep_is_no_open_question() -> None:
    text = "PEP: 8104\nTitle: Election\nStatus: Final\n\nQuestions\n=========\n\nSelect one.\n"
    assert findings(RULE, {"peps/pep-8104.rst": text}, {"kinds": {"pep": {"preset": "pep"}}}) == []
