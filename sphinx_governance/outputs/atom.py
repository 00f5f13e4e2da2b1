"""``decisions.atom``: a feed of where each record stands, dated by what the record itself says.

Source: RFC 4287. An entry is a record in a status: one that moves on is a new entry. A record without
a date has none, since no other day can be told from the same sources again.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from xml.etree import ElementTree as ET

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import is_web_address, printable, xml_text
from sphinx_governance.outputs.export_names import FILES
from sphinx_governance.outputs.record_json import record_url

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100
"""So many entries a feed has, the newest: readers ask for it again and again."""

_NEVER = "1970-01-01"
_ADDRESS = re.compile(r"\s*<[^<>]*>")
_UNSAFE = re.compile(r"[^A-Za-z0-9%/:=&?~#+!$,;'@()*._-]")


class _Entry(NamedTuple):
    day: str
    record: Record


def decisions_as_atom(
    corpus: Corpus, published: Mapping[str, str] = MappingProxyType({}), base: str = ""
) -> str:
    """Return the feed.

    :param published: page → URL, where the pages are published.
    :param base: where the site is published, "" where that is not known.
    """
    entries = sorted(_entries(corpus.records), key=lambda item: item.record.id)
    entries = sorted(entries, key=lambda item: item.day, reverse=True)[:MOST]
    project = _plain(corpus.project)
    feed = ET.Element("feed", {"xmlns": ATOM})
    _add(feed, "id", _identity(corpus.project))
    _add(feed, "title", f"{project}: decisions" if project else "Decisions")
    _add(feed, "updated", _moment(entries[0].day if entries else _NEVER))
    _add(ET.SubElement(feed, "author"), "name", project or "unknown")
    if is_web_address(base):
        ET.SubElement(feed, "link", {"rel": "self", "href": _address(f"{base}/{FILES['atom']}")})
        ET.SubElement(feed, "link", {"rel": "alternate", "href": _address(f"{base}/")})
    seen: set[str] = set()
    for entry in entries:
        _add_entry(feed, corpus, entry, record_url(entry.record, published), seen)
    ET.indent(feed)
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _entries(records: Iterable[Record]) -> Iterable[_Entry]:
    for record in records:
        dates = (record.date, record.read_date("updated"), record.read_date("created"))
        days = [_whole(found.iso) for found in dates if found and found.iso]
        if days and record.status is not None:
            yield _Entry(max(days), record)


def _add_entry(
    feed: ET.Element, corpus: Corpus, found: _Entry, url: str | None, seen: set[str]
) -> None:
    record = found.record
    status = record.status_name or (record.status.text if record.status else "")
    name = _identity(corpus.project, record.id, status)
    while name in seen:
        # Two records that claim one number: each is told, under a name of its own.
        name = _identity(name, record.path)
    seen.add(name)
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", name)
    _add(entry, "title", f"{record.id} {status}: {record.title or '(no title)'}")
    _add(entry, "updated", _moment(found.day))
    for person in _people(record):
        _add(ET.SubElement(entry, "author"), "name", person)
    ET.SubElement(entry, "category", {"term": _plain(record.kind)})
    ET.SubElement(entry, "category", {"term": _plain(status) or "none"})
    if url and is_web_address(url):
        ET.SubElement(entry, "link", {"rel": "alternate", "href": _address(url)})
    summary = record.field("summary")
    told = f" {summary.value}" if summary and summary.value else ""
    kind = corpus.spec(record).title
    content = f"{kind} {record.id}, {record.title or '(no title)'}: {status}.{told}"
    _add(entry, "content", content).set("type", "text")


def _people(record: Record) -> list[str]:
    """Return the names of those who wrote or decided it; nobody's e-mail address is published anew."""
    names = [
        _plain(_ADDRESS.sub("", item))
        for field in ("authors", "deciders")
        for entry in record.all(field)
        for item in split_list(entry.value)
    ]
    return [name for name in dict.fromkeys(names) if name]


def _add(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _plain(text)
    return element


def _plain(text: str) -> str:
    return xml_text(printable(text))


def _identity(*parts: str) -> str:
    """Return a name that stays: it does not depend on where the pages are published, or under which title."""
    text = "\0".join(parts).encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'sphinx-governance:{text}')}"


def _whole(day: str) -> str:
    """Return the first day of what is only a month or a year."""
    return f"{day}-01-01"[:10] if len(day) == len("2026") else f"{day}-01"[:10]


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _address(url: str) -> str:
    """Return a URL in which nothing but a URL's signs stand."""
    return _UNSAFE.sub(
        lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode("utf-8", "replace")), url
    )
