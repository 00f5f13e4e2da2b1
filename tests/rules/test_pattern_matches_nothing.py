from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_governance.model.surroundings import Tree
from sphinx_governance.rules.registry import run_rules

from .tools import Around, corpus, findings, report

RULE = "pattern-matches-nothing"
PATH = "decisions/0001-a.md"
TREE = dict.fromkeys(
    ("Makefile", "src/app/main.py", "src/app/data.json", "docs/a b.md", "web/[id].ts"), b""
)


def adr(governs: str, status: str = "accepted") -> dict[str, str | bytes]:
    return {PATH: f"---\nstatus: {status}\ngoverns: {governs}\n---\n# A\n", **TREE}


def test_points_at_the_pattern_in_its_list() -> None:
    files = adr("src/**, lib/**, Makefile")
    assert report(RULE, files, around=Around()) == [
        f"{PATH}:3:18: warning: ADR-0001 governs 'lib/**', which matches no file = correct the pattern"
    ]
    assert findings(RULE, files, around=Around())[0].length == len("lib/**")


def test_items_of_a_list_and_of_a_directive() -> None:
    items = adr("\n- src/**\n- '*.go'")
    assert [item.at.line for item in findings(RULE, items, around=Around())] == [5]
    text = "A\n=\n\n.. adr::\n   :governs: src/**, *.go\n"
    (found,) = findings(RULE, {"decisions/0001-a.rst": text, **TREE}, around=Around())
    assert (found.at.line, found.at.column) == (5, 22)


@pytest.mark.parametrize(
    "pattern",
    ["Makefile", "/Makefile", "*.py", "src/", "src/app", "src/**/*.json", "/src", "app/", "a b.md",
     "`src/**`", "!nothing", "decisions/**"],
)  # fmt: skip
def test_patterns_that_match(pattern: str) -> None:
    assert findings(RULE, adr(f'"{pattern}"'), around=Around()) == []


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("/app/main.py", "did you mean src/app/main.py?"),
        ("src/ap", "did you mean src/app?"),
        ("src/apps/**", "did you mean src/app?"),
        ("source/app/**", "did you mean src/app?"),
        ("*.go", "correct the pattern"),
        ("quite/another/thing", "correct the pattern"),
        ("src/[a/x", "correct the pattern"),
    ],
)
def test_patterns_that_match_nothing(pattern: str, hint: str) -> None:
    (line,) = report(RULE, adr(f'"{pattern}"'), around=Around())
    assert line.endswith(f" = {hint}")


def test_closed_records_may_speak_of_what_is_gone() -> None:
    assert findings(RULE, adr("lib/**", "superseded"), around=Around()) == []


def test_is_quiet_where_the_files_are_not_known() -> None:
    files = adr("lib/**")
    for tree in (None, Tree(frozenset(TREE))):
        part = replace(corpus(files), tree=tree)
        assert RULE not in {item.rule for item in run_rules(part)}
