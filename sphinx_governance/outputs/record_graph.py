"""Relations between records as text, for Mermaid, and as data; DOT is in :mod:`~.model.drawn`.

Source of the escapes: https://mermaid.js.org/syntax/flowchart.html#special-characters-that-break-syntax
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.drawn import Edge, boxed, members, plain_word
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import printable

NONE = "No record relates to another."
_UNSAFE = re.compile(r"[^\w ,.:()/+-]")
_ARROWS = {"supersedes": "-->", "implements": "-->", "depends-on": "-->"}


def as_text(found: Sequence[Edge]) -> str:
    """Return a nested list: each record with what it does to others."""
    lines: list[str] = []
    last = ""
    for record, kind, other in found:
        if record.id != last:
            lines.append(_named(record))
            last = record.id
        lines.append(f"  {plain_word(kind)} {_named(other)}")
    return "\n".join(lines or [NONE])


def as_mermaid(found: Sequence[Edge]) -> str:
    """Return a flowchart as GitHub draws it in a fence of the name ``mermaid``."""
    lines = ["flowchart LR"]
    names = {key: f"r{index}" for index, key in enumerate(members(found), start=1)}
    for key, record in members(found).items():
        lines.append(f'  {names[key]}["{"<br/>".join(map(_entities, boxed(record)))}"]')
    for record, kind, other in found:
        arrow = _ARROWS.get(kind, "-.->")
        word = _entities(plain_word(kind))
        lines.append(f'  {names[record.id]} {arrow}|"{word}"| {names[other.id]}')
    return "\n".join(lines)


def graph_as_json(corpus: Corpus, found: Sequence[Edge]) -> dict[str, object]:
    """Return nodes and edges as plain data."""
    return {
        "schema": 1,
        "nodes": [
            {
                "id": record.id,
                "title": record.title,
                "status": record.status_name,
                "phase": corpus.phase(record),
                "path": record.path,
            }
            for record in members(found).values()
        ],
        "edges": [
            {"source": record.id, "type": kind, "target": other.id} for record, kind, other in found
        ],
    }


def _named(record: Record) -> str:
    status = f" ({record.status_name})" if record.status_name else ""
    return printable(f"{record.id} {record.title}{status}")


def _entities(text: str) -> str:
    """Return a text that Mermaid shows and does not read: whatever is not plain is a number."""
    return _UNSAFE.sub(lambda sign: f"#{ord(sign[0])};", text)
