"""Guides in ``governance.json``: all that a reader needs who has nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema

from tests.conftest import Project

from .guide_example import FILES

Make = Callable[..., Project]


def by_id(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(item["id"]): item for item in items}


def test_guides_are_there_whole(project: Make) -> None:
    made = project(FILES)
    built = made.build(html_baseurl="https://example.org/docs/")
    data = built.json()
    schema = json.loads(
        files("sphinx_governance").joinpath("schema", "governance-1.json").read_text("utf-8")
    )
    jsonschema.Draft202012Validator(schema).validate(data)
    assert list(by_id(data["artifacts"])) == ["adr", "announce", "changelog", "user-guide"]
    assert by_id(data["artifacts"])["changelog"] == {
        "id": "changelog",
        "title": "Changelog entry",
        "summary": "One line under Unreleased.",
        "paths": ["CHANGELOG.md"],
        "evidence": "modified",
        "record": None,
        "statuses": [],
        "when": "always",
        "after_merge": False,
        "page": "contributing",
        "anchor": "artifact-changelog",
        "url": "https://example.org/docs/contributing.html#artifact-changelog",
        "path": "contributing.rst",
        "line": 4,
    }
    scenario = by_id(data["scenarios"])["add-backend"]
    assert scenario["triggers"] == [{"kind": "when-added", "pattern": "backends/*.py"}]
    assert scenario["unless"] == [{"kind": "when-changed", "pattern": "backends/_*.py"}]
    assert scenario["required"] == ["user-guide", "changelog"]
    assert scenario["one_of"] == [["how-to", "tutorial"]]
    assert scenario["summary"] == "Copy the smallest backend there is."
    fix = by_id(data["scenarios"])["fix-bug"]
    assert fix["triggers"][0] == {"kind": "when-title", "pattern": r"^fix(\(.+\))?:"}
    assert fix["unless"] == [{"kind": "when-label", "pattern": "internal"}]
    (tree,) = data["trees"]
    (question,) = tree["questions"]
    assert [answer["range"] for answer in question["answers"]] == ["<200", ">=200"]
    assert question["answers"][1]["scenario"] == "fix-bug"
    assert question["url"].startswith("https://example.org/docs/more.html#tree-size-words")
    assert tree["examples"] == [
        {
            "text": "words=100 → changelog",
            "answers": [{"question": "words", "answer": "100"}],
            "outcome": ["changelog"],
        }
    ]
    assert str(made.folder) not in json.dumps(data)


def test_records_say_what_a_registry_reader_needs(project: Make) -> None:
    made = project(FILES)
    data = made.build(html_baseurl="https://example.org/docs/").json()
    record = by_id(data["records"])["ADR-0002"]
    wanted = {
        "number": 2,
        "status": "accepted",
        "phase": "in-force",
        "frozen": True,
        "governs": ["backends/**", "!backends/_*.py"],
        "path": "decisions/0002-use-a-table.rst",
        "page": "decisions/0002-use-a-table",
        "anchor": "adr-0002",
    }
    assert {key: record[key] for key in wanted} == wanted
    assert record["url"] == "https://example.org/docs/decisions/0002-use-a-table.html#adr-0002"
    frozen = {state["name"]: state["frozen"] for state in data["kinds"][0]["states"]}
    assert frozen["accepted"]
    assert not frozen["proposed"]
    assert "decisions" in data["kinds"][0]["folders"]


def test_the_same_guides_give_the_same_bytes(project: Make) -> None:
    made = project(FILES)
    first = made.build().text("governance.json")
    assert made.build("governance", fresh=True).text("governance.json") == first
    made.write({"more.md": FILES["more.md"].replace("How large?", "How long?")})
    assert '"title": "How long?"' in made.build().text("governance.json")
