"""The end of every build: findings are reported, ``governance.json`` and the like are written."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinx.util.logging import is_suppressed_warning

from sphinx_governance.builder import CollectBuilder, GovernanceBuilder
from sphinx_governance.domain import GovernanceDomain, digest, governance
from sphinx_governance.files import SourceLines, write_if_different
from sphinx_governance.freshness import save_state
from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.outputs.export_names import FILES, PUBLISHED
from sphinx_governance.quiet import no_collecting
from sphinx_governance.rules.registry import RuleError, all_rules, rule_sources, settled
from sphinx_governance.warnings_ import WARNING_TYPE, log_finding, log_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_publish(app: Sphinx) -> None:
    """Report at the end of a build: other events are skipped where nothing was read anew."""
    app.connect("build-finished", _finish)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or type(app.builder) is CollectBuilder:
        return
    domain = governance(app.env)
    if isinstance(app.builder, GovernanceBuilder):
        _need_rules()
        _report(app, domain)
        return
    key = _key(app, domain)
    kept: dict[str, Any] = domain.session.old.get("findings", {})
    same = kept.get("key") == key
    if not same:
        _need_rules()
    with no_collecting():
        found = _known(kept) if same else settled(domain.corpus()).findings
        _write_published(app, domain, same=same)
    for finding in found:
        log_finding(finding, domain.base)
    save_state(app, kept if same else {"key": key, "found": _as_data(found)})


def _need_rules() -> None:
    """Load the rules; where nothing changed since the last build, none is needed.

    :raises ConfigError: a package registers one that cannot be used.
    """
    try:
        all_rules()
    except RuleError as error:
        raise ConfigError(str(error)) from error


def _fails(finding: Finding, suppressed: Sequence[str]) -> bool:
    silenced = is_suppressed_warning(WARNING_TYPE, finding.rule, suppressed)
    return finding.severity is Severity.ERROR and not silenced


def _key(app: Sphinx, domain: GovernanceDomain) -> str:
    """Return what findings and JSON depend on besides the code: pages, settings, rules, URLs."""
    settings = domain.project.settings
    parts = (
        domain.state, settings, domain.baseline, domain.project.problems, rule_sources(),
        domain.unread, app.config.project,
        app.config.html_baseurl, app.config.html_link_suffix, app.config.html_file_suffix, app.builder.name,
    )  # fmt: skip
    return digest(parts)


def _known(kept: dict[str, Any]) -> list[Finding]:
    if not kept.get("found"):
        return []
    from sphinx_governance.report.json_report import finding_from_data

    return [finding_from_data(data) for data in kept["found"]]


def _as_data(found: Sequence[Finding]) -> list[list[Any]]:
    if not found:
        return []
    from sphinx_governance.report.json_report import finding_to_data

    return [finding_to_data(item) for item in found]


def _write_published(app: Sphinx, domain: GovernanceDomain, *, same: bool) -> None:
    """Write the files of a published site beside ``objects.inv``, or take them away."""
    outdir = Path(app.outdir)
    wanted = domain.project.settings.publish_json and (outdir / "objects.inv").is_file()
    for name, file in PUBLISHED.items():
        path = outdir / file
        if not wanted:
            path.unlink(missing_ok=True)
        elif not (same and path.is_file()):
            write_if_different(path, _export(app, domain, name))


def _export(app: Sphinx, domain: GovernanceDomain, name: str) -> str:
    from sphinx_governance.outputs.exports import export

    base = str(app.config.html_baseurl or "").rstrip("/")
    return export(name, domain.corpus(), _published(app, domain), base)


def _published(app: Sphinx, domain: GovernanceDomain) -> dict[str, str]:
    """Return page → URL, where the project says where its pages are published."""
    base = str(app.config.html_baseurl or "").rstrip("/")
    if not base:
        return {}
    if app.builder.format != "html":
        return {page: domain.corpus().page_url(page) for page in domain.documents}
    return {page: f"{base}/{app.builder.get_target_uri(page)}" for page in domain.documents}


def _report(app: Sphinx, domain: GovernanceDomain) -> None:
    """Show every finding with its source line; errors fail the build, with or without ``-W``."""
    from sphinx_governance.examine import examined
    from sphinx_governance.fragment_check import HostCheck, fragments_examined, with_fragments
    from sphinx_governance.fragment_hosts import Repository
    from sphinx_governance.intake.tree import project_root
    from sphinx_governance.outputs.governance_json import dump
    from sphinx_governance.report.json_report import outcome_as_json
    from sphinx_governance.report.summary import Outcome
    from sphinx_governance.report.text import TextReport
    from sphinx_governance.surround import Around, surroundings_of

    started = time.monotonic()
    around = Around(today=datetime.now().astimezone().date(), source=Path(app.srcdir))
    source = Path(app.srcdir)
    closely = examined(app)
    place = Repository(project_root(source), domain.base)
    whole = with_fragments(closely, HostCheck(closely, domain.project, place, source))
    corpus, notes = surroundings_of(whole, domain.base, domain.project.settings, around)
    parted = settled(corpus)
    fragments, unsaid = fragments_examined(corpus)
    outcome = Outcome(
        parted.findings,
        {**corpus.examined, **fragments},
        seconds=time.monotonic() - started,
        baselined=parted.accepted,
        notes=(*notes, *unsaid),
    )
    urls = {rule.name: rule.url for rule in all_rules()}
    report = TextReport(SourceLines(domain.base), urls.__getitem__)
    for finding in outcome.findings:
        log_finding(finding, domain.base, report.detail(finding))
    for line in report.closing(outcome):
        log_line(line)
    if any(_fails(finding, app.config.suppress_warnings) for finding in outcome.findings):
        app.statuscode = 1
    outdir = Path(app.outdir)
    for name, file in FILES.items():
        write_if_different(outdir / file, _export(app, domain, name))
    write_if_different(outdir / "findings.json", dump(outcome_as_json(outcome)))
