"""The findings that a project accepted at adoption: counted, not failed, until they are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.tables import Problem, Table, TableReader


class Entry(NamedTuple):
    """An accepted finding. *expires* is the last day on which it is accepted; *line* that of the entry."""

    fingerprint: str
    rule: str
    path: str
    message: str = ""
    reason: str = ""
    expires: date | None = None


@dataclass(frozen=True)
class Baseline:
    """The entries of the file at *path*, and what is wrong in it."""

    path: str = ""
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def by_fingerprint(self) -> Mapping[str, Entry]:
        """Fingerprint → entry."""
        return {entry.fingerprint: entry for entry in self.entries}


class Settled(NamedTuple):
    """Findings parted: those that count, those that the baseline accepts, the entries that match none."""

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    unused: tuple[Entry, ...] = ()


def read_baseline(table: Table, path: str) -> Baseline:
    """Return the baseline in a file's table; entries that cannot be read are problems."""
    rows = table.get("finding", [])
    entries: list[Entry] = []
    problems: list[Problem] = []
    if not isinstance(rows, list):
        return Baseline(path, (), (Problem("finding", "expected a list of tables"),))
    for number, row in enumerate(rows, start=1):
        reader = TableReader(row if isinstance(row, Mapping) else {}, f"finding {number}", problems)
        entry = Entry(
            reader.text("fingerprint"), reader.text("rule"), reader.text("path"),
            reader.text("message"), reader.text("reason"), _date(reader),
        )  # fmt: skip
        reader.finish()
        if entry.fingerprint:
            entries.append(entry)
        else:
            problems.append(Problem(f"finding {number}", "has no fingerprint"))
    return Baseline(path, tuple(entries), tuple(problems))


def _date(reader: TableReader) -> date | None:
    value = reader.table.get("expires")
    if type(value) is date:
        reader.raw("expires")
        return value
    text = reader.text("expires")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        reader.note("expires", f"expected a date such as 2027-01-31, not {text!r}")
        return None


def settle(findings: Iterable[Finding], baseline: Baseline, today: date | None) -> Settled:
    """Return the findings parted by the baseline. What expired before *today* counts again."""
    entries = baseline.by_fingerprint
    counted: list[Finding] = []
    accepted: list[Finding] = []
    for finding in findings:
        entry = entries.get(finding.fingerprint)
        if entry is None or entry.rule != finding.rule:
            counted.append(finding)
        elif entry.expires and today and entry.expires < today:
            over = f"it was accepted until {entry.expires}"
            hint = f"{finding.hint} ({over})" if finding.hint else over
            counted.append(replace(finding, hint=hint))
        else:
            accepted.append(finding)
    seen = {finding.fingerprint for finding in (*counted, *accepted)}
    unused = tuple(entry for entry in baseline.entries if entry.fingerprint not in seen)
    return Settled(tuple(counted), tuple(accepted), unused)


def merged(
    baseline: Baseline, findings: Iterable[Finding], *, grow: bool
) -> tuple[tuple[Entry, ...], int, int]:
    """Return the entries as they are to be written, and how many were added and dropped.

    Entries keep their reason and expiry; those that match nothing are dropped.

    :param grow: whether findings that are not in it are added.
    """
    old = baseline.by_fingerprint
    kept: list[Entry] = []
    added = 0
    for finding in findings:
        entry = old.get(finding.fingerprint)
        if entry is not None:
            kept.append(entry._replace(message=finding.message))
        elif grow and finding.severity in {Severity.ERROR, Severity.WARNING}:
            kept.append(Entry(finding.fingerprint, finding.rule, finding.at.path, finding.message))
            added += 1
    ordered = sorted(dict.fromkeys(kept), key=lambda entry: (entry.path, entry.rule, entry.message))
    return tuple(ordered), added, len(old) - (len(ordered) - added)
