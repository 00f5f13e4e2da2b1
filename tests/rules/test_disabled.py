"""A rule that is turned off finds nothing, so its own test would fail; and no rule is found on another's good example."""

from __future__ import annotations

import pytest

from sphinx_governance.model.finding import Severity
from sphinx_governance.rules.registry import Rule, all_rules, run_rules

from .test_examples import IN_SPHINX, around, files_of, part, settings_of
from .tools import Table, corpus

ABRIDGED = {
    "section-missing": "an example has the sections that it is about",
    "field-missing": "an example has the fields that it is about",
    "nothing-examined": "an example about pages or settings has no record",
}
"""Rules that good examples may break, because they are short, and why."""

ALSO = {
    "field-unknown": {"relation-target-missing": "the record that is superseded is left out"},
    "field-required-by-status": {"relation-target-missing": "the successor is left out"},
    "relation-self": {"relation-target-missing": "the record that is superseded is left out"},
    "successor-status": {"relation-target-missing": "the successor is left out"},
    "nothing-examined": {"number-missing": "it is about where a record lies, whatever its name"},
}
"""Rule → other rules that its good example breaks, and why."""


def turned_off(settings: Table, name: str) -> dict[str, object]:
    rules = settings.get("rules", {})
    assert isinstance(rules, dict)
    return {**settings, "rules": {**rules, name: "off"}}


@pytest.mark.parametrize(
    "rule", [rule for rule in all_rules() if rule.name not in IN_SPHINX], ids=lambda rule: rule.name
)
def test_what_is_turned_off_is_not_found(rule: Rule) -> None:
    text = part(rule, "Example")
    files = files_of(text)
    settings = settings_of(files)
    loud = {"rules": {rule.name: "warning"}} if rule.severity is Severity.OFF else {}
    found = [
        {item.rule for item in run_rules(corpus(files, table, around(text)))}
        for table in ({**settings, **loud}, turned_off(settings, rule.name))
    ]
    # test_example_is_found asserts the first: with the rule turned off it fails.
    assert rule.name in found[0]
    assert found[1] == found[0] - {rule.name}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_no_rule_is_found_on_the_good_example_of_another(rule: Rule) -> None:
    text = part(rule, "Fix")
    files = files_of(text)
    settings = settings_of(files)
    found = {item.rule for item in run_rules(corpus(files, settings, around(text)))}
    assert rule.name not in found
    assert found - ABRIDGED.keys() == set(ALSO.get(rule.name, {}))
