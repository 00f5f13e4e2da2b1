"""What the tests of rules share: a corpus from texts, and what one rule finds in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from textwrap import dedent

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.model.baseline import read_baseline
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.rules.registry import all_rules, run_rules


def corpus(
    files: Mapping[str, str | bytes], settings: Mapping[str, object] | None = None
) -> Corpus:
    """Return the corpus of dedented texts, as a bare folder that holds them would give."""
    texts = {
        path: dedent(text).lstrip("\n") if isinstance(text, str) else text
        for path, text in files.items()
    }
    accepted = texts.pop("governance-baseline.toml", "")
    made = corpus_of_texts(texts, settings)
    if not accepted:
        return made
    table = tomllib.loads(str(accepted))
    return replace(made, baseline=read_baseline(table, "governance-baseline.toml"))


def findings(
    rule: str, files: Mapping[str, str | bytes], settings: Mapping[str, object] | None = None
) -> list[Finding]:
    """Return what one rule finds; a rule that is off by default is turned on."""
    chosen = next(item for item in all_rules() if item.name == rule)
    table = dict(settings or {})
    if chosen.severity is Severity.OFF:
        rules = table.get("rules", {})
        assert isinstance(rules, dict)
        table["rules"] = {rule: "warning", **rules}
    return [finding for finding in run_rules(corpus(files, table)) if finding.rule == rule]


def report(
    rule: str, files: Mapping[str, str | bytes], settings: Mapping[str, object] | None = None
) -> list[str]:
    """Return what one rule finds as ``path:line:column: severity: message [= hint]`` lines."""
    return [
        f"{item.at.path}:{item.at.line}:{item.at.column}: {item.severity}: {item.message}"
        + (f" = {item.hint}" if item.hint else "")
        for item in findings(rule, files, settings)
    ]
