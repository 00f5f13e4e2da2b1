"""Links to records and pages, and the text that strangers write in headers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from docutils import nodes

from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import MARKDOWN_LINK
from sphinx_governance.model.text import fold, is_web_address, squeeze

_RST_LINK = re.compile(r"`(?P<text>[^`<>]*)<(?P<target>https?://[^>\s]+)>`_{1,2}")
_URL = re.compile(r"https?://[^\s<>()\"']+[^\s<>()\"'.,;:!?]")


class Links(Protocol):
    """Makes the links of one page, for the builder at hand."""

    def to_record(self, record: Record, text: str) -> nodes.Node:
        """Return a link to a record."""

    def to_page(self, page: str, text: str) -> nodes.Node:
        """Return a link to a page."""


def title_text(title: nodes.Element) -> str:
    """Return a page's title as other pages name it: without the number that ``sectnum`` gives it."""
    return "".join(
        node.astext() for node in title.children if not isinstance(node, nodes.generated)
    )


def status_badge(name: str | None, text: str) -> nodes.inline:
    """Return a status as a badge; its state is in the text too, not only in the colour."""
    return nodes.inline("", text, classes=["governance-status", status_class(name)])


def status_class(name: str | None) -> str:
    """Return the class that a state's badge, row or link has."""
    return f"governance-status-{fold(name) if name else 'unknown'}"


def linked_text(text: str) -> Iterator[nodes.Node]:
    """Yield a header's text as nodes: web addresses become links, all else stays text."""
    position = 0
    for start, end, shown, target in _targets(text):
        if start < position:
            continue
        if start > position:
            yield nodes.Text(text[position:start])
        yield nodes.reference("", shown, refuri=target, internal=False)
        position = end
    if position < len(text):
        yield nodes.Text(text[position:])


def _targets(text: str) -> list[tuple[int, int, str, str]]:
    """Return the links in a text: only http and https, whatever else a stranger may write."""
    found = [
        (match.start(), match.end(), match["text"] or match["target"], match["target"])
        for match in MARKDOWN_LINK.finditer(text)
        if is_web_address(match["target"])
    ]
    found += [
        (match.start(), match.end(), squeeze(match["text"]) or match["target"], match["target"])
        for match in _RST_LINK.finditer(text)
    ]
    found += [
        (match.start(), match.end(), match.group(), match.group()) for match in _URL.finditer(text)
    ]
    return sorted(found, key=lambda item: (item[0], -item[1]))


def joined(parts: Iterable[Sequence[nodes.Node]], separator: str = ", ") -> list[nodes.Node]:
    """Return groups of nodes one after the other, with a separator between."""
    found: list[nodes.Node] = []
    for part in parts:
        if found:
            found.append(nodes.Text(separator))
        found += part
    return found
