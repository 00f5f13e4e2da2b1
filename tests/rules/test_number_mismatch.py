from __future__ import annotations

import pytest

from sphinx_governance.model.record import Location

from .tools import findings, report

RULE = "number-mismatch"


def test_the_file_name_is_stronger_than_the_heading() -> None:
    files = {"decisions/0002-a.md": "# ADR-0003: A\n\n**Status:** Accepted\n"}
    assert report(RULE, files) == [
        (
            "decisions/0002-a.md:1:3: error: the heading says 3, the file name says 2"
            " = write 2 in the heading, or rename the file"
        )
    ]
    (found,) = findings(RULE, files)
    assert (found.length, found.related) == (0, (Location("decisions/0002-a.md", 1),))


def test_a_block_is_stronger_than_both() -> None:
    files = {"decisions/0002-a.rst": "3. A\n====\n\n.. adr::\n   :number: 4\n"}
    assert report(RULE, files) == [
        (
            "decisions/0002-a.rst:1:0: error: the file name says 2, the directive says 4"
            " = write 4 at the start of the file name, or mend the directive"
        ),
        (
            "decisions/0002-a.rst:1:1: error: the heading says 3, the directive says 4"
            " = write 4 in the heading, or mend the directive"
        ),
    ]
    assert [found.length for found in findings(RULE, files)] == [0, 0]
    assert {found.related for found in findings(RULE, files)} == {
        (Location("decisions/0002-a.rst", 5, 13),)
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\neip: 8\ntitle: A\n---\n", "the front matter"),
        ("Id: 8\nTitle: A\nStatus: Draft\n\ntext\n", "the header"),
        ("* ID: 8\n* Status: accepted\n", "the header"),
    ],
)
def test_names_the_header_by_its_form(text: str, place: str) -> None:
    path = "decisions/0007-a.md" if "eip" not in text else "decisions/eip-7.md"
    other = {"decisions/eip-9.md": "---\neip: 9\ntitle: B\n---\n"}
    found = report(RULE, {path: text if text[0] != "*" else f"# A\n\n{text}", **other})
    assert len(found) == 1
    assert f"the file name says 7, {place} says 8" in found[0]


def test_names_a_field_list() -> None:
    files = {"decisions/0007-a.rst": "A\n=\n\n:ID: 8\n:Status: Draft\n\ntext\n"}
    assert "the file name says 7, the field list says 8" in report(RULE, files)[0]


def test_two_numbers_in_the_header_disagree_too() -> None:
    files = {"decisions/0007-a.rst": "A\n=\n\n.. adr::\n   :number: 7\n   :id: ADR-0070\n"}
    assert report(RULE, files) == [
        (
            "decisions/0007-a.rst:6:9: error: the directive says 70, the directive says 7"
            " = write 7 in the directive, or mend the directive"
        )
    ]
    assert findings(RULE, files)[0].length == len("ADR-0070")


def test_a_number_that_cannot_be_read_does_not_agree() -> None:
    files = {"decisions/0007-a.rst": "A\n=\n\n.. adr::\n   :number: seven\n"}
    assert report(RULE, files) == [
        "decisions/0007-a.rst:5:13: error: the number 'seven' cannot be read, the file name says 7 = write 7"
    ]
    (found,) = findings(RULE, files)
    assert (found.length, found.related) == (len("seven"), (Location("decisions/0007-a.rst", 1),))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("decisions/0007-a.md", "# 7. A\n"),
        ("decisions/0007-a.md", "# ADR 07 – A\n"),
        ("decisions/0007-a.md", "# A\n"),
        ("decisions/0007-a.md", "# 3 ways to lose a job\n"),
        ("decisions/0007-a.md", "# ADR-NNNN: A\n"),
        ("decisions/NNNN-a.md", "# ADR-7: A\n"),
        ("decisions/20200924-a.md", "# 7. A\n"),
        ("decisions/0007-a/README.md", "# 7. A\n"),
        ("decisions/2024-02-18_007-a.md", "# 7. A\n"),
        ("decisions/0007-a.md", "---\nid: v2-migration\nstatus: accepted\n---\n# A\n"),
        ("decisions/0007-a.md", "---\nid: adr-7-a\nstatus: accepted\n---\n# A\n"),
        ("decisions/0007-a.rst", "A\n=\n\n.. adr::\n   :number: ADR-7\n"),
        ("decisions/0007-a.rst", "A\n=\n\n.. adr::\n   :number:\n"),
        ("page.rst", "ADR-7: A\n========\n\n.. adr::\n"),
    ],
)
def test_is_quiet_where_nothing_disagrees(path: str, text: str) -> None:
    assert findings(RULE, {path: text}) == []


def test_a_number_that_nobody_can_read_is_missing_not_wrong() -> None:
    assert findings(RULE, {"page.rst": "A\n=\n\n.. adr::\n   :number: seven\n"}) == []


def test_is_quiet_where_the_kind_has_no_numbers() -> None:
    settings = {"kinds": {"adr": {"identity": "slug"}}}
    assert findings(RULE, {"decisions/0007-a.md": "# 8. A\n"}, settings) == []
