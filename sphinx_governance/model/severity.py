"""How severe a rule's findings are in one project: everywhere, by kind, by status, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """What the settings say of one rule; *severity* None keeps the rule's own.

    *kinds* and *statuses* say otherwise for findings in records of that kind
    or state; the status wins over the kind. Records from before *since* (ISO;
    by their date, else their creation) are not held to the rule.
    """

    severity: Severity | None = None
    kinds: Mapping[str, Severity] = field(default_factory=dict)
    statuses: Mapping[str, Severity] = field(default_factory=dict)
    since: str = ""

    @property
    def by_record(self) -> bool:
        """Whether it matters in which record a finding is."""
        return bool(self.kinds or self.statuses or self.since)

    def used(self) -> tuple[Severity, ...]:
        """Return every severity that is named."""
        named = (*self.kinds.values(), *self.statuses.values())
        return (*named, self.severity) if self.severity else named


def severity_of(
    found: Found, record: Record | None, setting: RuleSetting, default: Severity
) -> Severity:
    """Return how severe one finding is.

    :param record: the record that it is in, or None.
    :param default: the rule's own severity.
    """
    chosen = setting.severity or default
    if record is not None:
        chosen = setting.kinds.get(record.kind, chosen)
        chosen = setting.statuses.get(record.status_name or "none", chosen)
        if setting.since and _is_before(record, setting.since):
            return Severity.OFF
    milder = found.severity is not None and found.severity.rank > chosen.rank
    return found.severity if milder and found.severity else chosen


def _is_before(record: Record, since: str) -> bool:
    """Return whether a record is older; one without a date may be new, and is held to the rule."""
    dates = (record.date, record.read_date("created"))
    day = next((date.iso for date in dates if date and date.iso), "")
    return bool(day) and day < since[: len(day)]
