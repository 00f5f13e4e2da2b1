"""The terminal that the documentation shows: its commands are run, and must write what stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from .tools import Block

PROGRAM = "sphinx-governance"


def steps(block: Block) -> list[tuple[list[str], str]]:
    """Return the commands of a console block, each with what it answers; comments are left out."""
    found = []
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, answer = part.partition("\n")
        found.append((shlex.split(line, comments=True), answer.strip("\n")))
    return found


def plain(text: str) -> str:
    """Return output without what differs from run to run."""
    text = re.sub(r"merge base [0-9a-f]{7,}", "merge base 0000000", text)
    text = re.sub(r"in \d+\.\d s", "in 0.0 s", text)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n")


def replay(
    blocks: Sequence[Block],
    folder: Path,
    *,
    writes: Collection[str] = (".rst",),
    env: Mapping[str, str] | None = None,
) -> int:
    """Write and edit the files that blocks show, run their commands; return how many answered as shown.

    :param writes: the endings of files that are written.
    """
    answered = 0
    for block in blocks:
        file = folder / block.caption
        if block.language == "diff":
            before, after = (line[2:] for line in block.text.splitlines() if line.strip())
            text = file.read_text(encoding="utf-8")
            assert before in text
            file.write_text(text.replace(before, after), encoding="utf-8")
        elif block.suffix in writes:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            answered += sum(answers(words, answer, folder, env) for words, answer in steps(block))
    return answered


def answers(
    words: list[str], answer: str, folder: Path, env: Mapping[str, str] | None = None
) -> bool:
    """Run one command where the docs show what it writes; fail where it writes something else."""
    if words[0] != PROGRAM or not answer:
        return False
    assert plain(shown(words[1:], folder, env)) == plain(answer)
    return True


def shown(arguments: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> str:
    """Return what a terminal shows of a command: both of its streams."""
    command = [sys.executable, "-c", "from sphinx_governance.cli import main; main()", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **(env or {})}, check=False, timeout=60,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def repository(folder: Path) -> Path:
    """Make a folder the clone of a repository: all that is in it is on the upstream's branch ``main``."""
    git(
        folder,
        "init -q -b main",
        "add .",
        "commit -q --allow-empty -m first",
        "update-ref refs/remotes/origin/main HEAD",
        "symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main",
    )
    return folder


def git(folder: Path, *commands: str) -> None:
    """Run commands of git, without the settings of whoever runs the tests."""
    who = "-c user.name=Ana -c user.email=ana@example.org"
    for command in commands:
        subprocess.run(
            ["git", *who.split(), *command.split()],
            cwd=folder, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}, check=True,
        )  # fmt: skip
