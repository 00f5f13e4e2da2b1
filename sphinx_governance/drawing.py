"""Drawings of graphs: in HTML a part of the page itself, so that they take its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from docutils import nodes
from sphinx.util.logging import getLogger

from sphinx_governance.views.labels import _

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

    from sphinx_governance.placeholders import record_drawing

logger = getLogger(__name__)


def draw_html(translator: HTML5Translator, node: record_drawing) -> None:
    """Write the drawing in a box of its own, which scrolls where it is wider than the page.

    Sphinx's own ``object`` has no name for screen readers, and strict policies stop it;
    an image has the colours that it was made with, legible on white alone.
    """
    from sphinx.ext.graphviz import GraphvizError, render_dot

    try:
        _name, path = render_dot(translator, node["code"], node["options"], "svg")
    except GraphvizError as error:
        logger.warning("%s", error)
        raise nodes.SkipNode from error
    if path is not None:
        # Who cannot use a mouse scrolls it with the keyboard: it takes the focus.
        box: dict[str, Any] = {"role": "group", "aria-label": str(_("Graph")), "tabindex": "0"}
        opening = translator.starttag(node, "div", "", CLASS="governance-scroll", **box)
        translator.body.append(f"{opening}{_inline(path, node['alt'])}</div>\n")
    raise nodes.SkipNode


def _inline(path: Path, alt: str) -> str:
    """Return what ``dot`` drew as an element of HTML, without names that another drawing may have too."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - dot writes it, and escapes what it is given
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {
            name: value
            for name, value in element.attrib.items()
            if ":" not in name and name != "id"
        }
        for title in [child for child in element if child.tag.endswith("title")]:
            element.remove(title)
    root.attrib |= {"role": "img", "aria-label": alt, "class": "governance-drawing"}
    return ElementTree.tostring(root, encoding="unicode", method="html")


def draw_latex(translator: LaTeXTranslator, node: record_drawing) -> None:
    """Write the drawing as Sphinx does."""
    from sphinx.ext.graphviz import render_dot_latex

    # It reads no more of a node than this one has.
    render_dot_latex(translator, node, node["code"], node["options"])  # type: ignore[arg-type]
