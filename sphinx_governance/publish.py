"""The end of every build: findings are reported, ``governance.json`` is written."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_governance.builder import CollectBuilder, GovernanceBuilder
from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.files import SourceLines, write_if_different
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Severity
from sphinx_governance.outputs.governance_json import dump, governance_as_json
from sphinx_governance.report.json_report import outcome_as_json
from sphinx_governance.report.summary import Outcome
from sphinx_governance.report.text import TextReport
from sphinx_governance.rules.registry import all_rules, run_rules
from sphinx_governance.warnings_ import log_finding, log_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_publish(app: Sphinx) -> None:
    """Report at the end of a build: other events are skipped where nothing was read anew."""
    app.connect("build-finished", _finish)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or type(app.builder) is CollectBuilder:
        return
    started = time.monotonic()
    domain = governance(app.env)
    corpus = replace(domain.corpus(), published=_published(app, domain))
    outcome = Outcome(run_rules(corpus), corpus.examined, seconds=time.monotonic() - started)
    if isinstance(app.builder, GovernanceBuilder):
        _report(app, domain, outcome)
        _write(app, corpus, outcome)
        return
    for finding in outcome.findings:
        log_finding(finding, domain.base)
    outdir = Path(app.outdir)
    if domain.project.settings.publish_json and (outdir / "objects.inv").is_file():
        write_if_different(outdir / "governance.json", dump(governance_as_json(corpus)))


def _published(app: Sphinx, domain: GovernanceDomain) -> dict[str, str]:
    """Return page → URL, where the project says where its pages are published."""
    base = app.config.html_baseurl
    if not base:
        return {}
    uri = app.builder.get_target_uri if app.builder.format == "html" else "{}.html".format
    return {page: f"{base.rstrip('/')}/{uri(page)}" for page in domain.documents}


def _report(app: Sphinx, domain: GovernanceDomain, outcome: Outcome) -> None:
    """Show every finding with its source line; errors fail the build, with or without ``-W``."""
    report = TextReport(
        SourceLines(domain.base), {rule.name: rule.url for rule in all_rules()}.__getitem__
    )
    for finding in outcome.findings:
        log_finding(finding, domain.base, report.detail(finding))
    for line in report.closing(outcome):
        log_line(line)
    if outcome.worst() is Severity.ERROR:
        app.statuscode = 1


def _write(app: Sphinx, corpus: Corpus, outcome: Outcome) -> None:
    outdir = Path(app.outdir)
    write_if_different(outdir / "governance.json", dump(governance_as_json(corpus)))
    write_if_different(outdir / "findings.json", dump(outcome_as_json(outcome)))
