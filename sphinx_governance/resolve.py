"""Writing: placeholders become standard nodes, with references that the domain resolves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_governance.builder import CollectBuilder
from sphinx_governance.domain import governance
from sphinx_governance.drawing import draw_html, draw_latex
from sphinx_governance.linking import PageLinks
from sphinx_governance.model.drawn import dot, edges
from sphinx_governance.model.guide_names import guide_references
from sphinx_governance.model.index import IndexOptions
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import read_reference
from sphinx_governance.placeholders import (
    PLACEHOLDERS,
    Placeholder,
    fragment_edge,
    guide_card,
    guide_flowchart,
    guide_owed,
    guide_table,
    record_drawing,
    record_graph,
    record_header,
    record_index,
    record_mention,
)
from sphinx_governance.quiet import no_collecting
from sphinx_governance.views.flowchart import flowchart_dot
from sphinx_governance.views.graph import graph_nodes
from sphinx_governance.views.guide import answer_nodes, artifact_nodes, scenario_nodes
from sphinx_governance.views.guide_tables import guide_table_nodes
from sphinx_governance.views.header import header_nodes
from sphinx_governance.views.index import index_nodes
from sphinx_governance.views.labels import _, label
from sphinx_governance.views.links import title_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_governance.model.corpus import Corpus


class ShowRecords(SphinxPostTransform):
    """Replaces placeholders by what is known once all pages are read."""

    # Before references are resolved (10): what is made here refers to records.
    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace the placeholders of a page, or of all pages that a builder put in one."""
        self.domain = governance(self.env)
        for node in list(self.document.findall(Placeholder)):
            if isinstance(node, record_header):
                self._header(node)
            elif isinstance(node, record_index):
                options = IndexOptions(**node["options"])
                with no_collecting():
                    shown = index_nodes(self._corpus, options, self._links(node["page"]))
                node.replace_self(shown)
            elif isinstance(node, record_graph):
                found = edges(self._corpus, IndexOptions(**node["options"]))
                node.replace_self(graph_nodes(found, self._links(node["page"])))
            elif isinstance(node, record_mention):
                self._mention(node)
            elif isinstance(node, guide_table):
                link = self._guide_links(node["page"])
                node.replace_self(guide_table_nodes(self._corpus, node["shows"], link))
            elif isinstance(node, guide_card | guide_owed):
                self._guide_part(node)
            elif isinstance(node, guide_flowchart):
                node.parent.remove(node)  # drawn by now, where that can be

    @property
    def _corpus(self) -> Corpus:
        return self.domain.corpus()

    def _links(self, page: str) -> PageLinks:
        return PageLinks(self.domain.builder, page, self.env.all_docs)

    def _header(self, node: record_header) -> None:
        records, page = self._own(node["page"]), node["page"]
        if node["position"] >= len(records):
            node.parent.remove(node)
            return
        record = records[node["position"]]
        node.replace_self(header_nodes(self._corpus, record, self._links(page), self._title))

    def _guide_links(self, page: str) -> Callable[[str, str], nodes.Node]:
        links = self._links(page)
        return lambda kind, name: links.to_guide(self.domain.guide_object(kind, name), name)

    def _guide_part(self, node: guide_card | guide_owed) -> None:
        """Put what an artifact, a scenario or an answer comes to in its place."""
        link = self._guide_links(node["page"])
        # Plain text has no links, and these say nothing without.
        address = (
            self.domain.project.settings.pull_request_url
            if self.domain.builder.format != "text"
            else ""
        )
        if isinstance(node, guide_owed):
            place = (node["question"], node["answer"])
            shown = answer_nodes(self._corpus, node["tree"], place, link, address)
        elif node["kind"] == "scenario":
            shown = scenario_nodes(self._corpus, node["name"], link, self._explained(node), address)
        else:
            shown = artifact_nodes(self._corpus, node["name"], link, self._explained(node))
        node.replace_self(shown)

    def _explained(self, node: guide_card) -> list[nodes.Node]:
        """Return links to the records and pages that refer to an artifact or scenario."""
        links, own = self._links(node["page"]), node["page"]
        found: list[nodes.Node] = []
        for document in self._corpus.documents:
            if document.page != own and (node["kind"], node["name"]) in guide_references(document):
                records = document.records
                found.append(
                    links.to_record(records[0], f"{records[0].id} {records[0].title}".strip())
                    if len(records) == 1
                    else links.to_page(document.page, self._title(document.page))
                )
        return found

    def _title(self, page: str) -> str:
        title = self.env.titles.get(page)
        return title_text(title) if title is not None else ""

    def _mention(self, node: record_mention) -> None:
        found = self._corpus.find(read_reference(node["target"]), prefix="")
        page = self.env.docname
        if found and not (found[0].page == page and len(self._own(page)) == 1):
            node.replace_self(self._links(page).to_record(found[0], node.astext()))
        else:
            node.replace_self(nodes.Text(node.astext()))

    def _own(self, page: str) -> tuple[Record, ...]:
        document = self.domain.documents.get(page)
        return document.records if document else ()


class DropEdges(SphinxPostTransform):
    """Removes the edges of fragments where pages are written."""

    default_priority = ShowRecords.default_priority

    def is_supported(self) -> bool:
        # It alone asks for what stands between them, and writes no page.
        return not isinstance(governance(self.env).builder, CollectBuilder)

    def run(self, **kwargs: Any) -> None:
        """Leave the content where it is."""
        for edge in list(self.document.findall(fragment_edge)):
            edge.parent.remove(edge)


class DrawGraphs(SphinxPostTransform):
    """Draws graphs where a drawing can stand, where the project has Graphviz; the list stays below."""

    # Before the list takes the placeholder's place.
    default_priority = ShowRecords.default_priority - 1
    # Sphinx's own drawing warns in epub (its image map) and texinfo (paths as strings).
    builders = ("html", "dirhtml", "singlehtml", "latex")

    def run(self, **kwargs: Any) -> None:
        """Put a drawing above each list, with ``sphinx.ext.graphviz`` and its ``dot``."""
        program = str(getattr(self.config, "graphviz_dot", ""))
        if not (program and shutil.which(program)):
            return
        corpus = governance(self.env).corpus()
        for node in list(self.document.findall(record_graph)):
            found = edges(corpus, IndexOptions(**node["options"]))
            alt = _("Graph of the records; the list below says the same.")
            if found:
                _insert(node, _drawing(dot(found, label), node["page"], str(alt)))
        for flowchart in list(self.document.findall(guide_flowchart)):
            tree = corpus.trees.get(flowchart["tree"])
            alt = _("Flowchart of the questions; the list says the same.")
            if tree and tree.questions:
                code = flowchart_dot(corpus, tree)
                _insert(flowchart, _drawing(code, flowchart["page"], str(alt)))


def _insert(placeholder: nodes.Element, shown: nodes.Node) -> None:
    placeholder.parent.insert(placeholder.parent.index(placeholder), shown)


def _drawing(code: str, page: str, alt: str) -> nodes.container:
    drawing = record_drawing("", code=code, options={"docname": page}, alt=alt)
    return nodes.container("", drawing, classes=["governance-graph"])


def setup_resolve(app: Sphinx) -> None:
    """Register the post-transform and the placeholders, which no builder meets."""
    for node in PLACEHOLDERS:
        app.add_node(node)
    app.add_node(record_drawing, html=(draw_html, None), latex=(draw_latex, None))
    app.add_post_transform(DrawGraphs)
    app.add_post_transform(ShowRecords)
    app.add_post_transform(DropEdges)
