"""The text mentions a record that does not exist.

What it does
------------
Reports ``ADR-0042`` in running text, outside code and links, where no record
has that number. A prefix counts where some record has it. Of ``RFC`` only the
padded form with a hyphen counts, up to ten past the highest own number:
*RFC 2119* means the IETF's.

Why it matters
--------------
The reader searches for a decision that nobody wrote, or that has another
number by now.

Example
-------
.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   As ADR-0042 says, workers pull.

Fix
---
Write the identifier of a record that exists; an example can stand in code.

.. code-block:: markdown
   :caption: decisions/0004-use-a-queue.md

   # 4. Use a queue

   As ADR-0004 says, workers pull. A mention looks like `ADR-0042`.

Options
-------
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document, Mention
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.mentions import Slips, mentioned
from sphinx_governance.model.reference import Reference, identifier, read_reference

FAMILY = "mentions"
SEVERITY = Severity.WARNING

_IETF = "rfc"
_AHEAD = 10
_BEGINNING = re.compile(r"\w+[- ]\d+")


@dataclass(frozen=True)
class _Prefix:
    """A prefix in use: as displayed, its width, and its highest number."""

    text: str
    width: int
    highest: int


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every mention of a record that is not there."""
    prefixes, slips = _prefixes(corpus), Slips(corpus.records)
    for document in corpus.told:
        related = _related(document)
        for mention in document.mentions:
            reference = read_reference(mention.text)
            prefix = prefixes.get(reference.prefix)
            if prefix is None or (mention.at.line, reference.number) in related:
                continue
            if _is_meant(mention, reference, prefix) and not mentioned(corpus, reference):
                yield _unknown(mention, reference, prefix, slips)


def _prefixes(corpus: Corpus) -> dict[str, _Prefix]:
    highest: dict[str, int] = {}
    for record in corpus.records:
        highest[record.prefix] = max(record.number or 0, highest.get(record.prefix, 0))
    return {
        prefix.lower(): _Prefix(prefix, corpus.width(prefix), number)
        for prefix, number in highest.items()
    }


def _related(document: Document) -> set[tuple[int, int | None]]:
    """Return the lines and numbers of a document's relations: another rule looks at these."""
    return {
        (relation.at.line, relation.reference.number)
        for record in document.records
        for relation in record.relations
    }


def _is_meant(mention: Mention, reference: Reference, prefix: _Prefix) -> bool:
    """Return whether a mention is of a record: not *Proposal 3* in a sentence, nor the IETF's RFC."""
    if reference.prefix == _IETF:
        number = -1 if reference.number is None else reference.number
        is_own = number <= prefix.highest + _AHEAD
        return is_own and mention.text == identifier(prefix.text, prefix.width, number)
    word, joint = mention.text[: len(prefix.text)], mention.text[len(prefix.text)]
    return joint == "-" or word in {prefix.text, prefix.text.upper()}


def _unknown(mention: Mention, reference: Reference, prefix: _Prefix, slips: Slips) -> Found:
    text, near = mention.text, None
    beginning = _BEGINNING.match(text)
    if reference.number is not None and beginning:
        text = beginning.group()
        near = slips.meant(prefix.text, f"{reference.number:0{prefix.width}}")
    return Found(
        f"there is no record {text!r}",
        mention.at,
        f"did you mean {near.id}?" if near else "",
        len(text),
    )
