"""The text names a path of the repository, and nothing is there.

What it does
------------
Reports code in running text that looks like a path of the repository
(``src/app/queue.py``) and is none: its first folder is there, and what follows is not.
Paths count from the root, from the document, and from the source folder. It is a
warning where the file is in another place or has another number, and else a note: a
text may speak of a file that is still to be made. Only where the files of the
whole repository are known; patterns, placeholders, templates, changelogs
and records that are over are passed over.

Why it matters
--------------
A reader who looks for the file finds nothing, and does not know whether it moved or was
never there.

Example
-------
.. code-block:: markdown
   :caption: docs/0001-use-a-queue.md

   # 1. Use a queue

   Workers are set up in `docs/workers.md`.

.. code-block:: markdown
   :caption: docs/setup/workers.md

   # Workers

Fix
---
Write the path as it is now.

.. code-block:: markdown
   :caption: docs/0001-use-a-queue.md

   # 1. Use a queue

   Workers are set up in `docs/setup/workers.md`.

.. code-block:: markdown
   :caption: docs/setup/workers.md

   # Workers

Options
-------
``files`` lists the documents beside a Sphinx project that are read too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document, Mention
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.places import Places, is_template, local_target
from sphinx_governance.model.surroundings import Tree
from sphinx_governance.model.text import printable, shorten

FAMILY = "references"
SEVERITY = Severity.WARNING

_FILE = re.compile(
    r"[\w@+-]+(?:\.[\w@+-]+)*\.[A-Za-z][A-Za-z0-9]{0,9}$|^(?:Makefile|Dockerfile|LICEN[CS]E)$"
)
"""The last part of a path that names a file: without an ending it may be a branch, or a word."""


_EXAMPLE = re.compile(
    r"(?:^|[/_.-])(?:x+|n+|v?\d+\.x|my|your|foo|bar|baz|name|example|new|some|template|placeholder)(?=[/_.-]|$)",
    re.IGNORECASE,
)
"""A part of a name that stands for another one."""

_HISTORY = re.compile(
    r"(?:^|/)(?:changelog|changes|history|news|releases?)(?:[./_-]|$)", re.IGNORECASE
)
_COMMON = frozenset({"readme", "index", "__init__", "makefile", "dockerfile", "conf", "config"})
"""Names of which one file says nothing about where another one went."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every path in text that begins in the repository and leads nowhere."""
    tree = corpus.tree
    if tree is None or not tree.whole:
        return
    places = Places(corpus, tree)
    for document in corpus.told:
        if not is_template(document.path) and not _tells_of_the_past(corpus, document):
            for path in document.paths:
                if _is_missing(document, path.text, tree, places):
                    yield _found(path, places)


def _tells_of_the_past(corpus: Corpus, document: Document) -> bool:
    """Return whether a document tells of files that were: a changelog, a record that is over."""
    if _HISTORY.search(document.path):
        return True
    return any(corpus.phase(record) == "closed" for record in document.records)


def _is_missing(document: Document, text: str, tree: Tree, places: Places) -> bool:
    target = local_target(text)
    if (
        target is None
        or _EXAMPLE.search(text)
        or not (text.endswith("/") or _FILE.search(posixpath.basename(text)))
    ):
        return False
    tried = {
        places.resolve(document, target.path),
        posixpath.normpath(target.path.lstrip("/")),
        tree.place(target.path.lstrip("/")),
    }
    first = posixpath.normpath(target.path.lstrip("/")).split("/")[0]
    if first not in tree.folders or first in {".", ".."} or any(map(places.is_there, tried)):
        return False
    return not places.ends_with(posixpath.normpath(target.path.strip("/")))


def _found(path: Mention, places: Places) -> Found:
    place = posixpath.normpath(path.text.strip("/"))
    stem = posixpath.basename(place).partition(".")[0].lower()
    moved = places.moved(place) if stem not in _COMMON else ""
    shown = shorten(printable(path.text), 200)
    return Found(
        f"{shown!r} is no file or folder of the repository",
        path.at,
        f"did you mean {shorten(printable(moved), 200)}?" if moved else "",
        len(path.text),
        severity=None if moved else Severity.NOTE,
    )
