"""Every rule's documentation is run: its example is found, and nothing is left after its fix."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from sphinx_governance.rules.registry import Rule, all_rules

from .tools import Around, findings

GUIDES = {rule.name for rule in all_rules() if rule.family == "guides"} - {
    "pattern-matches-nothing"
}
"""Rules on what only directives declare; tests/guides runs their examples."""

IN_SPHINX = {
    "record-unlisted",
    "reference-broken",
    "external-link-dead",
    "fragment-content",
    *GUIDES,
}
"""Rules that ask what only a build knows; tests/sphinx and tests/fragments run theirs."""

PARTS = ("What it does", "Why it matters", "Example", "Fix", "Options")
BLOCK = re.compile(
    r"^\.\. code-block:: (?P<language>\w+)\n {3}:caption: (?P<path>[^\s,]+)(?:, (?P<side>.+))?\n\n(?P<text>(?: {3}.*\n|\n)+)",
    re.MULTILINE,
)
SIDES = ("at the base", "on the other branch")


def part(rule: Rule, title: str) -> str:
    found = re.split(rf"^({'|'.join(PARTS)})\n-+\n", rule.doc, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))[title]


def files_of(text: str, side: str | None = None) -> dict[str, str]:
    return {
        match["path"]: dedent(match["text"]).strip() + "\n"
        for match in BLOCK.finditer(text)
        if match["side"] == side
    }


def around(text: str) -> Around:
    """Return what stands around an example: captions may go on *at the base* or *on the other branch*."""
    assert {match["side"] for match in BLOCK.finditer(text)} <= {None, *SIDES}
    before, elsewhere = (files_of(text, side) for side in SIDES)
    return Around(before, elsewhere)


def settings_of(files: dict[str, str]) -> dict[str, object]:
    import tomllib

    return tomllib.loads(files.pop("governance.toml", ""))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_docstring_has_every_part_in_order(rule: Rule) -> None:
    found = re.findall(r"^(.+)\n-+$", rule.doc, flags=re.MULTILINE)
    assert tuple(found) == PARTS
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 100


@pytest.mark.parametrize(
    "rule", [rule for rule in all_rules() if rule.name not in IN_SPHINX], ids=lambda rule: rule.name
)
def test_example_is_found(rule: Rule) -> None:
    text = part(rule, "Example")
    files = files_of(text)
    settings = settings_of(files)
    assert files or settings, "an example needs a code block with a caption"
    assert findings(rule.name, files, settings, around(text)), files


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_fix_is_clean(rule: Rule) -> None:
    text = part(rule, "Fix")
    files = files_of(text)
    settings = settings_of(files)
    assert files or settings, "a fix needs a code block with a caption"
    assert findings(rule.name, files, settings, around(text)) == []
