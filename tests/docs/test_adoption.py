"""The tutorials: every command is run, the archive is the real one, and each writes what stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from ..corpora.tools import CORPORA, needs_corpora
from .terminal import PROGRAM, git, plain, repository, shown, steps
from .tools import ROOT, SOURCE, Block, blocks_of

ARCHIVE = SOURCE / "tutorial" / "adopt-archive.md"
EMPTY = SOURCE / "tutorial" / "empty-folder.md"
WRITTEN_ON = "2026-11-22"
"""The day that the tutorials show."""
GUIDE = ROOT / "docs" / "examples" / "massgen" / "index.rst"
CONF = """project = "MassGen"
extensions = ["myst_parser", "sphinx_design"]
html_baseurl = "https://docs.massgen.ai/en/latest/"
"""
MODULES = {"sphinx-build": "sphinx", "sphinx-quickstart": "sphinx.cmd.quickstart"}
_GAP = "…\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (massgen,) = (corpus for corpus in CORPORA if corpus.name == "massgen-2025-10")
    folder = tmp_path / "MassGen"
    shutil.copytree(massgen.root, folder)
    (folder / "docs/source/conf.py").write_text(CONF, encoding="utf-8")
    repository(folder)
    git(folder, "config user.name Ana", "config user.email ana@example.org")
    return folder


def patched(text: str, diff: str) -> str:
    """Return a text after an edit; ``-…`` stands for all lines up to what follows."""
    lines = [(line[:1] or " ", f"{line[1:]}\n") for line in diff.rstrip("\n").split("\n")]
    before = "".join(
        "(?:.*\\n)*?" if line == _GAP else re.escape(line) for sign, line in lines if sign in " -"
    )
    after = "".join(line for sign, line in lines if sign in " +")
    found, times = re.subn(before, lambda _: after, text)
    assert times == 1, diff
    return found


def follow(block: Block, folder: Path) -> int:
    """Do what a block shows; return how many commands answered as it says."""
    file = folder / block.caption
    if block.language == "diff":
        file.write_text(patched(file.read_text(encoding="utf-8"), block.text), encoding="utf-8")
    elif (block.caption and block.language in {"rst", "python"}) or block.caption == "README.md":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    elif block.language == "markdown":
        assert block.text in file.read_text(encoding="utf-8")
    answered = 0
    for words, answer in steps(block) if block.language == "console" else ():
        if words[0] == PROGRAM:
            assert on_that_day(shown(words[1:], folder)) == plain(answer), words
            answered += 1
        elif words[0] in MODULES:
            program = [sys.executable, "-m", MODULES[words[0]], *words[1:]]
            subprocess.run(program, cwd=folder, check=True, capture_output=True)
        elif words[0] != "pip":
            subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return answered


def on_that_day(text: str) -> str:
    """Return output as it was on the day that the tutorials show."""
    today = datetime.now().astimezone().date().isoformat()
    return plain(text).replace(today, WRITTEN_ON)


@needs_corpora
def test_the_archive_is_adopted_as_the_tutorial_says(folder: Path) -> None:
    answered = 0
    for block in blocks_of(ARCHIVE):
        if block.caption == "docs/source/index.rst":
            shutil.copyfile(GUIDE, folder / "docs/source/development/what_to_write.rst")
        answered += follow(block, folder)
    assert answered == 12


def test_a_project_begins_as_the_tutorial_says(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    git(folder, "init -q", "config user.name Ana", "config user.email ana@example.org")
    assert sum(follow(block, folder) for block in blocks_of(EMPTY)) == 11
    assert "[Send mail through a queue]" in (folder / "README.md").read_text(encoding="utf-8")
