"""Findings as annotations of GitHub Actions: ``check --format github``.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the
rest without a word; so no more are written, and the last one says how many are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.text import count
from sphinx_governance.report.context import Context
from sphinx_governance.report.summary import Outcome, count_severities
from sphinx_governance.report.text import examined_line
from sphinx_governance.report.wording import encodable, shown, told, where

SUFFIXES = ()
"""It is read from standard output, so no file's name asks for it."""

SHOWN = 10
"""Annotations of one level that GitHub shows of one step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_PLACES = 3
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff]"
)


def render(outcome: Outcome, context: Context) -> str:
    """Return workflow commands, errors first, and what was examined."""
    del context
    chosen = _chosen(outcome.findings)
    lines = [_command(finding, outcome) for finding in chosen]
    if len(chosen) < len(outcome.findings):
        lines.append(_left_out(outcome.findings, chosen))
    return "".join(f"{line}\n" for line in (*lines, examined_line(outcome)))


def _chosen(findings: Sequence[Finding]) -> list[Finding]:
    """Return what GitHub will show; where something is left out, one notice is for saying so."""
    levels = [[item for item in findings if item.severity is level] for level in _COMMANDS]
    errors, warnings, notes = (found[:SHOWN] for found in levels)
    if any(len(found) > SHOWN for found in levels):
        notes = notes[: SHOWN - 1]
    return [*errors, *warnings, *notes]


def _left_out(findings: Sequence[Finding], chosen: Sequence[Finding]) -> str:
    all_of, of = count_severities(findings), count_severities(chosen)
    parts = [
        count(all_of[level] - of[level], level.value)
        for level in all_of
        if all_of[level] > of[level]
    ]
    text = (
        f"{', '.join(parts)} more than GitHub shows of one step. "
        "All of them are in the other formats: check -o findings.sarif"
    )
    return f"::notice title=sphinx-governance::{_data(text)}"


def command(name: str, message: str, **properties: str) -> str:
    """Return a workflow command: ``::warning file=a.md,title=x::message``; no text can end or begin another."""
    written = ",".join(
        f"{key}={_property(shown(value))}" for key, value in properties.items() if value
    )
    return f"::{name} {written}::{_data(shown(message))}"


def _command(finding: Finding, outcome: Outcome) -> str:
    properties = ",".join(
        f"{key}={_property(value)}" for key, value in _properties(finding, outcome)
    )
    places = [f"see also {where(place, outcome)}" for place in finding.related]
    if len(places) > _PLACES:
        places[_PLACES:] = [f"… and {count(len(places) - _PLACES, 'more place')}"]
    message = "\n".join((told(finding), *places))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(message)}"


def _properties(finding: Finding, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Yield where the annotation stands and its title; GitHub takes a column only with its line."""
    yield "file", outcome.place(finding.at.path)
    if finding.at.line:
        yield "line", str(finding.at.line)
        yield "endLine", str(finding.at.line)
        if finding.at.column:
            yield "col", str(finding.at.column)
    yield "title", shown(finding.rule)


def _data(text: str) -> str:
    """Escape a message as GitHub's runner takes it back; nothing in it can end the line."""
    clean = _CONTROL.sub("\ufffd", encodable(text))
    return clean.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape the value of a property, in which a comma or a colon would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
