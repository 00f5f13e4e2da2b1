"""The scenarios of the guide, as a table: what each of them owes."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_governance.model.guide import Named, Scenario
from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Options,
    Source,
    shown,
    table,
)

OPTIONS = ()


def make(source: Source, options: Options) -> Made:
    """Return the scenarios of the guide."""
    del options
    rows = [_row(found, source) for found in source.corpus.scenarios.values()]
    if not rows:
        raise FragmentError("the guide has no scenario", "write one: .. scenario:: fix-bug")
    return Made(table(("Scenario", "Owes", "Optional"), rows), "the guide in the docs")


def _row(scenario: Scenario, source: Source) -> tuple[str, ...]:
    owed = [_titles(scenario.required, source, ", ")]
    owed += [f"one of {_titles(group, source, ', ')}" for group in scenario.one_of]
    title = shown(scenario.title)
    return (
        source.to_guide(title, "scenario", scenario.id, scenario.at),
        "; ".join(part for part in owed if part),
        _titles(scenario.optional, source, ", "),
    )


def _titles(named: Iterable[Named], source: Source, separator: str) -> str:
    known = source.corpus.artifacts
    return separator.join(
        shown(known[item.name].title if item.name in known else item.name) for item in named
    )
