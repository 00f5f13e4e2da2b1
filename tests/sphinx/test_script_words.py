"""What scripts say comes from the page, in the page's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import sphinx_governance
from sphinx_governance.views.labels import SCRIPT_WORDS, WIZARD_WORDS

STATIC = Path(sphinx_governance.__file__).parent / "views/static"
SCRIPTS = [
    ("governance-index.js", SCRIPT_WORDS, 8_000),
    ("governance-wizard.js", WIZARD_WORDS, 12_000),
]


@pytest.mark.parametrize(("script", "words", "size"), SCRIPTS)
def test_a_script_says_only_what_it_is_given(
    script: str, words: Mapping[str, object], size: int
) -> None:
    said = re.findall(r"say\((.*?)[,)]", (STATIC / script).read_text("utf-8"))
    names = {name for text in said for name in re.findall(r'"(\w+)"', text)}
    camel = {re.sub("-(.)", lambda match: match[1].upper(), name) for name in words}
    assert names == camel


@pytest.mark.parametrize(("script", "words", "size"), SCRIPTS)
def test_a_script_stays_small(script: str, words: Mapping[str, object], size: int) -> None:
    assert (STATIC / script).stat().st_size < size
