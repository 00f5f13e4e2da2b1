"""Thirty commits of a project, each with what a person says it owes, why, and what is there.

The project has backends, a small window, a guide and decisions. The expected lines were written by
reading each commit, not by running the command: ``x`` is there, ``.`` is missing, ``?`` only a person
can say, ``-`` was waived; in brackets what it is when it is not required.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sphinx_governance.outputs.checklist_markdown import read_ticks

from ..checklist.tools import artifact, record, scenario
from ..cli.tools import call
from .conftest import Repository

REGISTRY = {
    "schema": 1,
    "project": "Talker",
    "kinds": [{"name": "adr", "folders": ["adr"]}],
    "artifacts": [
        artifact("changelog", paths=["CHANGELOG.md"]),
        artifact("user-guide", paths=["docs/guide/*.md"]),
        artifact("example", paths=["examples/*.yaml"], evidence="added"),
        artifact("tests", paths=["tests/**"]),
        artifact("adr", record="adr", evidence="added"),
        artifact("how-to", paths=["docs/howto/*.md"], evidence="added"),
        artifact("tutorial", paths=["docs/tutorial/*.md"], evidence="added"),
        artifact("migration", paths=["docs/migration.md"]),
        artifact("screenshots", evidence="manual"),
        artifact("announcement", evidence="manual", after_merge=True),
    ],
    "scenarios": [
        scenario("backend", when={"added": "src/backends/*.py"},
                 unless=[{"kind": "when-changed", "pattern": "src/backends/_*.py"}],
                 required=["user-guide", "changelog", "example"],
                 one_of=[["how-to", "tutorial"]], optional=["adr"]),
        scenario("breaking", when={"title": r"^\w+(\(.+\))?!:"},
                 required=["adr", "migration", "announcement"]),
        scenario("dependency", when={"changed": "pyproject.toml", "label": "dependencies"},
                 required=["changelog"], optional=["adr"]),
        scenario("fix", when={"title": r"^fix(\(.+\))?!?:"},
                 unless=[{"kind": "when-label", "pattern": "internal"}],
                 required=["changelog", "tests"]),
        scenario("removal", when={"removed": "src/**"}, required=["changelog", "migration"]),
        scenario("rename", when={"renamed": "src/**"}, required=["migration"]),
        scenario("window", when={"added": "src/ui/", "changed": "src/ui/"}, required=["screenshots"]),
    ],
    "records": [
        record(1, "src/backends/**", path="docs/adr/0001-one-module-a-backend.md"),
        record(2, "src/ui/", "pyproject.toml", path="docs/adr/0002-no-framework.md"),
        record(3, "src/store.py", path="docs/adr/0003-json-files.md", status="superseded",
               phase="closed", inverse_relations=[{"type": "superseded-by", "target": "ADR-0004"}]),
        record(4, "src/store*", path="docs/adr/0004-sqlite.md", status="proposed", phase="live",
               frozen=False),
    ],
}  # fmt: skip

LINES = "".join(f"A line of some length, number {number}.\n" for number in range(30))
START = {
    name: f"{name}\n{LINES}"
    for name in (
        "src/backends/base.py", "src/backends/openai.py", "src/cli.py", "src/store.py", "src/ui/main.py",
        "docs/guide/backends.md", "docs/guide/index.md", "docs/migration.md", "CHANGELOG.md", "README.md",
        "pyproject.toml", "examples/openai.yaml", "tests/test_cli.py", "docs/adr/0001-one-module-a-backend.md",
        "docs/adr/0002-no-framework.md", "docs/adr/0003-json-files.md", "docs/adr/0004-sqlite.md",
    )
}  # fmt: skip

_MISTRAL = "src/backends/mistral.py was added"


class Commit(NamedTuple):
    """A commit: ``+`` new, ``~`` changed, ``-`` removed, ``old>new`` renamed; and the person's judgement."""

    title: str
    files: str
    owed: tuple[str, ...] = ()
    governs: str = ""
    labels: tuple[str, ...] = ()
    description: str = ""
    records: str = ""


