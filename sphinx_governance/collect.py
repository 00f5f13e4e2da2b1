"""Reading: each page's doctree becomes a Document in the domain, and is made ready to show it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.files import SourceLines, relative
from sphinx_governance.intake.directives.fragment import content_of
from sphinx_governance.intake.directives.guide import guide_block
from sphinx_governance.intake.directives.record import record_marker
from sphinx_governance.intake.gather import document_of
from sphinx_governance.intake.naming import SUFFIXES
from sphinx_governance.intake.reading import decode
from sphinx_governance.intake.rfc2822 import read_header_block
from sphinx_governance.intake.unresolved import missing_in_text
from sphinx_governance.model.document import Document, Trouble
from sphinx_governance.model.guide import Guide
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.text import fold, listed, nearest
from sphinx_governance.pages import (
    mark_mentions,
    put_header,
    remove_written_header,
    wrap_in_titled_section,
)
from sphinx_governance.placeholders import (
    Placeholder,
    fragment_edge,
    guide_table,
    record_graph,
    record_header,
    record_index,
    record_mention,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_governance.intake.doctree_walker import HeadNode
    from sphinx_governance.model.markers import DeclaredFragment


class CollectRecords(SphinxTransform):
    """Makes the page's Outline and Document, and puts placeholders for what is known later."""

    # After references and docinfo are in place (660), before smart quotes change the text (750).
    default_priority = 740

    def apply(self, **kwargs: Any) -> None:
        """Collect the page; give its records anchors, headings and a place for their cards."""
        domain, page = governance(self.env), self.env.docname
        markers = list(self.document.findall(record_marker))
        document, head = _read_page(domain, page, self.document)
        if document.records and not markers:
            _show_recognised(self.document, document.records[0], head)
        sections = _sections(self.document, markers)
        records = tuple(
            replace(record, anchor=_anchor(self.document, record, section))
            for record, section in zip(document.records, sections, strict=False)
        )
        for position, marker in enumerate(markers):
            marker.replace_self(record_header(page=page, position=position))
        guide, wrong = _read_guide(self.document, document.path, page)
        views = _views(self.document, page)
        fragments, unusable = _fragments(self.document, document.path, page)
        troubles = (
            *document.troubles,
            *wrong,
            *unusable,
            *_misasked(domain, document.path, views),
        )
        whole = replace(
            document, records=records, troubles=troubles, guide=guide, fragments=fragments
        )
        domain.note_document(page, whole)
        domain.note_views(page, views)
        _note_missing(domain, page, self.document)
        if domain.project.settings.link_mentions:
            mark_mentions(self.document, domain.mentioned_prefixes)
            marked = {node["target"] for node in self.document.findall(record_mention)}
            if marked:
                domain.data["marked"][page] = tuple(sorted(marked))


def _read_page(
    domain: GovernanceDomain, page: str, doctree: nodes.document
) -> tuple[Document, list[HeadNode]]:
    # Not at the top: most builds read nothing.
    from sphinx_governance.intake.from_doctree import included_outlines, read_doctree

    file = Path(domain.env.doc2path(page))
    content = file.read_bytes()
    source, _ = decode(content)
    markup = SUFFIXES.get(file.suffix.lower(), "rst")
    outline, head = read_doctree(
        doctree,
        source or "",
        path=domain.path_of(page),
        markup=markup,
        digest=hashlib.sha256(content).hexdigest()[:32],
    )
    identity = domain.identities.get(page)
    found = document_of(outline.trimmed(), domain.project, identity, page=page)
    parts = tuple(
        replace(
            document_of(
                part, domain.project, None, page=page, path=relative(part.path, domain.base)
            ),
            within=found.path,
        )
        for part in included_outlines(doctree, SourceLines(Path()).whole, markup)
    )
    return replace(found, parts=parts), head


def _read_guide(
    doctree: nodes.document, path: str, page: str
) -> tuple[Guide | None, Sequence[Trouble]]:
    """Return the page's guide and what is wrong in it; it stands in the doctree as readers see it."""
    if next(iter(doctree.findall(guide_block)), None) is None:
        return None, ()
    # Not at the top: most pages have none.
    from sphinx_governance.intake.guides import GuideReader
    from sphinx_governance.views.guide import show_guide

    reader = GuideReader(path, page)
    guide = reader.read(doctree)
    show_guide(doctree, guide)
    return guide, reader.troubles


def _fragments(
    doctree: nodes.document, path: str, page: str
) -> tuple[tuple[DeclaredFragment, ...], list[Trouble]]:
    """Return what the page declares as fragments, and what is wrong with those that it cannot."""
    edges = [edge for edge in doctree.findall(fragment_edge) if "line" in edge]
    if not edges:
        return (), []
    # Not at the top: most pages have none.
    from sphinx_governance.model.markers import PLAIN_NAME, DeclaredFragment

    found, troubles = [], []
    for edge in edges:
        name, at = edge["name"], Location(path, edge["line"], 1)
        if not name:
            troubles.append(Trouble("a fragment has no name", at, "write: .. fragment:: install"))
        elif not PLAIN_NAME.fullmatch(name):
            hint = "use lower-case letters, digits and hyphens"
            troubles.append(Trouble(f"a fragment may not be named {name!r}", at, hint))
        elif not any(node.astext().strip() or _shows(node) for node in content_of(edge)):
            hint = "write into the directive what it shows"
            troubles.append(Trouble(f"the fragment {name!r} is empty", at, hint))
        else:
            found.append(DeclaredFragment(name, at, page, edge["anchor"], edge["digest"]))
    return tuple(found), troubles


