"""A record as plain data, the same in ``list``, ``show`` and ``governance.json``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Record

Place = Callable[[str], str]


def record_as_json(corpus: Corpus, record: Record, place: Place = str) -> dict[str, object]:
    """Return a record as plain data; what is not known is null, what may be many is a list."""
    return {
        "id": record.id,
        "kind": record.kind,
        "number": record.number,
        "title": record.title,
        "status": record.status_name,
        "status_text": record.status.text if record.status else None,
        "phase": corpus.phase(record),
        "date": record.date.iso if record.date else None,
        "created": _date(record, "created"),
        "updated": _date(record, "updated"),
        "path": place(record.path),
        "line": record.at.line,
        "relations": [
            {"type": relation.type, "target": corpus.target_id(record, relation)}
            for relation in record.relations
        ],
        "authors": _items(record, "authors"),
        "deciders": _items(record, "deciders"),
        "consulted": _items(record, "consulted"),
        "informed": _items(record, "informed"),
        "tags": _items(record, "tags"),
        "track": _items(record, "track"),
        "governs": _items(record, "governs"),
        "summary": _text(record, "summary"),
        "format": record.form,
        "profile": record.profile or None,
    }


def record_url(record: Record, published: Mapping[str, str]) -> str | None:
    """Return where a record is published, None where that is not known.

    :param published: page → URL.
    """
    url = published.get(record.page)
    return f"{url}#{record.anchor}" if url and record.anchor else url


def _items(record: Record, name: str) -> list[str]:
    return [item for entry in record.all(name) for item in split_list(entry.value)]


def _text(record: Record, name: str) -> str | None:
    entry = record.field(name)
    return entry.value or None if entry else None


def _date(record: Record, name: str) -> str | None:
    found = record.read_date(name)
    return found.iso if found else None
