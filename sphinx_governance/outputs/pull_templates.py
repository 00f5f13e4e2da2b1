"""Templates for pull and merge requests, from the guide: one for all, and one for each scenario.

Where they lie is GitHub's and GitLab's affair:
https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests,
https://docs.gitlab.com/user/project/description_templates/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sphinx_governance.model.guide import Artifact, Named, Scenario
from sphinx_governance.model.record import Location
from sphinx_governance.model.registry import Registry
from sphinx_governance.outputs.templating import RenderError, render

MARK = "<!-- Made from the docs by: sphinx-governance templates -->"
"""The first line of what we wrote; a file without it is somebody's own."""

PLACES = {
    "github": (".github/pull_request_template.md", ".github/PULL_REQUEST_TEMPLATE"),
    "gitlab": (".gitlab/merge_request_templates/Default.md", ".gitlab/merge_request_templates"),
}
"""Forge → the template for all requests, and the folder of those of scenarios."""


class OwnTemplateError(Exception):
    """A project's own template that cannot be used."""


def pull_templates(registry: Registry, forge: str, own: Path | None = None) -> dict[str, str]:
    """Return path → text of every template.

    :param forge: github or gitlab.
    :param own: the folder of templates that replace ours, by name.
    :raises OwnTemplateError: one of these cannot be rendered.
    """
    whole, folder = PLACES[forge]
    scenarios = [_scenario(registry, item) for item in registry.scenarios.values()]
    found = {whole: _render("pull-request.md.j2", {"scenarios": scenarios}, own)}
    for scenario in scenarios:
        text = _render("scenario.md.j2", {"scenario": scenario}, own)
        found[f"{folder}/{scenario['id']}.md"] = text
    return found


def _render(name: str, values: Mapping[str, Any], own: Path | None) -> str:
    try:
        text = render(name, {"mark": MARK, **values}, own)
    except RenderError as error:
        raise OwnTemplateError(str(error)) from error
    return text.rstrip("\n") + "\n"


def _scenario(registry: Registry, scenario: Scenario) -> dict[str, Any]:
    required = _artifacts(registry, scenario.required)
    return {
        "id": scenario.id,
        "title": scenario.title,
        "summary": scenario.summary,
        "url": registry.urls.get(f"scenario/{scenario.id}", ""),
        "required": required,
        "owed": [item["title"] for item in required],
        "optional": _artifacts(registry, scenario.optional),
        "one_of": [_artifacts(registry, group) for group in scenario.one_of],
    }


def _artifacts(registry: Registry, named: Iterable[Named]) -> list[dict[str, Any]]:
    return [_artifact(registry, item.name) for item in named]


def _artifact(registry: Registry, name: str) -> dict[str, Any]:
    found = registry.artifacts.get(name) or Artifact(id=name, title=name, at=Location(""))
    return {
        "id": name, "title": found.title, "paths": found.paths,
        "url": registry.urls.get(f"artifact/{name}", ""),
    }  # fmt: skip
