"""Supersession and dependency as a graph, and the same as a nested list for who cannot see it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from docutils import nodes

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import FORWARD
from sphinx_governance.model.index import IndexOptions, select
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import printable, shorten
from sphinx_governance.views.labels import _, label
from sphinx_governance.views.links import Links, status_badge

Edge = tuple[Record, str, Record]
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


def graph_nodes(found: Sequence[Edge], links: Links) -> list[nodes.Node]:
    """Return the graph's content as a nested list: each record with what it has to others."""
    if not found:
        return [
            nodes.paragraph(
                "", str(_("No record relates to another yet.")), classes=["governance-empty"]
            )
        ]
    items: dict[str, nodes.bullet_list] = {}
    outer = nodes.bullet_list("", classes=["governance-graph-list"])
    for record, kind, other in found:
        if record.id not in items:
            items[record.id] = nodes.bullet_list("")
            outer += nodes.list_item(
                "", nodes.paragraph("", "", *_named(record, links)), items[record.id]
            )
        line = nodes.paragraph("", "", nodes.Text(f"{label(kind)} "), *_named(other, links))
        items[record.id] += nodes.list_item("", line)
    return [outer]


def dot(found: Sequence[Edge]) -> str:
    """Return the graph in DOT; Source: the Graphviz language, https://graphviz.org/doc/info/lang.html."""
    members = {record.id: record for pair in found for record in (pair[0], pair[2])}
    lines = ["digraph records {", *_LAYOUT]
    lines += [f"  {quoted(key)} [label={quoted(_label(members[key]))}];" for key in sorted(members)]
    for record, kind, other in found:
        ends = f"{quoted(record.id)} -> {quoted(other.id)}"
        lines.append(
            f"  {ends} [label={quoted(label(kind))}, style={_STYLES.get(kind, 'dotted')}];"
        )
    return "\n".join([*lines, "}"])


def _named(record: Record, links: Links) -> list[nodes.Node]:
    line: list[nodes.Node] = [links.to_record(record, f"{record.id} {record.title}".strip())]
    if record.status is not None and record.status.name:
        line += [nodes.Text(" "), status_badge(record.status.name, record.status.name)]
    return line


def _label(record: Record) -> str:
    title = textwrap.wrap(shorten(printable(record.title), _TITLE), _LINE)
    return "\n".join([record.id, *title])


def quoted(text: str) -> str:
    """Return a text as DOT quotes it: nothing in it is an escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
