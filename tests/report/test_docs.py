"""What the page on reports shows is what the formats write."""

from __future__ import annotations

import json
from dataclasses import replace

from sphinx_governance.report.context import Context
from sphinx_governance.report.formats import FORMATS
from sphinx_governance.report.summary import Outcome

from ..docs.tools import SOURCE, blocks_of
from . import tools

LINE = "   :supersedes: ADR-0099"
PAGE = SOURCE / "reference" / "reports.rst"
OUTCOME = Outcome((tools.MISSING,), tools.EXAMINED, seconds=1.3)
CONTEXT = replace(
    tools.CONTEXT,
    rules=tuple(rule for rule in tools.CONTEXT.rules if rule.family != "header"),
    lines=lambda path, number: LINE,
)


def test_the_examples_are_real() -> None:
    written = {name: renderer(OUTCOME, CONTEXT) for name, renderer in FORMATS.items()}
    text, as_json, sarif, github, junit = (block.text for block in blocks_of(PAGE))
    assert text == written["text"]
    assert json.loads(as_json) == json.loads(written["json"])["findings"][0]
    assert json.loads(sarif) == json.loads(written["sarif"])["runs"][0]["results"][0]
    assert github == written["github"]
    assert junit == written["junit"]


def test_every_format_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"<report-{name}>" in page and f".. _report-{name}:" in page for name in FORMATS)
    assert isinstance(CONTEXT, Context)
