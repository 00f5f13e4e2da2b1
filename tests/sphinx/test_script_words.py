"""What the script of an index says comes from the page, in the page's language."""

from __future__ import annotations

import re
from pathlib import Path

import sphinx_governance
from sphinx_governance.views.labels import SCRIPT_WORDS

SCRIPT = Path(sphinx_governance.__file__).parent / "views/static/governance-index.js"


def test_the_script_says_only_what_it_is_given() -> None:
    said = re.findall(r"say\((.*?)[,)]", SCRIPT.read_text("utf-8"))
    names = {name for text in said for name in re.findall(r'"(\w+)"', text)}
    camel = {re.sub("-(.)", lambda match: match[1].upper(), name) for name in SCRIPT_WORDS}
    assert names == camel


def test_the_script_stays_small() -> None:
    assert SCRIPT.stat().st_size < 8_000
