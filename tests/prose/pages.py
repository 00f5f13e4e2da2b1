"""Whole pages as prose: a project that was read, and the words that readers see on a page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import admonitionlabels
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .tools import split

_UNSEEN = (
    nodes.comment, nodes.system_message, nodes.substitution_definition, nodes.raw, nodes.label,
)  # fmt: skip


def collected(source: Path, out: Path) -> Sphinx:
    """Return a project read by the builder that the command line uses."""
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            source,
            source,
            out,
            out / "doctrees",
            "governance-collect",
            status=None,
            warning=io.StringIO(),
        )
        app.build()
    return app  # fmt: skip


def words_on(node: nodes.Node) -> list[str]:
    """Return the words that a reader of a page sees, in order."""
    return split(_texts(node))


def _texts(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, _UNSEEN):
        return
    if isinstance(node, nodes.Admonition) and not _is_titled(node):
        yield str(admonitionlabels.get(type(node).__name__, ""))
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.image):
        yield str(node.get("alt") or "")
    elif isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
        yield "".join(_in_line(node))
    else:
        for child in node.children:
            yield from _texts(child)


def _in_line(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, _UNSEEN) or "sd-hide-link-text" in _classes(node):
        return
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.image):
        yield str(node.get("alt") or "")
    for child in node.children:
        yield from _in_line(child)


def _classes(node: nodes.Node) -> list[str]:
    return list(node.get("classes", ())) if isinstance(node, nodes.Element) else []


def _is_titled(node: nodes.Node) -> bool:
    return bool(node.children) and isinstance(node.children[0], nodes.title)
