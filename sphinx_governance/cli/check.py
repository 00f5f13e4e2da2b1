"""``sphinx-governance check``."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.checking import Asked, Checked
from sphinx_governance.cli.options import (
    chosen_format,
    json_option,
    kind_option,
    reading_options,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.cli.target import Target
    from sphinx_governance.model.corpus import Corpus
    from sphinx_governance.model.finding import Finding
    from sphinx_governance.model.record import Location
    from sphinx_governance.report.summary import Outcome
    from sphinx_governance.rules.registry import Rule


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completing.files)
@kind_option
@click.option(
    "--select",
    multiple=True,
    metavar="RULE,…",
    shell_complete=completing.rules,
    help="Run only these rules, or families of rules.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE,…",
    shell_complete=completing.rules,
    help="Run all rules but these.",
)
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    default="text",
    show_default=True,
    callback=chosen_format,
    help="What to write: text, json, sarif, github or junit.",
)
@json_option
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="[FORMAT=]FILE",
    shell_complete=completing.files,
    help="Write a report to FILE too; the format follows its name. Repeatable.",
)
@click.option(
    "--against",
    metavar="REF",
    help="Compare with this git ref (default: the upstream's default branch, where there is one).",
)
@click.option(
    "--only-changed-since", metavar="REF", help="Show only findings in files that differ from REF."
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that deadlines and reviews are measured by.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "note", "never")),
    default="error",
    show_default=True,
    help="The mildest finding that fails (exit status 1).",
)
@click.option("--strict", is_flag=True, help="The same as --fail-on warning.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, and show the diff.")
@click.option("--diff", is_flag=True, help="Show what --fix would do; write nothing.")
@click.option("--allow-dirty", is_flag=True, help="Let --fix touch files with uncommitted changes.")
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Accept today's findings; where a baseline is there, take out what is mended.",
)
@click.option("--force", is_flag=True, help="Let --write-baseline accept new findings too.")
@click.option("--no-baseline", is_flag=True, help="Count accepted findings like all others.")
@click.option(
    "--external-links",
    is_flag=True,
    help="Ask every other site that is linked to, through Sphinx's linkcheck; slow.",
)
@click.option(
    "--explain",
    metavar="RULE",
    shell_complete=completing.rules,
    help="Say what a rule finds, why, and how to mend it.",
)
@click.option("--list-rules", is_flag=True, help="List every rule with its severity, and stop.")
@reading_options
def check(paths: tuple[str, ...], explain: str | None, list_rules: bool, **given: Any) -> None:
    """Check the records and pages of PATH: every finding with its line and what to do about it.

    Exit status: 0 nothing that fails, 1 findings, 2 wrong use or settings, 3 our own error.

    \b
    Examples:
      sphinx-governance check
      sphinx-governance check docs/adr --strict
      sphinx-governance check --format github -o report.sarif
      sphinx-governance check --against origin/main --only-changed-since origin/main
      sphinx-governance check --fix
      sphinx-governance check --explain number-mismatch
    """  # fmt: skip
    from sphinx_governance.cli.choosing import usable_rules

    with usable_rules():
        if explain or list_rules:
            _show_rules(explain)
        else:
            _run(paths, Asked(**given))


def _show_rules(name: str | None) -> None:
    from sphinx_governance.cli import explain as pages

    if name:
        pages.explain(name)
    else:
        pages.list_rules()


def _run(paths: tuple[str, ...], asked: Asked) -> None:
    from sphinx_governance.cli.reporting import formats_asked, report

    files = formats_asked(asked.form, asked.outputs)
    checked = _check_all(paths, asked)
    if asked.write_baseline:
        from sphinx_governance.cli.accepting import write_baseline

        for each in checked:
            write_baseline(each.loaded, each.parted, grow=asked.force)
        return
    if asked.fix or asked.diff:
        checked = _mend(checked, paths, asked)
    outcome = _joined(checked)
    report(checked, outcome, asked.form, files, _rules(asked, checked))
    if _fails(outcome, "warning" if asked.strict else asked.fail_on):
        raise click.exceptions.Exit(1)


def findings_of(target: Target, kind: str) -> tuple[Finding, ...]:
    """Return what ``check`` finds in a target without further options.

    :raises UsageProblem: it cannot be read.
    """
    from sphinx_governance.cli.choosing import usable_rules

    named = None if kind == "adr" else kind
    asked = Asked(
        kind=named, form="text", outputs=(), select=(), ignore=(), against=None,
        only_changed_since=None, today=None, fail_on="error", strict=False, write_baseline=False,
        no_baseline=False, fix=False, diff=False, allow_dirty=False, force=False,
        external_links=False, no_conf=False, no_cache=False,
    )  # fmt: skip
    with usable_rules():
        return _check(target, asked, lambda rule: True).outcome.findings


def _check_all(paths: tuple[str, ...], asked: Asked) -> list[Checked]:
    from sphinx_governance.cli.choosing import chooser
    from sphinx_governance.cli.target import find_target

    targets = [find_target(path, conf=not asked.no_conf) for path in paths or (None,)]
    wanted = chooser(asked.select, asked.ignore)
    return [_check(target, asked, wanted) for target in targets]


def _check(target: Target, asked: Asked, wanted: Callable[[Rule], bool]) -> Checked:
    from sphinx_governance.cli.loading import load
    from sphinx_governance.cli.selection import Selection
    from sphinx_governance.model.baseline import Baseline
    from sphinx_governance.report.summary import Outcome
    from sphinx_governance.rules.registry import settled

    started = time.monotonic()
    loaded = load(target, asked.request)
    Selection(kind=asked.kind or "adr").check(loaded)
    corpus, notes = _surrounded(loaded, asked)
    if asked.external_links:
        corpus, notes = _with_dead_links(corpus, loaded, notes)
    if asked.no_baseline:
        corpus = replace(corpus, baseline=Baseline(corpus.baseline.path))
    parted = settled(corpus, wanted)
    examined, unsaid = _examined(corpus, loaded)
    changed = None
    if asked.only_changed_since:
        from sphinx_governance.cli.changed import changed_since

        changed = changed_since(loaded, asked.only_changed_since)
    shown = tuple(item for item in parted.findings if _is_asked_for(loaded, item, changed))
    mode = target.mode + (f", records in {corpus.folder}" if corpus.folder else "")
    outcome = Outcome(
        shown,
        examined,
        mode,
        time.monotonic() - started,
        loaded.place,
        parted.accepted,
        (*notes, *unsaid),
    )
    return Checked(replace(loaded, corpus=corpus), parted, outcome)


def _surrounded(loaded: Loaded, asked: Asked) -> tuple[Corpus, tuple[str, ...]]:
    """Return the corpus with its files, the day and the state it is compared with, and what to say of it."""
    from sphinx_governance.cli.errors import UsageProblem
    from sphinx_governance.surround import Around, surroundings_of
    from sphinx_governance.vcs import UnknownRefError

    around = Around(
        against=asked.against,
        today=asked.day,
        source=loaded.target.source,
        kind=asked.kind or "adr",
    )
    corpus = _with_fragments(loaded)
    try:
        return surroundings_of(corpus, loaded.base, loaded.project.settings, around)
    except UnknownRefError as error:
        raise UsageProblem(error.note.message, error.note.hint) from error


def _with_fragments(loaded: Loaded) -> Corpus:
    """Return the corpus with what makes fragments anew, where they can be told as sync would write them."""
    from sphinx_governance.fragment_check import HostCheck, with_fragments
    from sphinx_governance.fragment_hosts import Repository

    place = Repository(loaded.target.root, loaded.base)
    check = HostCheck(loaded.corpus, loaded.project, place, loaded.target.source)
    return with_fragments(loaded.corpus, check, compared=loaded.target.whole)


def _examined(corpus: Corpus, loaded: Loaded) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return how much was examined, and what to say of fragments that were not."""
    from sphinx_governance.fragment_check import fragments_examined, unexamined_notes
    from sphinx_governance.fragment_hosts import Repository, read_hosts
    from sphinx_governance.outputs.fragment_renewal import Unexamined

    if loaded.target.without_conf:
        left = read_hosts(loaded.project, Repository(loaded.target.root, loaded.base)).regions
        notes = unexamined_notes(Unexamined(region, "conf.py is not run") for region in left)
        return {**corpus.examined, "fragments": 0}, notes
    fragments, notes = fragments_examined(corpus)
    return {**corpus.examined, **fragments}, notes


