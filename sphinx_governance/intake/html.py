"""Raw HTML inside Markdown: its links, images and anchors, read by a parser of HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESSES = {("a", "href"): "link", ("img", "src"): "image"}


class Html(NamedTuple):
    """What a piece of HTML has: ``(kind, target)`` of links and images, anchors, texts of headings."""

    links: tuple[tuple[str, str], ...]
    anchors: tuple[str, ...]
    headings: tuple[str, ...]


def read_html(text: str) -> Html:
    """Return what is of use in a piece of HTML, in the order in which it stands."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Html(tuple(reader.links), tuple(reader.anchors), tuple(reader.headings))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.anchors: list[str] = []
        self.headings: list[str] = []
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element's target and anchors; a heading's text begins."""
        for name, value in attrs:
            if not value:
                continue
            if kind := _ADDRESSES.get((tag, name)):
                self.links.append((kind, value.strip()))
            elif name == "id" or (tag == "a" and name == "name"):
                self.anchors.append(value)
        if tag in _HEADINGS:
            self._heading = []

    def handle_data(self, data: str) -> None:
        """Keep the text of a heading."""
        if self._heading is not None:
            self._heading.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End a heading."""
        if tag in _HEADINGS and self._heading is not None:
            self.headings.append(" ".join("".join(self._heading).split()))
            self._heading = None
