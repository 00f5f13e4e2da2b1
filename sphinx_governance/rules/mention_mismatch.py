"""A link's text names one record, and its target is another.

What it does
------------
Reports a link, a ``:doc:`` or a record role whose text is the identifier of
one record (``ADR-0003``, ``3. Use a queue``) and whose target is another
record's file or identifier.

Why it matters
--------------
The text was right before the files were renumbered, or the target is: the
reader cannot know which.

Example
-------
.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   # 2. Use a table

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   # 3. Use a queue

   It goes on from [ADR-0003](0002-use-a-table.md).

Fix
---
Let text and target name the same record.

.. code-block:: markdown
   :caption: decisions/0002-use-a-table.md

   # 2. Use a table

.. code-block:: markdown
   :caption: decisions/0003-use-a-queue.md

   # 3. Use a queue

   It goes on from [ADR-0002](0002-use-a-table.md).

Options
-------
None.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document, Link
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.mentions import mentioned
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import read_reference
from sphinx_governance.model.text import fold, printable, shorten

FAMILY = "mentions"
SEVERITY = Severity.WARNING

_PATHS = frozenset({"link", "doc", "any", "myst"})
_NAMES = frozenset({"ref", "record", "numref"})
_IETF = "rfc"
_TEXT = re.compile(
    r"^(?P<id>(?P<word>[A-Za-z]+(?:-[A-Za-z]+)*)?[-‑_ ]?#?(?P<digits>\d{1,8})[a-z]?)"
    r"(?:$|(?P<joint>\s*[:.–—(]\s*|\s+-\s+)(?P<title>.*)$)"
)
"""An identifier that is all of a link's text, or stands before a title."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every link whose text names another record than its target."""
    prefixes = frozenset(record.prefix.lower() for record in corpus.records)
    for document in corpus.told:
        for link in _links(document):
            match = _TEXT.match(link.text.strip("*_`[]'\" "))
            if (
                match
                and _is_identifier(match, prefixes)
                and (targets := _targets(corpus, link, document.within or link.at.path))
            ):
                yield from _compare(corpus, link, match, targets)


def _links(document: Document) -> Iterator[Link]:
    """Yield a document's links, and those in headers that no parser reads as text."""
    seen = set()
    for link in document.links:
        seen.add((link.at.line, link.text))
        yield link
    for record in document.records:
        for relation in record.relations:
            text, path = relation.reference.text, relation.reference.path
            if path and (relation.at.line, text) not in seen:
                yield Link("link", text, path, relation.at)


def _targets(corpus: Corpus, link: Link, beside: str) -> tuple[Record, ...]:
    own = link.kind.rpartition(":")[2]
    kind = corpus.kinds.get(own)
    if link.kind == _IETF or (kind is None and own not in _PATHS | _NAMES):
        return ()
    path = link.target.partition("#")[0] if own in _PATHS else ""
    reference = read_reference(link.target, path)
    return corpus.find(reference, prefix=kind.prefix if kind else "", beside=beside)


def _compare(
    corpus: Corpus, link: Link, match: re.Match[str], targets: tuple[Record, ...]
) -> Iterator[Found]:
    target = targets[0]
    named = mentioned(corpus, read_reference(match["id"]), target.prefix)
    is_title = bool(match["title"]) and fold(match["title"]) == fold(target.title)
    if any(record in targets for record in named) or not (named or match["word"] or is_title):
        return
    said = named[0].id if named else shorten(printable(match["id"]), 40)
    hint = target.id if is_title or not named else _way(link, named[0])
    yield Found(
        f"the link's text says {said}, but it leads to {target.id}",
        link.at,
        f"did you mean {hint}?",
        len(link.text),
    )


def _way(link: Link, record: Record) -> str:
    """Return what to write as a link's target, to come to a record."""
    if link.kind not in _PATHS:
        return record.id
    path = posixpath.relpath(record.path, posixpath.dirname(link.at.path) or ".")
    return repr(posixpath.splitext(path)[0] if link.kind == "doc" else path)


def _is_identifier(match: re.Match[str], prefixes: frozenset[str]) -> bool:
    """Return whether a text names a record: *3* alone may be a footnote, *2.1* a section."""
    if match["word"]:
        return match["word"].lower() in prefixes
    if match["digits"].startswith("0") and len(match["digits"]) > 1:
        return True
    return bool(match["title"]) and bool(re.match(r"[:.]\s+$", match["joint"]))
