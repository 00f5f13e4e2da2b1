"""What RFC 4287 asks of a feed: sections 3 and 4, and the grammar of Appendix B, as checks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
_ONE = {
    "feed": ("id", "title", "updated"),
    "entry": ("id", "title", "updated"),
    "person": ("name",),
}
_AT_MOST_ONE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
    "person": ("uri", "email"),
}
_MANY = {
    "feed": ("author", "category", "contributor", "link", "entry"),
    "entry": ("author", "category", "contributor", "link"),
    "person": (),
}
_ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    **{name: {"type"} for name in ("title", "subtitle", "summary", "rights")},
}
_EMPTY = {"link", "category"}
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def problems(text: str) -> list[str]:
    """Return what is wrong with a feed."""
    root = ET.fromstring(text)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    return [*_container(root, "feed"), *_feed(root)]


def _feed(feed: ET.Element) -> Iterator[str]:
    entries = feed.findall(f"{ATOM}entry")
    has_author = feed.find(f"{ATOM}author") is not None
    if not has_author and not entries:
        yield "no author"
    for entry in entries:
        yield from _container(entry, "entry")
        if not has_author and entry.find(f"{ATOM}author") is None:
            yield "an entry has no author"
        alternate = [
            link
            for link in entry.findall(f"{ATOM}link")
            if link.get("rel", "alternate") == "alternate"
        ]
        if entry.find(f"{ATOM}content") is None and not alternate:
            yield "an entry has neither content nor an alternate link"
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    yield from (f"{name} names {number} entries" for name, number in ids.items() if number > 1)


def _container(element: ET.Element, kind: str) -> Iterator[str]:
    found = Counter(child.tag.removeprefix(ATOM) for child in element)
    for name in _ONE[kind]:
        if found[name] != 1:
            yield f"{kind} has {found[name]} {name}"
    for name in _AT_MOST_ONE[kind]:
        if found[name] > 1:
            yield f"{kind} has {found[name]} {name}"
    for name in found.keys() - {*_ONE[kind], *_AT_MOST_ONE[kind], *_MANY[kind]}:
        yield f"{kind} has a {name}"
    if (element.text or "").strip():
        yield f"{kind} has text"
    links = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    if any(number > 1 for number in links.values()):
        yield f"{kind} has two alternate links that are alike"
    for child in element:
        yield from _leaf(child)


def _leaf(element: ET.Element) -> Iterator[str]:
    name = element.tag.removeprefix(ATOM)
    text = element.text or ""
    if element.attrib.keys() - _ATTRIBUTES.get(name, set()):
        yield f"{name} has attributes {sorted(element.attrib)}"
    if name in {"author", "contributor"}:
        yield from _container(element, "person")
    elif name != "entry" and len(element):
        yield f"{name} has elements"
    if name in _EMPTY and text.strip():
        yield f"{name} has text"
    if name == "link" and not urlsplit(element.get("href", "")).scheme:
        yield "a link has no address"
    if name in {"category", "name"} and not (element.get("term") or text.strip()):
        yield f"a {name} says nothing"
    if name == "id" and not (urlsplit(text).scheme and text == text.strip()):
        yield f"{text!r} is no IRI"
    if name in {"updated", "published"}:
        yield from _date(text)
    if element.get("type", "text") != "text" and name in {"title", "summary", "content"}:
        yield f"{name} is not plain text"


def _date(text: str) -> Iterator[str]:
    if not _DATE.fullmatch(text):
        yield f"{text!r} is no date of RFC 3339"
        return
    datetime.fromisoformat(text)
