"""What the documentation shows of a terminal is what the terminal shows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from sphinx_governance.cli.main import commands

from ..cli.tools import write_files
from .terminal import PROGRAM, answers, replay, repository, shown, steps
from .tools import README, ROOT, SOURCE, all_blocks, blocks_of, pages

SITE = "https://sphinx-governance.readthedocs.io/en/latest/"
CONF = 'extensions = ["sphinx_governance"]\n'
INDEX = "Shop\n====\n\n.. toctree::\n   :glob:\n\n   decisions/*\n"


SHOWN = [
    (block.page, words)
    for block in all_blocks()
    if block.language == "console"
    for words, _ in steps(block)
]


def sphinx_project(folder: Path) -> Path:
    (folder / "docs").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    (folder / "docs" / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "docs" / "index.rst").write_text(INDEX, encoding="utf-8")
    return folder


def test_tutorial_goes_as_it_says(tmp_path: Path) -> None:
    folder = sphinx_project(tmp_path / "shop")
    assert replay(blocks_of(SOURCE / "tutorial" / "first-record.md"), folder) == 6


def test_checklist_how_to_goes_as_it_says(tmp_path: Path) -> None:
    folder = sphinx_project(tmp_path / "shop")
    blocks = blocks_of(SOURCE / "howto" / "checklist.rst")
    for block in blocks:
        if block.caption:
            write_files(folder, {block.caption: block.text})
    (folder / "comment.md").write_text("", encoding="utf-8")
    assert replay([block for block in blocks if not block.caption], folder) == 2


def test_adoption_goes_as_it_says(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "archive", tmp_path / "docs" / "adr")
    blocks = blocks_of(SOURCE / "howto" / "adopt.rst")
    assert replay(blocks, repository(tmp_path), writes={".toml"}) == 8


def test_adr_tools_how_to_goes_as_it_says(tmp_path: Path) -> None:
    env = {"ADR_DATE": "2025-10-08", "EDITOR": "", "VISUAL": "", "ADR_TEMPLATE": ""}
    blocks = blocks_of(SOURCE / "howto" / "adr-tools.md")
    for block in blocks:
        for words, answer in steps(block):
            if not answer:
                assert shown(words[1:], tmp_path, env) == ""
            else:
                assert answers(words, answer, tmp_path, env)


def test_moving_records_goes_as_it_says(tmp_path: Path) -> None:
    blocks = blocks_of(SOURCE / "howto" / "move-records.md")
    assert replay(blocks, repository(tmp_path), writes={".md"}) == 13


def test_exports_how_to_goes_as_it_says(tmp_path: Path) -> None:
    blocks = blocks_of(SOURCE / "howto" / "exports.md")
    assert replay(blocks, repository(tmp_path), writes={".md"}) == 4


def test_readme_shows_a_folder_as_it_is_read(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "archive", tmp_path / "docs" / "adr")
    shown = [
        step
        for block in blocks_of(README)
        if block.language == "console"
        for step in steps(block)
        if "docs/adr" in step[0]
    ]
    assert sum(answers(words, answer, tmp_path) for words, answer in shown) == 2


def test_readme_shows_a_project_as_it_is_read(tmp_path: Path) -> None:
    folder = sphinx_project(tmp_path / "shop")
    blocks = blocks_of(README)
    record = next(block for block in blocks if block.language == "rst")
    (folder / "docs" / "decisions").mkdir()
    (folder / "docs" / "decisions" / "0001-use-a-queue.rst").write_text(
        record.text, encoding="utf-8"
    )
    after = next(block for block in blocks[blocks.index(record) :] if block.language == "console")
    assert sum(answers(words, answer, folder) for words, answer in steps(after)) == 2


@pytest.mark.parametrize(("page", "words"), SHOWN, ids=lambda item: str(item)[:60])
def test_shown_commands_exist(page: str, words: list[str]) -> None:
    if words[0] == "make":
        targets = re.findall(
            r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
        assert words[1] in targets
    elif words[0] == PROGRAM:
        known(words[1:])
    else:
        assert words[0] in {
            "git",
            "mkdir",
            "pip",
            "pre-commit",
            "python",
            "sphinx-build",
            "sphinx-quickstart",
            "touch",
        }


def known(words: list[str]) -> None:
    """Fail unless a command and its options exist."""
    words = words[: words.index(">")] if ">" in words else words
    command = commands.commands[words[0]]
    context = click.Context(command, info_name=words[0])
    command.make_parser(context).parse_args(words[1:])


def test_inline_commands_exist() -> None:
    found = 0
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for match in re.finditer(rf"(?<!`)`{{1,2}}{PROGRAM} ([a-z][^`]*)`", text):
            known(shlex.split(match[1]))
            found += 1
    assert found > 3


def test_links_of_readme_and_contributing_lead_to_pages() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for page in re.findall(rf"{SITE}([\w/-]+)\.html", text):
            if not page.startswith("rules/"):
                assert any((SOURCE / f"{page}{suffix}").is_file() for suffix in (".rst", ".md")), (
                    page
                )
        prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
        assert not re.findall(r"\]\((?!https://|#)", prose), "a relative link leads nowhere on PyPI"
