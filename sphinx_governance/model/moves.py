"""What a record's file needs when its status moves: other dates, and a line for a new relation."""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_governance.model.advice import label
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.dates import read_date
from sphinx_governance.model.finding import Edit
from sphinx_governance.model.mendings import link_to, status_entry
from sphinx_governance.model.record import Location, Record, Written

Source = Callable[[str, int], str]
"""Returns a line of a file."""

_SECTION = "status-section"
_LINE_FORMS = frozenset({
    "directive", "front-matter", "header-block", "field-list", "label-lines", "bullet-list",
})  # fmt: skip
"""Forms of header in which a fact is a line of its own, so that another line can be like it."""
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


def add_relation(
    corpus: Corpus, record: Record, name: str, other: Record, source: Source
) -> list[Edit] | None:
    """Return the edits that write a relation to *other* in a record's own form.

    None of them are needed where it is there already; None where the form has no place for it.
    """
    if any(
        relation.type == name and target.id == other.id
        for relation, target in corpus.related(record)
    ):
        return []
    relations = corpus.spec(record).relations
    entry = next((item for item in record.fields if relations.get(item.name) == name), None)
    anchor = status_entry(record)
    if anchor is not None and anchor.form == _SECTION and (not entry or entry.form == _SECTION):
        words = name.replace("-", " ").capitalize()
        return [_paragraph(anchor, f"{words} {link_to(record, other)}", source)]
    named = reference(corpus, record, other)
    if entry is not None:
        return _longer(entry, named)
    if anchor is None or anchor.form not in _LINE_FORMS:
        anchor = next((item for item in record.fields if item.form in _LINE_FORMS), None)
    return _line_after(anchor, label(corpus, record, name), named, source) if anchor else None


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


def _longer(entry: Written, named: str) -> list[Edit] | None:
    """Return the edit that adds a name to those that a field has, where these stand in one line."""
    if not entry.value.strip() or "\n" in entry.value or not entry.at.column:
        return None
    if any(span.line != entry.at.line for span in entry.spans):
        return None
    return [Edit(entry.at, entry.value, f"{entry.value}, {named}")]


def _line_after(entry: Written, name: str, value: str, source: Source) -> list[Edit] | None:
    """Return the edit that adds a line like that of *entry* under it."""
    text = source(entry.at.path, entry.at.line)
    start = text.find(entry.label)
    begin = text.find(entry.value, start + len(entry.label)) if start >= 0 else -1
    if begin < 0 or not entry.value or entry.label_at.line not in {0, entry.at.line}:
        return None
    written = (name or "supersedes").replace("-", " " if " " in entry.label else "-")
    if entry.label[:1].isupper():
        written = written[:1].upper() + written[1:]
    line = (
        text[:start]
        + written
        + text[start + len(entry.label) : begin]
        + value
        + text[begin + len(entry.value) :]
    )
    return [_after(entry.at.path, entry.at.line, f"\n{line}", source)]


def _paragraph(entry: Written, text: str, source: Source) -> Edit:
    """Return the edit that adds a paragraph under the one that *entry* ends in."""
    line = max((span.line for span in entry.spans), default=entry.at.line)
    while (following := source(entry.at.path, line + 1).strip()) and following[0] != "#":
        line += 1
    return _after(entry.at.path, line, f"\n\n{text}", source)


def _after(path: str, line: int, text: str, source: Source) -> Edit:
    return Edit(Location(path, line, len(source(path, line)) + 1), "", text)
