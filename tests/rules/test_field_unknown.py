from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "field-unknown"


def test_a_block_is_held_to_its_kind_and_the_nearest_name_is_offered() -> None:
    files = {"decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :Stauts: accepted\n   :cost: high\n"}
    assert report(RULE, files) == [
        (
            "decisions/0005-a.rst:5:5: warning: ADR-0005 has a field 'Stauts', which its kind does not know"
            " = did you mean status?"
        ),
        (
            "decisions/0005-a.rst:6:5: warning: ADR-0005 has a field 'cost', which its kind does not know"
            " = add it to kinds.adr.fields, or take it out"
        ),
    ]
    assert [found.length for found in findings(RULE, files)] == [6, 4]


def test_points_at_the_label_in_markdown_too() -> None:
    files = {"decisions/0005-a.md": "# A\n\n```{adr}\n:status: accepted\n:supersede: ADR-1\n```\n"}
    assert report(RULE, files) == [
        (
            "decisions/0005-a.md:5:2: warning: ADR-0005 has a field 'supersede', which its kind does not know"
            " = did you mean supersedes?"
        )
    ]


def test_another_name_is_offered_by_the_field_it_means() -> None:
    files = {"decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :decision-makes: @a\n"}
    assert "did you mean deciders?" in report(RULE, files)[0]


def test_a_field_that_another_kind_has_is_unknown_in_a_block() -> None:
    files = {"decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :deadline: 2025-01-01\n"}
    assert len(findings(RULE, files)) == 1


def test_a_kind_may_have_fields_of_its_own_and_be_open() -> None:
    files = {"decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :cost: high\n   :staus: draft\n"}
    own = {"kinds": {"adr": {"fields": {"cost": {"aliases": ["price"]}}}}}
    assert len(findings(RULE, files, own)) == 1
    assert [
        found.at.line for found in findings(RULE, files, {"kinds": {"adr": {"open-fields": True}}})
    ] == [6]
    files = {"decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :prise: high\n"}
    assert "did you mean cost?" in report(RULE, files, own)[0]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("eip-1.md", "---\neip: 1\nstatus: Draft\ncolour: red\n---\n"),
        ("nep-0001-a.rst", "A\n=\n\n:Status: Draft\n:Colour: red\n\nx\n"),
        ("pep-0001.rst", "PEP: 1\nStatus: Draft\nColour: red\n\nx\n"),
    ],
)
def test_closed_formats_are_held_to_their_lists(path: str, text: str) -> None:
    found = report(RULE, {path: text, path.replace("1", "2", 1): text})[0]
    assert "has a field '" in found
    assert found.endswith("add it to kinds.adr.fields, or take it out")


def test_a_section_that_looks_like_a_header_is_no_field_of_a_closed_format() -> None:
    text = "PEP: 1\nStatus: Draft\n\nAbstract\n========\n\nMetadata\n--------\n\nColour: red\n"
    assert findings(RULE, {"pep-0001.rst": text, "pep-0002.rst": text}) == []


@pytest.mark.parametrize(
    "label",
    ["Statsu", "stauts", "sttaus", "Staatus", "Statis", "Reviev-by", "Sumary", "Tittle", "Tarck"],
)
def test_slips_are_found_in_open_headers(label: str) -> None:
    found = findings(
        RULE, {"decisions/0001-a.md": f"---\ndate: 2025-01-01\n{label}: x\n---\n# A\n"}
    )
    assert [(item.at.line, item.at.column, item.length) for item in found] == [(3, 1, len(label))]


@pytest.mark.parametrize(
    "label",
    [
        "parent", "nav_order", "layout", "orphan", "tocdepth", "myst", "Version", "Contact", "Abstract",
        "Issued", "Updates", "Tracker", "Dates", "Data", "Rate", "Crate", "Gate", "Solution", "Stage",
        "Starts", "Amend", "Created-at", "Deadline", "Resolution", "Approver", "Impact", "Statu", "State",
        "Nuebmr",
    ],
)  # fmt: skip
def test_fields_of_other_tools_are_not(label: str) -> None:
    text = f"---\ndate: 2025-01-01\n{label}: x\n---\n# A\n"
    assert findings(RULE, {"decisions/0001-a.md": text}) == []


def test_sphinx_reads_metadata_in_closed_formats_too() -> None:
    text = "A\n=\n\n:Status: Draft\n:orphan:\n\nx\n"
    assert findings(RULE, {"nep-0001-a.rst": text, "nep-0002-b.rst": text}) == []


def test_other_headers_of_a_declared_record_are_open() -> None:
    text = "---\norphan: true\nmood: x\nstauts: x\n---\n# A\n\n```{adr}\n:status: accepted\n:orphan:\n```\n"
    found = findings(RULE, {"decisions/0001-a.md": text})
    assert [item.at.line for item in found] == [4, 10]


def test_lines_of_a_status_section_are_no_fields() -> None:
    text = "# A\n\n## Status\n\nAccepted\n\n## Metadata\n\n**Stauts:** x\n"
    assert findings(RULE, {"decisions/0001-a.md": text}) == []


def test_what_a_stranger_wrote_cannot_write_on_the_terminal() -> None:
    text = f"A\n=\n\n.. adr::\n   :\x1b[31m{'x' * 80}: y\n"
    (found,) = findings(RULE, {"decisions/0005-a.rst": text})
    assert "\x1b" not in found.message
    assert "…" in found.message
