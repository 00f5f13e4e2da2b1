"""The Action, end to end: its own script in a shell, against a server; whoever opens a pull request can inject nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_governance.forge.github import MARK
from tests.cli.tools import Ran, call

from .server import Forge, serving

ACTION = Path(__file__).parents[2] / "action.yml"
REGISTRY: dict[str, Any] = {}

GUIDE = """
Home
====

.. artifact:: changelog
   :title: Changelog entry
   :paths: CHANGELOG.md

.. artifact:: user-guide
   :title: User guide
   :paths: docs/guide/*.md

.. scenario:: add-backend
   :title: I'm adding a backend
   :when-added: backends/*.py
   :required: changelog, user-guide

.. scenario:: labelled
   :title: Labelled
   :when-label: big
   :required: changelog
"""
RECORD = """
Use a pool
==========

.. adr::
   :status: accepted
   :date: 2026-01-01
   :deciders: Ann
   :governs: backends/**
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.conftest import Project

    made = Project(tmp_path_factory.mktemp("registry"))
    made.write({
        "conf.py": 'project = "Shop"\nextensions = ["sphinx_governance"]\n', "index.rst": GUIDE,
        "decisions/0004-use-a-pool.rst": RECORD,
    })  # fmt: skip
    return made.build("governance").outdir / "governance.json"


@pytest.fixture
def forge() -> Iterator[Forge]:
    with serving(Forge()) as made:
        yield made


def event(folder: Path, **request: Any) -> Path:
    path = folder / "event.json"
    path.write_text(
        json.dumps(
            {"pull_request": {"number": 7, "title": "T", "body": None, "labels": [], **request}}
        )
    )
    return path


def github(forge: Forge, registry: Path, file: Path, *more: str) -> Ran:
    arguments = ["--registry", str(registry), "--event", str(file), "--repository", "o/r"]
    summary = file.with_name("summary.md")
    summary.unlink(missing_ok=True)
    return call("github", *arguments, "--api-url", forge.url, "--summary", str(summary), *more)


def test_the_summary_and_the_annotations(forge: Forge, registry: Path, tmp_path: Path) -> None:
    forge.files = [
        {"filename": "backends/mistral.py", "status": "added"},
        {"filename": "CHANGELOG.md", "status": "modified"},
    ]
    ran = github(forge, registry, event(tmp_path))
    assert ran.status == 0, ran.err
    summary = (tmp_path / "summary.md").read_text()
    assert "- [x] <!-- governance:item add-backend/changelog -->" in summary
    assert "- [ ] <!-- governance:item add-backend/user-guide -->" in summary
    assert "`backends/mistral.py` was added" in summary
    assert "ADR-0004" in summary
    assert ran.out.splitlines() == ["::warning title=add-backend/user-guide::User guide is owed"]
    assert {method for method, _ in forge.calls} == {"GET"}


def test_the_comment_keeps_ticks(forge: Forge, registry: Path, tmp_path: Path) -> None:
    forge.files = [{"filename": "backends/mistral.py", "status": "added"}]
    github(forge, registry, event(tmp_path), "--comment")
    ((number, comment),) = forge.comments.items()
    assert comment["body"].startswith(MARK)
    comment["body"] = comment["body"].replace(
        "- [ ] <!-- governance:item add-backend/user-guide",
        "- [x] <!-- governance:item add-backend/user-guide",
    )
    ran = github(forge, registry, event(tmp_path, labels=[{"name": "big"}]), "--comment")
    assert "- [x] <!-- governance:item add-backend/user-guide" in forge.comments[number]["body"]
    assert "Labelled" in forge.comments[number]["body"]
    assert "user-guide" not in ran.out
    assert len(forge.comments) == 1


def test_a_token_that_only_reads_is_no_failure(
    forge: Forge, registry: Path, tmp_path: Path
) -> None:
    forge.files = [{"filename": "backends/mistral.py", "status": "added"}]
    forge.troubles = []

    def refuse(method: str, path: str) -> None:
        if method == "POST":
            forge.troubles = [(403, {}, {"message": "Resource not accessible by integration"})]

    forge.before = refuse
    ran = github(forge, registry, event(tmp_path), "--comment")
    assert ran.status == 0
    assert "::notice title=sphinx-governance::The token may not comment" in ran.out
    assert "add-backend/user-guide" in (tmp_path / "summary.md").read_text()


def test_strict_fails_while_something_is_open(forge: Forge, registry: Path, tmp_path: Path) -> None:
    forge.files = [{"filename": "backends/mistral.py", "status": "added"}]
    assert github(forge, registry, event(tmp_path), "--strict").status == 1
    waived = "Governance-Exempt: add-backend/user-guide — trivial\nGovernance-Exempt: add-backend/changelog — none"
    assert github(forge, registry, event(tmp_path, body=waived), "--strict").status == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cannot be read"),
        ("[]", "no pull request"),
        ('{"pull_request": {"number": "7"}}', "no pull request"),
    ],
)
def test_no_event_no_traceback(
    text: str, said: str, forge: Forge, registry: Path, tmp_path: Path
) -> None:
    file = tmp_path / "event.json"
    file.write_text(text)
    ran = github(forge, registry, file)
    assert (ran.status, said in ran.err, "Traceback" in ran.err) == (2, True, False)


def test_a_server_that_fails_is_told(forge: Forge, registry: Path, tmp_path: Path) -> None:
    forge.troubles = [(404, {}, {})]
    ran = github(forge, registry, event(tmp_path))
    assert (ran.status, "failed with 404" in ran.err, "check the repository" in ran.err) == (
        2,
        True,
        True,
    )


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from([
        "@team", "x\n::error::y", "<script>alert(1)</script>", "`$(touch /tmp/x)`", "--> <b>", "#1", "![x](http://e)",
        "[x](javascript:alert(1))", "a\u202eb", "${{ secrets.X }}", "'; rm -rf ~ #", "\x1b[31m", "]]>", "| a | b |", "&#64;team",
        "https://evil.example", "<!-- governance:item a/b -->", "- [x] done", "\r\n## Heading", "%0A::error::z",
    ]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=HOSTILE, title=HOSTILE, body=HOSTILE, label=HOSTILE)
def test_nothing_can_be_injected(
    name: str,
    title: str,
    body: str,
    label: str,
    registry: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with serving(Forge()) as forge:
        folder = tmp_path_factory.mktemp("hostile")
        clean = name.replace("/", "_").replace("\x00", "") or "x"
        forge.files = [
            {"filename": f"backends/{clean}.py", "status": "added"},
            {"filename": f"{clean}", "status": "renamed", "previous_filename": f"backends/{clean}"},
        ]
        file = event(folder, title=title, body=body, labels=[{"name": label}, {"name": "big"}])
        ran = github(forge, registry, file, "--comment")
        assert ran.status == 0, ran.err
        commands = re.split(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", ran.out)
        assert all(
            re.match(r"::(warning|notice) |Kept the comment|$", line) for line in commands
        ), commands
        (comment,) = forge.comments.values()
        harmless(comment["body"])
        harmless((folder / "summary.md").read_text(encoding="utf-8"))


def harmless(markdown: str) -> None:
    """Fail where rendered Markdown has anything active but what we put there ourselves."""
    without_ours = re.sub(
        r"<!-- governance:[\w /.+-]+ -->|<details>|</details>|<summary>|</summary>", "", markdown
    )
    for token in MarkdownIt("commonmark", {"html": True}).parse(without_ours):
        for child in (token, *(token.children or ())):
            assert child.type not in {"html_inline", "image"}, child.content
            assert not (child.type == "html_block" and child.content.strip("\n -<>!")), (
                child.content
            )
            if child.type == "link_open":
                assert str(child.attrs.get("href", "")).startswith(
                    ("https://", "http://127.0.0.1", "#")
                ), child
                assert "evil" not in str(child.attrs)
            if child.type == "text":
                assert not re.search(r"(?<![\w\u2060\u200b])@(?=\w)", child.content), child.content


def test_inputs_never_become_part_of_a_script() -> None:
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    runs = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert len(runs) == 2
    assert not any("${{" in script for script in runs)
    assert "checkout" not in ACTION.read_text(encoding="utf-8").replace("checked out", "")
    values = str(action)
    assert "github.event" not in values
    assert "github.head_ref" not in values


@pytest.mark.parametrize("comment", ["true", "false", "$(touch injected)", "true; touch injected"])
def test_the_script_itself(comment: str, forge: Forge, registry: Path, tmp_path: Path) -> None:
    """Run the last step's script as the runner would, with a program of the name that it calls."""
    forge.files = [
        {"filename": "backends/mi $(touch injected) `touch injected`.py", "status": "added"}
    ]
    step = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"][-1]
    program = tmp_path / "governance" / "bin" / "sphinx-governance"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "from sphinx_governance.cli import main; main()" "$@"\n'
    )
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path, text=True,
        capture_output=True, check=False,
        env={
            **os.environ, "REGISTRY": str(registry), "FOLDER": "", "COMMENT": comment, "STRICT": "false", "AUTHOR": "",
            "GITHUB_TOKEN": "t", "GITHUB_API_URL": forge.url, "GITHUB_REPOSITORY": "o/r",
            "GITHUB_EVENT_PATH": str(event(tmp_path, title="$(touch injected)")),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "injected").exists()
    assert bool(forge.comments) == (comment == "true")
    assert "was added" in (tmp_path / "summary.md").read_text()


def test_the_workflow_in_the_docs_names_inputs_that_there_are() -> None:
    page = ACTION.parent / "docs" / "source" / "howto" / "pull-requests.md"
    blocks = re.findall(
        r"```\{code-block\} yaml\n:caption: (\S+)\n\n(.*?)```",
        page.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    (github_file,) = (yaml.safe_load(text) for _, text in blocks)
    step = github_file["jobs"]["checklist"]["steps"][0]
    inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    assert step["with"].keys() <= inputs.keys()
    assert {name for name, item in inputs.items() if item.get("required")} <= step["with"].keys()
    assert github_file["permissions"] == {"pull-requests": "read"}
