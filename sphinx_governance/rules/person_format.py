"""A list of people has an entry that is no name, handle or address with a name.

What it does
------------
Reads the fields that name people (deciders, authors …) item by item. A name,
``@handle``, ``Name (@handle)``, ``Name <mail>`` and a link are good; an unclosed
bracket, an empty item between two commas, and an address without a name are not.
Off by default.

Why it matters
--------------
A bare address is published with the page and tells readers less than a name. An
unclosed bracket makes one person of two.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   deciders: Ada Lovelace <ada@example.org, grace@example.org
   ---
   # Use a queue

Fix
---
Write each as a name, a handle, or a name with an address.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   deciders: Ada Lovelace <ada@example.org>, @grace
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
from sphinx_governance.model.record import Record, Written
from sphinx_governance.model.text import shorten

FAMILY = "header"
SEVERITY = Severity.OFF

_ITEM = re.compile(r"((?:<[^<>]*>|\([^()]*\)|[<(]|[^,;<(])*)(?:[,;]|\Z)")
"""An item up to its comma; commas in brackets part nothing."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every entry of a list of people that is not one."""
    for record in corpus.records:
        fields = corpus.spec(record).by_field
        for entry in record.fields:
            spec = fields.get(entry.name)
            if spec and spec.type == "people":
                yield from _in_list(record, entry)


def _in_list(record: Record, entry: Written) -> Iterator[Found]:
    for item in _items(entry.value):
        fault = _fault(item)
        if fault:
            message = f"{shorten(item, 60)!r} in {entry.name} of {record.id} {fault}"
            yield Found(message, entry.at, "write a name, @handle, or Name <mail>")


def _items(value: str) -> list[str]:
    """Return the items of a list; a comma at its end begins no other."""
    return [item.strip() for item in _ITEM.findall(value.rstrip(" ,;"))[:-1]]


def _fault(item: str) -> str:
    if not item:
        return "is an empty item"
    if item.count("<") != item.count(">") or item.count("(") != item.count(")"):
        return "has a bracket that is not closed"
    if _MAIL.fullmatch(item.strip("<> ")):
        return "is an address without a name"
    return ""