def _shows(node: nodes.Node) -> bool:
    """Return whether a node without text shows something: a picture, or what is known later."""
    return any(True for _ in node.findall(nodes.image)) or any(
        True for _ in node.findall(Placeholder)
    )


def _note_missing(domain: GovernanceDomain, page: str, doctree: nodes.document) -> None:
    """Keep the files that directives could not read; once one is there, the page is to be read again."""
    sources = SourceLines(Path())
    for item in missing_in_text(doctree, sources.whole):
        path = Path(domain.env.relfn2path(item.target, page)[1])
        if not path.is_file():
            domain.note_missing(page, [item])
            domain.env.note_dependency(str(path))


def _show_recognised(doctree: nodes.document, record: Record, head: list[HeadNode]) -> None:
    """Put the card in the place of a recognised record's field-like header, under its title."""
    if record.title_in_metadata and record.title:
        wrap_in_titled_section(doctree, record.title)
    remove_written_header(record, head)
    put_header(doctree, record_header(page=record.page, position=0))


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
    if section is None or not record.title:
        return ""
    if doctree.ids.setdefault(record.anchor, section) is not section:
        return str(section["ids"][0])
    if record.anchor not in section["ids"]:
        section["ids"].append(record.anchor)
    return record.anchor


def _views(doctree: nodes.document, page: str) -> list[nodes.Element]:
    """Return the page's indexes and graphs, each knowing its page: other pages may come to hold it."""
    found: list[nodes.Element] = [
        node
        for node in doctree.findall(Placeholder)
        if isinstance(node, record_index | record_graph | guide_table)
    ]
    for node in found:
        node["page"] = page
    return found


def _misasked(
    domain: GovernanceDomain, path: str, views: Iterable[nodes.Element]
) -> Iterable[Trouble]:
    """Yield the kinds and statuses that indexes and graphs ask for and nobody has."""
    asking = [node for node in views if not isinstance(node, guide_table)]
    if not asking:
        return
    kinds = [kind.name for kind in domain.project.kinds]
    specs = [*domain.project.kinds, *domain.project.kinds.specs.values()]
    states = {state.name for spec in specs for state in spec.lifecycle.states} | {"none"}
    for node in asking:
        at = Location(path, node["line"])
        for kind in node["options"]["kinds"]:
            if kind not in kinds:
                yield Trouble(f"there is no kind {kind!r}", at, _nearest(kind, kinds))
        for status in node["options"]["statuses"]:
            if fold(status) not in states:
                yield Trouble(
                    f"no kind has a status {status!r}", at, _nearest(fold(status), states)
                )


def _nearest(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"did you mean {near}?" if near else f"there are: {listed(sorted(known), 'and')}"


def setup_collect(app: Sphinx) -> None:
    """Register the transform, what makes a page be read again, and what :ref: finds."""
    app.add_node(record_marker)
    app.add_node(guide_block)
    app.add_node(fragment_edge)
    app.add_transform(CollectRecords)
    app.connect("source-read", _cut_header_block)
    app.connect("env-get-outdated", _changed_beside)
    app.connect("env-before-read-docs", _forget_labels)
    app.connect("env-updated", _label_records, priority=100)


def _cut_header_block(app: Sphinx, page: str, source: list[str]) -> None:
    """Blank out the RFC-2822 block of a record: as reST it is no header, and its lines are errors."""
    if page not in governance(app.env).identities:
        return
    lines = source[0].splitlines(keepends=True)
    _, taken = read_header_block([line.rstrip("\r\n") for line in lines])
    if taken:
        source[0] = "\n" * taken + "".join(lines[taken:])


def _forget_labels(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Take back the labels made below: an author may be about to write one, or an earlier page to claim one."""
    if pages:
        made: set[str] = governance(env).data["labels"]
        standard = env.domains.standard_domain
        for name in made:
            standard.labels.pop(name, None)
            standard.anonlabels.pop(name, None)
        made.clear()


def _label_records(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make a label of each record's anchor, for ``:ref:`` here and in projects without this extension.

    Done once all pages are read: labels that pages define while they are read in
    parallel depend on who is first. A label that an author wrote stays.
    """
    domain, standard = governance(env), env.domains.standard_domain
    if domain.data["settled"] == domain.state:
        return []  # no page was read or removed: the labels are those of the last build
    for record in domain.records:
        name = record.id.lower()
        if record.anchor and name not in standard.labels and name not in standard.anonlabels:
            standard.note_hyperlink_target(name, record.page, record.anchor, record.title)
            domain.data["labels"].add(name)
    return []


def _changed_beside(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages that are to be read again because of the names of other pages.

    One becomes a record, or ceases to be one, by the names beside it; and what
    counts as a mention depends on the prefixes that are in use.
    """
    domain = governance(env)
    domain.forget_identities()
    if domain.same_names:
        return []
    renamed = {
        page for page, before in domain.known.items() if domain.identities.get(page) != before
    }
    if domain.data["prefixes"] != domain.mentioned_prefixes:
        renamed |= {page for page, document in domain.documents.items() if document.mentions}
        domain.data["prefixes"] = domain.mentioned_prefixes
    return sorted(renamed & env.found_docs)