def _with_dead_links(
    corpus: Corpus, loaded: Loaded, notes: tuple[str, ...]
) -> tuple[Corpus, tuple[str, ...]]:
    source = loaded.target.source
    if source is None:
        return corpus, (*notes, "links to other sites are asked in Sphinx projects only")
    from sphinx_governance.session import dead_links_of

    return replace(corpus, dead_links=dead_links_of(source, loaded.base)), notes


def _rules(asked: Asked, checked: list[Checked]) -> tuple[Rule, ...]:
    """Return the rules that ran."""
    from sphinx_governance.cli.choosing import chooser
    from sphinx_governance.rules.registry import all_rules

    wanted = chooser(asked.select, asked.ignore)
    return tuple(
        rule
        for rule in all_rules()
        if wanted(rule) and any(_runs(rule, each.loaded.corpus) for each in checked)
    )


def _runs(rule: Rule, corpus: Corpus) -> bool:
    from sphinx_governance.model.finding import Severity
    from sphinx_governance.model.severity import RuleSetting

    setting = corpus.severities.get(rule.name, RuleSetting())
    named = setting.used() if setting.severity else (*setting.used(), rule.severity)
    return rule.looks(corpus) and any(severity is not Severity.OFF for severity in named)


def _is_asked_for(loaded: Loaded, finding: Finding, changed: frozenset[str] | None) -> bool:
    places = (finding.at, *finding.related)
    asked = any(loaded.wanted(place.path) for place in places)
    return asked and (changed is None or any(place.path in changed for place in places))