HISTORY = (
    Commit("feat: Mistral", "+src/backends/mistral.py ~CHANGELOG.md", (
        f". backend/user-guide: {_MISTRAL}",
        f"x backend/changelog: {_MISTRAL}",
        f". backend/example: {_MISTRAL}",
        f". backend/how-to+tutorial [one-of]: {_MISTRAL}",
        f". backend/adr [optional]: {_MISTRAL}",
    ), "ADR-0001"),
    Commit("docs: a page for Mistral", "~docs/guide/backends.md +examples/mistral.yaml"),
    Commit("feat: Gemini, with everything",
           "+src/backends/gemini.py ~CHANGELOG.md ~docs/guide/backends.md +examples/gemini.yaml "
           "+docs/howto/gemini.md +docs/adr/0005-streaming.md", (
        "x backend/user-guide: src/backends/gemini.py was added",
        "x backend/changelog: src/backends/gemini.py was added",
        "x backend/example: src/backends/gemini.py was added",
        "x backend/how-to+tutorial [one-of]: src/backends/gemini.py was added",
        "x backend/adr [optional]: src/backends/gemini.py was added",
    ), "ADR-0001"),
    Commit("refactor: what backends share", "+src/backends/_shared.py ~src/backends/base.py", (), "ADR-0001"),
    Commit("fix: a crash at start", "~src/cli.py", (
        ". fix/changelog: its title matches ^fix…",
        ". fix/tests: its title matches ^fix…",
    )),
    Commit("fix(cli): exit status", "~src/cli.py ~CHANGELOG.md +tests/test_exit.py", (
        "x fix/changelog: its title matches ^fix…",
        "x fix/tests: its title matches ^fix…",
    )),
    Commit("fix: a flaky job", "~tests/test_cli.py", (), labels=("internal",)),
    Commit("fixes nothing", "~README.md"),
    Commit("docs: typos", "~docs/guide/index.md ~README.md"),
    Commit("feat: a store of its own", "~src/store.py", (), "ADR-0004 ADR-0003"),
    Commit("chore: newer click", "~pyproject.toml", (
        ". dependency/changelog: pyproject.toml was changed",
        ". dependency/adr [optional]: pyproject.toml was changed",
    ), "ADR-0002"),
    Commit("chore: lock file", "+uv.lock ~CHANGELOG.md", (
        "x dependency/changelog: it has the label dependencies",
        ". dependency/adr [optional]: it has the label dependencies",
    ), labels=("Dependencies",)),
    Commit("feat: dark mode", "~src/ui/main.py ~CHANGELOG.md", (
        "? window/screenshots: src/ui/main.py was changed",
    ), "ADR-0002"),
    Commit("feat: a dialog", "+src/ui/dialog.py +src/ui/button.py", (
        "? window/screenshots: src/ui/button.py and 1 more were added",
    ), "ADR-0002"),
    Commit("feat!: no more pickles", "~src/cli.py ~docs/migration.md", (
        ". breaking/adr: its title matches ^\\w+…",
        "x breaking/migration: its title matches ^\\w+…",
        "? breaking/announcement [later]: its title matches ^\\w+…",
    )),
    Commit("fix(store)!: refuse old files", "~src/store.py ~CHANGELOG.md ~tests/test_cli.py", (
        ". breaking/adr: its title matches ^\\w+…",
        ". breaking/migration: its title matches ^\\w+…",
        "x fix/changelog: its title matches ^fix…",
        "x fix/tests: its title matches ^fix…",
        "? breaking/announcement [later]: its title matches ^\\w+…",
    ), "ADR-0004 ADR-0003"),
    Commit("chore: Mistral goes", "-src/backends/mistral.py -examples/mistral.yaml", (
        ". removal/changelog: src/backends/mistral.py was removed",
        ". removal/migration: src/backends/mistral.py was removed",
    ), "ADR-0001"),
    Commit("refactor: the store is called sqlite", "src/store.py>src/store_sqlite.py", (
        ". rename/migration: src/store_sqlite.py was renamed",
    ), "ADR-0004 ADR-0003"),
    Commit("refactor: commands in a folder", "src/cli.py>src/cli/main.py ~docs/migration.md", (
        "x rename/migration: src/cli/main.py was renamed",
    )),
    Commit("docs: ADR 5 says more", "~docs/adr/0005-streaming.md"),
    Commit("docs: ADR 1 in nicer words", "~docs/adr/0001-one-module-a-backend.md", (),
           records="frozen-record-edited"),
    Commit("docs: accept SQLite", "~docs/adr/0004-sqlite.md"),
    Commit("docs: another ADR 2", "+docs/adr/0002-plugins.md", (), records="number-taken"),
    Commit("docs: ADR 6", "+docs/adr/0006-plugins.md"),
    Commit("feat: move a backend in", "src/backends/openai.py>src/backends/chat.py", (
        ". rename/migration: src/backends/chat.py was renamed",
    ), "ADR-0001"),
    Commit("feat: a tool becomes a backend", "src/ui/button.py>src/backends/button.py", (
        ". backend/user-guide: src/backends/button.py was added",
        ". backend/changelog: src/backends/button.py was added",
        ". backend/example: src/backends/button.py was added",
        ". rename/migration: src/backends/button.py was renamed",
        ". backend/how-to+tutorial [one-of]: src/backends/button.py was added",
        ". backend/adr [optional]: src/backends/button.py was added",
    ), "ADR-0001 ADR-0002"),
    Commit("feat: a backend nobody shall use", "+src/backends/toy.py ~CHANGELOG.md", (
        "- backend/user-guide: src/backends/toy.py was added",
        "x backend/changelog: src/backends/toy.py was added",
        ". backend/example: src/backends/toy.py was added",
        ". backend/how-to+tutorial [one-of]: src/backends/toy.py was added",
        ". backend/adr [optional]: src/backends/toy.py was added",
    ), "ADR-0001", description="Governance-Exempt: user-guide — it is for our tests"),
    Commit("feat: [a](b) @team #1 <b>", "+src/ui/@team.py +src/ui/größe.py", (
        "? window/screenshots: src/ui/@team.py and 1 more were added",
    ), "ADR-0002"),
    Commit("test: more of them", "+tests/test_more.py"),
    Commit("Merge nothing", ""),
)  # fmt: skip


