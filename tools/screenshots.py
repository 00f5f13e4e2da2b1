"""The pictures that README and docs show, of this project's own built docs: ``make screenshots``."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "docs/_build/html"
FOLDER = ROOT / "docs/source/_static/screenshots"
ARCHIVE = ROOT / "tests/docs/archive"
WIDTH, HEIGHT, NARROW = 1000, 680, 400
COLUMNS = 100
LIMIT = 150_000
"""Bytes that a picture may have: readers of README load all of them."""
TREE = ("What the extension does", "Anything else that users notice", "Yes")


@dataclass(frozen=True)
class Picture:
    """A picture of a page: of the window, or of the part that *part* selects once *act* was done."""

    name: str
    page: str
    part: str = ""
    act: Callable[[Any], None] | None = None
    width: int = WIDTH
    schemes: tuple[str, ...] = ("light", "dark")


def _answer(*answers: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        box = page.locator(".governance-wizard").first
        for answer in answers:
            box.get_by_role("radio", name=answer).check()
            box.get_by_role("button", name="Next").click()
        page.mouse.move(0, 0)

    return act


def _unroll(page: Any) -> None:
    """Make room for a whole drawing, which scrolls where a page is too narrow for it."""
    page.set_viewport_size({"width": 2_400, "height": HEIGHT})
    page.add_style_tag(content=".content { width: 1700px; max-width: none }")


def _filter(page: Any) -> None:
    page.locator("input[type=search]:not([name=q])").first.fill("build")


PICTURES = (
    Picture("index", "decisions/index.html"),
    Picture("record", "decisions/0005-findings-on-every-build.html"),
    Picture("guide", "what-a-change-owes.html"),
    Picture("filtered", "decisions/index.html", "", _filter, schemes=("light",)),
    Picture("graph", "howto/show.html", ".governance-drawing", _unroll),
    Picture(
        "flowchart", "what-a-change-owes.html", ".governance-drawing", _unroll, schemes=("light",)
    ),
    Picture("question", "what-a-change-owes.html", ".governance-wizard", _answer(TREE[0])),
    Picture("outcome", "what-a-change-owes.html", ".governance-wizard", _answer(*TREE)),
    Picture("index-narrow", "decisions/index.html", width=NARROW, schemes=("light",)),
    Picture(
        "record-narrow",
        "decisions/0005-findings-on-every-build.html",
        width=NARROW,
        schemes=("light",),
    ),
    Picture("rule", "rules/relation-asymmetric.html", schemes=("light",)),
)
TERMINALS = {
    "terminal-list": ["list", "docs/adr"],
    "terminal-check": ["check", "docs/adr"],
    "terminal-checklist": [
        "checklist",
        "--registry",
        "governance.json",
        "--files-from",
        "files.txt",
        "--format",
        "text",
    ],
}
CHANGED = "A sphinx_governance/rules/title_long.py\nM CHANGELOG.md\n"


def main() -> None:
    """Take all of them; stop where one is too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, command in TERMINALS.items():
        (FOLDER / f"{name}.svg").write_text(terminal(command), encoding="utf-8")
    with browser() as made:
        for picture in PICTURES:
            for scheme in picture.schemes:
                take(made, picture, scheme)
    large = [path.name for path in FOLDER.iterdir() if path.stat().st_size >= LIMIT]
    if large:
        sys.exit(f"error: {LIMIT:,} bytes or more: {', '.join(large)}")


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    """Start the browser that is installed."""
    names = ("chromium", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("no Chromium here: install it first")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


def take(made: Any, picture: Picture, scheme: str) -> None:
    """Take one picture in one colour scheme."""
    page = made.new_page(viewport={"width": picture.width, "height": HEIGHT}, color_scheme=scheme)
    page.goto((BUILT / picture.page).as_uri())
    if picture.act:
        picture.act(page)
    page.wait_for_timeout(300)
    file = FOLDER / (
        f"{picture.name}-{scheme}.png" if len(picture.schemes) > 1 else f"{picture.name}.png"
    )
    if picture.part:
        page.locator(picture.part).first.screenshot(path=file)
    else:
        page.screenshot(path=file)
    page.close()


def terminal(arguments: list[str]) -> str:
    """Return what a terminal shows of a command, as SVG; nothing in it is loaded from elsewhere."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(ARCHIVE, Path(name, "docs", "adr"))
        shutil.copyfile(BUILT / "governance.json", Path(name, "governance.json"))
        Path(name, "files.txt").write_text(CHANGED, encoding="utf-8")
        shown = on_a_terminal(
            [sys.executable, "-c", "from sphinx_governance.cli import main; main()", *arguments],
            name,
        )
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ sphinx-governance {' '.join(arguments)}", style="bold"))
    # How long it took is not the same twice.
    console.print(Text.from_ansi(re.sub(r"in \d+\.\d s", "in 0.1 s", shown)))
    drawn = console.export_svg(title="", unique_id="terminal")
    # The fonts that it names would be fetched from another site.
    return re.sub(r" *@font-face \{.*?\n    \}\n", "", drawn, flags=re.DOTALL)


def on_a_terminal(command: list[str], folder: str) -> str:
    """Return what a command writes to a terminal, colours included."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs) as process:
        os.close(theirs)
        parts = []
        # At its end Linux answers with an error.
        with contextlib.suppress(OSError):
            while part := os.read(ours, 65_536):
                parts.append(part)
        process.wait()
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


if __name__ == "__main__":
    main()
