"""Pictures of an index and a record, from this project's own built docs: ``make screenshots``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "docs/_build/html"
FOLDER = ROOT / "docs/source/_static/screenshots"
PAGES = {
    "index": "decisions/index.html",
    "record": "decisions/0005-findings-on-every-build.html",
    "guide": "what-a-change-owes.html",
}
# So small that each picture stays under 150 kB.
WIDTH, HEIGHT = 1000, 680


def main() -> None:
    """Take each page in light and dark."""
    program = next(
        (found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None
    )
    if program is None:
        sys.exit("no Chromium here: install it first")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme
            )
            for name, path in PAGES.items():
                page.goto((BUILT / path).as_uri())
                page.wait_for_timeout(300)
                page.screenshot(path=FOLDER / f"{name}-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    main()
