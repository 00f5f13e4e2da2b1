"""A published governance.json, read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sphinx_governance.model.registry import registry_of
from sphinx_governance.outputs.registry import RegistryError, read_registry, registry_from
from tests.conftest import Project
from tests.sphinx.guide_example import FILES

from .tools import artifact, record, scenario

Make = Callable[..., Project]


def data(**more: Any) -> dict[str, Any]:
    return {"schema": 1, "records": [], **more}


def test_a_registry_is_the_same_from_a_corpus_and_from_its_json(project: Make) -> None:
    made = project(FILES)
    built = made.build()
    ours = registry_of(built.corpus, "")
    theirs = read_registry(built.text("governance.json"), "")

    def bare(items: Any) -> Any:
        """Return parts without what only says where they are written, and which text they have."""
        return [
            [
                [tuple(part)[:2] if key in {"triggers", "unless"} else getattr(part, "name", part)
                 for part in value] if isinstance(value := getattr(item, key), tuple) else value
                for key in keys
            ]
            for item in items
        ]  # fmt: skip

    keys = ["id", "title", "paths", "evidence", "record", "statuses", "later"]
    order = sorted(ours.artifacts)
    assert bare(ours.artifacts[name] for name in order) == bare(
        theirs.artifacts[name] for name in order
    )
    keys = ["id", "title", "triggers", "unless", "required", "optional"]
    assert bare(ours.scenarios[name] for name in sorted(ours.scenarios)) == bare(
        theirs.scenarios.values()
    )
    assert [[name for name, _ in group] for group in theirs.scenarios["add-backend"].one_of] == [
        ["how-to", "tutorial"]
    ]
    assert ours.records == theirs.records
    assert ours.folders == theirs.folders
    assert [record.successors for record in theirs.records] == [("ADR-0002",), ()]


def test_what_a_newer_release_adds_is_passed_over() -> None:
    found = registry_from(
        data(
            artifacts=[artifact("a", evidence="telepathy", colour="red")],
            scenarios=[
                {**scenario("s", when={"changed": "*", "full-moon": "x"}), "weight": [1, {}]}
            ],
            records=[{**record(1, "x"), "mood": None}],
            tracks=[{}],
        )
    )
    assert found.artifacts["a"].evidence == "manual"
    assert [trigger.kind for trigger in found.scenarios["s"].triggers] == ["when-changed"]
    assert found.notes == (
        "the artifact a has evidence that this release does not know",
        "the scenario s has a trigger that this release does not know",
    )


def test_one_of_an_older_release_has_no_guide() -> None:
    found = registry_from(data(records=[{"id": "ADR-1", "path": "adr/1.md"}]))
    assert found.scenarios == {}
    assert not found.records[0].frozen


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ([], "no governance.json"),
        ({"schema": 1}, "it has no records"),
        ({"schema": 2, "records": []}, "version 2, and this release reads version 1"),
        (data(records={}), "records is not a list"),
        (data(records=[1]), r"records\[0\] is not an object"),
        (data(records=[record(1, "x") | {"id": 7}]), r"records\[0\]\.id is not a text"),
        (data(records=[record(1, "x") | {"id": ""}]), r"records\[0\]\.id is not a text"),
        (data(records=[record(1) | {"governs": "x"}]), r"records\[0\]\.governs is not a list"),
        (data(records=[record(1) | {"governs": [1]}]), r"governs is not a list of texts"),
        (data(records=[record(1) | {"number": "1"}]), "number is not a whole number or null"),
        (data(records=[record(1) | {"frozen": "no"}]), "frozen is not true or false"),
        (data(records=[record(1) | {"relations": [{}]}]), r"relations\[0\]\.type is not a text"),
        (data(artifacts=[artifact("a", title="x" * 3000)]), "at most 2,000 characters"),
        (data(scenarios=[scenario("s") | {"one_of": ["a"]}]), r"one_of\[0\] is not a list"),
        (data(scenarios=[scenario("s") | {"triggers": [{"kind": "x"}] * 20_001}]), "20,000"),
    ],
)
def test_what_is_no_registry_is_an_error_with_its_place(wrong: object, why: str) -> None:
    with pytest.raises(RegistryError, match=why):
        registry_from(wrong)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff\xfe\x00", "null"])
def test_what_is_no_json_is_an_error(text: str | bytes) -> None:
    with pytest.raises(RegistryError):
        read_registry(text)


def test_only_addresses_of_the_web_are_linked_to() -> None:
    bad = ("javascript:alert(1)", "file:///etc/passwd", "//x", "https://", "http://[")
    found = registry_from(
        data(artifacts=[artifact(f"a{n}", url=url) for n, url in enumerate(bad)],
             records=[record(n, url=url) for n, url in enumerate(bad)])
    )  # fmt: skip
    assert found.urls == {}
    assert {item.url for item in found.records} == {""}
    assert json.dumps(found.notes) == "[]"
