"""References to records and pages, made for the builder at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_governance.model.guide_names import GuideObject
from sphinx_governance.model.record import Record
from sphinx_governance.roles import NAME
from sphinx_governance.views.links import status_class

if TYPE_CHECKING:
    from collections.abc import Container

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder


class PageLinks:
    """Makes the links of one page: at once, because an index has thousands, and each is known.

    References that wait to be resolved would say the same after being searched and copied.
    """

    def __init__(self, builder: Builder, page: str, pages: Container[str]) -> None:
        self._builder, self._page, self._pages = builder, page, pages

    def to_record(self, record: Record, text: str) -> nodes.Node:
        """Return a link to a record; of two with one number, each is linked where it is."""
        content = nodes.inline("", text)
        try:
            return record_reference(self._builder, self._page, content, record)
        except NoUri:
            return content

    def to_guide(self, found: GuideObject | None, name: str) -> nodes.Node:
        """Return a link to a part of the guide with its title, its name alone where there is none."""
        if found is None:
            return nodes.inline("", name)
        content = nodes.inline("", found.title, classes=[f"gov-{found.type}"])
        try:
            return make_refnode(self._builder, self._page, found.page, found.anchor, content)
        except NoUri:
            return content

    def to_page(self, page: str, text: str) -> nodes.Node:
        """Return a link to a page, its text alone where the page is gone."""
        if page not in self._pages:
            return nodes.inline("", text)
        content = nodes.inline("", text, classes=["doc"])
        try:
            return make_refnode(self._builder, self._page, page, None, content)
        except NoUri:
            return content


def record_reference(
    builder: Builder, page: str, content: Element, record: Record
) -> nodes.reference:
    """Return the link: its status is a class and stands in the tooltip, so that a dead one shows.

    :raises NoUri: the builder writes no page that the record stands in.
    """
    named = f"{record.id}: {record.title}" if record.title else record.id
    if not content.astext().strip():
        content = nodes.inline(named, named)
    status = record.status_name
    if status:
        content["classes"] = [*content["classes"], status_class(status)]
    tooltip = f"{named} ({status})" if status else named
    return make_refnode(builder, page, record.page, record.anchor, content, tooltip)


def written_reference(
    builder: Builder, page: str, node: pending_xref, contnode: Element, found: Record | GuideObject
) -> nodes.reference:
    """Return the link that an author wrote, with the words of what it leads to where it has no others."""
    explicit = node.get("refexplicit")
    if isinstance(found, Record):
        if not explicit and node.get("refdomain") == NAME:
            named = f"{found.id}: {found.title}" if found.title else found.id
            contnode = _own_words(found.id if node.get("gov:short") else named, found.kind)
        return record_reference(builder, page, contnode, found)
    if not explicit:
        contnode = _own_words(found.title, found.type)
    return make_refnode(builder, page, found.page, found.anchor, contnode, found.title)


def _own_words(text: str, kind: str) -> nodes.inline:
    return nodes.inline(text, text, classes=["xref", NAME, f"{NAME}-{kind}"])
