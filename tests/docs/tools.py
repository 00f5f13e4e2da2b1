"""What the documentation shows: its code blocks, with captions, in both markups."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "docs" / "source"
README = ROOT / "README.md"

_RST = re.compile(
    r"^(?P<indent> *)\.\. code-block:: (?P<language>\w+)\n"
    r"(?:(?P=indent)   :caption: (?P<caption>\S+)\n)?\n"
    r"(?P<text>(?:(?P=indent)   .*\n|\n)+)",
    re.MULTILINE,
)
_MYST = re.compile(
    r"^(?P<fence>`{3,})(?:\{code-block\} )?(?P<language>\w+)\n(?::caption: (?P<caption>\S+)\n\n)?"
    r"(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A code block of a page; *caption* is the file that it shows, "" where it shows none."""

    page: str
    language: str
    caption: str
    text: str

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.caption).suffix

    @property
    def name(self) -> str:
        return self.caption.removesuffix(self.suffix)


def pages() -> list[Path]:
    """Return the written pages: those of the rules are made, and their tests are elsewhere."""
    found = [path for path in SOURCE.rglob("*.*") if path.suffix in {".rst", ".md"}]
    return [README, *sorted(path for path in found if path.parent.name != "rules")]


def blocks_of(page: Path) -> list[Block]:
    """Return the code blocks of a page, in its order."""
    pattern = _RST if page.suffix == ".rst" else _MYST
    name = page.relative_to(ROOT).as_posix()
    return [
        Block(
            name,
            match["language"],
            match["caption"] or "",
            dedent(match["text"]).strip("\n") + "\n",
        )
        for match in pattern.finditer(page.read_text(encoding="utf-8"))
    ]


def all_blocks() -> list[Block]:
    """Return the code blocks of all pages."""
    return [block for page in pages() for block in blocks_of(page)]


def pairs() -> Iterator[tuple[Block, Block]]:
    """Yield the examples that are shown in both markups: one after the other, with one name."""
    blocks = all_blocks()
    for first, second in pairwise(blocks):
        same = first.page == second.page and first.name == second.name
        if same and (first.suffix, second.suffix) == (".rst", ".md"):
            yield first, second


def settings_of(block: Block) -> Mapping[str, Any]:
    """Return the settings that a block of TOML or of conf.py holds."""
    if block.language == "python":
        names: dict[str, Any] = {}
        exec(block.text, names)
        return {
            name.removeprefix("governance_").replace("_", "-"): value
            for name, value in names.items()
            if name.startswith("governance_")
        }
    table: dict[str, Any] = tomllib.loads(block.text)
    own = table.get("tool", {}).get("sphinx-governance", {})
    return own if PurePosixPath(block.caption).name == "pyproject.toml" else table
