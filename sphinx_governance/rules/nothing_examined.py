"""Records or files were to be checked, and are not there.

What it does
------------
Reports a run that found no record, where the command line named a folder or the
settings say where records are. A project that simply has none is no finding. Reports
also a file that the setting ``files`` names and that is not there.

Why it matters
--------------
A check that looked at nothing finds nothing, and its report looks like one without
faults. A renamed folder then turns every rule off.

Example
-------
.. code-block:: markdown
   :caption: notes/use-a-queue.md

   # Use a queue

Fix
---
Name the folder that holds the records, or say in the settings where they are.

.. code-block:: markdown
   :caption: notes/use-a-queue.md

   # Use a queue

.. code-block:: toml
   :caption: governance.toml

   [kinds.adr]
   sources = ["notes/*.md"]

Options
-------
``kinds.KIND.folders`` are names of folders, ``kinds.KIND.sources`` patterns of paths.
``files`` lists the documents beside the source folder; a pattern among them may match none.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import count, listed, printable, shorten

FAMILY = "documents"
SEVERITY = Severity.ERROR
_NAMED = 5
"""So many of the folders that were looked at are named."""


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding where there should be records or a file and are none."""
    settings = Location(corpus.settings_path or ".")
    for name in corpus.missing:
        shown = shorten(printable(name), 200)
        yield Found(f"the setting files names {shown!r}, which is not there", settings)
    if corpus.expected and not corpus.records:
        folders = listed(sorted({folder for kind in corpus.kinds for folder in kind.folders}))
        use = f"put records in a folder named {folders}, or " if folders else ""
        yield Found(
            f"no record was found: {_examined(corpus)}",
            settings,
            f"{use}set kinds.KIND.sources to their paths",
        )


def _examined(corpus: Corpus) -> str:
    """Return how many documents were looked at, and the folders that hold most of them."""
    folders = Counter(posixpath.dirname(document.path) or "." for document in corpus.documents)
    if not folders:
        return f"there is no document{f' in {printable(corpus.project)}' if corpus.project else ''}"
    names = [shorten(printable(name), 60) for name, _ in folders.most_common()]
    shown = names[:_NAMED] + (
        [f"{count(len(names) - _NAMED, 'more folder')}"] if len(names) > _NAMED else []
    )
    return f"{count(len(corpus.documents), 'document')} looked at, in {listed(shown, 'and')}"
