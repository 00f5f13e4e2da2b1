"""Inline nodes of a doctree as runs of text, and their references as somebody wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes

from sphinx_governance.intake.html import read_html
from sphinx_governance.intake.inline import Placer, html_links, is_external
from sphinx_governance.intake.outline import Link, Run
from sphinx_governance.intake.split import split_role
from sphinx_governance.model.text import squeeze

SKIPPED = (
    nodes.substitution_definition, nodes.system_message, nodes.target, nodes.meta, nodes.pending,
)  # fmt: skip
_MADE_UP = (*SKIPPED, nodes.generated, nodes.footnote_reference, nodes.problematic, nodes.raw)
"""What is no text of the author's: section numbers, marks of footnotes, ``<br>``."""
_STYLES = {
    "strong": "strong", "emphasis": "emphasis", "literal": "code", "title_reference": "emphasis",
    "math": "code",
}  # fmt: skip
_INFO = 1
"""The level of docutils' messages that say nothing is wrong."""

_ROLE = re.compile(r":(?P<name>[\w:.+-]+):`(?P<content>.*)`", re.DOTALL)


class InlineNodes:
    """Turns inline nodes into runs and links."""

    def __init__(self, placer: Placer, *, html: bool = False) -> None:
        self.runs: list[Run] = []
        self.links: list[Link] = []
        self._placer = placer
        self._html = html

    def read(self, children: Iterable[nodes.Node], style: str) -> None:
        """Read the inline nodes of one text element."""
        for node in children:
            if isinstance(node, nodes.Text):
                self._add(node.astext(), style, written=_escaped(node))
            elif isinstance(node, nodes.image):
                target = str(node.get("uri", ""))
                self._add(str(node.get("alt", "")), "image", target, written=target)
                self._link("image", str(node.get("alt", "")), target)
            elif isinstance(node, nodes.Element):
                self._element(node, style)

    def _element(self, node: nodes.Element, style: str) -> None:
        role = _ROLE.fullmatch(node.rawsource) if "reftarget" in node else None
        if role:
            # What a role makes of its content is its own affair: `:ref:` folds the case, ours pads.
            text, target = split_role(role["content"])
            mark = f"{{{role['name']}}}" if self._html else f":{role['name']}:"
            line, column, to = self._placer.role(mark, role["content"], target)
            if text or target:
                self.runs.append(Run(text, "role", target, line, column))
            self._link(role["name"], text, target, to)
        elif node.get("refdomain") == "citation":
            self._add(node.astext().strip("[]"), "")
        elif self._html and isinstance(node, nodes.raw) and node.get("format") == "html":
            self.links += html_links(read_html(node.astext()).links, self._placer)
        elif "reftarget" in node or isinstance(node, nodes.reference):
            self._reference(node)
        elif node.tagname in _STYLES:
            self.read(node.children, _STYLES[node.tagname])
        elif not isinstance(node, _MADE_UP):
            self.read(node.children, style)

    def _reference(self, node: nodes.Element) -> None:
        texts = list(node.findall(nodes.Text))
        places = [self._placer.place_lines(_escaped(text)) for text in texts]
        text = "".join(text.astext() for text in texts)
        line, column = places[0] if places else self._placer.place(_target(node))
        # MyST has made the name of a page of what was written.
        target = self._placer.address(text) if node.get("reftype") == "myst" else ""
        target = target or _target(node)
        kind = _kind(node)
        # What stands in the address is no text: the next one is looked for behind it.
        written = self._written(target)
        to = (0, 0) if is_external(target) else written
        for image in node.findall(nodes.image):
            uri = str(image.get("uri", ""))
            self.links.append(Link("image", image.astext(), uri, *self._placer.place(uri)))
        self.runs.append(Run(text, "link", target, line, column))
        self._link(kind, text, target, to)

    def _written(self, target: str) -> tuple[int, int]:
        """Return where a target is written: behind the text, in angle brackets in reST."""
        if self._html:
            return self._placer.target(target)
        return self._placer.bracketed(target)

    def _link(self, kind: str, text: str, target: str, to: tuple[int, int] = (0, 0)) -> None:
        run = self.runs[-1]
        self.links.append(Link(kind, squeeze(text), target, run.line, run.column, *to))

    def _add(self, text: str, style: str, target: str = "", written: str = "") -> None:
        if not text and not target:
            return
        line, column = self._placer.place_lines(written or text)
        self.runs.append(Run(text, style, target, line, column))


def _escaped(text: nodes.Text) -> str:
    """Return a text with its backslashes: docutils keeps a NUL for each until it is asked."""
    return str(text).replace("\x00", "\\")


def _kind(node: nodes.Element) -> str:
    """Return what kind of reference a node is: a name that nothing in the document has is no link."""
    if "refname" in node and not ("refuri" in node or "refid" in node):
        return "name"
    kind = str(node.get("reftype", "link"))
    return "link" if kind == "myst" else kind


def _target(node: nodes.Element) -> str:
    """Return where a reference leads."""
    for name in ("reftarget", "refuri", "refname"):
        if name in node:
            return str(node[name])
    return "#" + str(node["refid"]) if "refid" in node else ""


def is_refusal(node: nodes.Element) -> bool:
    """Return whether a node is a message in the place of what stands there and could not be read."""
    if not isinstance(node, nodes.system_message) or node.get("level", 0) <= _INFO:
        return False
    return "[myst.header]" not in node.astext()


def is_made_up(node: nodes.Element) -> bool:
    """Return whether a node repeats what stands elsewhere: a list of the page's contents."""
    return isinstance(node, nodes.topic) and "contents" in node["classes"]
