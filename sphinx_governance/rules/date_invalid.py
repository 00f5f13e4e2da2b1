"""A date cannot be read, is not in the calendar, or may be two dates.

What it does
------------
Reads every date in a header, and full dates in a status. What is no date, is not
in the calendar or may be read in two ways is a warning; a date that is clear but
not in ISO form is a note. Prose after a date is kept and no fault, nor is the form
that Python's and NumPy's proposals prescribe (``13-Jun-2000``).

Why it matters
--------------
``07/08/2022`` is July for some readers and August for others. A date that cannot be
read is missing in every index, and the record is not sorted.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   date: 2025-02-30
   ---
   # Use a queue

Fix
---
Write year, month and day.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   date: 2025-02-28 (decided earlier)
   ---
   # Use a queue

Options
-------
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import DateForm, ReadDate, read_date
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.mendings import replace_text
from sphinx_governance.model.record import Location, Record, Status, Written
from sphinx_governance.model.text import bracketed, shorten, squeeze

FAMILY = "header"
SEVERITY = Severity.WARNING

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FULL = re.compile(
    rf"(?<![\w/.-])(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}"
    rf"|{_DAY}[ .-]+(?:of )?{_MONTH}[ ,-]+\d{{4}}|{_MONTH}[ -]+{_DAY},?[ -]+\d{{4}})(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
"""A date with a day, in a status: ``07/13/2022``, ``July 13, 2022``, ``2022-13-07``."""
_PRESCRIBED = re.compile(r"\d{1,2}-[A-Z][a-z]{2}-\d{4}")
"""The form of a date that PEP 1 and NEP 0 prescribe for their records."""
_TWO_WAYS = re.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})")
_MESSAGES = {
    DateForm.IMPOSSIBLE: "is not in the calendar",
    DateForm.UNREAD: "cannot be read as a date",
    DateForm.AMBIGUOUS: "may be two dates",
    DateForm.WRITTEN: "is not in ISO form",
}


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every date that is no clear ISO date."""
    for record in corpus.records:
        fields = corpus.spec(record).by_field
        for entry in record.fields:
            spec = fields.get(entry.name)
            if spec and spec.type == "date" and entry.value.strip() and not bracketed(entry.value):
                yield from _in_field(record, entry)
        if record.status:
            yield from _in_status(record, record.status)


def _in_field(record: Record, entry: Written) -> Iterator[Found]:
    found = read_date(entry.value)
    prescribed = record.profile in {"pep", "nep"} and _PRESCRIBED.match(entry.value)
    written = found.form is DateForm.WRITTEN and prescribed
    if found.form in _MESSAGES and not written:
        text = entry.value.removesuffix(found.remark).rstrip(" ,.;(") or entry.value
        what = f"the field {shorten(entry.label, 60)!r} of {record.id}"
        yield _invalid(what, text, entry.at, found)


def _in_status(record: Record, status: Status) -> Iterator[Found]:
    """Yield a finding for a full date in the status; less than that is prose."""
    match = _FULL.search(status.text)
    found = read_date(match.group()) if match else None
    if match and found and found.form in _MESSAGES:
        column = status.at.column + match.start() if status.at.column else 0
        what = f"the date in the status of {record.id}"
        at = Location(status.at.path, status.at.line, column)
        yield _invalid(what, match.group(), at, found)


def _invalid(what: str, text: str, at: Location, found: ReadDate) -> Found:
    return Found(
        f"{what} {_MESSAGES[found.form]}: {shorten(squeeze(text), 60)!r}",
        at,
        f"write it as {_iso(text, found)}",
        len(text),
        severity=Severity.NOTE if found.form is DateForm.WRITTEN else None,
        fix=replace_text(at, text, found.iso, "write the date in ISO form") if found.iso else None,
    )


def _iso(text: str, found: ReadDate) -> str:
    """Return the ISO form that is meant, or may be."""
    if found.iso:
        return found.iso
    match = _TWO_WAYS.search(text) if found.form is DateForm.AMBIGUOUS else None
    if not match:
        return "YYYY-MM-DD"
    first, second = int(match["first"]), int(match["second"])
    return f"{match['year']}-{first:02}-{second:02} or {match['year']}-{second:02}-{first:02}"
