from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "field-empty"


def test_every_empty_option_of_a_block_is_found_at_its_label() -> None:
    files = {
        "decisions/0005-a.rst": "A\n=\n\n.. adr::\n   :status: accepted\n   :Tags:\n   :colour:\n"
    }
    assert report(RULE, files) == [
        (
            "decisions/0005-a.rst:6:5: warning: ADR-0005 has an empty field 'Tags'"
            " = write a value, or take the line out"
        ),
        (
            "decisions/0005-a.rst:7:5: warning: ADR-0005 has an empty field 'colour'"
            " = write a value, or take the line out"
        ),
    ]
    assert [found.length for found in findings(RULE, files)] == [4, 6]


def test_a_status_section_with_nothing_in_it() -> None:
    files = {"decisions/0005-a.md": "# A\n\n## Status\n\n## Context\n\nx\n"}
    assert report(RULE, files) == [
        "decisions/0005-a.md:3:4: warning: ADR-0005 has an empty section 'Status' = write what it says"
    ]
    assert findings(RULE, files)[0].length == len("Status")


def test_a_required_field_of_a_recognised_record() -> None:
    text = "PEP: 1\nTitle: A\nStatus:\nType: Process\nPost-History:\nBDFL-Delegate:\n\nx\n"
    (found,) = report(RULE, {"pep-0001.rst": text, "pep-0002.rst": "PEP: 2\n\nx\n"})
    assert found.startswith("pep-0001.rst:3:1: warning: PEP-0001 has an empty field 'Status'")


def test_a_label_with_nothing_after_it_is_a_field() -> None:
    held = {"kinds": {"adr": {"profile": "adr"}}}
    text = "# A\n\n* Status:\n* Date: 2025-01-01\n"
    assert "an empty field 'Status'" in report(RULE, {"decisions/0001-a.md": text}, held)[0]
    text = "# A\n\n## Metadata\n\n**Date:** 2025-01-01\n**Deciders:**\n\n## Status\n\nAccepted\n"
    (found,) = report(RULE, {"decisions/0001-a.md": text}, held)
    assert "an empty field 'Deciders'" in found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("decisions/0001-a.md", "---\nstatus:\ndate:\nconsulted:\nlayout:\n---\n# A\n"),
        ("decisions/0001-a.md", "# A\n\n* Status: accepted\n* Deciders:\n  * Ada\n  * Grace\n"),
        ("decisions/0001-a.md", "# A\n\n* Status: accepted\n* Deciders:\n"),
        ("decisions/0001-a.rst", "A\n=\n\n.. adr::\n   :deciders:\n      @a,\n      @b\n"),
        (
            "decisions/0001-a.md",
            "---\nlayout:\nstatus:\n---\n# A\n\n```{adr}\n:status: accepted\n```\n",
        ),
        ("decisions/0001-a.md", "# A\n\n## Status\n\n## Status\n\nAccepted\n"),
    ],
)
def test_what_a_format_leaves_open_and_values_below_the_label_are_no_findings(
    path: str, text: str
) -> None:
    assert findings(RULE, {path: text}) == []


def test_number_and_title_have_rules_of_their_own() -> None:
    text = "---\neip:\ntitle:\nstatus: Draft\n---\n"
    assert findings(RULE, {"eip-1.md": text, "eip-2.md": text}) == []
    text = "PEP:\nTitle:\nStatus: Draft\n\nx\n"
    assert findings(RULE, {"pep-0001.rst": text, "pep-0002.rst": text}) == []
