"""Findings as JSON: ``check --format json``. Its schema is ``schema/check-1.json`` in the package."""

from __future__ import annotations

from sphinx_governance.model.finding import Finding
from sphinx_governance.report.summary import Outcome

SCHEMA = 1


def outcome_as_json(outcome: Outcome) -> dict[str, object]:
    """Return a check's outcome as plain data."""
    counts = {severity.value: number for severity, number in outcome.counts().items()}
    return {
        "schema": SCHEMA,
        "examined": dict(outcome.examined),
        "findings": [finding_as_json(finding, outcome) for finding in outcome.findings],
        "summary": {**counts, "total": len(outcome.findings)},
    }


def finding_as_json(finding: Finding, outcome: Outcome) -> dict[str, object]:
    """Return one finding as plain data; a line or column that is not known is null."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": outcome.place(finding.at.path),
        "line": finding.at.line or None,
        "column": finding.at.column or None,
        "hint": finding.hint or None,
        "related": [
            {"path": outcome.place(place.path), "line": place.line or None}
            for place in finding.related
        ],
        "fingerprint": finding.fingerprint,
    }
