"""Changes to a page's own doctree while it is read: headings, header cards, mentions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_governance.intake.inline import MENTION
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import read_reference
from sphinx_governance.placeholders import record_header, record_mention

if TYPE_CHECKING:
    from sphinx_governance.intake.doctree_walker import HeadNode

_REPLACED = frozenset({"field-list", "label-lines", "bullet-list", "table"})
"""Forms of headers that the card stands in the place of; a *Status* section stays as it is."""

_NO_MENTIONS = (
    nodes.title, nodes.literal, nodes.FixedTextElement, nodes.reference, nodes.footnote_reference,
    nodes.citation_reference, nodes.raw, nodes.math, nodes.math_block, nodes.comment,
    nodes.substitution_definition, nodes.target, nodes.Invisible, nodes.problematic, addnodes.pending_xref,
    addnodes.download_reference, addnodes.index, nodes.image, nodes.rubric, nodes.term, record_mention,
)  # fmt: skip


def wrap_in_titled_section(doctree: nodes.document, title: str) -> None:
    """Make a title that stands only in metadata the page's real heading, above all that it holds."""
    section = nodes.section("", nodes.title("", title))
    section.source, section.line = doctree.get("source"), 1
    section["names"].append(nodes.fully_normalize_name(title))
    # Sphinx looks for docinfo above everything else, takes its metadata and removes it.
    above = [node for node in doctree.children if isinstance(node, nodes.docinfo | nodes.meta)]
    section += [node for node in doctree.children if node not in above]
    doctree.children = []
    doctree += [*above, section]
    doctree.note_implicit_target(section, section)


def remove_written_header(record: Record, head: Iterable[HeadNode]) -> None:
    """Remove the nodes that hold a header's fields; the card shows every one of them."""
    lines = {entry.label_at.line for entry in record.fields if entry.form in _REPLACED}
    for found in head:
        if any(found.first <= line <= found.last for line in lines):
            _remove(_outermost(found.node))


def _outermost(node: nodes.Element) -> nodes.Element:
    """Return what goes with a header's text: its table, its list item, or itself."""
    table = _ancestor(node, nodes.table)
    if table is not None:
        return table
    return _ancestor(node, nodes.list_item) or node


def _ancestor(node: nodes.Element, kind: type[nodes.Element]) -> nodes.Element | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section | nodes.document):
        if isinstance(parent, kind):
            return parent
        parent = parent.parent
    return None


def _remove(node: nodes.Element) -> None:
    """Remove a node, and the list or quotation that it leaves empty."""
    parent = node.parent
    if parent is None or node not in parent.children:
        return
    parent.remove(node)
    is_list = isinstance(parent, nodes.Sequential | nodes.block_quote)
    if is_list and not parent.children:
        _remove(parent)


def put_header(doctree: nodes.document, header: record_header) -> None:
    """Put a header card under the page's first title, or at its top where it has none."""
    section = next(iter(doctree.findall(nodes.section)), None)
    parent: nodes.Element = doctree if section is None else section
    titles = [index for index, node in enumerate(parent.children) if isinstance(node, nodes.title)]
    parent.insert(titles[0] + 1 if titles else 0, header)


def mark_mentions(doctree: nodes.document, prefixes: frozenset[str]) -> None:
    """Mark what may be an identifier in running text, so that it can become a link."""
    for text in list(doctree.findall(nodes.Text)):
        if MENTION.search(text) and not _is_apart(text):
            _mark(text, prefixes)


def _is_apart(node: nodes.Node) -> bool:
    """Return whether text is code, a link, a heading, or nothing that is shown."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, _NO_MENTIONS):
            return True
        parent = parent.parent
    return False


def _mark(text: nodes.Text, prefixes: frozenset[str]) -> None:
    content = str(text)
    parts: list[nodes.Node] = []
    position = 0
    for match in MENTION.finditer(content):
        if read_reference(match.group()).prefix not in prefixes:
            continue
        parts.append(nodes.Text(content[position : match.start()]))
        parts.append(record_mention("", match.group(), target=match.group()))
        position = match.end()
    if parts:
        parts.append(nodes.Text(content[position:]))
        text.parent.replace(text, [part for part in parts if part.astext()])
