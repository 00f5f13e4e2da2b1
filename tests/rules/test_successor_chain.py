from __future__ import annotations

from .tools import findings, report

RULE = "successor-chain"


def by(number: int, other: str) -> str:
    return f"# {number}. X\n\n## Status\n\nSuperseded by {other}\n"


ACCEPTED = "# X\n\n## Status\n\nAccepted\n"


def test_says_where_the_chain_ends() -> None:
    files = {
        "decisions/0001-a.md": by(1, "[2. X](0002-b.md)"),
        "decisions/0002-b.md": by(2, "[3. X](0003-c.md)"),
        "decisions/0003-c.md": by(3, "[4. X](0004-d.md)"),
        "decisions/0004-d.md": ACCEPTED,
    }
    assert report(RULE, files) == [
        (
            "decisions/0001-a.md:5:16: note: ADR-0001 is superseded by ADR-0002, which is superseded itself"
            " = point to ADR-0004, where the chain ends"
        ),
        (
            "decisions/0002-b.md:5:16: note: ADR-0002 is superseded by ADR-0003, which is superseded itself"
            " = point to ADR-0004, where the chain ends"
        ),
    ]
    assert [at.path for at in findings(RULE, files)[0].related] == ["decisions/0002-b.md"]


def test_the_pointer_that_leads_into_the_chain_is_marked() -> None:
    files = {
        "decisions/0001-a.rst": """
            A
            =

            .. adr::
               :status: superseded
               :superseded-by: ADR-0004, ADR-0002
            """,
        "decisions/0002-b.md": by(2, "ADR-0003"),
        "decisions/0003-c.md": ACCEPTED,
        "decisions/0004-d.md": ACCEPTED,
    }
    assert report(RULE, files) == [
        (
            "decisions/0001-a.rst:6:30: note: ADR-0001 is superseded by ADR-0002, which is superseded itself"
            " = point to ADR-0003, where the chain ends"
        )
    ]


def test_a_chain_may_end_in_several_records_and_be_written_at_its_end() -> None:
    new = "---\nstatus: accepted\nsupersedes: ADR-2\n---\n# X\n"
    files = {
        "decisions/0001-a.md": by(1, "ADR-2"),
        "decisions/0002-b.md": "# 2. X\n\n## Status\n\nSuperseded\n",
        "decisions/0003-c.md": new,
        "decisions/0004-d.md": new,
    }
    assert [item.hint for item in findings(RULE, files)] == [
        "point to ADR-0003 and ADR-0004, where the chain ends"
    ]


def test_a_successor_that_still_holds_ends_the_chain() -> None:
    draft = "---\nstatus: draft\nsupersedes: ADR-2\n---\n# X\n"
    files = {
        "decisions/0001-a.md": by(1, "ADR-2"),
        "decisions/0002-b.md": ACCEPTED,
        "decisions/0003-c.md": draft,
    }
    assert findings(RULE, files) == []
    files["decisions/0002-b.md"] = "# X\n\n## Status\n\nAccepted, superseded by ADR-3\n"
    assert findings(RULE, files) == []


def test_a_circle_has_no_end() -> None:
    files = {
        "decisions/0001-a.md": by(1, "ADR-2"),
        "decisions/0002-b.md": by(2, "ADR-3"),
        "decisions/0003-c.md": by(3, "ADR-1"),
    }
    assert findings(RULE, files) == []


def test_a_record_that_names_no_successor_is_not_asked() -> None:
    files = {
        "decisions/0001-a.md": "# X\n\n## Status\n\nSuperseded\n",
        "decisions/0002-b.md": "# X\n\n## Status\n\nSuperseded by ADR-3\n\nSupersedes ADR-1\n",
        "decisions/0003-c.md": ACCEPTED,
    }
    assert findings(RULE, files) == []


def test_a_draft_is_no_end_of_a_chain() -> None:
    files = {
        "decisions/0001-a.md": by(1, "ADR-2"),
        "decisions/0002-b.md": "# X\n\n## Status\n\nSuperseded\n",
        "decisions/0003-c.md": "---\nstatus: draft\nsupersedes: ADR-2\n---\n# X\n",
    }
    assert findings(RULE, files) == []


def test_what_the_superseded_record_says_itself_counts_whatever_its_successor_is() -> None:
    files = {
        "decisions/0001-a.md": by(1, "ADR-2"),
        "decisions/0002-b.md": by(2, "ADR-3"),
        "decisions/0003-c.md": "---\nstatus: draft\nsupersedes: ADR-2\n---\n# X\n",
    }
    assert [item.hint for item in findings(RULE, files)] == [
        "point to ADR-0003, where the chain ends"
    ]
