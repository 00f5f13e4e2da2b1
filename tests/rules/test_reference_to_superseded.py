from __future__ import annotations

from .tools import report

RULE = "reference-to-superseded"
OLD = "---\nstatus: superseded by ADR-0003\n---\n# Use a table\n"
NEW = "---\nstatus: accepted\nsupersedes: ADR-0002\n---\n# Use a queue\n\nUnlike ADR-0002.\n"
RECORDS = {"decisions/0002-use-a-table.md": OLD, "decisions/0003-use-a-queue.md": NEW}


def of(text: str, path: str = "docs/page.md") -> list[str]:
    return [line.removeprefix(path) for line in report(RULE, {**RECORDS, path: text})]


def test_links_roles_and_mentions() -> None:
    text = """\
# A

As ADR-0002 says.

See [that](../decisions/0002-use-a-table.md).

See {adr}`2`.
"""
    message = "note: ADR-0002 is superseded = ADR-0003 supersedes it"
    assert of(text) == [f":3:4: {message}", f":5:6: {message}", f":7:11: {message}"]


def test_one_line_is_one_finding_and_the_successor_in_it_none() -> None:
    assert (
        len(of("# A\n\nADR-0002, [ADR-0002](../decisions/0002-use-a-table.md), ADR-0002.\n")) == 1
    )
    assert of("# A\n\nADR-0002, by now ADR-0003.\n") == []


def test_who_may_refer_to_it() -> None:
    accepted = "---\nstatus: accepted\n---\n# B\n\nAs ADR-0002 says.\n"
    assert len(of(accepted, "decisions/0004-b.md")) == 1
    assert of(accepted.replace("accepted", "rejected"), "decisions/0004-b.md") == []
    related = accepted.replace("status:", "relates-to: ADR-0002\nstatus:")
    assert of(related, "decisions/0004-b.md") == []
    listing = "# All\n\n* [2](0002-use-a-table.md)\n"
    assert of(listing, "decisions/README.md") == []
    assert of("# Changes\n\n* ADR-0002 is written.\n", "CHANGELOG.md") == []


def test_what_is_not_over() -> None:
    files = {
        "decisions/0001-a.md": "---\nstatus: rejected\n---\n# A\n",
        "decisions/0005-b.md": "---\nstatus: proposed\n---\n# B\n",
        "docs/page.md": "# P\n\nADR-0001\n\nADR-0005\n",
    }
    assert report(RULE, files) == [
        "docs/page.md:3:1: note: ADR-0001 is rejected = say so, or refer to what holds in its place"
    ]
