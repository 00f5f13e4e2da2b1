from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "relation-to-dead"


def adr(status: str, *more: str) -> str:
    return "\n".join(["---", f"status: {status}", *more, "---", "# X", ""])


def test_stands_at_the_relation_with_the_other_status_as_second_place() -> None:
    files = {
        "decisions/0004-a.md": "# 4. A\n\n## Status\n\nRejected\n",
        "decisions/0005-b.rst": """
            B
            =

            .. adr::
               :status: accepted
               :depends-on: ADR-0003, ADR-0004
            """,
        "decisions/0003-c.md": adr("accepted"),
    }
    assert report(RULE, files) == [
        (
            "decisions/0005-b.rst:6:27: warning: ADR-0005 depends on ADR-0004, which is rejected"
            " = name what holds in its place, or reconsider"
        )
    ]
    assert [(at.path, at.line) for at in findings(RULE, files)[0].related] == [
        ("decisions/0004-a.md", 5)
    ]


def test_names_the_successor() -> None:
    files = {
        "decisions/0001-a.md": adr("superseded by ADR-0003"),
        "decisions/0002-b.md": adr("proposed", "amends: ADR-0001"),
        "decisions/0003-c.md": adr("accepted"),
    }
    assert report(RULE, files) == [
        (
            "decisions/0002-b.md:3:9: warning: ADR-0002 amends ADR-0001, which is superseded"
            " = ADR-0003 supersedes it"
        )
    ]


def test_a_successor_may_build_on_what_it_supersedes() -> None:
    files = {
        "decisions/0001-a.md": adr("superseded by ADR-0002"),
        "decisions/0002-b.md": adr("accepted", "depends-on: ADR-0001"),
    }
    assert findings(RULE, files) == []


def test_a_relation_that_the_other_side_wrote_stands_there() -> None:
    files = {
        "decisions/0001-a.md": adr("rejected", "implemented-by: ADR-0002"),
        "decisions/0002-b.md": adr("accepted"),
    }
    assert report(RULE, files) == [
        (
            "decisions/0001-a.md:3:17: warning: ADR-0002 implements ADR-0001, which is rejected"
            " = name what holds in its place, or reconsider"
        )
    ]
    assert [at.path for at in findings(RULE, files)[0].related] == ["decisions/0002-b.md"]


@pytest.mark.parametrize("status", ["rejected", "deprecated", "superseded", "on hold"])
def test_a_record_that_is_over_itself_or_cannot_be_read_is_not_asked(status: str) -> None:
    files = {
        "decisions/0001-a.md": adr("rejected"),
        "decisions/0002-b.md": adr(status, "depends-on: ADR-0001"),
    }
    assert findings(RULE, files) == []


@pytest.mark.parametrize("relation", ["relates-to", "supersedes", "superseded-by"])
def test_other_relations_may_lead_anywhere(relation: str) -> None:
    files = {
        "decisions/0001-a.md": adr("rejected"),
        "decisions/0002-b.md": adr("accepted", f"{relation}: ADR-1"),
    }
    assert findings(RULE, files) == []


def test_what_moved_or_may_come_back_is_not_dead() -> None:
    settings = {"kinds": {"eip": {"preset": "eip"}}}
    eips = {
        "EIPS/eip-20.md": "---\neip: 20\nstatus: Moved\n---\n",
        "EIPS/eip-30.md": "---\neip: 30\nstatus: Final\nrequires: 20\n---\n",
    }
    assert findings(RULE, eips, settings) == []
    rfcs = {
        "rfcs/0001-a.md": adr("postponed"),
        "rfcs/0002-b.md": adr("accepted", "depends-on: RFC-1"),
    }
    assert findings(RULE, rfcs) == []
    assert len(findings(RULE, {**rfcs, "rfcs/0001-a.md": adr("withdrawn")})) == 1


def test_a_number_that_two_records_claim_is_not_judged() -> None:
    files = {
        "decisions/0001-a.md": adr("rejected"),
        "decisions/0001-b.md": adr("accepted"),
        "decisions/0002-b.md": adr("accepted", "depends-on: ADR-1"),
    }
    assert findings(RULE, files) == []
