from __future__ import annotations

from .tools import findings, report

RULE = "field-forbidden-by-status"
SETTINGS = {
    "kinds": {
        "adr": {
            "lifecycle": {
                "states": {
                    "draft": {"forbids": ["date"]},
                    "accepted": {"forbids": ["superseded-by"]},
                }
            }
        }
    }
}


def test_stands_at_the_fields_label() -> None:
    files = {
        "decisions/0001-a.rst": """
            A
            =

            .. adr::
               :status: draft
               :date: 2025-01-01
            """
    }
    assert report(RULE, files, SETTINGS) == [
        (
            "decisions/0001-a.rst:6:5: warning: ADR-0001 is draft and has 'date', which that status forbids"
            " = remove it, or change the status"
        )
    ]
    (found,) = findings(RULE, files, SETTINGS)
    assert found.length == len("date")
    assert [(at.line, at.column) for at in found.related] == [(5, 13)]


def test_the_text_of_a_status_counts_too() -> None:
    files = {"decisions/0001-a.md": "# 1. A\n\n## Status\n\nAccepted, superseded by ADR-0002\n"}
    assert report(RULE, files, SETTINGS) == [
        (
            "decisions/0001-a.md:5:25: warning: ADR-0001 is accepted and has 'superseded-by',"
            " which that status forbids = remove it, or change the status"
        )
    ]


def test_a_line_of_a_status_section_is_reported_where_it_stands() -> None:
    files = {"decisions/0001-a.md": "# 1. A\n\n## Status\n\nAccepted\n\nReplaced by ADR-0002\n"}
    assert [item.at.line for item in findings(RULE, files, SETTINGS)] == [7]


def test_an_empty_field_or_another_status_is_no_finding() -> None:
    files = {
        "decisions/0001-a.md": "---\nstatus: draft\ndate:\n---\n# A\n",
        "decisions/0002-b.md": "---\nstatus: proposed\ndate: 2025-01-01\n---\n# B\n",
        "decisions/0003-c.md": "---\nstatus: unheard of\ndate: 2025-01-01\n---\n# C\n",
        "decisions/0004-d.md": "---\ndate: 2025-01-01\n---\n# D\n",
    }
    assert findings(RULE, files, SETTINGS) == []
