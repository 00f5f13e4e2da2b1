"""The sidebar of an adopted record: its index is marked there, as the record itself is not in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sphinx_governance.domain import governance

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_TAG = re.compile(r"<(?P<end>/?)(?P<name>ul|li|a)\b(?P<rest>[^>]*)>")
_MARKED = re.compile(r'<li class="[^"]*\bcurrent\b')
_CLASS = 'class="'
_HREF = re.compile(r'\bhref="([^"]*)"')


def setup_sidebar(app: Sphinx) -> None:
    """Look at what themes draw sidebars with, before they do."""
    app.connect("html-page-context", _mark_index, priority=400)


def _mark_index(
    app: Sphinx,
    page: str,
    template: str,  # noqa: ARG001 - Sphinx's signature
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    draw: Callable[..., str] | None = context.get("toctree")
    if doctree is None or draw is None or not governance(app.env).data["objects"].get(page):
        return
    links = [str(parent["link"]) for parent in reversed(context.get("parents") or ())]
    context["toctree"] = lambda **options: marked(draw(**options), links)


def marked(sidebar: str, links: list[str]) -> str:
    """Return a sidebar with the branch to the first of *links* that is in it marked as current.

    >>> marked('<ul><li><a class="reference" href="x.html">X</a></li></ul>', ["x.html"])
    '<ul class="current"><li class="current"><a class="current reference" href="x.html">X</a></li></ul>'
    """
    if _MARKED.search(sidebar):
        return sidebar
    for link in links:
        branch = _branch(sidebar, link)
        if branch:
            for tag in reversed(branch):
                sidebar = sidebar[: tag.start()] + _current(tag) + sidebar[tag.end() :]
            return sidebar
    return sidebar


def _branch(sidebar: str, link: str) -> list[re.Match[str]]:
    """Return the tags that the first link to a page stands in, and its own."""
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(sidebar):
        if tag["end"]:
            del opened[-1:]
            continue
        opened.append(tag)
        href = _HREF.search(tag["rest"]) if tag["name"] == "a" else None
        if href and href[1] == link:
            return opened
    return []


def _current(tag: re.Match[str]) -> str:
    name, rest = tag["name"], tag["rest"]
    if _CLASS in rest:
        return f"<{name}{rest.replace(_CLASS, _CLASS + 'current ', 1)}>"
    return f'<{name} {_CLASS}current"{rest}>'
