"""What each scenario of the guide owes, as boxes to tick; ``scenario`` names one, or several."""

from __future__ import annotations

from typing import Any

from sphinx_governance.model.guide import Scenario
from sphinx_governance.outputs.fragment_source import FragmentError, Made, Options, Source, shown
from sphinx_governance.outputs.safe_markdown import code

OPTIONS = ("scenario",)


def make(source: Source, options: Options) -> Made:
    """Return the checklists of the scenarios that are asked for, of all where none is."""
    known = source.corpus.scenarios
    if not known:
        raise FragmentError("the guide has no scenario", "write one: .. scenario:: fix-bug")
    names = options.among("scenario", options.texts("scenario"), tuple(known)) or tuple(known)
    scenarios = [_scenario(known[name], source) for name in names]
    return Made(source.rendered("checklist", scenarios=scenarios), "the guide in the docs")


def _scenario(scenario: Scenario, source: Source) -> dict[str, Any]:
    title = shown(scenario.title)
    owed = [_shown(item.name, source) for item in scenario.required]
    owed += [
        f"One of: {', '.join(_shown(item.name, source) for item in group)}"
        for group in scenario.one_of
    ]
    owed += [f"Optional: {_shown(item.name, source)}" for item in scenario.optional]
    linked = source.to_guide(title, "scenario", scenario.id, scenario.at)
    return {"id": scenario.id, "title": title, "link": linked, "owed": owed}


def _shown(name: str, source: Source) -> str:
    found = source.corpus.artifacts.get(name)
    if found is None:
        return shown(name)
    title = source.to_guide(shown(found.title), "artifact", found.id, found.at)
    return f"{title} ({', '.join(map(code, found.paths))})" if found.paths else title
