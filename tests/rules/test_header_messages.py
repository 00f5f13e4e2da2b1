"""What strangers write ends up in messages: it must not steer a terminal, nor fill a screen."""

from __future__ import annotations

import pytest

from sphinx_governance.model.finding import Finding
from sphinx_governance.rules.registry import all_rules, run_rules

from .tools import corpus

EVIL = "\x9b31m\u202e" + "x" * 300
FAMILIES = {"settings", "documents", "identity", "header"}


def hostile() -> dict[str, str]:
    front = f'---\nstatus: "{EVIL}"\ndate: "{EVIL}"\nstatus: "{EVIL}b"\nstauts{EVIL}: a\n---\n'
    return {
        f"decisions/0001-{EVIL[:90]}.md": f"{front}# {{{EVIL}}}\n\n## [a {EVIL}]\n\nx\n",
        f"decisions/0001-{EVIL[:91]}.md": f"# {{{EVIL}}}\n",
        "decisions/log.rst": f"""
            .. governance: allow nothing-{"x" * 300}

            A
            =

            .. adr::
               :number: {EVIL}
               :date: {{{EVIL}}}
               :deciders: {EVIL}<, {EVIL}(
               :{EVIL}:
               :{EVIL}: a
            """,
        f"decisions/NNNN-{EVIL[:90]}.md": f"# ADR-NNNN: {EVIL}\n",
    }


def found() -> list[Finding]:
    loud = {rule.name: "warning" for rule in all_rules() if rule.family in FAMILIES}
    settings: dict[str, object] = {"rules": loud, EVIL: 1, "kinds": {EVIL: 1}}
    named = {rule.name for rule in all_rules() if rule.family in FAMILIES}
    both = (*run_rules(corpus(hostile(), settings)), *run_rules(corpus({f"{EVIL[:90]}/a.md": "x"})))
    return [item for item in both if item.rule in named]


def test_messages_are_printable_and_short() -> None:
    rules = {item.rule for item in found()}
    assert len(rules) >= 12, rules
    for item in found():
        for text in (item.message, item.hint):
            assert text.isprintable(), (item.rule, text)
            assert len(text) < 900, (item.rule, text)


@pytest.mark.parametrize(
    "rule", ["template-text", "status-unknown", "date-invalid", "field-unknown"]
)
def test_quoted_values_are_cut(rule: str) -> None:
    quoted = [item for item in found() if item.rule == rule]
    assert quoted
    assert all("…" in item.message and len(item.message) < 260 for item in quoted)
