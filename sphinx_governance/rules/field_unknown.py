"""A header has a field that no record of its kind has.

What it does
------------
Reports fields that the record's kind does not know, and offers the nearest name.
A block of ours, and the headers of Python's, NumPy's and Ethereum's proposals, are
held to their lists of fields. Other tools write into all other headers, so there
only a name that is a slip of a known one is reported.

Why it matters
--------------
``:stauts: accepted`` is read by nobody: the record has no status, and the page
shows none.

Example
-------
.. code-block:: rst
   :caption: decisions/0001-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :supercede: ADR-0002

Fix
---
Write the field's name, or give the field to the kind.

.. code-block:: rst
   :caption: decisions/0001-use-a-queue.rst

   Use a queue
   ===========

   .. adr::
      :status: accepted
      :supersedes: ADR-0002
      :cost: high

.. code-block:: toml
   :caption: governance.toml

   [kinds.adr.fields.cost]
   type = "text"

Options
-------
Every table ``kinds.KIND.fields.NAME`` adds a field, ``open-fields = true`` in the
kind's table allows all but slips.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import ALIASES, OTHERS_FIELDS, is_known
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.record import Record, Written
from sphinx_governance.model.text import fold, nearest, shorten

FAMILY = "header"
SEVERITY = Severity.WARNING

_SHORT = 5
"""A shorter name than this is one letter away from too many words: ``date``, ``rate``."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every field that the record's kind does not have."""
    for record in corpus.records:
        spec = corpus.spec(record)
        for entry in record.fields:
            if entry.name not in spec.by_field and _counts(record, entry, spec):
                yield _unknown(record, entry, spec)


def _counts(record: Record, entry: Written, spec: RecordKind) -> bool:
    """Return whether an unknown field is a fault; it may be another tool's."""
    ours = entry.form == "directive"
    if entry.form == "status-section" or (not ours and fold(entry.label) in OTHERS_FIELDS):
        return False
    closed = not spec.open_fields and (ours or not record.declared)
    return closed or bool(_slip(entry.label, spec))


def _slip(label: str, spec: RecordKind) -> str:
    """Return the field that *label* is a slip of: one letter off, or two in the wrong order."""
    if is_known(label):
        return ""
    name = fold(label)
    near = (field.name for field in spec.fields if _is_slip(name, field.name))
    return next(near, "")


def _is_slip(name: str, field: str) -> bool:
    """Return whether a name is a field's with a slip in it; at its end it is another word: *issued*."""
    pairs = list(zip(name, field, strict=False))
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), len(pairs))
    if len(field) < _SHORT or same >= len(pairs) - 1:
        return False
    wrong, right = name[same:], field[same:]
    while wrong and right and wrong[-1] == right[-1]:
        wrong, right = wrong[:-1], right[:-1]
    return len(wrong) <= 1 >= len(right) or (wrong == right[::-1] and len(wrong) == 2)


def _unknown(record: Record, entry: Written, spec: RecordKind) -> Found:
    return Found(
        f"{record.id} has a field {shorten(entry.label, 60)!r}, which its kind does not know",
        entry.label_at,
        _hint(record, entry.label, spec),
        len(entry.label),
    )


def _hint(record: Record, label: str, spec: RecordKind) -> str:
    names = {
        fold(other): field.name
        for field in spec.fields
        for other in (*ALIASES.get(field.name, ()), *field.aliases, field.name)
    }
    near = names.get(nearest(fold(label), names) or "")
    add = f"add it to kinds.{record.kind}.fields, or take it out"
    return f"did you mean {near}?" if near else add
