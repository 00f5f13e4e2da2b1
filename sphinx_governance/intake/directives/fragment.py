"""``fragment``: content of a page that README and the like show too."""

from __future__ import annotations

import hashlib

from docutils import nodes

from sphinx_governance.intake.directives.located import LocatedDirective
from sphinx_governance.placeholders import fragment_edge


class Fragment(LocatedDirective):
    """Leaves its content where it is, between two nodes that say where the fragment begins and ends.

    It has no options: what looks like one is content.
    """

    def run(self) -> list[nodes.Node]:
        """Return the edges, and between them an anchor and the content."""
        name = " ".join(self.arguments[0].split()) if self.arguments else ""
        anchor = nodes.make_id(f"fragment-{name}")
        target: list[nodes.Element] = []
        if name and anchor not in self.state.document.ids:
            place = nodes.target("", "", ids=[anchor])
            self.state.document.note_explicit_target(place)
            target = [place]
        text = "\n".join(self.content)
        begin = fragment_edge(
            name=name, line=self.lineno, anchor=anchor if target else "",
            digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        )  # fmt: skip
        begin.source, begin.line = self._source(), self.lineno
        content = self._parsed(self.content, nodes.Element())
        return [begin, *target, *content, fragment_edge(name=name)]


def content_of(begin: fragment_edge) -> list[nodes.Node]:
    """Return the nodes of a fragment that begins there."""
    beside = begin.parent.children
    inside = []
    for node in beside[beside.index(begin) + 1 :]:
        if isinstance(node, fragment_edge) and "line" not in node and node["name"] == begin["name"]:
            break
        inside.append(node)
    return inside
