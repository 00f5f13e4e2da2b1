"""A record lacks a field that its kind requires.

What it does
------------
Reports every required field that a record's header does not have. What is
required follows how the record is written: one that is declared by a directive
answers to its kind, a recognised one to its format. Where a format leaves the
status open, a folder in which records have none gets one note for all of them.

Why it matters
--------------
A decision without a status or a date cannot be told from a draft, and nobody
knows whom to ask without the names of those who made it.

Example
-------
.. code-block:: rst
   :caption: decisions/0001-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :deciders: @leads

Fix
---
Add the field.

.. code-block:: rst
   :caption: decisions/0001-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :date: 2025-10-08
      :deciders: @leads

Options
-------
``required = false`` in the field's table, for example in ``kinds.adr.fields.deciders``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import printable

FAMILY = "header"
SEVERITY = Severity.ERROR

_OTHERS = frozenset({"number", "title"})
"""Fields that have rules of their own: they stand in file names and headings too."""

_WRITE = {
    "directive": "write :{}: in its block",
    "front-matter": "write {}: in the front matter",
    "field-list": "write :{}: in the field list",
    "header-block": "write {}: in the header",
}
_MAIN_NAMES = frozenset({"adr", "decision", "index", "proposal", "readme", "record", "rfc"})


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every required field that is not there, and the folders' notes."""
    for record in corpus.records:
        for spec in corpus.spec(record).fields:
            if spec.required and spec.name not in _OTHERS and not _has(record, spec.name):
                yield _missing(record, spec.name)
    yield from _folders(corpus)


def _has(record: Record, name: str) -> bool:
    """Return whether a field is there, empty or not; a date may stand in the status or the name."""
    if record.field(name) is not None:
        return True
    found = record.date if name == "date" else None
    return found is not None and found != record.read_date("created")


def _missing(record: Record, name: str) -> Found:
    hint = _WRITE.get(record.form, "write its {} under the title").format(name)
    return Found(f"{record.id} has no {name}", record.header_at, hint)


def _folders(corpus: Corpus) -> Iterator[Found]:
    """Yield a note for every folder with records that need no status and have none."""
    folders: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in corpus.records:
        folders[record.kind, _folder(record.path)].append(record)
    for (_, folder), records in folders.items():
        without = [record for record in records if _may_lack_status(corpus, record)]
        if without:
            verb = "has" if len(without) == 1 else "have"
            place = printable(folder) or "this folder"
            yield Found(
                f"{len(without)} of {len(records)} records in {place} {verb} no status",
                without[0].header_at,
                "write one in each, so that readers know which decisions hold",
                severity=Severity.NOTE,
            )


def _may_lack_status(corpus: Corpus, record: Record) -> bool:
    spec = corpus.spec(record).by_field.get("status")
    return (
        not record.declared and spec is not None and not spec.required and not record.has("status")
    )


def _folder(path: str) -> str:
    """Return the folder that holds a record; one that is the record's own does not count."""
    pure = PurePosixPath(path)
    own = pure.stem.lower() in _MAIN_NAMES or pure.stem == pure.parent.name
    folder = pure.parent.parent if own else pure.parent
    return "" if str(folder) == "." else str(folder)
