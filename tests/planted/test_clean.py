"""The clean project is clean, and no rule is forgotten among those that are planted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sphinx_governance.model.finding import Severity
from sphinx_governance.rules.registry import all_rules

from . import test_projects, test_records, test_references
from .tools import CLEAN, MARK, SETTINGS, Planter, Scene, check
from .written import BODIES, HEADERS, record

NOT_PLANTED = {
    "external-link-dead": "asks other sites; tests/sphinx/test_external_links.py has one"
}
OTHERS = {"guides", "fragments"}
"""Families that have tests of this kind of their own."""

OF_THE_FILE = {"config", "baseline", "nothing-examined"}
"""Rules of which the place is a whole file: they are named in test_settings_and_files."""


def test_the_clean_project_reports_nothing(clean: Path) -> None:
    assert check(clean) == []


def test_every_rule_that_is_off_is_on_there() -> None:
    settings = (CLEAN / SETTINGS).read_text(encoding="utf-8")
    off = [rule.name for rule in all_rules() if rule.severity is Severity.OFF]
    assert off
    assert [name for name in off if f'{name} = "warning"' not in settings] == []


def test_no_rule_is_forgotten() -> None:
    modules = (test_projects, test_records, test_references)
    texts = [Path(str(module.__file__)).read_text(encoding="utf-8") for module in modules]
    written = [*(line for header in HEADERS.values() for line in header)]
    written += [title for body in BODIES.values() for title, _ in body]
    marked = {match["rule"] for text in (*texts, *written) for match in MARK.finditer(text)}
    tables = (test_references.IN_REST, test_references.IN_MYST)
    marked |= {rule for table in tables for rule, _ in table.values()}
    marked |= {rule for _, rule, _ in test_references.BESIDE.values()}
    marked |= {"section-missing", "field-missing", "stale-record"}  # by the marks of record()
    marked |= {mark for text in texts for mark in _as_arguments(text)} | OF_THE_FILE
    rules = {rule.name for rule in all_rules() if rule.family not in OTHERS}
    assert rules - marked == set(NOT_PLANTED)


def _as_arguments(text: str) -> set[str]:
    """Return the rules that a module marks by an argument: ``marks=("number-gap", "")``."""
    return {rule.name for rule in all_rules() if f'"{rule.name}"' in text}


@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_code_that_shows_what_is_broken_reports_nothing(planted: Planter, suffix: str) -> None:
    rest = suffix == "rst"
    defects = test_references.IN_REST if rest else test_references.IN_MYST
    shown = "\n".join(f"   {defect}" for rule, defect in defects.values() if rule != "path-missing")
    fences = [
        f".. code-block:: rst\n\n{shown}",
        f"A block::\n\n{shown}",
    ]
    if not rest:
        fences = [
            f"```rst\n{shown}\n```",
            f"~~~\n{shown}\n~~~",
            f"- An item\n\n  ```\n{shown}\n  ```",
        ]
    title = "Shown\n=====" if rest else "# Shown"
    text = "\n\n".join([title, *fences]) + "\n"
    found = planted(Scene({}, {f"docs/pages/shown.{suffix}": text, f"docs/parts/x.{suffix}": text}))
    assert found.expected == Counter()
    assert found.surplus == []


@pytest.mark.parametrize("severity", ["warning", "off"])
def test_rules_that_only_a_build_can_ask_are_silent_when_they_are_off(
    planted: Planter, severity: str
) -> None:
    """All other rules are turned off in tests/rules/test_disabled.py."""
    names = ("reference-broken", "record-unlisted")
    lines = "\n".join(f'{name} = "{severity}"' for name in names)
    gap = 'number-gap = "warning"'
    header = (":status: draft", ":created: 2026-10-01", ":authors: Sam")
    sections = tuple(
        (name, "Text.") for name in ("Summary", "Motivation", "Design", "Alternatives")
    )
    hidden = record("rst", 3, header, sections, marks=("record-unlisted", ""))
    found = planted(Scene({SETTINGS: ((gap, f"{gap}\n{lines}"),)}, {
        "docs/rfcs/deep/0003-hidden.rst": hidden.replace("adr::", "rfc::"),
        "docs/pages/broken.rst": "Broken\n======\n\n:doc:`nowhere` «reference-broken»\n",
    }))  # fmt: skip
    assert sorted(rule for rule, _, _ in found.expected) == sorted(names)[:2]
    assert found.surplus == []
    assert found.missed == ([] if severity == "warning" else sorted(found.expected))
