from __future__ import annotations

import pytest

from .tools import Around, findings, report

RULE = "frozen-record-edited"
PATH = "decisions/0001-a.md"
LONG = " ".join(f"word{number}" for number in range(20))


def adr(body: str = "We use a queue.", status: str = "Accepted", above: str = "") -> dict[str, str]:
    return {PATH: f"{above}# 1. A\n\n## Status\n\n{status}\n\n## Decision\n\n{body}\n"}


def edited(
    after: dict[str, str], before: dict[str, str] | None = None, **settings: int
) -> list[str]:
    table = {name.replace("_", "-"): value for name, value in settings.items()}
    return report(RULE, after, table, Around(before=before or adr()))


def test_says_how_much_was_changed_and_what_to_do() -> None:
    assert edited(adr(f"We use a queue. {LONG}")) == [
        (
            f"{PATH}:1:3: error: 20 words changed in ADR-0001, which was accepted already"
            " = write ADR-0002 instead, or declare it: 'amended: DATE, REASON'"
        )
    ]


def test_a_small_edit_is_a_note() -> None:
    (line,) = edited(adr("We use a table."))
    assert line.startswith(f"{PATH}:1:3: note: 1 word changed in ADR-0001")
    (line,) = edited(adr(f"We use a queue. {LONG.removesuffix(' word19')}"))
    assert ": note: 19 words" in line


def test_the_setting_says_what_is_small() -> None:
    assert ": error: 1 word " in edited(adr("We use a table."), small_edit=1)[0]
    assert ": error: 1 word " in edited(adr("We use a table."), small_edit=0)[0]
    assert ": note: 20 words " in edited(adr(f"We use a queue. {LONG}"), small_edit=21)[0]


@pytest.mark.parametrize(
    "after",
    [
        adr("We use\na   queue."),
        adr("We use a [queue](https://example.org)."),
        adr("We use a **queue**…"),
        adr(status="Superseded by [2. B](0002-b.md)"),
        adr(status="Accepted\n\nAmended by [3. C](0003-c.md)"),
        adr(above="---\ntags: a, b\nreview-by: 2030-01-01\n---\n"),
        {PATH: adr()[PATH].replace("# 1. A", "# ADR-0001: A")},
        {PATH: adr()[PATH].replace("# 1. A\n", "# 1. A\n\nDate: 2024-01-01\n")},
    ],
)
def test_facts_links_and_typography_may_change(after: dict[str, str]) -> None:
    assert edited(after) == []


def test_titles_headings_tables_lists_and_code_are_text() -> None:
    for old, new in (
        ("# 1. A", "# 1. B"), ("## Decision", "## Outcome"), ("| a |", "| b |"),
        ("* one", "* two"), ("x = 1", "x = 2"), ("> said", "> meant"),
    ):  # fmt: skip
        body = "| t |\n|---|\n| a |\n\n* one\n\n```python\nx = 1\n```\n\n> said\n"
        before = adr(body)
        after = {PATH: before[PATH].replace(old, new)}
        assert after != before
        assert ": note: 1 word" in edited(after, before)[0], new


@pytest.mark.parametrize("status", ["Draft", "Proposed", "Whatever", ""])
def test_a_record_that_was_not_frozen_may_change(status: str) -> None:
    assert edited(adr(LONG), adr(status=status)) == []


def test_a_record_is_frozen_by_what_it_was() -> None:
    assert len(edited(adr(LONG, status="Draft"))) == 1
    assert len(edited(adr(LONG, status="Superseded by ADR-0002"))) == 1


def test_a_declared_amendment_needs_a_date_and_a_reason() -> None:
    def amended(value: str) -> list[str]:
        return edited(adr(LONG, above=f"---\namended: {value}\n---\n"))

    assert amended("2025-11-03, the vendor closes down") == []
    assert amended("November 2025 (vendor closes)") == []
    for value in ("2025-11-03", "the vendor closes down", ""):
        (line,) = amended(value)
        assert "error" in line
    assert "give 'amended' a new date and a reason" in amended("2025-11-03")[0]


def test_an_amendment_covers_one_change() -> None:
    header = "---\namended: 2025-01-03, vendor closes\n---\n"
    again = "---\namended:\n- 2025-01-03, vendor closes\n- 2025-11-05 vendor is open again\n---\n"
    before = adr(above=header)
    assert len(edited(adr(LONG, above=header), before)) == 1
    assert edited(adr(LONG, above=again), before) == []


def test_kinds_without_that_field_say_to_bring_the_text_back() -> None:
    text = "---\neip: 1\ntitle: A\nstatus: Final\n---\n\n## Specification\n\n{}\n"
    path = "EIPS/eip-1.md"
    around = Around(before={path: text.format("We do.")})
    settings = {"kinds": {"eip": {"preset": "eip"}}}
    (line,) = report(RULE, {path: text.format(LONG)}, settings, around)
    assert line.endswith("= write EIP-2 instead, and bring the text back")


def test_a_removed_record() -> None:
    others = {"decisions/0002-b.md": "# B\n"}
    around = Around(before=adr() | others)
    assert report(RULE, others, around=around) == [
        (
            f"{PATH}:0:0: error: ADR-0001, which was accepted already, is gone from {PATH}"
            " = bring it back; its status may say that it no longer holds"
        )
    ]
    assert report(RULE, others, around=Around(before=adr(status="Draft") | others)) == []


def test_a_renamed_record_is_not_gone() -> None:
    assert report(RULE, {"decisions/0001-b.md": adr()[PATH]}, around=Around(before=adr())) == []


def test_without_a_base_nothing_is_said() -> None:
    assert findings(RULE, adr()) == []
