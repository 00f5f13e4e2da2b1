"""``make docs-serve``: an edit shows on every page that displays it, without a hand on the browser.

This is the technical writer's journey too: a broken link is named with its line, mended, and previewed.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.tools import call

CONF = 'project = "Shop"\nextensions = ["myst_parser", "sphinx_governance"]\nhtml_theme = "basic"\n'
HOME = "Home\n====\n\n.. adr-index::\n\nSee :adr:`1`.\n"
RECORD = "Use a queue\n===========\n\n.. adr::\n   :status: proposed\n   :date: 2026-01-01\n   :deciders: Ann\n"
GUIDE = """# Guide

```{artifact} changelog
:title: Changelog entry
:paths: CHANGELOG.md
```
"""
OTHER = "# Other\n\n{gov:artifact}`changelog`, and [the guide](gide.md).\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    source = tmp_path / "docs"
    (source / "decisions").mkdir(parents=True)
    files = {
        "conf.py": CONF, "index.rst": HOME + "\n.. toctree::\n\n   guide\n   other\n", "guide.md": GUIDE,
        "other.md": OTHER, "decisions/0001-use-a-queue.rst": RECORD,
    }  # fmt: skip
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "sphinx_autobuild", "--port", str(port), "--delay", "0", str(source), str(tmp_path / "out")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _await_answer(url)
        yield url, source
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(20)


def _await_answer(url: str) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("sphinx-autobuild does not answer")


def test_an_edit_shows_on_every_page(browser: Any, served: tuple[str, Path]) -> None:
    url, source = served
    context = browser.new_context()
    try:
        home, other = context.new_page(), context.new_page()
        home.goto(f"{url}/index.html")
        other.goto(f"{url}/other.html")
        home.get_by_role("cell", name="proposed").wait_for()
        other.get_by_role("link", name="Changelog entry").wait_for()

        record = source / "decisions" / "0001-use-a-queue.rst"
        record.write_text(
            RECORD.replace("proposed", "accepted").replace("a queue\n===", "two queues\n======")
        )
        home.get_by_role("cell", name="accepted").wait_for(timeout=30_000)
        assert home.get_by_role("link", name="ADR-0001: Use two queues").count() == 1

        (source / "guide.md").write_text(GUIDE.replace("Changelog entry", "Line in the changelog"))
        other.get_by_role("link", name="Line in the changelog").wait_for(timeout=30_000)
    finally:
        context.close()


def test_the_technical_writer_mends_a_link(browser: Any, served: tuple[str, Path]) -> None:
    url, source = served
    found = call("check", source).out
    assert "other.md:3:44: error[reference-broken]: the link to 'gide.md' leads nowhere" in found
    assert "did you mean guide.md?" in found
    page = browser.new_page()
    try:
        page.goto(f"{url}/other.html")
        (source / "other.md").write_text(OTHER.replace("gide", "guide"))
        link = page.locator("a[href='guide.html']", has_text="the guide")
        link.wait_for(timeout=30_000)
        assert "reference-broken" not in call("check", source).out
        link.click()
        page.get_by_role("heading", name="Guide").wait_for()
    finally:
        page.close()
