"""What Sphinx warns of, as the command line says it: shortly, and not what the findings say already."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .tools import call, write_files

RECORD = "Use a queue\n===========\n\n.. adr::\n   :status: accepted\n   :date: 2025-10-08\n   :deciders: @ana\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_files(
        tmp_path,
        {
            "docs/conf.py": 'extensions = ["sphinx_governance"]\n',
            "docs/index.rst": "Shop\n====\n\n.. strange::\n   :a: b\n\n   Body.\n\n:doc:`gone`\n",
            "docs/decisions/0001-use-a-queue.rst": RECORD,
        },
    )
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


def test_whoever_lists_is_told_once(project: Path) -> None:
    ran = call("list", project)
    assert ran.err == "Sphinx warned once while it read docs; sphinx-governance check shows it.\n"


def test_whoever_checks_sees_what_is_no_finding(project: Path) -> None:
    ran = call("check", project)
    assert ran.err.splitlines() == [
        'Sphinx: docs/index.rst:4: ERROR: Unknown directive type "strange".'
    ]
    assert "record-unlisted" in ran.out
    assert "reference-broken" in ran.out


def test_many_warnings_are_cut(project: Path) -> None:
    page = "Shop\n====\n\n" + "".join(f".. strange{number}::\n\n" for number in range(25))
    write_files(project, {"docs/many.rst": page})
    lines = call("check", project, "--no-cache").err.splitlines()
    assert len(lines) == 11
    # 25, the one of the index, and many.rst, which is in no toctree.
    assert lines[-1] == ("Sphinx: … and 17 more; all of them: sphinx-build -E -b dummy docs _build")


def test_what_a_page_makes_sphinx_say_is_harmless(project: Path) -> None:
    write_files(
        project, {"docs/evil.rst": "Evil\n====\n\n.. \x1b[31mred\x1b[0m\u202e::\n\n`\x07x`_\n"}
    )
    assert not {"\x1b", "\x07", "\u202e"} & set(call("check", project).err)
