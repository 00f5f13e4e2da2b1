"""Reading: each page's doctree becomes a Document in the domain, each record gets its anchor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.intake.directives.record import record_marker
from sphinx_governance.intake.from_doctree import outline_from_doctree
from sphinx_governance.intake.gather import document_of
from sphinx_governance.intake.naming import SUFFIXES
from sphinx_governance.intake.reading import decode
from sphinx_governance.model.corpus import Document
from sphinx_governance.model.record import Record

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class CollectRecords(SphinxTransform):
    """Makes the page's Outline and Document."""

    # After references and docinfo are in place (660), before smart quotes change the text (750).
    default_priority = 740

    def apply(self, **kwargs: Any) -> None:
        """Collect the page, give its records anchors, and put what a reader sees for the markers."""
        domain = governance(self.env)
        page = self.env.docname
        markers = list(self.document.findall(record_marker))
        document = _read_page(domain, page, self.document)
        records = tuple(
            replace(record, anchor=_anchor(self.document, record, section))
            for record, section in zip(
                document.records, _sections(self.document, markers), strict=False
            )
        )
        domain.note_document(page, replace(document, records=records))
        for marker in markers:
            marker.replace_self(_header(marker))


def _read_page(domain: GovernanceDomain, page: str, doctree: nodes.document) -> Document:
    file = Path(domain.env.doc2path(page))
    content = file.read_bytes()
    source, _ = decode(content)
    path = domain.path_of(page)
    outline = outline_from_doctree(
        doctree,
        source or "",
        path=path,
        markup=SUFFIXES.get(file.suffix.lower(), "rst"),
        digest=hashlib.sha256(content).hexdigest()[:32],
    )
    return document_of(outline.trimmed(), domain.project, domain.identities.get(page), page=page)


def _sections(
    doctree: nodes.document, markers: Sequence[nodes.Element]
) -> Iterable[nodes.section | None]:
    """Yield the section of each record: its block's, or the page's first."""
    first = next(iter(doctree.findall(nodes.section)), None)
    if not markers:
        yield first
    for marker in markers:
        parent = marker.parent
        yield parent if isinstance(parent, nodes.section) else first


def _anchor(doctree: nodes.document, record: Record, section: nodes.section | None) -> str:
    """Return the record's anchor on its page: its section gets it, unless another node has it already."""
    if section is None or not record.title or not _is_titled(section, record):
        return ""
    if doctree.ids.setdefault(record.anchor, section) is not section:
        return str(section["ids"][0])
    if record.anchor not in section["ids"]:
        section["ids"].append(record.anchor)
    return record.anchor


def _is_titled(section: nodes.section, record: Record) -> bool:
    """Return whether a section's title is the record's: a title may stand in metadata alone."""
    title = section.next_node(nodes.title)
    return title is not None and record.title.split()[-1] in title.astext()


def _header(marker: record_marker) -> list[nodes.Node]:
    """Return a record's header as a field list: standard nodes, which every builder shows."""
    if not marker["entries"]:
        return []
    fields = nodes.field_list("", classes=["governance-header"])
    for entry in marker["entries"]:
        name = nodes.field_name("", entry.label.replace("-", " ").capitalize())
        fields += nodes.field("", name, nodes.field_body("", nodes.paragraph("", entry.value)))
    return [fields]


def setup_collect(app: Sphinx) -> None:
    """Register the transform, what makes a page be read again, and what :ref: finds."""
    app.add_node(record_marker)
    app.add_transform(CollectRecords)
    app.connect("env-get-outdated", _renamed_beside)
    app.connect("env-updated", _label_records)


def _label_records(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make a label of each record's anchor, for ``:ref:`` here and in projects without this extension.

    Done once all pages are read: labels that pages define while they are read in
    parallel depend on who is first. A label that an author wrote stays.
    """
    standard = env.domains.standard_domain
    for record in governance(env).records:
        if record.anchor and record.id.lower() not in standard.labels:
            standard.note_hyperlink_target(
                record.id.lower(), record.page, record.anchor, record.title
            )
    return []


def _renamed_beside(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages that became records, or ceased to be, because of the names beside them."""
    domain = governance(env)
    domain.__dict__.pop("identities", None)
    return sorted(
        page
        for page, before in domain.known.items()
        if page in env.found_docs and domain.identities.get(page) != before
    )
