from __future__ import annotations

import pytest

from sphinx_governance.model.record import Location

from .tools import findings, report

RULE = "number-placeholder"


def test_names_every_place_once_and_offers_the_next_number() -> None:
    files = {"decisions/NNNN-a.md": "# ADR-NNNN: A\n", "decisions/0011-b.md": "# 11. B\n"}
    assert report(RULE, files) == [
        (
            "decisions/NNNN-a.md:1:0: error: decisions/NNNN-a.md has the placeholder 'NNNN' for a number"
            " in the file name and the heading = the next free number is 12"
        )
    ]
    (found,) = findings(RULE, files)
    assert (found.length, found.related) == (0, (Location("decisions/NNNN-a.md", 1, 3),))


def test_a_number_elsewhere_is_the_one_to_write() -> None:
    files = {"decisions/0007-a.rst": "ADR-XXXX: A\n===========\n"}
    assert report(RULE, files) == [
        (
            "decisions/0007-a.rst:1:1: error: decisions/0007-a.rst has the placeholder 'XXXX' for a number"
            " in the heading = write 7, which the file name says"
        )
    ]
    assert findings(RULE, files)[0].length == 0


@pytest.mark.parametrize("value", ["NNNN", "ADR-XXXX", "TBD"])
def test_reads_placeholders_of_a_block(value: str) -> None:
    files = {"page.rst": f"A\n=\n\n.. adr::\n   :number: {value}\n"}
    (found,) = findings(RULE, files)
    assert (found.at, found.length) == (Location("page.rst", 5, 13), len(value))
    assert f"the placeholder {value!r} for a number in the directive" in found.message


def test_is_quiet_about_numbers_words_and_kinds_without_numbers() -> None:
    files = {"decisions/0007-nnnn.md": "# 7. NNNN\n", "decisions/0008-a.md": "# X marks the spot\n"}
    assert findings(RULE, files) == []
    settings = {"kinds": {"adr": {"identity": "slug"}}}
    assert findings(RULE, {"decisions/NNNN-a.md": "# A\n"}, settings) == []
