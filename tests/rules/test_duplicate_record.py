from __future__ import annotations

import pytest

from sphinx_governance.model.record import Location

from .tools import findings, report

RULE = "duplicate-record"
HINT = "let one supersede the other, relate them, or remove one"
DECISION = (
    "Jobs go through a queue in PostgreSQL, because we run it anyway, and each is tried three times"
)


def record(title: str, decision: str = "", status: str = "Accepted", summary: str = "") -> str:
    parts = [f"# {title}", f"## Status\n\n{status}"]
    parts += [f"## Summary\n\n{summary}"] if summary else []
    parts += [f"## Decision\n\n{decision}\n\n### Details\n\nNone."] if decision else []
    return "\n\n".join([*parts, "## Consequences", "Some."]) + "\n"


def test_titles_that_differ_by_little() -> None:
    files = {
        "decisions/0001-a.md": record("Use a queue for the jobs"),
        "decisions/0002-b.md": record("Use the queues for jobs"),
        "decisions/0003-c.md": record("Use a table for jobs"),
    }
    said = "ADR-0001 has nearly the title of ADR-0002: 'Use a queue for the jobs'"
    assert report(RULE, files) == [f"decisions/0001-a.md:1:3: note: {said} = {HINT}"]
    assert findings(RULE, files)[0].related == (Location("decisions/0002-b.md", 1, 3),)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Use a queue", "Use a queue"),
        ("Use a queue", "use-a-queue"),
        ("Move from PEP 1 to PEP 2", "Move from PEP 2 to PEP 1"),
        ("Type 1 transactions", "Type 2 transactions"),
        ("???", "!!!"),
    ],
)
def test_titles_that_are_another_rules_or_differ(one: str, two: str) -> None:
    files = {"decisions/0001-a.md": record(one), "decisions/0002-b.md": record(two)}
    assert findings(RULE, files) == []


def test_decisions_that_are_alike() -> None:
    files = {
        "decisions/0001-a.md": record("Queue", f"{DECISION}, with a pause."),
        "decisions/0002-b.md": record(
            "Jobs", "Something else, which is quite another matter, indeed."
        ),
        "decisions/0003-c.md": record("Mail", f"{DECISION}.\n\n* with a pause"),
        "decisions/0004-d.md": record("Worker", f"{DECISION}, with a pause, always."),
    }
    said = "ADR-0001 has nearly the decision of ADR-0003 and ADR-0004, 86 % alike"
    assert report(RULE, files) == [f"decisions/0001-a.md:1:3: note: {said} = {HINT}"]
    del files["decisions/0004-d.md"]
    assert "ADR-0001 has the decision of ADR-0003 =" in report(RULE, files)[0]


def test_summaries_that_are_alike() -> None:
    files = {
        "rfcs/0001-a.rst": f"A\n=\n\n:status: draft\n\nSummary\n-------\n\n{DECISION}\n",
        "rfcs/0002-b.md": f"---\nstatus: draft\n---\n# B\n\n## Summary\n\n{DECISION}\n",
    }
    assert [item.message for item in findings(RULE, files)] == [
        "RFC-0001 has the summary of RFC-0002"
    ]


def test_records_that_know_of_each_other_or_are_closed_are_not_compared() -> None:
    related = {
        "decisions/0001-a.md": record("Queue", DECISION),
        "decisions/0002-b.md": record("Queues", DECISION, "Accepted\n\nAmends [1](0001-a.md)"),
    }
    assert findings(RULE, related) == []
    closed = {
        "decisions/0001-a.md": record("Queue", DECISION, "Rejected"),
        "decisions/0002-b.md": record("Queues", DECISION),
    }
    assert findings(RULE, closed) == []


def test_kinds_and_short_decisions_are_not_compared() -> None:
    kinds = {
        "decisions/0001-a.md": record("Queue", DECISION),
        "rfcs/0001-a.md": record("Queues", DECISION),
    }
    assert findings(RULE, kinds) == []
    short = {
        f"decisions/000{number}-a.md": record(f"Title {number}", "We do it.") for number in (1, 2)
    }
    assert findings(RULE, short) == []
