"""What the tests of rules share: a corpus from texts, and what one rule finds in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from textwrap import dedent

from sphinx_governance.config import BASELINE, load_project
from sphinx_governance.fragment_hosts import headings_in
from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.intake.base import OtherState, base_of
from sphinx_governance.intake.naming import SUFFIXES
from sphinx_governance.model.baseline import read_baseline
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.markers import FragmentTrouble
from sphinx_governance.model.surroundings import Change, Tree
from sphinx_governance.outputs.fragment_renewal import renew, troubles_of
from sphinx_governance.outputs.fragment_source import Source
from sphinx_governance.rules.registry import all_rules, run_rules

Files = Mapping[str, str | bytes]
Table = Mapping[str, object]

TODAY = date(2026, 1, 1)
"""The day on which every example is read."""


@dataclass(frozen=True)
class Around:
    """What stands around a corpus of texts: an earlier state, the other branch, and the day.

    *moved* is the present path of every file that git would see as renamed, to its old one.
    """

    before: Files = field(default_factory=dict)
    elsewhere: Files = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    today: date | None = TODAY


def corpus(files: Files, settings: Table | None = None, around: Around | None = None) -> Corpus:
    """Return the corpus of dedented texts, as a bare folder that holds them would give."""
    texts = {path: plain(text) for path, text in files.items()}
    documents = {path: texts[path] for path in texts if PurePosixPath(path).suffix in SUFFIXES}
    found = corpus_of_texts(documents, settings)
    found = replace(found, fragment_source=lambda: fragments(found, texts))
    if accepted := texts.get(BASELINE):
        table = tomllib.loads(accepted.decode())
        found = replace(found, baseline=read_baseline(table, BASELINE))
    return found if around is None else surrounded(found, texts, settings or {}, around)


def fragments(corpus: Corpus, texts: Mapping[str, bytes]) -> tuple[FragmentTrouble, ...]:
    """Return what is wrong with the fragments in the texts: each may hold some."""
    documents = {path: text.decode() for path, text in texts.items() if b"governance:" in text}
    source = Source(corpus, str, lambda path: texts[path].decode(), headings_in)
    return troubles_of(renew(documents, source))


def plain(text: str | bytes) -> bytes:
    """Return a dedented text as a file holds it."""
    return dedent(text).lstrip("\n").encode() if isinstance(text, str) else text


def surrounded(
    corpus: Corpus, texts: Mapping[str, bytes], settings: Table, around: Around
) -> Corpus:
    """Return a corpus with its files, the day and, where there is an earlier state, the base."""
    project = load_project(settings)
    tree, days = Tree(frozenset(texts), whole=True), project.settings.stale_after
    found = replace(corpus, tree=tree, today=around.today, stale_after=days)
    before = {path: plain(text) for path, text in around.before.items()}
    if not before and not around.elsewhere:
        return found
    state = OtherState(
        name="main",
        changes=tuple(changes(before, texts, around.moved)),
        tip=(*before, *around.elsewhere),
        before=lambda paths: {path: before[path] for path in paths},
        now=lambda paths: {path: texts[path] for path in paths},
        kind="adr",
    )
    return replace(found, base=base_of(found, project, state))


def changes(
    before: Mapping[str, bytes], now: Mapping[str, bytes], moved: Mapping[str, str]
) -> list[Change]:
    """Return how two states differ, as git would say it."""
    old = {path: moved.get(path, path) for path in now}
    found = [Change("D", path, path) for path in before.keys() - {*old.values()}]
    for path, text in now.items():
        if old[path] not in before:
            found.append(Change("A", path, ""))
        elif path != old[path] or before[path] != text:
            found.append(Change("M" if path == old[path] else "R", path, old[path]))
    return sorted(found, key=lambda change: change.path)


def findings(
    rule: str, files: Files, settings: Table | None = None, around: Around | None = None
) -> list[Finding]:
    """Return what one rule finds; a rule that is off by default is turned on."""
    chosen = next(item for item in all_rules() if item.name == rule)
    table = dict(settings or {})
    if chosen.severity is Severity.OFF:
        rules = table.get("rules", {})
        assert isinstance(rules, dict)
        table["rules"] = {rule: "warning", **rules}
    found = run_rules(corpus(files, table, around))
    return [finding for finding in found if finding.rule == rule]


def report(
    rule: str, files: Files, settings: Table | None = None, around: Around | None = None
) -> list[str]:
    """Return what one rule finds as ``path:line:column: severity: message [= hint]`` lines."""
    return [
        f"{item.at.path}:{item.at.line}:{item.at.column}: {item.severity}: {item.message}"
        + (f" = {item.hint}" if item.hint else "")
        for item in findings(rule, files, settings, around)
    ]
