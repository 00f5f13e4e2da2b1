"""The scenarios of the guide, as a table: what each of them owes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sphinx_governance.model.guide import Named, Scenario
from sphinx_governance.outputs.fragment_source import FragmentError, Made, Options, Source, shown

OPTIONS = ()


def make(source: Source, options: Options) -> Made:
    """Return the scenarios of the guide."""
    del options
    scenarios = [_scenario(found, source) for found in source.corpus.scenarios.values()]
    if not scenarios:
        raise FragmentError("the guide has no scenario", "write one: .. scenario:: fix-bug")
    rows = [(item["link"], item["owed"], item["optional"]) for item in scenarios]
    heading = ("Scenario", "Owes", "Optional")
    body = source.rendered("scenarios", scenarios=scenarios, heading=heading, rows=rows)
    return Made(body, "the guide in the docs")


def _scenario(scenario: Scenario, source: Source) -> dict[str, Any]:
    owed = [_titles(scenario.required, source, ", ")]
    owed += [f"one of {_titles(group, source, ', ')}" for group in scenario.one_of]
    title = shown(scenario.title)
    return {
        "id": scenario.id,
        "title": title,
        "link": source.to_guide(title, "scenario", scenario.id, scenario.at),
        "owed": "; ".join(part for part in owed if part),
        "optional": _titles(scenario.optional, source, ", "),
    }


def _titles(named: Iterable[Named], source: Source, separator: str) -> str:
    known = source.corpus.artifacts
    return separator.join(
        shown(known[item.name].title if item.name in known else item.name) for item in named
    )
