from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "mention-mismatch"
OTHERS = {
    "decisions/0002-table.md": "# 2. Use a table\n",
    "decisions/0003-queue.md": "# 3. Use a queue\n",
}


def one(text: str) -> list[str]:
    files = {**OTHERS, "decisions/0005-x.md": f"# 5. X\n\nText goes on.\n\n{text}\n"}
    return [f"{item.message} = {item.hint}" for item in findings(RULE, files)]


def test_stands_at_the_link_and_names_the_file() -> None:
    files = {**OTHERS, "guide.md": "# Guide\n\nSee [ADR-0003](decisions/0002-table.md#context).\n"}
    assert report(RULE, files) == [
        (
            "guide.md:3:6: warning: the link's text says ADR-0003, but it leads to ADR-0002"
            " = did you mean 'decisions/0003-queue.md'?"
        )
    ]
    assert findings(RULE, files)[0].length == len("ADR-0003")


def test_rest_roles() -> None:
    files = {
        **OTHERS,
        "decisions/0005-x.rst": """
            X
            =

            .. adr::
               :status: accepted

            From :doc:`ADR-3 <0002-table>` to :adr:`ADR-3 <2>`, :gov:adr:`3. Use a queue <ADR-0002>`
            and :ref:`ADR 3 <adr-0002>`; not :doc:`ADR-2 <0002-table>`, :adr:`3`, :adr:`ADR-3 <3>`,
            :pep:`ADR-3 <2>` or `ADR-3 <https://example.org/0002-table>`__.

            `ADR-0003 <0002-table.md>`__
            """,
    }
    assert report(RULE, files) == [
        (
            "decisions/0005-x.rst:7:12: warning: the link's text says ADR-0003, but it leads to ADR-0002"
            " = did you mean '0003-queue'?"
        ),
        (
            "decisions/0005-x.rst:7:41: warning: the link's text says ADR-0003, but it leads to ADR-0002"
            " = did you mean ADR-0003?"
        ),
        (
            "decisions/0005-x.rst:7:63: warning: the link's text says ADR-0003, but it leads to ADR-0002"
            " = did you mean ADR-0003?"
        ),
        (
            "decisions/0005-x.rst:8:11: warning: the link's text says ADR-0003, but it leads to ADR-0002"
            " = did you mean ADR-0003?"
        ),
        (
            "decisions/0005-x.rst:11:2: warning: the link's text says ADR-0003, but it leads to ADR-0002"
            " = did you mean '0003-queue.md'?"
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[ADR-3](0002-table.md)", "[adr 3](./0002-table.md)", "[**ADR-0003**](0002-table.md)",
        "[ADR-3: Use a queue](0002-table.md)", "[3. Use a queue](0002-table.md)", "[0003](0002-table.md)",
        "[0003 – Use a queue](0002-table.md)", "[ADR-3 (queue)](../decisions/0002-table.md)",
        "[ADR-3](#ADR-2)", "{adr}`ADR-3 <2>`", "{doc}`ADR-3 <0002-table>`",
    ],
)  # fmt: skip
def test_texts_that_name_another_record(text: str) -> None:
    assert [line.partition(" = ")[0] for line in one(text)] == [
        "the link's text says ADR-0003, but it leads to ADR-0002"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[ADR-2](0002-table.md)", "[ADR-2s](0002-table.md)", "[2. Use a table](0002-table.md)",
        "[3](0002-table.md)",
        "[3.1 Retries](0002-table.md)", "[ADR-3](https://example.org/0002-table.md)", "[ADR-3](missing.md)",
        "[ADR-3 compatible](0002-table.md)", "[the queue](0002-table.md)", "[PEP 3](0002-table.md)",
        "[3 tables](0002-table.md)", "[7. Install it](0002-table.md)", "[2024-03 notes](0002-table.md)",
        "![ADR-3](0002-table.md)",
        "`[ADR-3](0002-table.md)`", "{adr}`3`", "[ADR-3](../guide.md)", "[](0002-table.md)",
    ],
)  # fmt: skip
def test_texts_that_do_not(text: str) -> None:
    assert one(text) == []


def test_a_number_that_is_not_there_names_another_record_too() -> None:
    assert one("[ADR-0042](0002-table.md)") == [
        "the link's text says ADR-0042, but it leads to ADR-0002 = did you mean ADR-0002?"
    ]
    assert one("[42. Use a table](0002-table.md)") == [
        "the link's text says 42, but it leads to ADR-0002 = did you mean ADR-0002?"
    ]


def test_where_the_title_is_the_targets_the_number_is_wrong() -> None:
    assert one("[3. Use a table](0002-table.md)") == [
        "the link's text says ADR-0003, but it leads to ADR-0002 = did you mean ADR-0002?"
    ]


def test_links_in_a_status_and_in_front_matter_are_links_once() -> None:
    files = {
        **OTHERS,
        "decisions/0004-a.md": "# 4. A\n\n## Status\n\nSuperseded by [3. Use a queue](0002-table.md)\n",
        "decisions/0005-b.md": "---\nstatus: accepted\namends: '[ADR-3](0002-table.md)'\n---\n# B\n",
    }
    assert [(item.at.path, item.at.line) for item in findings(RULE, files)] == [
        ("decisions/0004-a.md", 5),
        ("decisions/0005-b.md", 3),
    ]


def test_a_number_that_two_records_claim_fits_both() -> None:
    files = {
        **OTHERS,
        "decisions/0003-other.md": "# Other\n",
        "guide.md": "[ADR-3](decisions/0003-other.md) [ADR-3](decisions/0003-queue.md)\n",
    }
    assert findings(RULE, files) == []


def test_what_a_stranger_wrote_is_printable() -> None:
    (line,) = one("[ADR-9999\u202e: x](0002-table.md)") or ["the link's text says ADR-9999"]
    assert "\u202e" not in line


def test_a_bare_number_is_a_footnote_and_brackets_are_decoration() -> None:
    files = {
        "decisions/0002-table.md": "# Use a table\n",
        "decisions/0012-queue.md": "# Use a queue\n\n[12](0002-table.md) [\\[ADR-12\\]](0002-table.md)\n",
    }
    assert [item.message for item in findings(RULE, files)] == [
        "the link's text says ADR-0012, but it leads to ADR-0002"
    ]


def test_the_role_rfc_is_the_ietfs() -> None:
    files = {
        "rfcs/0002-a.md": "# A\n",
        "rfcs/0003-b.rst": "B\n=\n\n:rfc:`RFC 3 <2>` or `RFC 3 <2>`\n",
        "guide.md": "# G\n\n{rfc}`RFC 3 <2>` and {gov:rfc}`RFC 3 <2>`\n",
    }
    assert [(item.at.path, item.at.column) for item in findings(RULE, files)] == [("guide.md", 32)]
