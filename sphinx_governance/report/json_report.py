"""Findings as JSON: ``check --format json``. Its schema is ``schema/check-1.json`` in the package."""

from __future__ import annotations

import json
from typing import Any

from sphinx_governance.model.finding import Finding, Fix, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.report.context import Context
from sphinx_governance.report.summary import Outcome
from sphinx_governance.report.wording import encodable

SCHEMA = 1
SUFFIXES = (".json",)


def render(outcome: Outcome, context: Context) -> str:
    """Return a check's outcome as JSON text."""
    del context
    return encodable(json.dumps(outcome_as_json(outcome), ensure_ascii=False, indent=2)) + "\n"


def outcome_as_json(outcome: Outcome) -> dict[str, object]:
    """Return a check's outcome as plain data."""
    counts = {severity.value: number for severity, number in outcome.counts().items()}
    return {
        "schema": SCHEMA,
        "examined": dict(outcome.examined),
        "findings": [finding_as_json(finding, outcome) for finding in outcome.findings],
        "summary": {
            **counts,
            "total": len(outcome.findings),
            "fixable": outcome.fixable,
            "baselined": len(outcome.baselined),
        },
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
            {
                "path": outcome.place(place.path),
                "line": place.line or None,
                "column": place.column or None,
            }
            for place in finding.related
        ],
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix, outcome) if finding.fix and finding.fix.edits else None,
    }


def _fix(fix: Fix, outcome: Outcome) -> dict[str, object]:
    return {
        "title": fix.title,
        "edits": [
            {
                "path": outcome.place(edit.at.path),
                "line": edit.at.line or None,
                "column": edit.at.column or None,
                "old": edit.old,
                "new": edit.new,
            }
            for edit in fix.edits
        ],
    }


def finding_to_data(finding: Finding) -> list[Any]:
    """Return a finding as a compact row, to be kept between builds."""
    at, related = finding.at, [[place.path, place.line, place.column] for place in finding.related]
    return [
        finding.rule, finding.severity.value, finding.message, [at.path, at.line, at.column],
        finding.hint, finding.length, related, finding.fingerprint,
    ]  # fmt: skip


def finding_from_data(row: list[Any]) -> Finding:
    """Return the finding that a row holds."""
    rule, severity, message, at, hint, length, related, fingerprint = row
    places = tuple(Location(*place) for place in related)
    return Finding(
        rule, Severity(severity), message, Location(*at), hint, length, places, fingerprint
    )
