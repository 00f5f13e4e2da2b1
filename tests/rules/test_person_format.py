from __future__ import annotations

import pytest

from sphinx_governance.rules.registry import run_rules

from .tools import corpus, findings, report

RULE = "person-format"


def declared(deciders: str) -> dict[str, str]:
    return {
        "decisions/0001-a.rst": f"A\n=\n\n.. adr::\n   :status: accepted\n   :deciders: {deciders}\n"
    }


def test_quotes_the_item_at_the_list() -> None:
    files = declared("@ada, Grace <grace@example.org, ann@example.org, , Ada")
    place = "decisions/0001-a.rst:6:15: warning"
    where = "in deciders of ADR-0001"
    hint = "write a name, @handle, or Name <mail>"
    assert report(RULE, files) == [
        f"{place}: '' {where} is an empty item = {hint}",
        f"{place}: 'Grace <grace@example.org' {where} has a bracket that is not closed = {hint}",
        f"{place}: 'ann@example.org' {where} is an address without a name = {hint}",
    ]
    assert [found.length for found in findings(RULE, files)] == [0, 0, 0]


def test_is_off_by_default() -> None:
    assert not [
        found for found in run_rules(corpus(declared("a@example.org"))) if found.rule == RULE
    ]


@pytest.mark.parametrize(
    "people",
    [
        "Ada Lovelace", "@ada", "Ada <ada@example.org>", "Ada (@ada)", "Ada <ada@example.org> (@ada)",
        "Ada, Grace", "Ada; Grace;", "Ada, Grace,", "Lovelace (Ada, Countess), Grace",
        "Ada <ada at example.org>",
        "[Ada](https://example.org/ada), @grace", "the core team and others", "",
    ],
)  # fmt: skip
def test_the_usual_forms_are_good(people: str) -> None:
    assert findings(RULE, declared(people)) == []


@pytest.mark.parametrize(
    "people", ["<ada@example.org>", "Ada (@ada", "Ada @ada)", "Ada ada@example.org>", ", Ada"]
)
def test_other_faults(people: str) -> None:
    assert len(findings(RULE, declared(people))) == 1


def test_every_list_of_people_is_read_in_markdown_too() -> None:
    text = "---\nconsulted: [a@b.org, Grace]\nstatus: draft\ntags: [a@b.org]\nmail: a@b.org\n---\n# A\n"
    assert [found.at.line for found in findings(RULE, {"decisions/0001-a.md": text})] == [2]


def test_a_very_long_list_is_read_in_time() -> None:
    assert len(findings(RULE, declared("<a(" * 20_000 + "," * 20_000 + "b"))) > 10_000
