"""What Sphinx is told: the warning type, and the only function that logs a finding.

Every warning has the type ``governance`` and the rule's name as its subtype, so
``suppress_warnings = ["governance.number-gap"]`` silences one rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.text import printable

if TYPE_CHECKING:
    from pathlib import Path

WARNING_TYPE = "governance"

_LOGGER = logging.getLogger(__name__)


def log_finding(finding: Finding, base: Path, detail: str = "") -> None:
    """Log a finding: errors and warnings as warnings, notes as information.

    :param base: the folder that the finding's path is relative to.
    :param detail: more lines, for a builder whose purpose is to show them.
    """
    path = (base / finding.at.path).resolve()
    location = f"{path}:{finding.at.line or 1}"
    hint = f"; {finding.hint}" if finding.hint and not detail else ""
    text = printable(f"{finding.message}{hint}") + detail
    if finding.severity is Severity.NOTE:
        _LOGGER.info("%s: note: %s [%s.%s]", location, text, WARNING_TYPE, finding.rule)
        return
    _LOGGER.warning("%s", text, type=WARNING_TYPE, subtype=finding.rule, location=location)


def log_line(text: str) -> None:
    """Log a line of a report."""
    _LOGGER.info("%s", text)
