"""Findings as SARIF 2.1.0: ``check --format sarif``, for GitHub code scanning and editors."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sphinx_governance
from sphinx_governance.model.finding import Edit, Finding, Fix, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.report.context import Context
from sphinx_governance.report.summary import Outcome
from sphinx_governance.report.wording import encodable, shown, told

if TYPE_CHECKING:
    from sphinx_governance.rules.registry import Rule

SUFFIXES = (".sarif", ".sarif.json")
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
HOME = "https://sphinx-governance.readthedocs.io/"
Data = dict[str, Any]

_LINE = re.compile(r"\r\n|\r|\n")
_SECTION = re.compile(r"^[^\n]+\n-{3,}\n(.*?)(?=^[^\n]+\n-{3,}$|\Z)", re.MULTILINE | re.DOTALL)
_ROLE = re.compile(r":[\w:-]+:`([^`<]+?)(?:\s*<[^>`]*>)?`")
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def render(outcome: Outcome, context: Context) -> str:
    """Return a log of one run. It holds no time and no folder of ours: the same check, the same bytes."""
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(outcome, context)]}
    return encodable(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _run(outcome: Outcome, context: Context) -> Data:
    rules = {rule.name: _rule(rule) for rule in context.rules}
    for finding in (*outcome.findings, *outcome.baselined):
        rules.setdefault(shown(finding.rule), {"id": shown(finding.rule)})
    index = {name: number for number, name in enumerate(rules)}
    accepted = {"kind": "external", "status": "accepted", "justification": "It is in the baseline."}
    return {
        "tool": {"driver": _driver(list(rules.values()))},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": _text("The folder that paths begin in.")}},
        "results": [
            *(_result(finding, index, outcome) for finding in outcome.findings),
            *(
                {**_result(finding, index, outcome), "suppressions": [accepted]}
                for finding in outcome.baselined
            ),
        ],
        "properties": {"examined": {shown(key): value for key, value in outcome.examined.items()}},
    }


def _driver(rules: list[Data]) -> Data:
    return {
        "name": "sphinx-governance",
        "version": sphinx_governance.__version__,
        "informationUri": HOME,
        "rules": rules,
    }


def _rule(rule: Rule) -> Data:
    """Return what GitHub and editors show of a rule; one that is off by default is said to be."""
    off = rule.severity is Severity.OFF
    level = Severity.WARNING if off else rule.severity
    description = _description(rule)
    page = {
        "helpUri": rule.url,
        "help": {
            "text": f"{description}\n\nSee {rule.url}",
            "markdown": f"{description}\n\nSee [{rule.name}]({rule.url}).",
        },
    }
    return {
        "id": rule.name,
        "shortDescription": _text(shown(rule.summary)),
        "fullDescription": _text(description),
        **(page if rule.url else {"help": _text(description)}),
        "defaultConfiguration": {"enabled": not off, "level": level.value},
        "properties": {"tags": [rule.family], "problem.severity": _PROBLEMS[level]},
    }


def _description(rule: Rule) -> str:
    """Return the first section of a rule's docstring in one paragraph, its summary where there is none."""
    match = _SECTION.search(rule.doc)
    text = _ROLE.sub(r"\1", match[1]).replace("``", "`") if match else rule.summary
    return shown(text, 1_000)


def _result(finding: Finding, index: dict[str, int], outcome: Outcome) -> Data:
    related = [
        {"id": number, **_location(place, outcome), "message": _text("The other place.")}
        for number, place in enumerate(dict.fromkeys(finding.related), start=1)
    ]
    fix = _fix(finding.fix, outcome) if finding.fix else None
    return {
        "ruleId": shown(finding.rule),
        "ruleIndex": index[shown(finding.rule)],
        "level": finding.severity.value,
        "message": _text(told(finding)),
        "locations": [_location(finding.at, outcome, finding.length)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"governance/v1": shown(finding.fingerprint)},
        **({"fixes": [fix]} if fix else {}),
    }


def _text(text: str) -> Data:
    """Return a message. In SARIF's plain text ``[a](b)`` is a link, which nobody but us may make."""
    return {"text": text.replace("](", "] (")}


def _location(at: Location, outcome: Outcome, length: int = 0) -> Data:
    region: Data = {"startLine": at.line}
    if at.column:
        region["startColumn"] = at.column
        if length:
            region["endColumn"] = at.column + length
    physical: Data = {"artifactLocation": _artifact(at.path, outcome)}
    if at.line:
        physical["region"] = region
    return {"physicalLocation": physical}


def _artifact(path: str, outcome: Outcome) -> Data:
    place = outcome.place(path) or "."
    uri = quote(_bytes(place), safe="/")
    return {"uri": f"file://{uri}"} if place.startswith("/") else {"uri": uri, "uriBaseId": ROOT}


def _bytes(path: str) -> bytes:
    """Return a path as the file system has it: names that are not UTF-8 come with surrogates."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")


def _fix(fix: Fix, outcome: Outcome) -> Data | None:
    """Return a fix, None where one of its edits has no place: it is made all or not at all."""
    edits = sorted(fix.edits, key=lambda edit: edit.at)
    if not edits or any(not (edit.at.line and edit.at.column) for edit in edits):
        return None
    return {
        "description": _text(shown(fix.title)),
        "artifactChanges": [
            _change(path, list(group), outcome)
            for path, group in groupby(edits, key=lambda edit: edit.at.path)
        ],
    }


def _change(path: str, edits: Sequence[Edit], outcome: Outcome) -> Data:
    return {
        "artifactLocation": _artifact(path, outcome),
        "replacements": [
            {"deletedRegion": _region(edit), "insertedContent": {"text": edit.new}}
            for edit in edits
        ],
    }


def _region(edit: Edit) -> Data:
    """Return where an edit's old text stands; the column after its last sign ends it."""
    lines = _LINE.split(edit.old)
    end = len(lines[-1]) + (edit.at.column if len(lines) == 1 else 1)
    return {
        "startLine": edit.at.line,
        "startColumn": edit.at.column,
        "endLine": edit.at.line + len(lines) - 1,
        "endColumn": end,
    }
