"""The form of an issue that begins an RFC, from the kind's sections.

Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

import yaml

from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.text import slugify
from sphinx_governance.outputs.new_record import sections_of

MARK = "# Made from the docs by: sphinx-governance templates"
"""The first line of what we wrote; a file without it is somebody's own."""


def issue_form(kind: RecordKind) -> tuple[str, str]:
    """Return the path and the text of the form for a kind, as GitHub reads it."""
    name = slugify(kind.name) or "record"
    state = next((state.name for state in kind.lifecycle.states if state.initial), "")
    form = {
        "name": kind.title,
        "description": f"Propose what may become one of the {kind.plural[:1].lower()}{kind.plural[1:]}.",
        "title": f"{kind.prefix}: ",
        "labels": [name],
        "body": [_intro(kind), *_areas(kind, state), _ready(kind)],
    }
    text = yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=100)
    return f".github/ISSUE_TEMPLATE/{name}.yml", f"{MARK}\n{text}"


def _intro(kind: RecordKind) -> dict[str, object]:
    value = (
        "Begin the discussion here. Once it is clear what is proposed, whoever takes it on writes the\n"
        f"record with `sphinx-governance new {kind.name}` and names this issue in it.\n"
    )
    return {"type": "markdown", "attributes": {"value": value}}


def _areas(kind: RecordKind, state: str) -> list[dict[str, object]]:
    required = {
        section.name.replace("-", " ").capitalize()
        for section in kind.sections
        if section.required_in(state)
    }
    taken = {"ready"}
    areas: list[dict[str, object]] = []
    # GitHub takes no form in which two questions are called the same.
    asked = {section["name"]: section for section in sections_of(kind, state)}
    for section in asked.values():
        name = slugify(section["name"])
        if not name or name in taken:
            name = f"section-{len(areas) + 1}"
        taken.add(name)
        areas.append(
            {
                "type": "textarea",
                "id": name,
                "attributes": {"label": section["name"], "description": section["prompt"]},
                "validations": {"required": section["name"] in required},
            }
        )
    return areas


def _ready(kind: RecordKind) -> dict[str, object]:
    label = f"I have looked for earlier {kind.plural[:1].lower()}{kind.plural[1:]} on this."
    return {
        "type": "checkboxes",
        "id": "ready",
        "attributes": {"label": "Before you send it", "options": [{"label": label, "required": True}]},
    }  # fmt: skip
