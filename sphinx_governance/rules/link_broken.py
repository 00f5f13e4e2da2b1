"""A relative link or image leads to no file, or to no heading of it.

What it does
------------
Reports relative links, images and ``#anchors`` that lead nowhere, in the documents of a
bare folder and in those beside a Sphinx project (README, CONTRIBUTING …): in Markdown,
in raw HTML and in reStructuredText, with the anchors that GitHub gives to headings.
Links within the pages of a Sphinx project are Sphinx's affair, but for addresses of documents in
reStructuredText (```notes <../notes.md>`_``), which it does not look at. A link that
leaves the folder is judged where the whole repository is known; one in a template holds
where its copies stand, and is not judged.

Why it matters
--------------
Files move, and who follows the link comes to an error page. Nothing else looks at
these files: Sphinx does not read them.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   See [how to contribute](../CONTRIBUTING.md#tests).

.. code-block:: markdown
   :caption: CONTRIBUTING.md

   # Contributing

   ## Running the tests

Fix
---
Write where the file or heading is now.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   See [how to contribute](../CONTRIBUTING.md#running-the-tests).

.. code-block:: markdown
   :caption: CONTRIBUTING.md

   # Contributing

   ## Running the tests

Options
-------
``files`` lists the documents beside a Sphinx project, relative to the repository's root.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document, Link
from sphinx_governance.model.finding import Edit, Fix, Found, Severity
from sphinx_governance.model.places import Local, Places, is_template, local_target
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import nearest, printable, shorten

FAMILY = "references"
SEVERITY = Severity.ERROR

_KINDS = frozenset({"link", "image"})
_READ = (".md", ".rst", ".markdown")
_OF_GITHUB = re.compile(r"(?:top|readme|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?)$|:~:|user-content-")
"""Fragments that GitHub or a browser understands without a heading."""

_COMMON = frozenset({"readme", "index", "changelog", "contributing", "license", "__init__"})
"""Names of which one file says nothing about where another one went."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every relative link that leads nowhere."""
    if corpus.tree is None:
        return
    places = Places(corpus, corpus.tree)
    judged = {document.path for document in corpus.read if not document.page}
    for document in corpus.read:
        if is_template(document.path):
            continue
        missing = _missing_relations(corpus, document)
        for link in document.links:
            if (link.at.line, link.target.partition("#")[0]) in missing:
                continue
            target = local_target(link.target) if link.kind in _KINDS else None
            if document.page and not (target and _passes_sphinx(document, link, target)):
                continue
            if target and (found := _judge(document, link, target, places, judged)):
                yield found


def _missing_relations(corpus: Corpus, document: Document) -> set[tuple[int, str]]:
    """Return lines and paths of relations that lead to no record: another rule looks at these."""
    return {
        (relation.at.line, relation.reference.path)
        for record in document.records
        for relation in record.relations
        if relation.reference.path and not corpus.targets(record, relation)
    }


def _judge(
    document: Document, link: Link, target: Local, places: Places, judged: set[str]
) -> Found | None:
    """Return what is wrong with a link, None where it leads somewhere or nobody can know."""
    if not target.path:
        return _anchor(document, link, target.fragment, document) if target.fragment else None
    place = places.resolve(document, target.path)
    if place == ".." or place.startswith("../"):
        return None if places.is_outside(place) else _outside(link)
    if not places.is_there(place):
        if _is_of_site(document, link, target, places):
            return None
        return _missing(document, link, place, places)
    there = places.documents.get(place)
    if there and there.path in judged and target.fragment and link.kind == "link":
        return _anchor(document, link, target.fragment, there)
    return None


def _passes_sphinx(document: Document, link: Link, target: Local) -> bool:
    """Return whether Sphinx writes a link as it is: ```text <../notes.md>`_`` in reST."""
    is_rest = document.path.endswith(".rst") and link.kind == "link"
    return is_rest and target.path.endswith(_READ)


def _is_of_site(document: Document, link: Link, target: Local, places: Places) -> bool:
    """Return whether a link of reST is to what Sphinx writes, not to what it reads."""
    is_rest = document.path.endswith(".rst") and link.kind == "link"
    return is_rest and not target.path.endswith(_READ) and places.is_in_sphinx(document)


def _missing(document: Document, link: Link, place: str, places: Places) -> Found:
    near = places.near(place)
    way = _way(document, link, near, places) if near else ""
    hint = f"did you mean {shorten(printable(way), 200)}?" if way else ""
    what = "image" if link.kind == "image" else "link"
    message = f"the {what} leads to {_shown(place)}, which does not exist"
    fix = _fix(link, (place, near), way, places) if way else None
    return Found(message, _at(link), hint, _length(link), fix=fix)


def _outside(link: Link) -> Found:
    what = "image" if link.kind == "image" else "link"
    return Found(
        f"the {what} {_shown(link.target)} leads out of the repository",
        _at(link),
        "",
        _length(link),
    )


def _anchor(document: Document, link: Link, fragment: str, there: Document) -> Found | None:
    if not there.anchors and there.troubles:
        return None  # it could not be read
    if fragment in there.anchors or _OF_GITHUB.match(fragment):
        return None
    near = _near_anchor(fragment, there)
    file = "" if there is document else f" in {_shown(there.path)}"
    message = f"there is no heading or anchor {_shown('#' + fragment)}{file or ' in this document'}"
    hint = f"did you mean #{shorten(printable(near), 100)}?" if near else ""
    # How browsers treat the case of anchors differs; the heading is there.
    milder = Severity.WARNING if near.lower() == fragment.lower() else None
    return Found(message, _at(link), hint, _length(link), severity=milder)


def _near_anchor(fragment: str, there: Document) -> str:
    lower = fragment.lower()
    same = [name for name in there.anchors if name.lower() == lower]
    alike = [name for name in there.anchors if _plain(name) == _plain(fragment)]
    return min(same or alike, default="") or nearest(lower, there.anchors) or ""


def _plain(anchor: str) -> str:
    """Return an anchor without what slips in or out unseen: hyphens, marks, the rest of an emoji."""
    return "".join(sign for sign in anchor.lower() if sign.isalnum())


def _way(document: Document, link: Link, place: str, places: Places) -> str:
    """Return what to write as the link's target, to come to a place."""
    if link.target.startswith("/"):
        path = f"/{place}"
    else:
        here = places.resolve(document, ".")
        path = posixpath.relpath(f"/{place}", f"/{here}")
        path = f"./{path}" if link.target.startswith("./") and path[0] != "." else path
    _, mark, fragment = link.target.partition("#")
    return path + mark + fragment


def _fix(link: Link, move: tuple[str, str], way: str, places: Places) -> Fix | None:
    """Return the edit that leads a link to where its file went, where that is sure."""
    place, near = move
    stem = posixpath.splitext(posixpath.basename(place))[0].lower()
    moved = stem not in _COMMON and places.has_moved(place, near)
    if not moved or link.to is None or re.search(r"[^\w./#-]", link.target + way, re.ASCII):
        return None
    return Fix(f"lead the link to {way}", (Edit(link.to, link.target, way),))


def _at(link: Link) -> Location:
    return link.to or link.at


def _length(link: Link) -> int:
    return len(link.target if link.to else link.text)


def _shown(text: str) -> str:
    return repr(shorten(printable(text), 200))
