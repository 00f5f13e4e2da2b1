"""Registries and pull requests for the tests of checklists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_governance.model.checklist import Checklist, PullRequest, checklist_of
from sphinx_governance.model.registry import Registry
from sphinx_governance.model.surroundings import Change
from sphinx_governance.outputs.registry import registry_from


def artifact(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "title": name.capitalize(), "paths": [], "evidence": "modified", **more}


def scenario(name: str, *, when: Mapping[str, str] | None = None, **more: Any) -> dict[str, object]:
    """Return a scenario as data; *when* are its triggers, without ``when-``."""
    triggers = [
        {"kind": f"when-{kind}", "pattern": pattern} for kind, pattern in (when or {}).items()
    ]
    return {"id": name, "title": f"I'm doing {name}", "triggers": triggers, **more}


def record(number: int, *governs: str, **more: object) -> dict[str, object]:
    return {
        "id": f"ADR-{number:04}", "kind": "adr", "number": number, "title": f"Decision {number}",
        "status": "accepted", "phase": "in-force", "frozen": True, "governs": list(governs),
        "path": f"docs/adr/{number:04}-decision.md", **more,
    }  # fmt: skip


def registry(*parts: Mapping[str, object], folder: str | None = "", **more: object) -> Registry:
    """Return a registry of artifacts, scenarios and records, told apart by what they hold."""
    data: dict[str, Any] = {
        "schema": 1, "project": "Shop", "artifacts": [], "scenarios": [], "records": [],
        "kinds": [{"name": "adr", "folders": ["adr", "decisions"]}], **more,
    }  # fmt: skip
    for part in parts:
        kind = (
            "scenarios" if "triggers" in part else "records" if "governs" in part else "artifacts"
        )
        data[kind].append(part)
    return registry_from(data, folder)


def change(line: str) -> Change:
    """Return a change: ``A new.py``, ``M changed.py``, ``D gone.py``, ``R old.py new.py``."""
    status, *paths = line.split(" ")
    return Change(status, paths[-1], "" if status == "A" else paths[0])


def checklist(found: Registry, *lines: str, **more: Any) -> Checklist:
    return checklist_of(found, PullRequest(changes=tuple(map(change, lines)), **more))


def kinds(made: Checklist) -> dict[str, str]:
    """Return item → kind and state."""
    return {item.id: f"{item.kind}: {item.state}" for item in made.items}
