"""``sphinx-governance check``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.options import format_option, kind_option, reading_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded, Request
    from sphinx_governance.cli.target import Target
    from sphinx_governance.model.finding import Finding
    from sphinx_governance.report.summary import Outcome


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@kind_option
@format_option("text", "json")
@click.option("--strict", is_flag=True, help="Fail on warnings too (exit status 1).")
@click.option("--list-rules", is_flag=True, help="List every rule with its severity, and stop.")
@reading_options
def check(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    kind: str | None,
    form: str,
    strict: bool,
    list_rules: bool,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Check the records of PATH: every finding with its line and what to do about it.

    Exit status: 0 nothing that fails, 1 findings, 2 wrong use, 3 our own error.

    \b
    Examples:
      sphinx-governance check
      sphinx-governance check docs/adr --strict
      sphinx-governance check --format json
    """
    from sphinx_governance.cli.loading import Request
    from sphinx_governance.cli.target import find_target

    if list_rules:
        _list_rules()
        return
    request = Request(kind or "adr", everything=True, cached=not no_cache, closely=True)
    targets = [find_target(path, conf=not no_conf) for path in paths or (None,)]
    outcomes = [_check(target, request) for target in targets]
    outcome = outcomes[0][1] if len(outcomes) == 1 else _joined(outcomes)
    if form == "json":
        from sphinx_governance.cli.output import write_json
        from sphinx_governance.report.json_report import outcome_as_json

        write_json(outcome_as_json(outcome))
    else:
        for loaded, each in outcomes:
            _write_text(loaded, each)
    if _fails(outcome, strict=strict):
        raise click.exceptions.Exit(1)


def _check(target: Target, request: Request) -> tuple[Loaded, Outcome]:
    from sphinx_governance.cli.errors import UsageProblem
    from sphinx_governance.cli.loading import load
    from sphinx_governance.cli.selection import Selection
    from sphinx_governance.report.summary import Outcome
    from sphinx_governance.rules.registry import RuleError, run_rules

    started = time.monotonic()
    loaded = load(target, request)
    Selection(kind=request.kind).check(loaded)
    try:
        found = tuple(finding for finding in run_rules(loaded.corpus) if _wanted(loaded, finding))
    except RuleError as error:
        raise UsageProblem(str(error), "uninstall or mend the package that registers it") from error
    mode = target.mode + (f", records in {loaded.corpus.folder}" if loaded.corpus.folder else "")
    return loaded, Outcome(
        found, loaded.corpus.examined, mode, time.monotonic() - started, loaded.place
    )


def _wanted(loaded: Loaded, finding: Finding) -> bool:
    return loaded.wanted(finding.at.path) or any(
        loaded.wanted(place.path) for place in finding.related
    )


def _joined(outcomes: list[tuple[Loaded, Outcome]]) -> Outcome:
    """Return several outcomes as one, each path beginning with its PATH's name."""
    from dataclasses import replace

    from sphinx_governance.report.summary import Outcome

    findings: list[Finding] = []
    examined: dict[str, int] = {}
    for loaded, outcome in outcomes:
        for finding in outcome.findings:
            at = finding.at._replace(
                path=f"{loaded.target.path.name}/{outcome.place(finding.at.path)}"
            )
            findings.append(replace(finding, at=at))
        for key, number in outcome.examined.items():
            examined[key] = examined.get(key, 0) + number
    return Outcome(tuple(findings), examined)


def _write_text(loaded: Loaded, outcome: Outcome) -> None:
    from sphinx_governance.cli.output import coloured, paint, width, write
    from sphinx_governance.files import SourceLines
    from sphinx_governance.report.text import TextReport, plain
    from sphinx_governance.rules.registry import all_rules

    urls = {rule.name: rule.url for rule in all_rules()}
    report = TextReport(
        SourceLines(loaded.base), urls.__getitem__, paint if coloured() else plain, width()
    )
    write(report.render(outcome))


def _fails(outcome: Outcome, *, strict: bool) -> bool:
    from sphinx_governance.model.finding import Severity

    worst = outcome.worst()
    limit = Severity.WARNING if strict else Severity.ERROR
    return worst is not None and worst.rank <= limit.rank


def _list_rules() -> None:
    from sphinx_governance.cli.output import width, write
    from sphinx_governance.report.table import render_table
    from sphinx_governance.rules.registry import all_rules

    rows = [(rule.name, rule.severity.value, rule.family, rule.summary) for rule in all_rules()]
    write(render_table(("Rule", "Severity", "Family", "Finds"), rows, width=width(), flexible=3))
