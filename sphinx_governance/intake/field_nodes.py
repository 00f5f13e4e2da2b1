"""The fields of a header as docutils has them: a field list, or the docinfo it makes of one."""

from __future__ import annotations

from docutils import nodes

from sphinx_governance.intake.inline import Placer


def field_parts(node: nodes.Element) -> tuple[str, nodes.Element]:
    """Return a field's label and body; docinfo has named nodes for the usual ones."""
    if isinstance(node, nodes.field):
        return node[0].astext(), node[1]  # type: ignore[return-value]
    return node.tagname.capitalize(), node


def field_texts(body: nodes.Element) -> list[nodes.TextElement]:
    """Return the texts of a field's value: its paragraphs, or the authors of docinfo."""
    if isinstance(body, nodes.TextElement):
        return [body]
    if isinstance(body, nodes.authors):
        return list(body.findall(nodes.author))
    return list(body.findall(nodes.paragraph))


def placed_label(label: str, placer: Placer) -> tuple[str, int, int]:
    """Return a field's label as it is written, with its place; docinfo has forgotten its case."""
    for written in (label, label.lower(), label.upper()):
        line, column = placer.place(f":{written}:")
        if column:
            return written, line, column
    return label, line, 0
