from __future__ import annotations

from sphinx_governance.model.record import Location

from .tools import findings, report

RULE = "number-duplicate"


def test_reports_every_later_claimant_and_names_all_the_others() -> None:
    files = {
        "decisions/0007-a.md": "---\nstatus: accepted\n---\n# A\n",
        "decisions/0007-b.rst": "7. B\n====\n",
        "decisions/c.rst": "C\n=\n\n.. adr::\n   :number: 0007\n",
    }
    assert report(RULE, files) == [
        (
            "decisions/0007-b.rst:1:0: error: ADR-0007 is also decisions/0007-a.md and decisions/c.rst"
            " = renumber one of them: ADR-0008 is free"
        ),
        (
            "decisions/c.rst:5:13: error: ADR-0007 is also decisions/0007-a.md and decisions/0007-b.rst"
            " = renumber one of them: ADR-0008 is free"
        ),
    ]
    first, second = findings(RULE, files)
    assert (first.length, second.length) == (0, len("0007"))
    assert first.related == (Location("decisions/0007-a.md", 1), Location("decisions/c.rst", 5, 13))
    assert second.related == (
        Location("decisions/0007-a.md", 1),
        Location("decisions/0007-b.rst", 1),
    )


def test_points_at_the_heading_where_that_claims_the_number() -> None:
    files = {
        "a.rst": "ADR-7: A\n========\n\n.. adr::\n",
        "b.rst": "ADR-7: B\n========\n\n.. adr::\n",
    }
    (found,) = findings(RULE, files)
    assert (found.at, found.length) == (Location("b.rst", 1, 1), 0)


def test_two_records_of_one_page_are_told_apart_by_their_titles() -> None:
    files = {
        "log.md": "# Log\n\n```{adr} Use a queue\n:number: 3\n```\n\n```{adr} Use a table\n:number: 3\n```\n"
    }
    assert report(RULE, files) == [
        "log.md:8:10: error: ADR-0003 is also 'Use a queue' in log.md = renumber one of them: ADR-0004 is free"
    ]


def test_prefixes_are_series_of_their_own_however_they_are_padded() -> None:
    files = {
        "decisions/0007-a.md": "# A\n",
        "rfcs/0007-a.md": "# A\n",
        "decisions/oep-0007-a.rst": "A\n=\n",
        "decisions/oep-8-a.rst": "A\n=\n",
        "decisions/oep-0008-b.rst": "B\n=\n",
    }
    assert [item.split(" = ")[0] for item in report(RULE, files)] == [
        "decisions/oep-8-a.rst:1:0: error: OEP-8 is also decisions/oep-0008-b.rst"
    ]


def test_letters_are_numbers_of_their_own_where_the_settings_allow_them() -> None:
    files = {"decisions/040-a.md": "# A\n", "decisions/040a-b.md": "# B\n"}
    assert report(RULE, files) == [
        (
            "decisions/040a-b.md:1:0: error: ADR-0040 is also decisions/040-a.md"
            " = letters = true in kinds.adr makes 040a a number of its own"
        )
    ]
    assert findings(RULE, files, {"kinds": {"adr": {"letters": True}}}) == []


def test_the_same_letter_twice_is_a_duplicate() -> None:
    files = {"decisions/040a-a.md": "# A\n", "decisions/040a-b.md": "# B\n"}
    assert report(RULE, files, {"kinds": {"adr": {"letters": True}}}) == [
        (
            "decisions/040a-b.md:1:0: error: ADR-0040a is also decisions/040a-a.md"
            " = renumber one of them: ADR-0041 is free"
        )
    ]


def test_the_frozen_list_allows_what_it_names_and_no_more() -> None:
    files = {
        f"decisions/000{number}-{name}.md": f"# {name}\n" for number in (1, 2) for name in "ab"
    }
    found = report(RULE, files, {"kinds": {"adr": {"duplicates": [1]}}})
    assert [item.split(": ")[0] for item in found] == ["decisions/0002-b.md:1:0"]


def test_records_by_date_and_slug_are_told_apart_by_both() -> None:
    files = {
        "decisions/20200924-use-x.md": "# Use x\n",
        "decisions/20200925-use-x.md": "# Use x\n",
        "web/decisions/20200924-use-x.md": "# Use x\n",
    }
    assert report(RULE, files) == [
        (
            "web/decisions/20200924-use-x.md:1:3: error: ADR-20200924-use-x is also decisions/20200924-use-x.md"
            " = give one of them another name"
        )
    ]


def test_records_that_lack_their_numbers_are_another_rules_business() -> None:
    files = {"decisions/NNNN-a.md": "# A\n", "web/decisions/NNNN-a.md": "# A\n"}
    assert findings(RULE, files) == []


def test_a_hundred_claimants_do_not_make_a_message_of_a_hundred_names() -> None:
    files = {f"decisions/0001-{number:03}.md": "# A\n" for number in range(100)}
    found = findings(RULE, files)
    assert len(found) == 99
    assert found[0].message.endswith("decisions/0001-010.md and 89 more")
    assert len(found[0].related) == 99
    few = dict(list(files.items())[:11])
    assert findings(RULE, few)[0].message.endswith(
        "decisions/0001-009.md and decisions/0001-010.md"
    )
