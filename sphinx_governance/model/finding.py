"""Findings: what a rule found, where, and what to do about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sphinx_governance.model.record import Location


class Severity(StrEnum):
    """How bad a finding is; ``OFF`` is only a setting."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Edit(NamedTuple):
    """A change of one place: at *at*, the text *old* becomes *new*; it is not made where *old* is gone.

    *old* empty inserts *new* there.
    """

    at: Location
    old: str
    new: str


class Fix(NamedTuple):
    """A safe mending: what it does, as a clause, and its edits, which are made all or not at all."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule yields: the rule's name and severity are added by who runs it.

    :param hint: what to do, as a clause: ``did you mean ADR-0009?``
    :param length: how many characters the caret covers; 0 for a single one.
    :param related: the other places of a finding that has two.
    :param severity: lower than the rule's own, where this case is milder.
    :param fix: what mends it, where that is safe.
    """

    message: str
    at: Location
    hint: str = ""
    length: int = 0
    related: tuple[Location, ...] = ()
    severity: Severity | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. *fingerprint* stays the same when lines move."""

    rule: str
    severity: Severity
    message: str
    at: Location
    hint: str = ""
    length: int = 0
    related: tuple[Location, ...] = ()
    fingerprint: str = ""
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The place in a report: by file and line, then by rule."""
        return (self.at.path, self.at.line, self.at.column, self.rule, self.message)


def fingerprint(rule: str, path: str, message: str, occurrence: int) -> str:
    """Return a finding's fingerprint: of what it says and of its file, not of its line.

    *occurrence* counts findings that say the same of the same file.
    """
    text = "\0".join((rule, path, message, str(occurrence)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
