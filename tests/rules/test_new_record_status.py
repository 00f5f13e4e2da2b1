from __future__ import annotations

from sphinx_governance.rules.registry import run_rules

from .tools import Around, corpus, findings, report

RULE = "new-record-status"
OLD = {"decisions/0001-a.md": "# 1. A\n\nStatus: accepted\n"}


def new(status: str) -> dict[str, str]:
    return OLD | {"decisions/0002-b.md": f"# 2. B\n\n## Status\n\n{status}\n"}


def test_names_the_first_state() -> None:
    assert report(RULE, new("✅ Accepted"), around=Around(before=OLD)) == [
        "decisions/0002-b.md:5:1: warning: ADR-0002 is new and accepted already = begin with draft"
    ]


def test_is_off_by_default() -> None:
    found = run_rules(corpus(new("Accepted"), around=Around(before=OLD)))
    assert RULE not in {item.rule for item in found}


def test_records_that_begin_at_the_beginning_or_say_nothing() -> None:
    for status in ("Draft", "Whatever", ""):
        assert findings(RULE, new(status), around=Around(before=OLD)) == []


def test_records_that_were_there_are_not_new() -> None:
    before = new("Draft")
    assert findings(RULE, new("Accepted"), around=Around(before=before)) == []
    moved = {"decisions/0003-b.md": "decisions/0002-b.md"}
    after = {"decisions/0003-b.md": new("Accepted")["decisions/0002-b.md"].replace("2.", "3.")}
    assert findings(RULE, OLD | after, around=Around(before=before, moved=moved)) == []


def test_a_record_on_a_page_that_was_there() -> None:
    page = "Log\n===\n\n"
    entry = ".. adr:: A\n   :number: 5\n   :status: accepted\n\n   Text.\n"
    before = {"decisions/log.rst": page + entry}
    after = {"decisions/log.rst": page + entry + "\n" + entry.replace("5", "6")}
    (line,) = report(RULE, after, around=Around(before=before))
    assert "ADR-0006 is new" in line


def test_without_a_base_nothing_is_said() -> None:
    assert findings(RULE, new("Accepted")) == []
