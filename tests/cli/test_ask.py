"""``ask``: at a terminal and for scripts, the same outcome."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .tools import call, write_files

GUIDE = """
Home
====

.. artifact:: changelog
   :title: Changelog entry
   :paths: CHANGELOG.md

.. artifact:: design-doc
   :title: Design <document>

.. artifact:: how-to

.. artifact:: tutorial

.. scenario:: fix-bug
   :title: I'm fixing a bug
   :required: changelog

.. scenario:: feature
   :required: changelog
   :one-of: how-to | tutorial
   :optional: design-doc

.. decision-tree:: what-to-write
   :title: What do I have to write?

   .. question:: Is this a *bug* fix?
      :id: bug

      .. answer:: Yes
         :scenario: fix-bug

      .. answer:: No
         :goto: size

   .. question:: How many words?
      :id: size

      .. answer:: Few
         :range: <200
         :end:

      .. answer:: Many
         :range: >=200
         :requires: design-doc
         :scenario: feature
"""


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    return write_files(
        tmp_path / "docs", {"conf.py": 'extensions = ["sphinx_governance"]\n', "index.rst": GUIDE}
    )


def test_answers_for_scripts(folder: Path) -> None:
    ran = call("ask", "what-to-write", folder, "--answers", "bug=no, size=350", "--json")
    assert ran.status == 0
    assert ran.json == {
        "schema": 1,
        "tree": "what-to-write",
        "answers": [
            {"question": "bug", "answer": "no", "text": "Is this a bug fix?", "label": "No"},
            {"question": "size", "answer": "many", "text": "How many words?", "label": "Many"},
        ],
        "required": ["design-doc", "changelog"],
        "one_of": [["how-to", "tutorial"]],
        "optional": [],
        "scenarios": ["feature"],
    }


def test_the_outcome_is_a_checklist(folder: Path) -> None:
    out = call("ask", "what-to-write", folder, "--answers", "bug=Yes").out
    assert "This is: I'm fixing a bug" in out
    assert "Required\n  [ ] Changelog entry (CHANGELOG.md)\n" in out
    assert (
        "Nothing is owed." in call("ask", "what-to-write", folder, "--answers", "bug=no,size=1").out
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["what-to-wriet"], "did you mean what-to-write?"),
        (["what-to-write", "--answers", "bug"], "write question=answer"),
        (["what-to-write", "--answers", "bug=perhaps"], "has no answer 'perhaps'"),
        (["what-to-write", "--answers", "bug=no"], "the question 'size' is not answered"),
        (["what-to-write", "--answers", "bug=yes,size=1"], "'size' is not asked on this path"),
        (["what-to-write", "--answers", "bug=yes,siez=1"], "'siez' is no question of the tree"),
        (["what-to-write"], "--answers question=answer"),
    ],
)
def test_wrong_use_names_the_remedy(
    arguments: list[str], said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    ran = call("ask", arguments[0], folder, *arguments[1:])
    assert (ran.status, said in ran.err) == (2, True), ran.err


def test_a_project_without_a_tree(folder: Path) -> None:
    (folder / "index.rst").write_text("Home\n====\n")
    ran = call("ask", "any", folder, "--answers", "")
    assert (ran.status, ".. decision-tree::" in ran.err) == (2, True)


def test_at_a_terminal_one_may_go_back(folder: Path) -> None:
    leader, follower = pty.openpty()
    program = [sys.executable, "-c", "from sphinx_governance.cli import main; main()"]
    running = subprocess.Popen(
        [*program, "ask"], cwd=folder, stdin=follower, stdout=follower, stderr=follower,
        env={**os.environ, "TERM": "dumb", "NO_COLOR": "1"},
    )  # fmt: skip
    os.close(follower)
    heard = ""
    for answer in ("9", "2", "b", "2", "250"):
        heard += _until(leader, "to stop: ")
        os.write(leader, f"{answer}\n".encode())
    heard += _until(leader, "\x00")
    assert running.wait(10) == 0
    assert "There is no answer '9'." in heard
    assert heard.count("Is this a bug fix?") == 3
    assert "Required\r\n  [ ] Design <document>\r\n  [ ] Changelog entry" in heard


def _until(leader: int, text: str) -> str:
    heard, ends = "", time.monotonic() + 20
    while text not in heard and time.monotonic() < ends:
        try:
            part = os.read(leader, 4096).decode()
        except OSError:
            break
        if not part:
            break
        heard += part
    return heard
