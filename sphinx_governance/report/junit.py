"""Findings as JUnit XML: ``check --format junit``, for GitLab, Jenkins, Azure and others.

A test case is a rule that ran, so that what passed is seen too, and so that a
rule that fails and is mended is the same test in both reports. It has one
``failure`` with all places: of several, GitLab, Jenkins and Azure show the first only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.text import count, xml_text
from sphinx_governance.report.context import Context
from sphinx_governance.report.summary import Outcome, count_severities
from sphinx_governance.report.wording import shown, told, where

SUFFIXES = (".xml",)
NAME = "sphinx-governance"


@dataclass(frozen=True)
class _Case:
    """A test case: the findings of one rule, counted or accepted in the baseline."""

    name: str
    family: str
    findings: tuple[Finding, ...]
    accepted: bool = False

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The errors and warnings; an accepted one fails nothing."""
        return tuple(item for item in self.findings if self._fails(item))

    @property
    def told(self) -> tuple[Finding, ...]:
        """The others, which are only told."""
        return tuple(item for item in self.findings if not self._fails(item))

    def _fails(self, finding: Finding) -> bool:
        return not self.accepted and finding.severity is not Severity.NOTE


def render(outcome: Outcome, context: Context) -> str:
    """Return one test suite with a test case for each rule that ran."""
    cases = _cases(outcome, context)
    failed = sum(1 for case in cases if case.failing)
    totals = {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}
    root = ET.Element("testsuites", {"name": NAME, **totals})
    skipped = str(sum(1 for case in cases if case.accepted))
    time = f"{outcome.seconds or 0:.3f}"
    suite = ET.SubElement(
        root, "testsuite", {"name": NAME, **totals, "skipped": skipped, "time": time}
    )
    _add_properties(suite, outcome.examined)
    for case in cases:
        _add_case(suite, case, outcome)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _cases(outcome: Outcome, context: Context) -> list[_Case]:
    """Return a case for each rule, then one for each that has findings in the baseline."""
    families = {rule.name: rule.family for rule in context.rules}
    counted, accepted = _by_rule(outcome.findings), _by_rule(outcome.baselined)
    names = dict.fromkeys((*families, *counted))
    cases = [_Case(name, families.get(name, "other"), counted.get(name, ())) for name in names]
    cases += [
        _Case(f"{name} (in the baseline)", families.get(name, "other"), found, accepted=True)
        for name, found in accepted.items()
    ]
    return cases


def _by_rule(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.rule, []).append(finding)
    return {name: tuple(found) for name, found in grouped.items()}


def _add_properties(suite: ET.Element, examined: Mapping[str, int]) -> None:
    if examined:
        properties = ET.SubElement(suite, "properties")
        for key, number in examined.items():
            name = f"examined.{xml_text(shown(key))}"
            ET.SubElement(properties, "property", {"name": name, "value": str(number)})


def _add_case(suite: ET.Element, case: _Case, outcome: Outcome) -> None:
    attributes = {
        "classname": f"{NAME}.{xml_text(shown(case.family))}",
        "name": xml_text(shown(case.name)),
        "time": "0",
    }
    element = ET.SubElement(suite, "testcase", attributes)
    if case.accepted:
        text = f"{count(len(case.findings), 'finding')} accepted in the baseline"
        ET.SubElement(element, "skipped", {"message": text})
    elif case.failing:
        _add_failure(element, case.failing, outcome)
    if case.told:
        ET.SubElement(element, "system-out").text = _listing(case.told, outcome)


def _add_failure(element: ET.Element, failing: tuple[Finding, ...], outcome: Outcome) -> None:
    counts = count_severities(failing)
    text = ", ".join(count(number, level.value) for level, number in counts.items() if number)
    worst = min((item.severity for item in failing), key=lambda level: level.rank)
    attributes = {"message": xml_text(f"{text}: {told(failing[0])}"), "type": worst.value}
    ET.SubElement(element, "failure", attributes).text = _listing(failing, outcome)


def _listing(findings: Iterable[Finding], outcome: Outcome) -> str:
    """Return findings one a line, each with its other places under it."""
    lines: list[str] = []
    for finding in findings:
        lines.append(f"{where(finding.at, outcome)}: {finding.severity}: {told(finding)}")
        lines += [f"    see also {where(place, outcome)}" for place in finding.related]
    return xml_text("\n".join(["", *lines, ""]))
