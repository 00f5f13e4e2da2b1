"""A record's header card: status, dates, people, relations in both directions, governed paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.fields import INVERSE, OTHERS_FIELDS
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.places import source_address
from sphinx_governance.model.record import Record, Written
from sphinx_governance.views.labels import _, label
from sphinx_governance.views.links import Links, joined, linked_text, status_badge

_METADATA = frozenset({"front-matter", "field-list"})
"""Forms of header that Sphinx and other tools write their own metadata in."""
_CHIPS = frozenset({"tags", "track"})
_SHOWN_APART = frozenset({"status", "number", "title", *INVERSE})
_LEFT_FORCE = frozenset({"superseded", "deprecated"})
"""States of what was in force once; what was rejected or withdrawn never was."""
_MANY = 12
"""So many pages are named under *Referenced by*; the rest is a number."""


def header_nodes(
    corpus: Corpus, record: Record, links: Links, title_of: Callable[[str], str]
) -> list[nodes.Node]:
    """Return a record's banner, where it is no longer in force, and its card.

    :param title_of: returns the title of a page that refers to the record.
    """
    rows = [
        *_rows(corpus, record),
        *_relations(corpus, record, links),
        *_referenced_by(corpus, record, links, title_of),
    ]
    found: list[nodes.Node] = list(_banner(corpus, record, links))
    fields = nodes.field_list("", classes=["governance-header"])
    for name, value in rows:
        body = nodes.field_body("", nodes.paragraph("", "", *value))
        fields += nodes.field("", nodes.field_name("", name), body)
    return [*found, fields]


def _banner(corpus: Corpus, record: Record, links: Links) -> Iterator[nodes.Node]:
    """Yield what says at the top that a record is no longer in force, and what stands in its place."""
    if corpus.phase(record) != "closed" or record.status is None:
        return
    successors = _targets(corpus, record).get("superseded-by", [])
    left = record.status_name in _LEFT_FORCE or bool(successors)
    title = str(_("No longer in force") if left else _("Not in force"))
    if successors:
        others = joined([links.to_record(other, _named(other))] for other in successors)
        content = [nodes.Text(f"{label('superseded-by')} "), *others, nodes.Text(".")]
    else:
        content = [nodes.Text(f"{label('status')}: {record.status.name}.")]
    yield nodes.admonition(
        "",
        nodes.title("", title),
        nodes.paragraph("", "", *content),
        classes=["warning", "governance-banner"],
    )


def _rows(corpus: Corpus, record: Record) -> Iterator[tuple[str, list[nodes.Node]]]:
    """Yield the identifier, the status, and every field that the header has."""
    yield label("id"), [nodes.Text(record.id)]
    if record.status is not None:
        name = record.status.name or record.status.text
        badge: list[nodes.Node] = [status_badge(record.status.name, name)]
        if record.status.remark and not any(relation.from_status for relation in record.relations):
            badge += [nodes.Text(" "), *linked_text(record.status.remark)]
        yield label("status"), badge
    for entry in record.fields:
        theirs = entry.form in _METADATA and entry.name in OTHERS_FIELDS
        if entry.value.strip() and entry.name not in _SHOWN_APART and not theirs:
            yield label(entry.name, entry.label), _value(corpus, record, entry)


def _value(corpus: Corpus, record: Record, entry: Written) -> list[nodes.Node]:
    spec = corpus.spec(record).by_field.get(entry.name)
    if entry.name in _CHIPS:
        items = split_list(entry.value)
        return joined(([nodes.inline("", item, classes=["governance-tag"])] for item in items), " ")
    if spec is not None and spec.type == "paths":
        return joined([_place(corpus, item)] for item in split_list(entry.value))
    return list(linked_text(entry.value))


def _place(corpus: Corpus, pattern: str) -> nodes.Node:
    """Return a governed path, linked to the repository where the settings say how."""
    shown = nodes.literal("", pattern)
    address = source_address(corpus.source_url, pattern)
    return nodes.reference("", "", shown, refuri=address, internal=False) if address else shown


def _relations(
    corpus: Corpus, record: Record, links: Links
) -> Iterator[tuple[str, list[nodes.Node]]]:
    """Yield the relations that the record writes, and those that others write to it."""
    targets = _targets(corpus, record)
    missing: dict[str, list[str]] = {}
    for relation in record.relations:
        if not corpus.targets(record, relation):
            missing.setdefault(relation.type, []).append(relation.reference.text)
    for kind in INVERSE:
        groups: list[list[nodes.Node]] = [
            [links.to_record(other, _named(other))] for other in targets.get(kind, [])
        ]
        groups += [list(linked_text(text)) for text in missing.get(kind, [])]
        if groups:
            yield label(kind), joined(groups)


def _targets(corpus: Corpus, record: Record) -> dict[str, list[Record]]:
    """Return relation → records, written on either side, each once."""
    found: dict[str, list[Record]] = {}
    for kind, other in corpus.neighbours(record):
        if other not in found.setdefault(kind, []):
            found[kind].append(other)
    return found


def _referenced_by(
    corpus: Corpus, record: Record, links: Links, title_of: Callable[[str], str]
) -> Iterator[tuple[str, list[nodes.Node]]]:
    """Yield the pages that mention or link to the record, its relations and itself left out."""
    related = {other.page for _, other in corpus.neighbours(record)} | {record.page}
    pages = [page for page in corpus.referring_pages(record) if page not in related]
    if pages:
        named = [[links.to_page(page, title_of(page) or page)] for page in pages[:_MANY]]
        rest = len(pages) - _MANY
        more: list[nodes.Node] = (
            [nodes.Text(str(_(" and {} more")).format(rest))] if rest > 0 else []
        )
        yield label("referenced-by"), [*joined(named), *more]


def _named(record: Record) -> str:
    return f"{record.id} {record.title}".strip()
