from __future__ import annotations

import pytest

from sphinx_governance.model.record import Location

from .tools import findings, report

RULE = "field-repeated"


def test_points_at_the_second_and_shows_both() -> None:
    files = {
        "decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :status: proposed\n   :State: accepted\n"
    }
    assert report(RULE, files) == [
        (
            "decisions/0005-a.rst:6:5: warning: ADR-0005 says 'State' twice: 'proposed' and 'accepted'"
            " = keep one of them"
        )
    ]
    (found,) = findings(RULE, files)
    assert (found.length, found.related) == (5, (Location("decisions/0005-a.rst", 5, 5),))


def test_every_further_entry_is_a_finding() -> None:
    files = {
        "decisions/0005-a.md": "# A\n\n* Status: a\n* Date: 2025\n* Date: 2024\n* Date: 2023\n"
    }
    assert [(found.at.line, found.related[0].line) for found in findings(RULE, files)] == [
        (5, 4),
        (6, 4),
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "decisions/0001-a.rst",
            "A\n=\n\n.. adr::\n   :supersedes: ADR-2\n   :supersedes: ADR-3\n",
        ),
        ("decisions/0001-a.rst", "A\n=\n\n.. adr::\n   :colour: red\n   :colour: blue\n"),
        ("decisions/0001-a.md", "# A\n\n```{adr}\n:tags: a\n:tags: b\n```\n"),
        ("decisions/0001-a.md", "---\ndeciders: a\ndeciders: b\n---\n# A\n"),
        ("decisions/0001-a.md", "---\nstatus: a\nStatus: b\n---\n# A\n"),
        ("decisions/0001-a.md", "# A\n\n**Status:** Accepted\n**Status:** Rejected\n"),
        (
            "decisions/0001-a.md",
            "# A\n\n| Status | Accepted |\n| --- | --- |\n| Status | Rejected |\n",
        ),
        ("decisions/0001-a.rst", "A\n=\n\n:Date: 2025-01-01\n:Date: 2025-01-02\n\nx\n"),
        ("decisions/0001-a.rst", "Title: A\nStatus: Draft\nCreated: 2025\nCreated: 2024\n\nx\n"),
    ],
)
def test_finds_repetitions_in_every_form(path: str, text: str) -> None:
    assert len(findings(RULE, {path: text})) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("decisions/0001-a.rst", "A\n=\n\n:Author: A\n:Author: B\n:Status: Draft\n\nx\n"),
        (
            "decisions/0001-a.rst",
            "A\n=\n\n:Supersedes: ADR-2\n:Supersedes: ADR-3\n:Status: Draft\n\nx\n",
        ),
        (
            "decisions/0001-a.md",
            "# A\n\n* Status: accepted\n* Issue: 1\n* Issue: 2\n* Tags: a\n* Tags: b\n",
        ),
        ("decisions/0001-a.md", "---\nstatus: accepted\nhide: a\nhide: b\n---\n# A\n"),
        (
            "decisions/0001-a.md",
            "# A\n\n* Status: a\n* Governs: a/\n* Governs: b/\n* Tags: a\n* Tags: b\n",
        ),
        ("decisions/0001-a.md", "# A\n\n**Status:** Accepted\n**Author:** A\n**Author:** B\n"),
        (
            "decisions/0001-a.md",
            "# A\n\n| Status | a |\n| --- | --- |\n| Author | A |\n| Author | B |\n",
        ),
        ("decisions/0001-a.rst", "Title: A\nStatus: Draft\nAuthor: A\nAuthor: B\n\nx\n"),
        (
            "decisions/0001-a.md",
            "# A\n\n* Status: accepted\n* Date: 2025-01-01\n* Decided: 2025-01-01\n",
        ),
        (
            "decisions/0001-a.md",
            "# A\n\n## Status\n\nProposed\n\nAccepted\n\nAmended by [2](0002-b.md)\n",
        ),
        (
            "decisions/0001-a.md",
            "# A\n\nDate: 2025-01-01\n\n## Status\n\nDate: 2025-01-02\n\nAccepted\n",
        ),
        ("decisions/0001-a.md", "---\nstatus: accepted\n---\n# A\n\n* Status: accepted\n"),
    ],
)
def test_histories_lists_and_fields_of_other_tools_may_repeat(path: str, text: str) -> None:
    assert findings(RULE, {path: text}) == []


def test_two_blocks_of_a_page_are_two_headers() -> None:
    text = "# L\n\n```{adr} A\n:number: 1\n:status: draft\n```\n\n```{adr} B\n:number: 2\n:status: draft\n```\n"
    assert findings(RULE, {"log.md": text}) == []
