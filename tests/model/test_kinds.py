"""Kinds from tables: presets stand by themselves, settings change what they name and keep the rest."""

from __future__ import annotations

import pytest

from sphinx_governance.presets import PRESETS
from sphinx_governance.presets.resolve import resolve_kinds


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_makes_a_kind_without_a_problem(preset: str) -> None:
    kinds, problems = resolve_kinds({"mine": {"preset": preset, "prefix": "M"}})
    assert problems == []
    kind = kinds.spec("mine")
    assert kind.prefix == "M"
    assert kind.lifecycle.states
    assert kind.by_field["status"].type == "status"


def test_a_built_in_kind_keeps_what_is_not_named() -> None:
    kinds, problems = resolve_kinds({"adr": {"width": 3, "aliases": {"approved": "accepted"}}})
    assert problems == []
    kind = kinds.spec("adr")
    assert (kind.width, kind.prefix) == (3, "ADR")
    assert kind.lifecycle.words["approved"] == "accepted"
    assert kinds.spec("adr", "nygard").lifecycle.words["approved"] == "accepted"


def test_replace_drops_what_is_below() -> None:
    states = {"replace": True, "open": {"phase": "live", "initial": True}}
    kinds, problems = resolve_kinds({"note": {"lifecycle": {"states": states}}})
    assert problems == []
    assert [state.name for state in kinds.spec("note").lifecycle.states] == ["open"]


@pytest.mark.parametrize(
    ("table", "key", "hint"),
    [
        ({"preset": "pepp"}, "kinds.x.preset", "did you mean 'pep'?"),
        ({"identity": "nummer"}, "kinds.x.identity", "did you mean 'number'?"),
        (
            {"lifecycle": {"states": {"proposed": {"moves": ["acepted"]}}}},
            "kinds.x.lifecycle.states.proposed.moves",
            "did you mean 'accepted'?",
        ),
        (
            {"fields": {"owner": {"type": "peple"}}},
            "kinds.x.fields.owner.type",
            "did you mean 'people'?",
        ),
        (
            {"sections": {"risk": {"states": ["acepted"]}}},
            "kinds.x.sections.risk.states",
            "did you mean 'accepted'?",
        ),
        ({"aliases": {"done": "acepted"}}, "kinds.x.aliases.done", "did you mean 'accepted'?"),
    ],
)
def test_what_is_wrong_is_named_with_its_key_and_the_nearest_name(
    table: dict[str, object], key: str, hint: str
) -> None:
    _, problems = resolve_kinds({"x": table})
    assert (key, hint) in [(problem.key, problem.hint) for problem in problems]
