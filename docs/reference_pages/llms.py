"""``llms.txt``: what this site has, a line for each page, for readers that are programs.

The form is that of https://llmstxt.org: a title, a summary, and lists of links under the captions of the
home page's toctrees. Pages further down stand under *Optional*, which a reader may leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_governance.files import write_if_different

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NAME = "llms.txt"
_SENTENCE = re.compile(r".+?[.!?](?=\s+[^a-z\s]|$)", re.DOTALL)


def publish_llms(app: Sphinx, exception: Exception | None) -> None:
    """Write the list beside the pages, when they are all there."""
    if exception is None and app.builder.name == "html":
        write_if_different(Path(app.outdir, NAME), llms_text(app))


def llms_text(app: Sphinx) -> str:
    """Return the list: every page once, in the order of the navigation."""
    env = app.env
    home = env.config.root_doc
    listed = {home}
    parts = [f"# {app.config.project}", f"> {_paragraph(app, home)}"]
    for caption, pages in _parts(env.get_doctree(home)):
        listed |= set(pages)
        parts.append("\n".join([f"## {caption}", "", *(_line(app, page) for page in pages)]))
    rest = [page for page in _in_order(env, home) if page not in listed]
    rest += sorted(env.found_docs - listed - set(rest))
    parts.append("\n".join(["## Optional", "", *(_line(app, page) for page in rest)]))
    return "\n\n".join(parts) + "\n"


def _parts(document: nodes.document) -> Iterator[tuple[str, list[str]]]:
    for toctree in document.findall(addnodes.toctree):
        yield toctree["caption"], [page for _, page in toctree["entries"] if page]


def _in_order(env: BuildEnvironment, page: str) -> Iterator[str]:
    """Yield the pages below one, each followed by those below it."""
    for below in env.toctree_includes.get(page, ()):
        yield below
        yield from _in_order(env, below)


def _line(app: Sphinx, page: str) -> str:
    title = app.env.titles[page].astext()
    base = app.config.html_baseurl
    address = f"{base.rstrip('/')}/" if base else ""
    sentence = first_sentence(_paragraph(app, page))
    about = f": {sentence}" if sentence else ""
    return f"- [{_safe(title)}]({address}{app.builder.get_target_uri(page)}){about}"


def _paragraph(app: Sphinx, page: str) -> str:
    """Return the first paragraph of a page that is a sentence: no badges, nothing in a note, card or table."""
    for found in app.env.get_doctree(page).findall(nodes.paragraph):
        if isinstance(found.parent, nodes.section | nodes.document):
            text = " ".join("".join(_words(app, found)).split())
            if text.endswith((".", "!", "?", ":")):
                return text
    return ""


def _words(app: Sphinx, node: nodes.Node) -> Iterator[str]:
    """Yield the text of a node; a link to a page that has no text yet gets the page's title."""
    for child in node.children:
        if isinstance(child, addnodes.pending_xref) and child["reftype"] == "doc":
            page = app.env.relfn2path(child["reftarget"], child["refdoc"])[0]
            known = app.env.titles.get(page.removesuffix(".rst"))
            yield child.astext() if child["refexplicit"] or known is None else known.astext()
        elif isinstance(child, nodes.Text):
            yield child.astext()
        else:
            yield from _words(app, child)


def first_sentence(text: str) -> str:
    """Return a text up to the end of its first sentence.

    >>> first_sentence("Use 3.11, i.e. an old one. It is fast.")
    'Use 3.11, i.e. an old one.'
    """
    match = _SENTENCE.match(text)
    return match.group() if match else text


def _safe(title: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", title)
