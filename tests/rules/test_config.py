from __future__ import annotations

from .tools import findings, report

RULE = "config"


def test_names_the_key_and_the_remedy() -> None:
    settings = {"kinds": {"adr": {"width": "four", "prefx": "X"}}, "exlude": []}
    assert report(RULE, {}, settings) == [
        "governance.toml:0:0: error: exlude: unknown key = did you mean 'exclude'?",
        "governance.toml:0:0: error: kinds.adr.prefx: unknown key = did you mean 'prefix'?",
        "governance.toml:0:0: error: kinds.adr.width: expected a number from 0, not a string ('four')",
    ]


def test_names_rules_that_nobody_has() -> None:
    assert report(RULE, {}, {"rules": {"number-gaps": "error", RULE: "error"}}) == [
        "governance.toml:0:0: error: rules.number-gaps: there is no such rule = did you mean 'number-gap'?"
    ]


def test_a_lifecycle_that_contradicts_itself() -> None:
    states = {"draft": {"phase": "live", "moves": ["accepted"]}}
    settings = {"kinds": {"adr": {"lifecycle": {"replace": True, "states": states}}}}
    found = report(RULE, {}, settings)
    assert any(
        "kinds.adr.lifecycle.states.draft.moves: 'accepted' is not a state" in item
        for item in found
    )
    assert any("kinds.adr.lifecycle.states: no state is initial" in item for item in found)


def test_without_a_file_of_settings_the_place_is_conf_py() -> None:
    from dataclasses import replace

    from sphinx_governance.rules.registry import run_rules

    from .tools import corpus

    found = run_rules(replace(corpus({}, {"exlude": []}), settings_path=""))
    assert [item.at.path for item in found if item.rule == RULE] == ["conf.py"]


def test_keys_of_strangers_cannot_write_on_the_terminal() -> None:
    (found,) = findings(RULE, {}, {"\x1b[31m" + "x" * 500: 1})
    assert "\x1b" not in found.message + found.hint
    assert len(found.message) < 200


def test_good_settings_are_no_finding() -> None:
    assert (
        findings(RULE, {}, {"kinds": {"adr": {"width": 3}, "design-doc": {"prefix": "DD"}}}) == []
    )
