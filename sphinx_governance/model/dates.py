"""Dates as people write them in the header of a decision record.

A date has a precision: *December 2024* is ``2024-12`` (ISO 8601 reduced
precision), because inventing the day would be a guess.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from sphinx_governance.model.text import squeeze

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_END = r"(?![\w/]|\.\d)"
# Tried in this order at every place; the first that matches there wins, so longer forms stand first.
_FORMS = (
    rf"(?P<year>\d{{4}})-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}",
    r"(?P<year>\d{4})(?P<sep>[/.])(?P<number>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
    rf"{_DAY}[ .-]*(?:of )?{_MONTH}[ ,-]*(?P<year>\d{{4}})",
    rf"{_MONTH}[ -]*{_DAY},?[ -]+(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}})[ -]{_MONTH}[ -]{_DAY}",
    rf"{_MONTH}[ ,-]+(?P<year>\d{{4}})",
    r"(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})",
    rf"{_YEAR}(?P<number>\d{{2}})(?P<day>\d{{2}})",
    rf"{_YEAR}-(?P<number>\d{{2}})",
    _YEAR,
)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ].*)?)?)?$")
_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_LAST_MONTH = 12


class DateForm(StrEnum):
    """How a date was written."""

    ISO = "iso"
    WRITTEN = "written"
    AMBIGUOUS = "ambiguous"
    IMPOSSIBLE = "impossible"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What could be read of a written date.

    *iso* is ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, or None where nothing
    certain could be read; *remark* is the prose around it.
    """

    iso: str | None
    form: DateForm
    remark: str = ""


@lru_cache(maxsize=16_384)
def read_date(text: str) -> ReadDate:
    """Return the first date in *text*; the text around it is its remark.

    >>> read_date("13-Jun-2000").iso
    '2000-06-13'
    >>> read_date("2024-10-08 (decided earlier)").remark
    '(decided earlier)'
    """
    text = squeeze(text)
    found = _first(text)
    if found is None:
        return ReadDate(None, DateForm.UNREAD, text)
    iso, form = _convert(found)
    around = _BRACKETS.sub("", f"{text[: found.start()]} {text[found.end() :]}")
    remark = squeeze(around).strip(" ,.;")
    if form is DateForm.WRITTEN and _ISO.fullmatch(found.group()):
        form = DateForm.ISO
    return ReadDate(iso, form, "" if remark == "~" else remark)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Return the forms, compiled when the first date is read: a build of no change reads none."""
    return tuple(re.compile(rf"(?<![\w/.-]){pattern}{_END}", re.IGNORECASE) for pattern in _FORMS)


def _first(text: str) -> re.Match[str] | None:
    """Return the leftmost match of any form; of those at one place, the first form's."""
    matches = [match for form in _forms() if (match := form.search(text))]
    return min(matches, key=lambda match: match.start(), default=None)


def _convert(match: re.Match[str]) -> tuple[str | None, DateForm]:
    parts = match.groupdict()
    year = parts["year"]
    if parts.get("first"):
        return _day_and_month(year, int(parts["first"]), int(parts["second"]), parts["sep"])
    if parts.get("month"):
        month = 1 + [name[:3] for name in _MONTHS].index(parts["month"][:3].lower())
    elif parts.get("number"):
        month = int(parts["number"])
    else:
        return year, DateForm.WRITTEN
    if not parts.get("day"):
        possible = 1 <= month <= _LAST_MONTH
        return (f"{year}-{month:02}", DateForm.WRITTEN) if possible else (None, DateForm.IMPOSSIBLE)
    return _calendar(int(year), month, int(parts["day"]))


def _day_and_month(year: str, first: int, second: int, sep: str) -> tuple[str | None, DateForm]:
    """Read ``07/13/2022``: unambiguous only where one of the two cannot be a month.

    With dots (``08.10.2024``) the day stands first wherever that form is in use.
    """
    if sep == "." or first > _LAST_MONTH:
        return _calendar(int(year), second, first)
    if second > _LAST_MONTH or first == second:
        return _calendar(int(year), first, second)
    return None, DateForm.AMBIGUOUS


def _calendar(year: int, month: int, day: int) -> tuple[str | None, DateForm]:
    try:
        return datetime.date(year, month, day).isoformat(), DateForm.WRITTEN
    except ValueError:
        return None, DateForm.IMPOSSIBLE


def is_before(iso: str, day: datetime.date) -> bool:
    """Return whether a read date is over before *day*: a month and a year are so with their last day.

    >>> is_before("2025-12", datetime.date(2025, 12, 31))
    False
    """
    return iso < day.isoformat()[: len(iso)]
