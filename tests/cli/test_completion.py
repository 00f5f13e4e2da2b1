"""Completion as shells do it: bash itself, and the words that zsh and fish would get."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .tools import call, run, write_files

ADR = "# {0}. Use {0}\n\nDate: 2025-01-02\n\n## Status\n\nAccepted\n"
FILES = {
    "docs/conf.py": "open('ran', 'w').close()\nraise SystemExit\n",
    "docs/adr/0001-a.md": ADR.format(1),
    "docs/adr/0012-b.md": ADR.format(12),
    "examples/adr/0012-b.md": ADR.format(12),
    "docs/adr/0003-\x1b[31m.md": "# 3. \x1b[31mred\nred\n",
    "governance.toml": '[kinds.policy]\nprefix = "POL"\n[kinds.policy.lifecycle.states]\nratified = { phase = "in-force" }\n',
}


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / "work" / ".git").mkdir(parents=True)
    return write_files(tmp_path / "work", FILES)


def offered(folder: Path, line: str) -> list[str]:
    """Return what zsh would be told: type, word and help, a line each."""
    env = {
        "_SPHINX_GOVERNANCE_COMPLETE": "zsh_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    ran = run(cwd=folder, env=env)
    assert ran.err == ""
    assert not list(folder.rglob("ran")), "a conf.py was run"
    return ran.out.strip().splitlines()


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("sphinx-governance show adr-0", ["ADR-0001", "ADR-0003", "ADR-0012"]),
        ("sphinx-governance status ADR-0001 rat", ["ratified"]),
        ("sphinx-governance new pol", ["policy"]),
        ("sphinx-governance list --status acc", ["accepted"]),
        ("sphinx-governance export co", ["codeowners"]),
        ("sphinx-governance check --explain number-mis", ["number-missing", "number-mismatch"]),
        ("sphinx-governance check --select config,title-m", ["config,title-missing"]),
        ("sphinx-governance link ADR-0001 super", ["supersedes", "superseded-by"]),
        ("sphinx-governance new adr X --template mad", ["madr", "madr-minimal", "madr-bare"]),
        ("sphinx-governance show x", []),
    ],
)
def test_words_that_fit(line: str, some: list[str], folder: Path) -> None:
    lines = offered(folder, line)
    assert sorted(lines[1::3]) == sorted(some)


@pytest.mark.parametrize(
    "line",
    ["list do", "check a b", "search x --path d", "new adr X --template ./", "export csv -o r"],
)
def test_paths_are_left_to_the_shell(line: str, folder: Path) -> None:
    lines = offered(folder, f"sphinx-governance {line}")
    assert lines[:2] == ["file", line.rpartition(" ")[2]]


def test_titles_are_shown_and_do_nothing(folder: Path) -> None:
    lines = offered(folder, "sphinx-governance show ADR-")
    assert len(lines) == 9
    assert "Use 12" in lines
    assert "\x1b" not in "".join(lines)


def test_nothing_is_offered_where_nothing_is_known(tmp_path: Path, cache: Path) -> None:
    assert offered(tmp_path, "sphinx-governance show A") == []
    (tmp_path / "governance.toml").write_text("not [toml")
    assert "adr" in offered(tmp_path, "sphinx-governance new a")


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes(folder: Path, tmp_path: Path) -> None:
    script = call("completion", "bash").out
    (tmp_path / "script").write_text(script)
    program = tmp_path / "bin" / "sphinx-governance"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "from sphinx_governance.cli import main; main()" "$@"\n'
    )
    program.chmod(0o755)
    asked = """
        source "$1"
        complete -p sphinx-governance
        COMP_WORDS=(sphinx-governance show ADR-001)
        COMP_CWORD=2
        _sphinx_governance_completion sphinx-governance ADR-001 show
        echo "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", asked, "bash", str(tmp_path / "script")], cwd=folder, timeout=60,
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    registered, answer = done.stdout.splitlines()
    assert registered.endswith("-F _sphinx_governance_completion sphinx-governance")
    assert answer == "ADR-0012"
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_says_where_it_goes(shell: str) -> None:
    ran = call("completion", shell)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert any(line.startswith("# Put it into ") for line in lines[:2])
    assert (lines[0] == "#compdef sphinx-governance") == (shell == "zsh")
    assert f"{shell}_complete" in ran.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=ran.out.encode(), check=True)


def test_wrong_use() -> None:
    assert call("completion", "tcsh").status == 2
