from __future__ import annotations

import pytest

from sphinx_governance.model.record import Location

from .tools import findings, report

RULE = "date-order"


def test_points_at_the_later_field_and_shows_both() -> None:
    text = """
        A
        =

        .. adr::
           :status: accepted
           :created: 2025-01-20
           :updated: 2024-12-01
           :date: January 19, 2025
        """
    files = {"decisions/0001-a.rst": text}
    assert report(RULE, files) == [
        (
            "decisions/0001-a.rst:7:14: warning: ADR-0001 was updated 2024-12-01,"
            " before it was created (2025-01-20) = correct the one that is wrong"
        ),
        (
            "decisions/0001-a.rst:8:11: warning: ADR-0001 is dated 2025-01-19,"
            " before it was created (2025-01-20) = correct the one that is wrong"
        ),
    ]
    first, second = findings(RULE, files)
    assert (first.length, second.length) == (len("2024-12-01"), len("January 19, 2025"))
    assert first.related == second.related == (Location("decisions/0001-a.rst", 6, 14),)


@pytest.mark.parametrize(
    ("created", "updated"),
    [
        ("2025-01-20", "2025-01-20"),
        ("2025-01-20", "2025-01-21"),
        ("2025-01-20", "2025-01"),
        ("2025-01-20", "2025"),
        ("2025-02", "2025-02-01"),
        ("2025-01-20", "soon"),
        ("soon", "2025-01-20"),
        ("2025-01-20", ""),
        ("", "2025-01-20"),
        ("2025-13-20", "2024-01-01"),
    ],
)
def test_is_quiet_where_the_order_is_right_or_unknown(created: str, updated: str) -> None:
    text = f"---\nstatus: accepted\ncreated: {created}\nupdated: {updated}\n---\n# A\n"
    assert findings(RULE, {"decisions/0001-a.md": text}) == []


def test_months_and_years_are_compared_as_far_as_they_go() -> None:
    text = "---\ncreated: 2025-02-01\nupdated: 2025-01\ndate: 2024\n---\n# A\n"
    assert len(findings(RULE, {"decisions/0001-a.md": text})) == 2


def test_a_record_without_a_creation_has_no_order() -> None:
    text = "---\ndate: 2025-02-01\nupdated: 2024-01-01\n---\n# A\n"
    assert findings(RULE, {"decisions/0001-a.md": text}) == []
