"""A list of records as a table, a list or cards, of standard nodes."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.index import DEFAULT_COLUMNS, IndexOptions, groups, select, values
from sphinx_governance.model.record import Record
from sphinx_governance.views.labels import _, label
from sphinx_governance.views.links import Links, joined, status_badge, status_class

_WIDTHS = {"id": 12, "title": 48, "status": 14, "date": 14, "summary": 40}
_WIDTH = 18


def index_nodes(corpus: Corpus, options: IndexOptions, links: Links) -> list[nodes.Node]:
    """Return an index; where no record is asked for or there is none, it says so."""
    records = select(corpus, options)
    if not records:
        return [
            nodes.paragraph(
                "", str(_("There is no such record yet.")), classes=["governance-empty"]
            )
        ]
    found: list[nodes.Node] = []
    for name, members in groups(records, options.group_by):
        if options.group_by:
            found.append(nodes.rubric("", name or str(_("None")), classes=["governance-group"]))
        found.append(_shaped(members, options, links))
    classes = ["governance-index"] if options.shape == "table" and not options.group_by else []
    return [nodes.container("", *found, classes=["governance-records", *classes])]


def _shaped(records: Sequence[Record], options: IndexOptions, links: Links) -> nodes.Element:
    if options.shape == "list":
        return _list(records, links)
    if options.shape == "cards":
        return _cards(records, links)
    return _table(records, options.columns or _default_columns(records), links)


def _default_columns(records: Sequence[Record]) -> tuple[str, ...]:
    """Return the usual columns, without those that would be empty."""
    kept = {"id", "title"}
    return tuple(
        column
        for column in DEFAULT_COLUMNS
        if column in kept or any(values(record, column) for record in records)
    )


def _table(records: Sequence[Record], columns: Sequence[str], links: Links) -> nodes.table:
    group = nodes.tgroup("", cols=len(columns))
    group += [nodes.colspec("", colwidth=_WIDTHS.get(column, _WIDTH)) for column in columns]
    heading = nodes.row("", *(_entry([nodes.Text(label(column))], column) for column in columns))
    group += nodes.thead("", heading)
    body = nodes.tbody("")
    for record in records:
        body += nodes.row(
            "",
            *(_entry(_cell(record, column, links), column) for column in columns),
            classes=[_row_class(record)],
        )
    group += body
    return nodes.table("", group, classes=["governance-table"])


def _entry(content: Sequence[nodes.Node], column: str = "") -> nodes.entry:
    classes = [f"governance-col-{column}"] if column else []
    return nodes.entry("", nodes.paragraph("", "", *content), classes=classes)


def _row_class(record: Record) -> str:
    return status_class(record.status_name) if record.status else "governance-status-none"


def _cell(record: Record, column: str, links: Links) -> list[nodes.Node]:
    if column == "id":
        return [links.to_record(record, record.id)]
    if column == "title":
        return [links.to_record(record, record.title or str(_("(no title)")))]
    if column == "status":
        return [status_badge(record.status_name, text) for text in values(record, column)]
    if column in {"tags", "track"}:
        tags = (
            [nodes.inline("", item, classes=["governance-tag"])] for item in values(record, column)
        )
        return joined(tags, " ")
    return [nodes.Text(", ".join(values(record, column)))]


def _list(records: Sequence[Record], links: Links) -> nodes.bullet_list:
    items = (
        nodes.list_item("", nodes.paragraph("", "", *_line(record, links))) for record in records
    )
    return nodes.bullet_list("", *items, classes=["governance-list"])


def _line(record: Record, links: Links) -> list[nodes.Node]:
    line: list[nodes.Node] = [links.to_record(record, f"{record.id} {record.title}".strip())]
    for text in values(record, "status"):
        line += [nodes.Text(" "), status_badge(record.status_name, text)]
    return line


def _cards(records: Sequence[Record], links: Links) -> nodes.container:
    cards = []
    for record in records:
        parts: list[nodes.Node] = [
            nodes.paragraph("", "", *_line(record, links), classes=["governance-card-title"])
        ]
        facts = [*values(record, "date"), *values(record, "tags")]
        if facts:
            parts.append(nodes.paragraph("", ", ".join(facts), classes=["governance-card-facts"]))
        parts += [nodes.paragraph("", text) for text in values(record, "summary")]
        cards.append(nodes.container("", *parts, classes=["governance-card", _row_class(record)]))
    return nodes.container("", *cards, classes=["governance-cards"])
