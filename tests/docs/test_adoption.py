"""The tutorial that adopts an archive: every command is run on the real one, and writes what stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ..corpora.tools import CORPORA, needs_corpora
from .terminal import PROGRAM, git, plain, repository, shown, steps
from .tools import ROOT, SOURCE, Block, blocks_of

PAGE = SOURCE / "tutorial" / "adopt-archive.md"
GUIDE = ROOT / "docs" / "examples" / "massgen" / "index.rst"
CONF = """project = "MassGen"
extensions = ["myst_parser", "sphinx_design"]
html_baseurl = "https://docs.massgen.ai/en/latest/"
"""
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
    elif block.language == "rst":
        file.write_text(block.text, encoding="utf-8")
    elif block.language == "markdown":
        assert block.text in file.read_text(encoding="utf-8")
    answered = 0
    for words, answer in steps(block) if block.language == "console" else ():
        if words[0] == PROGRAM:
            assert plain(shown(words[1:], folder)) == plain(answer), words
            answered += 1
        else:
            subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return answered


@needs_corpora
def test_the_archive_is_adopted_as_the_tutorial_says(folder: Path) -> None:
    answered = 0
    for block in blocks_of(PAGE):
        if block.caption == "docs/source/index.rst":
            shutil.copyfile(GUIDE, folder / "docs/source/development/what_to_write.rst")
        answered += follow(block, folder)
    assert answered == 12