def _mend(checked: list[Checked], paths: tuple[str, ...], asked: Asked) -> list[Checked]:
    """Mend what can be mended, until nothing is left that can; return the targets checked anew."""
    from sphinx_governance.cli.mending import mend

    ours: set[Path] = set()
    for _ in range(_ROUNDS):
        if not sum(mend(each.loaded, each.outcome.findings, asked, ours) for each in checked):
            break
        checked = _check_all(paths, asked)
    return checked


_ROUNDS = 5
"""So many times what was mended is looked at for what can be mended now."""


def _joined(checked: list[Checked]) -> Outcome:
    """Return the outcome of all targets; with several, each path begins with its PATH's name."""
    from sphinx_governance.report.summary import Outcome

    if len(checked) == 1:
        return checked[0].outcome
    findings: list[Finding] = []
    accepted: list[Finding] = []
    examined: dict[str, int] = {}
    for each in checked:
        findings += (_under(each, finding) for finding in each.outcome.findings)
        accepted += (_under(each, finding) for finding in each.outcome.baselined)
        for key, number in each.outcome.examined.items():
            examined[key] = examined.get(key, 0) + number
    notes = tuple(dict.fromkeys(note for each in checked for note in each.outcome.notes))
    return Outcome(tuple(findings), examined, baselined=tuple(accepted), notes=notes)


def _under(checked: Checked, finding: Finding) -> Finding:
    """Return a finding with its places as they are shown among those of other targets."""

    def placed(at: Location) -> Location:
        return at._replace(
            path=f"{checked.loaded.target.path.name}/{checked.outcome.place(at.path)}"
        )

    fix = finding.fix and finding.fix._replace(
        edits=tuple(edit._replace(at=placed(edit.at)) for edit in finding.fix.edits)
    )
    related = tuple(map(placed, finding.related))
    return replace(finding, at=placed(finding.at), related=related, fix=fix)


def _fails(outcome: Outcome, limit: str) -> bool:
    from sphinx_governance.model.finding import Severity

    worst = outcome.worst()
    return limit != "never" and worst is not None and worst.rank <= Severity(limit).rank
