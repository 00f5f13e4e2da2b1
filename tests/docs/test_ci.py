"""The jobs and hooks that the documentation shows: their YAML is read, their commands run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from ..cli.tools import Ran, run, write_files
from ..report.tools import valid_sarif
from .terminal import PROGRAM, git, repository
from .tools import ROOT, SOURCE, Block, blocks_of

PAGE = SOURCE / "howto" / "ci.md"
YAML = [
    block
    for page in (PAGE, SOURCE / "howto" / "gitlab.md")
    for block in blocks_of(page)
    if block.language == "yaml"
]
HOOKS = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
TAKEN = "# 1. Use X\n\nDate: 2025-10-08\n\n## Status\n\nAcepted\n\n## Context\n\nX.\n"
"""A status to mend, and a number that the upstream's branch has too."""


def values(data: object, key: str) -> Iterator[Any]:
    """Yield what stands under a key, at any depth."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key:
                yield value
            yield from values(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from values(value, key)


def commands(block: Block) -> list[list[str]]:
    """Return the checks in a job."""
    data = yaml.safe_load(block.text)
    lines = [*values(data, "run"), *(line for script in values(data, "script") for line in script)]
    return [words[1:] for line in lines if (words := shlex.split(line))[:2] == [PROGRAM, "check"]]


@pytest.fixture
def clone(tmp_path: Path, cache: Path) -> Path:
    """A clone whose branch takes a number of the upstream's, with a conf.py that must not run."""
    write_files(
        tmp_path, {"docs/conf.py": "raise SystemExit('run')\n", "docs/index.md": "# Home\n"}
    )
    repository(tmp_path)
    write_files(tmp_path, {"docs/adr/0001-use-y.md": TAKEN.replace("Acepted", "Accepted")})
    git(tmp_path, "add .", "commit -q -m second", "update-ref refs/remotes/origin/main HEAD")
    git(tmp_path, "checkout -q -b work HEAD~1")
    return write_files(tmp_path, {"docs/adr/0001-use-x.md": TAKEN})


def test_every_service_has_a_job() -> None:
    assert [block.caption for block in YAML if commands(block)] == [
        ".github/workflows/records.yaml", ".github/workflows/records.yaml", ".gitlab-ci.yml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "words"),
    [(block, words) for block in YAML for words in commands(block)],
    ids=lambda item: " ".join(item)[-60:] if isinstance(item, list) else "",
)
def test_commands_of_jobs_find_and_report(block: Block, words: list[str], clone: Path) -> None:
    ran = run(*words, cwd=clone)
    assert ran.status == 1, ran.err
    assert "status-unknown" in ran.out
    if "--against" in words:
        assert "number-taken" in ran.out
    if "github" in words:
        assert "::error file=docs/adr/0001-use-x.md,line=7," in ran.out
    data = yaml.safe_load(block.text)
    for name in values(data, "sarif_file"):
        found = valid_sarif((clone / name).read_text("utf-8"))
        assert {result["ruleId"] for result in found["results"]} >= {
            "status-unknown",
            "number-taken",
        }
    for name in (*values(data, "junit"), *values(data, "path")):
        suite = ElementTree.fromstring((clone / name).read_text("utf-8"))
        assert int(suite.attrib["failures"]) >= 2


def hooks_shown() -> list[dict[str, Any]]:
    return [
        {**HOOKS[hook["id"]], **hook}
        for block in blocks_of(PAGE)
        if block.caption == ".pre-commit-config.yaml"
        for repo in yaml.safe_load(block.text)["repos"]
        for hook in repo["hooks"]
    ]


def ran_hook(hook: dict[str, Any], folder: Path) -> Ran:
    """Run a hook as pre-commit does: its entry, then its arguments."""
    program, *words = shlex.split(hook["entry"]) + list(hook["args"])
    assert program == PROGRAM
    return run(*words, cwd=folder)


def test_hooks_are_what_pre_commit_takes() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    assert {hook["id"] for hook in clientlib.load_manifest(ROOT / ".pre-commit-hooks.yaml")} == set(
        HOOKS
    )


def test_hooks_start_for_what_is_read() -> None:
    for hook in HOOKS.values():
        files = re.compile(hook["files"])
        for name in (
            "docs/adr/0001-x.md",
            "README.markdown",
            "a.rst",
            "pyproject.toml",
            "docs/governance.toml",
        ):
            assert files.search(name), name
        assert not files.search("src/a.py")
        assert not files.search("other.toml")
        assert hook["language"] == "python"
        assert not hook["pass_filenames"]


def test_hooks_run_no_conf(clone: Path) -> None:
    checked = ran_hook(HOOKS["sphinx-governance-check"], clone)
    assert (checked.status, "status-unknown" in checked.out) == (1, True)
    assert "no conf.py run" in checked.out
    with_conf = ran_hook(next(hook for hook in hooks_shown() if "docs" in hook["args"]), clone)
    assert with_conf.status == 2


def test_the_hook_that_mends(clone: Path) -> None:
    hook, file = HOOKS["sphinx-governance-fix"], clone / "docs/adr/0001-use-x.md"
    assert ran_hook(hook, clone).status == 0
    mended = file.read_text("utf-8")
    assert mended == TAKEN.replace("Acepted", "Accepted")
    assert ran_hook(hook, clone).status == 0
    assert file.read_text("utf-8") == mended


def test_the_hook_that_writes(clone: Path) -> None:
    begin, end = (f"<!-- governance:{word} records -->" for word in ("begin", "end"))
    hook, readme = HOOKS["sphinx-governance-sync"], clone / "README.md"
    readme.write_text(f"# Home\n\n{begin}\n{end}\n", encoding="utf-8")
    assert ran_hook(hook, clone).status == 0
    written = readme.read_text("utf-8")
    assert "(docs/adr/0001-use-x.md)" in written
    assert ran_hook(hook, clone).status == 0
    assert readme.read_text("utf-8") == written
    told = ran_hook({**hook, "args": [*hook["args"], "--check"]}, clone)
    assert told.status == 0


def test_the_page_names_every_hook() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(name in text for name in HOOKS)
    assert [hook["id"] for hook in hooks_shown()] == ["sphinx-governance-check"] * 2
