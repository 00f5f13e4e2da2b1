"""The form of an issue that begins an RFC, and the template of the RFC itself."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.outputs.issue_form import issue_form
from tests.cli.tools import call, write_files

FORM = ".github/ISSUE_TEMPLATE/rfc.yml"
SCHEMA = "check_jsonschema/builtin_schemas/vendor/github-issue-forms.json"
RFC = "Plugins\n=======\n\n.. rfc::\n   :status: draft\n   :created: 2026-01-02\n   :authors: @ana\n\nSummary\n-------\n\nS.\n"
HOSTILE = {
    "kinds": {
        "rfc": {
            "title": "R: #1 'x' \"y\"",
            "plural": "Rs: {a}",
            "sections": {
                "replace": True, "ready": {"required": True}, "日本": {"required": True},
                "a-b": {"required": True}, "A b": {"required": True},
            },
        }
    }
}  # fmt: skip


def form_of(settings: dict[str, Any]) -> Any:
    kind = corpus_of_texts({}, settings).kinds.get("rfc")
    assert kind is not None
    return yaml.safe_load(issue_form(kind)[1])


@pytest.mark.parametrize("settings", [{}, HOSTILE], ids=["rfc", "hostile"])
def test_github_takes_the_form(settings: dict[str, Any]) -> None:
    form = form_of(settings)
    schema = json.loads(
        Path(str(distribution("check-jsonschema").locate_file(SCHEMA))).read_text(encoding="utf-8")
    )
    jsonschema.validate(form, schema)
    asked = [item for item in form["body"] if item["type"] != "markdown"]
    ids = [item["id"] for item in asked]
    labels = [item["attributes"]["label"] for item in asked]
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))


def test_it_asks_for_what_an_rfc_must_have() -> None:
    form = form_of({})
    areas = {
        item["attributes"]["label"]: item["validations"]["required"]
        for item in form["body"]
        if item["type"] == "textarea"
    }
    assert areas == dict.fromkeys(["Summary", "Motivation", "Design", "Alternatives"], True)
    assert [item["type"] for item in form["body"] if item["type"] != "textarea"] == [
        "markdown",
        "checkboxes",
    ]
    assert (form["title"], form["labels"]) == ("RFC: ", ["rfc"])


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return write_files(tmp_path, {"rfcs/0001-plugins.rst": RFC})


def test_it_is_written_where_there_are_rfcs(root: Path) -> None:
    assert call("templates", root, "--check").status == 1
    assert call("templates", root).out == f"Wrote {FORM}\n"
    assert call("templates", root, "--check").status == 0
    assert call("templates", root, "--forge", "gitlab").status == 2
    (root / FORM).write_text("name: Ours\n")
    assert call("templates", root).status == 2
    assert (root / FORM).read_text() == "name: Ours\n"
    assert call("templates", root, "--force").status == 0


def test_a_project_without_rfcs_gets_none(tmp_path: Path, cache: Path) -> None:
    (tmp_path / ".git").mkdir()
    write_files(tmp_path, {"adr/0001-x.md": "# X\n\n* Status: accepted\n"})
    assert "no scenario" in call("templates", tmp_path).err


@pytest.mark.parametrize("suffix", [".rst", ".md"])
@pytest.mark.parametrize("more", [(), ("--template", "rfc")], ids=["first", "named"])
def test_a_new_rfc_has_the_sections_and_check_takes_it(
    suffix: str, more: tuple[str, ...], tmp_path: Path, cache: Path
) -> None:
    (tmp_path / ".git").mkdir()
    write_files(tmp_path, {f"docs/notes{suffix}": "Notes\n=====\n\nText.\n"})
    ran = call("new", "rfc", "Plugins: a plan", tmp_path, "--today", "2026-03-04", *more)
    assert ran.status == 0, ran.err
    file = Path(ran.out.strip())
    assert file.name == f"0001-plugins-a-plan{suffix}"
    text = file.read_text()
    for title in ("Summary", "Motivation", "Design", "Drawbacks", "Alternatives", "Rollout"):
        assert f"{title}\n---" in text or f"## {title}\n" in text
    found = call("check", tmp_path, "--format", "json", "--today", "2026-03-04").json["findings"]
    assert {item["rule"] for item in found if item["severity"] != "note"} <= {"template-text"}


def test_a_kind_with_other_sections_gets_its_own(tmp_path: Path, cache: Path) -> None:
    table = '[kinds.rfc.sections.security]\nrequired = true\nnames = ["Security considerations"]\n'
    write_files(tmp_path, {"governance.toml": table})
    made = call("new", "rfc", "Plugins", tmp_path, "--format", "json").json
    assert (made["id"], made["number"], made["kind"]) == ("RFC-0001", 1, "rfc")
    text = Path(made["path"]).read_text()
    assert "## Security" in text
    assert "## Rollout" not in text
