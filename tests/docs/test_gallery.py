"""The pictures: each is shown somewhere, says what is on it, and is small."""

from __future__ import annotations

import re

from .tools import README, SOURCE, pages

FOLDER = SOURCE / "_static" / "screenshots"


def test_every_picture_is_shown_and_small() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages() if page != README)
    shown = set(re.findall(r"\.\. (?:image|figure):: /_static/screenshots/(\S+)", text))
    files = {file.name: file.stat().st_size for file in FOLDER.iterdir()}
    assert shown == files.keys()
    assert max(files.values()) < 150_000
    assert text.count(":: /_static/screenshots/") == len(
        re.findall(r":: /_static/screenshots/\S+\n +:alt: .{20,}\n", text)
    )


def test_pictures_of_terminals_load_nothing() -> None:
    for file in FOLDER.glob("*.svg"):
        text = file.read_text(encoding="utf-8")
        assert "url(http" not in text
        assert "<script" not in text
        assert "sphinx-governance" in text.replace("&#160;", " ")
