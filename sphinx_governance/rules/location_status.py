"""A record lies in a folder that is named after another status than its own.

What it does
------------
In projects that sort records into folders (``accepted/0001-x.md``), reports a
record whose status is not the one that its folder is named after.

Why it matters
--------------
Whoever reads the list of files is told something else than who reads the file.

Example
-------
.. code-block:: markdown
   :caption: decisions/rejected/0004-use-a-queue.md

   # 4. Use a queue

   ## Status

   Accepted

Fix
---
Move the file, or set the status that the folder says.

.. code-block:: markdown
   :caption: decisions/accepted/0004-use-a-queue.md

   # 4. Use a queue

   ## Status

   Accepted

Options
-------
Off by default: folders named after a status are one project's habit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.text import fold, printable

FAMILY = "lifecycle"
SEVERITY = Severity.OFF


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every record whose folder says another status."""
    for record in corpus.records:
        words = corpus.spec(record).lifecycle.words
        folder, said = _folder(record.path, words)
        if said and record.status and record.status_name not in {None, said}:
            yield Found(
                f"{record.id} is {record.status_name}, but its folder {printable(folder)!r} says {said}",
                record.status.at,
                f"move the file to a folder {record.status_name!r}, or set the status {said!r}",
            )


def _folder(path: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Return the innermost folder that is named after a state, and that state."""
    for part in reversed(PurePosixPath(path).parts[:-1]):
        key = fold(part)
        state = words.get(key) or words.get(key.removesuffix("s"))
        if state:
            return part, state
    return "", ""
