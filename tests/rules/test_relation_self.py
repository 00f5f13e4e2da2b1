from __future__ import annotations

from .tools import findings, report

RULE = "relation-self"


def test_stands_at_the_relation() -> None:
    files = {
        "decisions/0005-queue.rst": """
            Use a queue
            ===========

            .. adr::
               :status: accepted
               :depends-on: ADR-0004, ADR-5
            """,
        "decisions/0004-table.md": "# 4. T\n",
    }
    assert report(RULE, files) == [
        (
            "decisions/0005-queue.rst:6:27: error: ADR-0005 says that it depends on itself"
            " = name the record that is meant, or remove the relation"
        )
    ]
    assert findings(RULE, files)[0].length == len("ADR-5")


def test_a_link_to_the_own_file_counts_whatever_its_text_says() -> None:
    files = {"decisions/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by [the other](0001-a.md)\n"}
    assert [item.message for item in findings(RULE, files)] == [
        "ADR-0001 says that it is superseded by itself"
    ]


def test_two_records_of_one_number_may_mean_each_other() -> None:
    files = {
        "decisions/0007-a.md": "---\nstatus: accepted\nsupersedes: ADR-0007\n---\n# A\n",
        "decisions/0007-b.md": "---\nstatus: superseded\nsuperseded-by: '[7. A](0007-a.md)'\n---\n# B\n",
    }
    assert findings(RULE, files) == []


def test_a_number_of_another_kind_is_another_record() -> None:
    files = {
        "decisions/0007-a.md": "---\nstatus: accepted\nimplements: RFC-0007\n---\n# A\n",
        "rfcs/0007-b.md": "---\nstatus: accepted\n---\n# B\n",
    }
    assert findings(RULE, files) == []
