"""Supersession and dependency as a nested list, for who cannot see the drawing of it."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_governance.model.drawn import Edge
from sphinx_governance.model.record import Record
from sphinx_governance.views.labels import _, label
from sphinx_governance.views.links import Links, status_badge


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


def _named(record: Record, links: Links) -> list[nodes.Node]:
    line: list[nodes.Node] = [links.to_record(record, f"{record.id} {record.title}".strip())]
    if record.status is not None and record.status.name:
        line += [nodes.Text(" "), status_badge(record.status.name, record.status.name)]
    return line
