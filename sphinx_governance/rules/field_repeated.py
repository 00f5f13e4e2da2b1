"""A header says the same field twice.

What it does
------------
Reports every field that stands a second time in one header. Lines of a Status
section are a history and may repeat; so may people, links, lists and relations in
headers that have one line each (one *Author* a line). In a block of ours and in
YAML a list stands in one field, so there every repetition is reported.

Why it matters
--------------
Of two dates or two statuses one is wrong, and each tool that reads them believes
another one.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   * Status: accepted
   * Date: 2025-10-08
   * Date: 2025-11-02

Fix
---
Keep one of them.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   * Status: accepted
   * Date: 2025-10-08
   * Updated: 2025-11-02

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.record import Record, Written
from sphinx_governance.model.text import fold, shorten

FAMILY = "header"
SEVERITY = Severity.WARNING

_ONE_LINE_EACH = frozenset({"field-list", "header-block", "label-lines", "bullet-list", "table"})
_LISTS = frozenset({"people", "list", "records", "links", "paths"})


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every entry after the first of its field in one header."""
    for record in corpus.records:
        seen: dict[tuple[str, str], Written] = {}
        for entry in record.fields:
            if _may_repeat(entry, corpus.spec(record)):
                continue
            first = seen.setdefault(_key(entry), entry)
            if first is not entry:
                yield _repeated(record, first, entry)


def _may_repeat(entry: Written, spec: RecordKind) -> bool:
    """Return whether a repetition is a list or a history, or in a field that is not ours."""
    field = spec.by_field.get(entry.name)
    if entry.form == "status-section" or (field is None and entry.form != "directive"):
        return True
    return field is not None and field.type in _LISTS and entry.form in _ONE_LINE_EACH


def _key(entry: Written) -> tuple[str, str]:
    """Return what makes two entries one: their field in our blocks, their label elsewhere."""
    return entry.form, entry.name if entry.form == "directive" else fold(entry.label)


def _repeated(record: Record, first: Written, entry: Written) -> Found:
    values = [shorten(item.value, 40) for item in (first, entry)]
    return Found(
        f"{record.id} says {shorten(entry.label, 60)!r} twice: {values[0]!r} and {values[1]!r}",
        entry.label_at,
        "keep one of them",
        len(entry.label),
        (first.label_at,),
    )
