from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "field-required-by-status"
SUPERSEDED = """
    Use a table
    ===========

    .. adr::
       :status: superseded
    """


def test_asks_for_the_successor_at_the_status() -> None:
    assert report(RULE, {"decisions/0002-table.rst": SUPERSEDED}) == [
        (
            "decisions/0002-table.rst:5:13: error: ADR-0002 is superseded, but there is no 'superseded-by',"
            " which that status requires = add 'superseded-by: ADR-NUMBER' to ADR-0002"
        )
    ]


def test_an_empty_field_is_as_good_as_none() -> None:
    files = {
        "rfcs/0001-a.md": '---\nstatus: proposed\ndiscussion: ""\n---\n# A\n',
        "rfcs/0002-b.md": "---\nstatus: proposed\ndiscussion: https://example.org/1\n---\n# B\n",
    }
    assert report(RULE, files) == [
        (
            "rfcs/0001-a.md:2:9: error: RFC-0001 is proposed, but the field 'discussion' is empty,"
            " which that status requires = fill 'discussion'"
        )
    ]


@pytest.mark.parametrize(
    "status",
    [
        "Superseded by [5. Use a queue](0005-queue.md)",
        "Superseded by ADR-0005",
        "Accepted\n\nSuperseded by [5. Use a queue](0005-queue.md)",
        "Superceded by ADR 5",
        "Replaced by [ADR-0005](0005-queue.md)\n\nSuperseded",
    ],
)
def test_a_successor_in_the_text_of_the_status_counts(status: str) -> None:
    assert findings(RULE, {"decisions/0002-table.md": f"# 2. T\n\n## Status\n\n{status}\n"}) == []


def test_names_the_successor_that_says_so_itself() -> None:
    files = {
        "decisions/0002-table.md": "# 2. T\n\n## Status\n\nSuperseded\n",
        "decisions/0005-queue.md": "# 5. Q\n\n## Status\n\nAccepted\n\nSupersedes [2. T](0002-table.md)\n",
    }
    assert report(RULE, files) == [
        (
            "decisions/0002-table.md:5:1: error: ADR-0002 is superseded, but there is no 'superseded-by',"
            " which that status requires = ADR-0005 supersedes it: write 'Superseded by ADR-0005' in the"
            " status of ADR-0002"
        )
    ]


def test_in_a_block_the_successors_own_words_are_enough_unless_it_is_a_draft() -> None:
    successor = """
        Use a queue
        ===========

        .. adr::
           :status: {}
           :supersedes: ADR-0002
        """
    files = {"decisions/0002-table.rst": SUPERSEDED}
    assert not findings(RULE, {**files, "decisions/0005-queue.rst": successor.format("accepted")})
    assert findings(RULE, {**files, "decisions/0005-queue.rst": successor.format("draft")})


def test_an_issue_stands_for_a_discussion() -> None:
    text = """
        Use a queue
        ===========

        .. rfc::
           :status: accepted
           :pull-request: #12
        """
    assert findings(RULE, {"rfcs/0005-queue.rst": text}) == []
    assert len(findings(RULE, {"rfcs/0005-queue.rst": text.replace(":pull-request: #12", "")})) == 1


def test_of_other_tools_headers_only_fields_in_use_are_asked_for() -> None:
    alone = {"rfcs/0001-a.md": "---\nstatus: accepted\n---\n# A\n"}
    assert findings(RULE, alone) == []
    used = "---\nstatus: draft\ndiscussion: '#1'\n---\n# B\n"
    assert [item.message[:8] for item in findings(RULE, {**alone, "rfcs/0002-b.md": used})] == [
        "RFC-0001"
    ]


def test_a_preset_says_what_its_states_require_and_how_it_is_written() -> None:
    files = {
        "EIPS/eip-7.md": (
            "---\neip: 7\ntitle: T\nauthor: A\ntype: Core\ncreated: 2024-01-01\nstatus: Last Call\n---\n"
        )
    }
    settings = {"kinds": {"eip": {"preset": "eip"}}}
    assert report(RULE, files, settings) == [
        (
            "EIPS/eip-7.md:7:9: error: EIP-7 is last-call, but there is no 'deadline',"
            " which that status requires = add 'last-call-deadline'"
        )
    ]


def test_the_date_in_a_status_is_a_date_and_a_heading_is_a_title() -> None:
    settings = {
        "kinds": {
            "rfc": {"lifecycle": {"states": {"draft": {"requires": ["date"]}}}},
            "eip": {"preset": "eip"},
        }
    }
    rfc = "B\n=\n\n.. rfc::\n   :status: draft{}\n"
    eip = "---\neip: 7\nauthor: A\ntype: Core\ncreated: 2024-01-01\nstatus: Draft\n---\n"
    good = {"rfcs/0002-b.rst": rfc.format(", 2024-01-01"), "EIPS/eip-7.md": eip + "# Title\n"}
    assert findings(RULE, good, settings) == []
    bad = {"rfcs/0002-b.rst": rfc.format(""), "EIPS/eip-7.md": eip}
    assert [item.hint for item in findings(RULE, bad, settings)] == ["add 'title'", "add 'date'"]


def test_is_quiet_where_the_status_cannot_be_read() -> None:
    files = {
        "decisions/0002-a.md": "# A\n\n## Status\n\nPartly superseded\n",
        "decisions/0003-b.md": "# B\n",
    }
    assert findings(RULE, files) == []


def test_what_every_record_must_have_is_left_to_field_missing() -> None:
    fields = {"owner": {"required": True}, "sponsor": {}}
    states = {"accepted": {"requires": ["owner", "sponsor"]}}
    settings = {"kinds": {"adr": {"fields": fields, "lifecycle": {"states": states}}}}
    files = {"decisions/0001-a.rst": "A\n=\n\n.. adr::\n   :status: accepted\n"}
    assert [item.hint for item in findings(RULE, files, settings)] == ["add 'sponsor'"]
