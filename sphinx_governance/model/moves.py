"""What a record's file needs when its status moves: other dates; and how it names other records."""

from __future__ import annotations

import re

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import read_date
from sphinx_governance.model.finding import Edit
from sphinx_governance.model.mendings import status_entry
from sphinx_governance.model.record import Record

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


def dates(corpus: Corpus, record: Record, state: str, today: str) -> tuple[list[Edit], list[str]]:
    """Return the edits that date a move, and the labels of dates that are not ISO and stay as they are.

    *updated* is dated by every move, *date* by the one that decides: out of discussion.
    """
    lifecycle = corpus.spec(record).lifecycle
    was_open = corpus.phase(record) in {"live", None}
    decides = was_open and lifecycle.phase(state) != "live"
    names = ["updated", *(["date"] if decides else [])]
    entries = [entry for name in names if (entry := record.field(name)) and entry.value.strip()]
    edits, left = [], []
    for entry in entries:
        match = _ISO.match(entry.value.lstrip("\"'"))
        if match is None or not entry.at.column or read_date(entry.value).iso is None:
            left.append(entry.label)
        elif match.group() != today:
            edits.append(Edit(entry.place(match.group()), match.group(), today))
    return [*edits, *(_date_in_status(record, today) if decides else ())], left


def _date_in_status(record: Record, today: str) -> list[Edit]:
    """Return the edit of ``accepted, 2024-10-08``, where that says nothing else."""
    entry = status_entry(record)
    remark = record.status.remark.strip(" ,;:()[]-\u2013") if record.status else ""
    if entry is None or not entry.at.column or not _ISO.fullmatch(remark) or remark == today:
        return []
    return [Edit(entry.place(remark), remark, today)]


def reference(corpus: Corpus, record: Record, other: Record) -> str:
    """Return a record as others are named in headers like this one: ``ADR-0012``, or ``12``."""
    relations = corpus.spec(record).relations
    values = [
        entry.value
        for fellow in corpus.records
        if (fellow.kind, fellow.profile) == (record.kind, record.profile)
        for entry in fellow.fields
        if entry.name in relations
    ]
    bare = any(value.replace(",", "").replace(" ", "").isdigit() for value in values)
    return str(other.number) if bare and other.number is not None else other.id