def apply(repository: Repository, commit: Commit) -> str:
    """Make a commit, and return its name."""
    for part in commit.files.split():
        if ">" in part:
            old, new = part.split(">")
            target = repository.root / new
            # A file may give way to a folder of its name.
            text = (repository.root / old).read_text(encoding="utf-8")
            (repository.root / old).unlink()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        elif part[0] == "-":
            (repository.root / part[1:]).unlink()
        elif part[0] == "~":
            with (repository.root / part[1:]).open("a", encoding="utf-8") as file:
                file.write(f"{commit.title}\n")
        else:
            repository.write({part[1:]: f"{part[1:]}: {commit.title}\n"})
    return repository.commit(message=commit.title)


def said(item: Mapping[str, Any]) -> str:
    """Return an item in the words of the table."""
    mark = {"ticked": "x", "open": ".", "manual": "?", "waived": "-"}[item["state"]]
    kind = "" if item["kind"] == "required" else f" [{item['kind']}]"
    reasons = []
    for reason in item["reasons"]:
        what, subject, others = reason["what"], reason["subject"], reason["others"]
        if what == "label":
            reasons.append(f"it has the label {subject}")
        elif what == "title":
            reasons.append(f"its title matches {subject[:4]}…")
        elif others:
            reasons.append(f"{subject} and {others} more were {what}")
        else:
            reasons.append(f"{subject} was {what}")
    return f"{mark} {item['id']}{kind}: {'; '.join(reasons)}"


@pytest.fixture
def talker(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the registry of a project whose repository the working directory is."""
    repository.commit(START, "Start")
    path = tmp_path / "governance.json"
    path.write_text(json.dumps(REGISTRY), encoding="utf-8")
    monkeypatch.chdir(repository.root)
    return path


def test_thirty_commits_owe_what_a_person_says(
    talker: Path, repository: Repository, tmp_path: Path
) -> None:
    assert len(HISTORY) == 30
    description = tmp_path / "description"
    for commit in HISTORY:
        made = apply(repository, commit)
        description.write_text(commit.description, encoding="utf-8")
        labels = [part for label in commit.labels for part in ("--label", label)]
        ran = call(
            "checklist", "--registry", talker, "--base", f"{made}~1", "--head", made, "--folder", "",
            "--title", commit.title, *labels, "--description", description, "--format", "json",
        )  # fmt: skip
        assert ran.status == 0, ran.err
        items = [said(item) for item in ran.json["items"]]
        assert items == list(commit.owed), commit.title
        assert [item["id"] for item in ran.json["decisions"]] == commit.governs.split(), (
            commit.title
        )
        assert [item["rule"] for item in ran.json["records"]] == commit.records.split(), (
            commit.title
        )


def test_ticks_stay_over_five_renderings_while_scenarios_change(
    talker: Path, repository: Repository, tmp_path: Path
) -> None:
    start = repository.git("rev-parse", "HEAD").strip()
    apply(repository, HISTORY[0])
    comment = tmp_path / "comment.md"
    comment.write_text("", encoding="utf-8")
    data = json.loads(talker.read_text())

    def render() -> str:
        ran = call("checklist", "--registry", talker, "--base", start, "--previous", comment)
        assert ran.status == 0, ran.err
        comment.write_text(ran.out, encoding="utf-8")
        return ran.out

    first = render()
    edited = first.replace(
        "[ ] <!-- governance:item backend/user-guide -->",
        "[x] <!-- governance:item backend/user-guide -->",
    )
    line = next(line for line in edited.split("\n") if "backend/example" in line)
    edited = edited.replace(line, f"{line} N/A: it has *no* options, see #12")
    comment.write_text(edited, encoding="utf-8")
    for number in range(5):
        scenarios = json.loads(json.dumps(data["scenarios"]))
        if number in {1, 3}:
            scenarios[0]["required"].append("tests")  # something more is owed for a while
        if number == 2:
            scenarios[0]["required"].remove("changelog")
        if number == 3:
            scenarios.insert(0, scenario("any", when={"added": "*"}, required=["user-guide"]))
        talker.write_text(json.dumps({**data, "scenarios": scenarios}))
        found = {name.split("/")[1]: tick for name, tick in read_ticks(render()).items()}
        assert found["user-guide"] == (True, "")
        assert found["example"] == (False, "it has *no* options, see #12")
        assert ("tests" in found) == (number in {1, 3})
        assert ("changelog" in found) == (number != 2)
    assert render() == render()
