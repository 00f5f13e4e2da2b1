"""README and CONTRIBUTING of this project: an edit of a fragment, or of its source, fails the check."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sphinx_governance.model.markers import COMMAND, Region
from sphinx_governance.outputs.fragment_comments import regions_of

from ..cli.tools import Ran, run
from .tools import ROOT


def regions(name: str, root: Path = ROOT) -> list[Region]:
    return [*regions_of(name, (root / name).read_text(encoding="utf-8")).regions]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "repository"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for command in (("init", "-q"), ("add", "--all")):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    return folder


def checked(folder: Path) -> Ran:
    # What ``make docs-check`` runs; the code that ``cli`` imports is the copy's.
    return run("check", cwd=folder, env={"PYTHONPATH": str(folder)})


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_there_are_fragments() -> None:
    assert {region.generator for region in regions("README.md")} >= {
        "installation", "rules", "cli", "changelog",
    }  # fmt: skip
    assert {region.generator for region in regions("CONTRIBUTING.md")} >= {
        "make-targets", "decision-tree",
    }  # fmt: skip


def test_an_edit_fails_the_check_with_the_command_that_mends_it(copy: Path) -> None:
    assert checked(copy).status == 0
    edit(
        copy / "README.md",
        "$ pip install sphinx-governance\n```\n\n*conf",
        "$ pip install it\n```\n\n*conf",
    )
    edit(
        copy / "docs/source/contributing.md",
        "$ make test         # the tests",
        "$ make test         # all tests",
    )
    edit(
        copy / "docs/source/what-a-change-owes.md",
        "Something is wrong, and",
        "Something was wrong, and",
    )
    edit(
        copy / "sphinx_governance/cli/why.py",
        "Say which records govern PATH: those",
        "Say which records govern PATH, those",
    )
    edit(copy / "CHANGELOG.md", "- Records in Sphinx projects: the", "- Records in Sphinx: the")
    ran = checked(copy)
    assert ran.status == 1
    found = [line for line in ran.out.splitlines() if "[fragment-" in line]
    assert [line.split(": ", 1)[1] for line in found] == [
        "error[fragment-drift]: the fragment 'make-targets' is not what the docs say now",
        "error[fragment-drift]: the fragment 'decision-tree' is not what the docs say now",
        "error[fragment-edited]: the fragment 'installation' was edited by hand",
        "error[fragment-drift]: the fragment 'cli' is not what the docs say now",
        "error[fragment-drift]: the fragment 'changelog' is not what the docs say now",
    ]  # fmt: skip
    assert ran.out.count(f"run: {COMMAND}") == 5
    environment = {"PYTHONPATH": str(copy)}
    assert run("sync", cwd=copy, env=environment).status == 2
    assert run("sync", "--force", cwd=copy, env=environment).out.splitlines() == [
        "Wrote CONTRIBUTING.md", "Wrote README.md",
    ]  # fmt: skip
    assert "pip install it" not in (copy / "README.md").read_text(encoding="utf-8")
    assert checked(copy).status == 0
