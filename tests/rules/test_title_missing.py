from __future__ import annotations

from .tools import findings, report

RULE = "title-missing"


def test_a_recognised_page_without_a_heading_of_its_own() -> None:
    files = {"decisions/0001-a.md": "## Status\n\nAccepted\n\n## Context\n\nx\n"}
    assert report(RULE, files) == [
        "decisions/0001-a.md:1:4: error: ADR-0001 has no title = begin the page with a heading"
    ]
    assert findings(RULE, files)[0].length == 0


def test_a_block_without_a_heading() -> None:
    files = {"decisions/0001-a.rst": "\n.. adr::\n   :status: accepted\n\nJobs are lost.\n"}
    assert report(RULE, files) == [
        "decisions/0001-a.rst:1:0: error: ADR-0001 has no title = put a heading above its block"
    ]


def test_a_heading_that_is_a_number_only() -> None:
    assert len(findings(RULE, {"decisions/0001-a.md": "# ADR-0001\n\n## Context\n\nx\n"})) == 1


def test_the_header_may_say_the_title() -> None:
    files = {
        "decisions/0001-a.md": "---\ntitle: Use a queue\n---\n## Status\n\nAccepted\n\n## Context\n\nx\n",
        "rfcs/0002-b.md": "- Feature Name: queue\n- Start Date: 2025\n\n# Summary\n\nx\n\n# Motivation\n\nx\n",
    }
    assert findings(RULE, files) == []


def test_a_format_may_let_records_of_a_status_go_without() -> None:
    files = {
        "eip-1.md": "---\neip: 1\nstatus: Moved\n---\n\nThis was moved.\n",
        "eip-2.md": "---\neip: 2\nstatus: Draft\n---\n\nText.\n",
        "eip-3.md": "---\neip: 3\nstatus: what\n---\n\nText.\n",
    }
    assert [item.split(" = ")[0] for item in report(RULE, files)] == [
        "eip-2.md:2:1: error: EIP-2 has no title"
    ]


def test_a_kind_may_go_without_titles() -> None:
    files = {"decisions/0001-a.md": "## Status\n\nAccepted\n\n## Context\n\nx\n"}
    optional: dict[str, object] = {"title": {"required": False}}
    unknown: dict[str, object] = {"replace": True, "status": {"type": "status"}}
    for fields in (optional, unknown):
        assert findings(RULE, files, {"kinds": {"adr": {"fields": fields}}}) == []
