"""What every report says: how many findings of each severity, and how much was examined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sphinx_governance.model.finding import Finding, Severity

Place = Callable[[str], str]
"""From a path of the corpus to the path as it is shown."""


def as_is(path: str) -> str:
    """Show a path as the corpus has it."""
    return path


@dataclass(frozen=True)
class Outcome:
    """The result of one check: its findings, what was examined, and how it was read."""

    findings: tuple[Finding, ...]
    examined: Mapping[str, int]
    mode: str = ""
    seconds: float | None = None
    place: Place = field(default=as_is)
    baselined: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def counts(self) -> dict[Severity, int]:
        """Return how many findings there are of each severity."""
        return count_severities(self.findings)

    @property
    def fixable(self) -> int:
        """How many findings have a fix."""
        return sum(1 for finding in self.findings if finding.fix and finding.fix.edits)

    def worst(self) -> Severity | None:
        """Return the worst severity found, or None."""
        return min(
            (finding.severity for finding in self.findings),
            key=lambda item: item.rank,
            default=None,
        )


def count_severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, zeros included."""
    counts = dict.fromkeys((Severity.ERROR, Severity.WARNING, Severity.NOTE), 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
