"""Relations between records as they are drawn: which of them, and in the language of Graphviz."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import FORWARD
from sphinx_governance.model.index import IndexOptions, select
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import printable, shorten

Edge = tuple[Record, str, Record]
"""A record, what it does to the other (``supersedes``), and the other."""

_TITLE = 60
_LINE = 24
"""Characters in a line of a box, so that a drawing of many stays legible on a page."""
_LAYOUT = (
    "  rankdir=LR; nodesep=0.15; ranksep=0.3; bgcolor=transparent;",
    '  node [shape=box, fontname="sans-serif", fontsize=11, margin="0.1,0.05"];',
    '  edge [fontname="sans-serif", fontsize=10];',
)
_STYLES = {"supersedes": "solid", "amends": "dashed", "implements": "solid", "depends-on": "solid"}


def edges(corpus: Corpus, options: IndexOptions) -> list[Edge]:
    """Return the relations between the records that are asked for, each once, as the first states it."""
    chosen = {record.id: record for record in select(corpus, options)}
    return [
        (record, kind, other)
        for record in chosen.values()
        for kind, other in corpus.neighbours(record)
        if kind in FORWARD
        and other.id in chosen
        and not (kind == "relates-to" and other.id < record.id)
    ]


def members(found: Sequence[Edge]) -> dict[str, Record]:
    """Return identifier → record of all that edges join, by identifier."""
    both = {record.id: record for pair in found for record in (pair[0], pair[2])}
    return dict(sorted(both.items()))


def boxed(record: Record) -> list[str]:
    """Return the lines that a record's box holds: its identifier, and its title in short lines."""
    return [record.id, *textwrap.wrap(shorten(printable(record.title), _TITLE), _LINE)]


def plain_word(kind: str) -> str:
    """Return what a relation is called in English."""
    return kind.replace("-", " ")


def dot(found: Sequence[Edge], word: Callable[[str], str] = plain_word) -> str:
    """Return the graph in DOT; Source: the Graphviz language, https://graphviz.org/doc/info/lang.html.

    :param word: what a relation is called.
    """
    lines = ["digraph records {", *_LAYOUT]
    for key, record in members(found).items():
        text = "\n".join(boxed(record))
        lines.append(f"  {quoted(key)} [label={quoted(text)}];")
    for record, kind, other in found:
        ends = f"{quoted(record.id)} -> {quoted(other.id)}"
        style = _STYLES.get(kind, "dotted")
        lines.append(f"  {ends} [label={quoted(word(kind))}, style={style}];")
    return "\n".join([*lines, "}"])


def quoted(text: str) -> str:
    """Return a text as DOT quotes it: nothing in it is an escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
