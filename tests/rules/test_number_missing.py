from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "number-missing"
DECLARED = "Use a queue\n===========\n\n.. adr::\n   :status: accepted\n"


def test_points_at_the_block_and_offers_the_next_free_number() -> None:
    files = {
        "decisions/use-a-queue.rst": DECLARED,
        "decisions/0041-use-a-table.md": "# 41. Use a table\n",
    }
    assert report(RULE, files) == [
        "decisions/use-a-queue.rst:4:0: error: ADR-use-a-queue has no number = write :number: 42 in its block"
    ]
    assert findings(RULE, files)[0].length == 0


def test_a_recognised_file_is_to_be_renamed() -> None:
    files = {"notes/use-a-queue.md": "---\nstatus: accepted\n---\n# Use a queue\n"}
    settings = {"kinds": {"adr": {"sources": ["notes/*.md"], "reserved": [1, 2]}}}
    assert report(RULE, files, settings) == [
        (
            "notes/use-a-queue.md:4:3: error: ADR-use-a-queue has no number"
            " = rename the file to 0003-use-a-queue.md"
        )
    ]


def test_names_what_cannot_be_read_as_a_number() -> None:
    files = {"page.md": "# Use a queue\n\n```{adr}\n:number: seven\n:status: accepted\n```\n"}
    assert report(RULE, files) == [
        "page.md:4:10: error: the number of ADR-use-a-queue cannot be read: 'seven' = write :number: 1"
    ]
    assert findings(RULE, files)[0].length == len("seven")


@pytest.mark.parametrize(
    "path",
    [
        "decisions/20200924-use-a-queue.md",
        "decisions/2024-01-05-use-a-queue/README.md",
        "decisions/0007-use-a-queue.md",
        "decisions/NNNN-use-a-queue.md",
    ],
)
def test_is_quiet_where_the_name_says_a_date_a_number_or_a_placeholder(path: str) -> None:
    assert findings(RULE, {path: "# Use a queue\n"}) == []


def test_is_quiet_where_the_heading_says_the_number() -> None:
    assert (
        findings(RULE, {"page.rst": "ADR-7: Use a queue\n==================\n\n.. adr::\n"}) == []
    )


@pytest.mark.parametrize("identity", ["date", "slug"])
def test_is_quiet_where_the_kind_has_no_numbers(identity: str) -> None:
    settings = {"kinds": {"adr": {"identity": identity}}}
    assert findings(RULE, {"decisions/use-a-queue.rst": DECLARED}, settings) == []


def test_every_block_of_a_page_needs_its_own_number() -> None:
    files = {
        "0007-log.rst": """
            Log
            ===

            .. adr:: Use a queue

               Jobs are lost.

            .. adr:: Use a table
               :number: 3

               Jobs are kept.
            """
    }
    assert report(RULE, files) == [
        "0007-log.rst:4:0: error: ADR-use-a-queue has no number = write :number: 4 in its block"
    ]


@pytest.mark.parametrize(
    ("path", "title", "name"),
    [
        ("notes/очередь.md", "Use a queue", "0001-use-a-queue.md"),
        ("notes/очередь.rst", "очередь", "0001-title.rst"),
        ("notes/queue.md", "Use a queue", "0001-queue.md"),
    ],
)
def test_a_name_is_offered_for_every_file(path: str, title: str, name: str) -> None:
    text = f"# {title}\n" if path.endswith("md") else f"{title}\n{'=' * len(title)}\n"
    settings = {"kinds": {"adr": {"sources": ["notes/*"]}}}
    assert report(RULE, {path: text}, settings)[0].endswith(f" = rename the file to {name}")


def test_a_pages_id_is_no_number_and_an_empty_one_is_none() -> None:
    settings = {"kinds": {"adr": {"sources": ["notes/*"]}}}
    files = {"notes/a.md": "---\nid: queue\n---\n# A\n", "b.rst": "B\n=\n\n.. adr::\n   :number:\n"}
    assert report(RULE, files, settings) == [
        "b.rst:4:0: error: ADR-b has no number = write :number: 1 in its block",
        "notes/a.md:4:3: error: ADR-a has no number = rename the file to 0001-a.md",
    ]
