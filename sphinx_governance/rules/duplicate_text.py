"""The same block of text, or nearly the same, stands in several places.

What it does
------------
Compares every paragraph, list item and table cell of 20 words or more with every
other one, in all pages and in the listed files beside them, by the runs of three
words that they have in common. Two are alike where 80 % of the runs of both are
shared, or 90 % of those of the shorter one. Signs, case and markup do not count.
All places of one text are one finding, at the first of them.

Quotations, headings, the headers of records and what the extension itself renders
are not compared; code only where the settings say so. It is a note where at most one
of the places is outside of closed records (superseded, rejected, withdrawn …), or
where they are short, stand in one file, and differ: parallel cases read alike.

Why it matters
--------------
Somebody changes one of the copies. From then on a reader finds two answers, and
cannot tell which one holds.

Example
-------
.. code-block:: markdown
   :caption: README.md

   # Queue

   Each job is tried three times, with a pause of one minute between the tries, and is
   then put aside in the list of failed jobs, where an operator decides what to do.

.. code-block:: markdown
   :caption: docs/operators.md

   # For operators

   Each job is tried three times, with a pause of one minute between the tries, and is
   then put aside in the list of failed jobs, where an operator decides what to do.

Fix
---
Keep the text in one place, and link to it or include it in the others. Where a text has
to be repeated, say so above the block: ``governance: allow duplicate-text — the reason``
in a comment.

.. code-block:: markdown
   :caption: README.md

   # Queue

   What happens to a job that fails: [for operators](docs/operators.md).

.. code-block:: markdown
   :caption: docs/operators.md

   # For operators

   Each job is tried three times, with a pause of one minute between the tries, and is
   then put aside in the list of failed jobs, where an operator decides what to do.

Options
-------
The table ``duplicates`` of the settings: ``words`` that a block must have (20),
``similarity`` (80) and ``containment`` (90) in percent, and ``code`` (false).
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.duplication import Cluster
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.likeness import alike_passages

FAMILY = "duplication"
SEVERITY = Severity.WARNING

_NOUNS = {"item": "list item", "cell": "table cell", "code": "code block"}
_SHORT = 50
"""Words up to which texts in one file that differ are taken for parallel cases."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every text that stands in several places."""
    closed = _closed(corpus)
    for cluster in alike_passages(corpus):
        first, *others = cluster.places
        yield Found(
            f"{_said(cluster)}: {first.opening!r}",
            first.at,
            "keep one of them, and link to it or include it elsewhere",
            related=tuple(place.at for place in others),
            severity=Severity.NOTE if _is_mild(cluster, closed) else None,
        )


def _said(cluster: Cluster) -> str:
    first, *others = cluster.places
    noun = _NOUNS.get(first.kind, "paragraph")
    if not cluster.partly:
        places = f"stands in {len(cluster.places)} places"
        if cluster.percent == 100:
            return f"the same {noun} {places}"
        return f"nearly the same {noun} {places}, {cluster.percent} % alike"
    if len(others) > 1:
        return f"this {noun} stands in {len(cluster.places)} places, wholly or in part"
    much = "all" if cluster.percent == 100 else f"{cluster.percent} %"
    if first.words <= others[0].words:
        return f"{much} of this {noun} stands in a longer one too"
    return f"{much} of a shorter {noun} stands in this one too"


def _closed(corpus: Corpus) -> frozenset[str]:
    """Return the files that hold closed records, and no others."""
    found = {record.path for record in corpus.records if corpus.phase(record) == "closed"}
    return frozenset(
        found - {record.path for record in corpus.records if corpus.phase(record) != "closed"}
    )


def _is_mild(cluster: Cluster, closed: frozenset[str]) -> bool:
    if sum(place.at.path not in closed for place in cluster.places) <= 1:
        return True
    beside = len({place.at.path for place in cluster.places}) == 1
    short = min(place.words for place in cluster.places) <= _SHORT
    return beside and short and (cluster.percent < 100 or cluster.partly)
