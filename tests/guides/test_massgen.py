"""The guide of MassGen, re-declared: every fact of the original is in what is made of it, said once.

The facts were read from CONTRIBUTING.md of massgen-2025-10 and its user journeys.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.tools import call
from tests.conftest import Built, Project

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "massgen"

WHERE = {
    "User guide": "docs/source/user_guide/", "Configuration docs": "docs/source/quickstart/configuration.rst",
    "API reference": "docs/source/api/", "CHANGELOG.md": "CHANGELOG.md", "Examples": "docs/source/examples/",
    "Design document": "docs/dev_notes/", "Architecture decision record": "docs/source/decisions/",
    "Request for comments": "docs/source/rfcs/", "Case study": "docs/case_studies/",
}  # fmt: skip
"""The original's quick reference: a row for each of nine documents."""

WHEN = {
    "User guide": "every feature", "Configuration docs": "options", "API reference": "API changes",
    "CHANGELOG.md": "every pull request", "Examples": "significant features",
    "Design document": "complex implementation", "Architecture decision record": "architectural decision",
    "Request for comments": "before the code: more than two weeks", "Case study": "worth showing",
}  # fmt: skip

TOLD = [
    "200", "500", "multi_turn_mode.rst", "backends.rst", "mcp_integration.rst", "basic_examples.rst",
    "several approaches were considered", "YAML examples", "Docstrings", "Added, Changed or Fixed",
    "Community feedback", "providers/mistral.yaml", "several components", "new workflow",
]  # fmt: skip
"""What else it says, by a word of each."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    made = Project(tmp_path_factory.mktemp("massgen"))
    made.write(
        {
            path.name: path.read_text(encoding="utf-8")
            for path in EXAMPLE.iterdir()
            if path.is_file()
        }
    )
    return made.build("text")


def words(text: str) -> str:
    return " ".join(text.replace("*", "").split())


def asked(tree: str, answers: str) -> Any:
    ran = call("ask", tree, EXAMPLE, "--answers", answers, "--json")
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


def test_the_page_has_every_fact(built: Built) -> None:
    page = words(built.text("index.txt"))
    (hole,) = built.warnings
    assert "from 200 up to 500" in hole
    assert "[governance.range-gap]" in hole
    for document, place in WHERE.items():
        assert place in page, document
    for fact in TOLD:
        assert fact in page, fact


@pytest.mark.parametrize("document", WHERE)
def test_the_table_has_every_row(document: str, built: Built) -> None:
    (artifact,) = (item for item in built.corpus.artifacts.values() if item.title == document)
    assert any(path.startswith(WHERE[document]) for path in artifact.paths)
    assert WHEN[document] in artifact.when


def test_the_flowchart_of_the_original() -> None:
    always = {"user-guide", "config-docs", "api-reference", "changelog"}

    def owed(rest: str) -> set[str]:
        found = asked("what-to-write", f"doing=build,backend=no,{rest}")
        return set(found["required"]) | {name for name in found["optional"] if name == "case-study"}

    assert owed("complex=yes,architecture=yes") == always | {"design-doc", "adr"}
    assert owed("complex=yes,architecture=no") == always | {"design-doc"}
    assert owed("complex=no,showcase=yes") == always | {"case-study"}
    assert owed("complex=no,showcase=no") == always


@pytest.mark.parametrize(
    ("answers", "owed"),
    [
        ("feature=extension,words=199", "user-guide"), ("feature=extension,words=501", "new-user-guide"),
        ("feature=major", "new-user-guide"),
    ],
)  # fmt: skip
def test_where_to_document(answers: str, owed: str) -> None:
    assert asked("where-to-document", answers)["required"] == [owed]


@pytest.mark.parametrize(
    ("scenario", "required", "optional"),
    [
        ("add-backend", ["user-guide", "changelog", "example-config"], ["design-doc"]),
        ("fix-bug", ["changelog"], []),
        ("propose-feature", ["rfc"], []),
        (
            "complex-feature",
            ["design-doc", "user-guide", "examples", "config-docs", "changelog"],
            ["adr"],
        ),
    ],
)
def test_the_four_scenarios(
    scenario: str, required: list[str], optional: list[str], built: Built
) -> None:
    found = built.corpus.scenarios[scenario]
    assert [named.name for named in found.required] == required
    assert [named.name for named in found.optional] == optional


def test_the_new_contributor_finds_the_scenario_by_three_answers() -> None:
    found = asked("what-to-write", "doing=build,backend=yes,integration=no")
    assert len(found["answers"]) == 3
    assert found["scenarios"] == ["add-backend"]
    assert found["required"] == ["user-guide", "changelog", "example-config"]
    assert found["optional"] == ["design-doc"]


def test_the_implementer_of_a_large_feature_proposes_first() -> None:
    first = asked("what-to-write", "doing=propose")
    assert first["required"] == ["rfc"]
    later = asked("what-to-write", "doing=build,backend=no,complex=yes,architecture=yes")
    assert {"design-doc", "adr"} <= set(later["required"])


def test_the_bug_fixer_owes_the_changelog_alone() -> None:
    found = asked("what-to-write", "doing=fix,behaviour=no")
    assert len(found["answers"]) < 4
    assert (found["required"], found["optional"], found["one_of"]) == (["changelog"], [], [])
    assert "user-guide" in asked("what-to-write", "doing=fix,behaviour=yes")["required"]


def test_check_names_the_hole_between_200_and_500_words() -> None:
    found = call("check", EXAMPLE, "--format", "json").json["findings"]
    (hole,) = (item for item in found if item["rule"] == "range-gap")
    lines = (EXAMPLE / "index.rst").read_text(encoding="utf-8").splitlines()
    assert lines[hole["line"] - 1].strip() == ".. question:: How many words does it take?"
    assert (hole["severity"], "from 200 up to 500" in hole["message"]) == ("error", True)
