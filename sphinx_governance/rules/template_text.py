"""A title, field or heading is still the template's text.

What it does
------------
Reports titles, values of fields and headings that stand wholly in ``[…]``, ``{…}`` or
``<…>``, as templates write what is to be filled in. Links, identifiers, addresses and
lists in brackets are none of these.

Why it matters
--------------
``{YYYY-MM-DD when the decision was last updated}`` on a published page says that
nobody looked.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   deciders: "{list everyone involved in the decision}"
   ---
   # Use a queue

Fix
---
Write what the template asks for, or take the line out.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   deciders: "@leads"
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
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.record import Record, Written
from sphinx_governance.model.reference import read_reference
from sphinx_governance.model.status import read_status
from sphinx_governance.model.text import bracketed, shorten

FAMILY = "header"
SEVERITY = Severity.WARNING

_NO_TEXT = re.compile(r"[\[{%]|!--|(?:br|hr) ?/?$|\W*$|.$", re.DOTALL)
"""What brackets begin with that hold no text: another bracket, a comment, a tag, a box to tick."""
_LISTS = frozenset({"people", "list", "records", "links", "paths"})


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for everything that a template left to be filled in."""
    for record in corpus.records:
        if _text(record.title):
            message = f"the title of {record.id} is the template's: {shorten(record.title, 60)!r}"
            yield Found(message, record.at, "write a title")
        spec = corpus.spec(record)
        for entry in record.fields:
            if entry.name != "title" and _is_template(entry, spec):
                yield _left(record, entry)
        yield from _sections(record)


def _text(value: str) -> str:
    """Return the text that stands in the brackets that hold all of *value*, "" where none does."""
    inner = bracketed(value)
    address = " " not in inner and ("@" in inner or "://" in inner)
    return "" if address or _NO_TEXT.match(inner) else inner


def _is_template(entry: Written, spec: RecordKind) -> bool:
    """Return whether a value is a template's; in square brackets it may be a list or an identifier."""
    inner = _text(entry.value)
    if not inner or not entry.value.startswith("["):
        return bool(inner)
    if read_reference(inner).number is not None:
        return False
    field = spec.by_field.get(entry.name)
    if field is None or field.type == "status":
        return field is not None and ("|" in inner or _state(inner, spec) is None)
    return field.type not in _LISTS or ("," not in inner and len(inner.split()) > 2)


def _state(text: str, spec: RecordKind) -> str | None:
    return read_status(text, spec.lifecycle.words)[0]


def _left(record: Record, entry: Written) -> Found:
    label = shorten(entry.label, 60)
    return Found(
        f"the field {label!r} of {record.id} is the template's: {shorten(entry.value, 60)!r}",
        entry.at,
        "write what it asks for, or take the line out",
        len(entry.value),
    )


def _sections(record: Record) -> Iterator[Found]:
    """Yield headings of several words in brackets; one word may be a table or a tag: ``[metadata]``."""
    for section in record.sections:
        if " " in _text(section.title):
            message = f"a heading of {record.id} is the template's: {shorten(section.title, 60)!r}"
            yield Found(
                message,
                section.at,
                "write what it asks for, or take the section out",
                len(section.title),
            )
