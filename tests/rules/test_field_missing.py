from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "field-missing"


def test_a_declared_record_answers_to_its_kind() -> None:
    files = {"decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :status: accepted\n"}
    assert report(RULE, files) == [
        "decisions/0005-a.rst:4:0: error: ADR-0005 has no date = write :date: in its block",
        "decisions/0005-a.rst:4:0: error: ADR-0005 has no deciders = write :deciders: in its block",
    ]
    assert findings(RULE, files)[0].length == 0


def test_an_rfc_needs_other_fields() -> None:
    files = {"rfcs/0005-a.md": "# A\n\n```{rfc}\n:status: draft\n:date: 2025-01-01\n```\n"}
    assert [item.split(" = ")[0] for item in report(RULE, files)] == [
        "rfcs/0005-a.md:3:0: error: RFC-0005 has no authors",
        "rfcs/0005-a.md:3:0: error: RFC-0005 has no created",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        ":decision-makers: @a\n   :decided on: 2025-01-01\n   :state: accepted",
        ":deciders: @a\n   :status: accepted, 2025-01-01",
        ":deciders: @a\n   :status: accepted, 2025-01-01\n   :created: 2024-12-24",
        ":deciders:\n   :status:\n   :date:",
    ],
)
def test_other_names_a_date_in_the_status_and_empty_fields_are_there(fields: str) -> None:
    text = f"A\n=\n\n.. adr::\n   {fields}\n"
    assert findings(RULE, {"decisions/0005-a.rst": text}) == []


def test_the_date_of_creation_is_not_that_of_the_decision() -> None:
    text = "A\n=\n\n.. adr::\n   :status: accepted\n   :deciders: @a\n   :created: 2025-01-01\n"
    assert len(findings(RULE, {"decisions/0005-a.rst": text})) == 1


def test_a_name_by_date_is_a_date() -> None:
    text = "A\n=\n\n.. adr::\n   :status: accepted\n   :deciders: @a\n"
    assert findings(RULE, {"decisions/20250101-a.rst": text}) == []


def test_number_and_title_have_rules_of_their_own() -> None:
    text = "\n.. adr::\n   :status: accepted\n   :deciders: @a\n   :date: 2025-01-01\n"
    assert findings(RULE, {"decisions/a.rst": text}) == []


PEP = "PEP: 1\nTitle: A\nStatus: Draft\nType: Process\nAuthor: A\n"


@pytest.mark.parametrize(
    ("path", "text", "place", "field", "hint"),
    [
        ("eip-1.md", "---\neip: 1\n---\n", "2:1", "status", "status: in the front matter"),
        ("nep-1-a.rst", "A\n=\n\n:Author: B\n\nx\n", "4:2", "status", ":status: in the field list"),
        ("pep-1.rst", f"{PEP}\nx\n", "1:1", "created", "created: in the header"),
    ],
)
def test_a_recognised_record_answers_to_its_format(
    path: str, text: str, place: str, field: str, hint: str
) -> None:
    second = path.replace("1", "2", 1)
    other = (
        "---\nstatus: Draft\n---\n" if second == "eip-2.md" else f"{PEP}Created: 01-Jan-2001\n\nx\n"
    )
    name = path[:3].upper()
    number = "1" if name == "EIP" else "0001"
    assert report(RULE, {path: text, second: other}) == [
        f"{path}:{place}: error: {name}-{number} has no {field} = write {hint}"
    ]


def test_a_project_may_hold_its_records_to_the_full_list() -> None:
    text = "# 1. A\n\n**Status:** Accepted\n**Date:** 2025-01-01\n"
    assert report(RULE, {"decisions/0001-a.md": text}, {"kinds": {"adr": {"profile": "adr"}}}) == [
        "decisions/0001-a.md:3:3: error: ADR-0001 has no deciders = write its deciders under the title"
    ]


def test_where_the_status_is_open_a_folder_gets_one_note() -> None:
    files = {
        "docs/decisions/0001-a.md": "# A\n\n## Context\n\nx\n",
        "docs/decisions/0002-b.md": "---\ndate: 2025-01-01\n---\n# B\n",
        "docs/decisions/0003-c.md": "---\nstatus: accepted\n---\n# C\n",
        "docs/decisions/0004-d.md": "# D\n\n## Status\n\nAccepted\n",
        "docs/decisions/0005-e/README.md": "# E\n",
        "docs/decisions/0006-f/0006-f.md": "# F\n",
        "web/adr/0007-g.rst": "G\n=\n",
    }
    hint = "write one in each, so that readers know which decisions hold"
    assert report(RULE, files) == [
        f"docs/decisions/0001-a.md:1:0: note: 4 of 6 records in docs/decisions have no status = {hint}",
        f"web/adr/0007-g.rst:1:0: note: 1 of 1 records in web/adr has no status = {hint}",
    ]


def test_the_note_is_of_one_kind_and_counts_empty_fields() -> None:
    files = {
        "adr/0001-a.md": "---\nstatus:\ndate: 2025-01-01\n---\n# A\n",
        "adr/rfc-2-b.md": "# B\n",
    }
    assert [item.split(" records")[0] for item in report(RULE, files)] == [
        "adr/0001-a.md:2:1: note: 1 of 1",
        "adr/rfc-2-b.md:1:0: note: 1 of 1",
    ]


def test_a_folder_at_the_root_has_no_name() -> None:
    assert "1 of 1 records in this folder has no status" in report(RULE, {"0001-a.md": "# A\n"})[0]


def test_no_note_where_all_are_declared_or_say_their_status() -> None:
    full = ".. adr::\n   :status: accepted\n   :date: 2025-01-01\n   :deciders: @a\n"
    files = {"adr/0001-a.rst": f"A\n=\n\n{full}", "adr/0002-b.md": "# B\n\n* Status: accepted\n"}
    assert findings(RULE, files) == []
    declared = report(RULE, {"adr/0003-c.rst": "C\n=\n\n.. adr::\n"})
    assert len(declared) == 3
    assert not any("note" in item for item in declared)


def test_no_note_where_the_kind_leaves_the_status_open_to_declared_records() -> None:
    files = {"adr/0001-a.rst": "A\n=\n\n.. adr::\n   :date: 2025-01-01\n   :deciders: @a\n"}
    settings = {"kinds": {"adr": {"fields": {"status": {"required": False}}}}}
    assert findings(RULE, files, settings) == []


def test_no_note_where_the_kind_has_no_status() -> None:
    settings = {"kinds": {"adr": {"fields": {"replace": True, "date": {"type": "date"}}}}}
    assert findings(RULE, {"adr/0001-a.md": "# A\n"}, settings) == []


@pytest.mark.parametrize(
    "name", ["README", "index", "adr", "decision", "proposal", "record", "rfc"]
)
def test_a_folder_for_each_record_does_not_count(name: str) -> None:
    files = {f"adr/000{number}-x/{name}.md": "# A\n" for number in (1, 2)}
    assert "2 of 2 records in adr have no status" in report(RULE, files)[0]
