"""``records.csv``: a line for each record, for spreadsheets.

RFC 4180: commas, quotation marks where they are needed, lines that end in CR LF, UTF-8. A cell that a
spreadsheet would take for a formula begins with an apostrophe; Source:
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from types import MappingProxyType

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import printable
from sphinx_governance.outputs.record_json import record_url

_DATES = ("created", "updated")
_LISTS = ("authors", "deciders", "tags", "track", "governs")
_RELATIONS = ("supersedes", "superseded-by", "amends", "implements", "depends-on", "relates-to")
COLUMNS = (
    "id", "kind", "number", "title", "status", "phase", "date", *_DATES, *_LISTS, *_RELATIONS,
    "path", "line", "url",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def records_as_csv(corpus: Corpus, published: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the records as CSV; a list has semicolons between its items.

    :param published: page → URL, where the pages are published.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in corpus.records:
        writer.writerow(_cell(value) for value in _row(corpus, record, published))
    return text.getvalue()


def _row(corpus: Corpus, record: Record, published: Mapping[str, str]) -> list[str | int]:
    near: dict[str, list[str]] = {}
    for kind, other in corpus.neighbours(record):
        near.setdefault(kind, []).append(other.id)
    for relation in record.relations:
        named = near.setdefault(relation.type, [])
        target = corpus.target_id(record, relation)
        named += [target] if target not in named else []
    dates = (record.read_date(name) for name in _DATES)
    return [
        record.id,
        record.kind,
        "" if record.number is None else record.number,
        record.title,
        record.status_name or (record.status.text if record.status else ""),
        corpus.phase(record) or "",
        (record.date.iso if record.date else None) or "",
        *((found.iso if found else None) or "" for found in dates),
        *("; ".join(_items(record, name)) for name in _LISTS),
        *("; ".join(sorted(near.get(name, []))) for name in _RELATIONS),
        record.path,
        record.at.line,
        record_url(record, published) or "",
    ]


def _items(record: Record, name: str) -> list[str]:
    return [item for entry in record.all(name) for item in split_list(entry.value)]


def _cell(value: str | int) -> str:
    """Return a cell that is text, whatever a spreadsheet makes of it."""
    text = printable(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
