from __future__ import annotations

from .tools import findings, report

RULE = "relation-target-missing"


def test_names_the_relation_and_the_nearest_record() -> None:
    files = {
        "decisions/0005-queue.rst": """
            Use a queue
            ===========

            .. adr::
               :status: accepted
               :supersedes: ADR-0099
            """,
        "decisions/0009-broker.md": "# 9. Use a broker\n\n## Status\n\nAccepted\n",
    }
    assert report(RULE, files) == [
        (
            "decisions/0005-queue.rst:6:17: error: ADR-0005 supersedes ADR-0099, which does not exist"
            " = did you mean ADR-0009?"
        )
    ]
    assert findings(RULE, files)[0].length == len("ADR-0099")


def test_reads_relations_in_a_status_section() -> None:
    files = {"decisions/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by [7. B](0007-b.md)\n"}
    assert report(RULE, files) == [
        "decisions/0001-a.md:5:16: error: ADR-0001 is superseded by ADR-0007, which does not exist"
    ]


def test_is_quiet_where_the_target_is_there_or_is_a_page_of_another_site() -> None:
    files = {
        "decisions/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by [2. B](0002-b.md)\n",
        "decisions/0002-b.md": "---\nstatus: accepted\nrelates-to: https://example.org/adr/9.html\n---\n# B\n",
    }
    assert findings(RULE, files) == []
