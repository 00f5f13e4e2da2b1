"""A list of records: which, in what order, in what groups. What it shows is the view's part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import fold

COLUMNS = ("id", "title", "status", "date", "tags", "track", "authors", "deciders", "summary")
"""What an index may show of a record."""

DEFAULT_COLUMNS = ("id", "title", "status", "date", "tags")
GROUPS = ("status", "track", "tag", "year")
SORTS = ("number", "title", "status", "date", "-number", "-title", "-status", "-date")
SHAPES = ("table", "list", "cards")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexOptions:
    """What a ``record-index`` asks for; empty means all."""

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    group_by: str = ""
    sort: str = "number"
    limit: int = 0
    columns: tuple[str, ...] = ()
    shape: str = "table"

    @property
    def filtered(self) -> bool:
        """Whether this leaves records of its kinds out: such an index is no parent."""
        return bool(self.statuses or self.tags or self.tracks or self.limit)


def select(corpus: Corpus, options: IndexOptions) -> list[Record]:
    """Return the records that are asked for, in order."""
    chosen = [record for record in corpus.records if _matches(record, options)]
    key, reverse = options.sort.removeprefix("-"), options.sort.startswith("-")
    chosen.sort(key=lambda record: _sort_key(record, key), reverse=reverse)
    return chosen[: options.limit] if options.limit else chosen


def groups(records: Sequence[Record], by: str) -> list[tuple[str, list[Record]]]:
    """Return records by what they share; one with several tags stands under each of them."""
    if not by:
        return [("", list(records))]
    found: dict[str, list[Record]] = {}
    for record in records:
        for name in _group_names(record, by):
            found.setdefault(name, []).append(record)
    return sorted(found.items(), key=lambda item: (not item[0], item[0]))


def values(record: Record, column: str) -> list[str]:
    """Return what a record has in a column, as a list."""
    if column == "status":
        return [record.status.name or record.status.text] if record.status else []
    if column == "date":
        return [record.date.iso] if record.date and record.date.iso else []
    entries = record.all(column)
    if column in {"tags", "track", "authors", "deciders"}:
        return [item for entry in entries for item in split_list(entry.value)]
    return [entry.value for entry in entries if entry.value][:1]


def _matches(record: Record, options: IndexOptions) -> bool:
    if options.kinds and record.kind not in options.kinds:
        return False
    statuses = {fold(item) for item in options.statuses}
    if statuses and (record.status_name or "none") not in statuses:
        return False
    return _shares(record, "tags", options.tags) and _shares(record, "track", options.tracks)


def _shares(record: Record, column: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or bool(
        {fold(item) for item in wanted} & {fold(item) for item in values(record, column)}
    )


def _sort_key(record: Record, key: str) -> tuple[str, int, str]:
    number = -1 if record.number is None else record.number
    if key == "number":
        return (record.prefix, number, record.id)
    text = record.title.casefold() if key == "title" else "".join(values(record, key))
    return (text, number, record.id)


def _group_names(record: Record, by: str) -> Iterator[str]:
    if by == "year":
        yield "".join(values(record, "date"))[:4]
        return
    yield from values(record, {"tag": "tags"}.get(by, by)) or [""]
