"""A record or a contribution guide speaks of files that do not exist.

What it does
------------
Reports every pattern that no file of the git repository matches: in the *governs* field of a
record, in the path triggers and exceptions of a scenario, and in the paths of an artifact that
is there once a file is changed (``evidence: modified``, which is what ``paths`` alone mean).
Patterns are those of ``.gitignore``, from the repository's root; files that git
ignores do not count. One that begins with ``!`` only takes away, and is not looked at.

Why it matters
--------------
Files are moved and renamed. From then on nobody who changes them is told of the
decision that holds for them, and what the contribution owes nobody asks.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   governs: src/mail/**
   ---
   # Use a queue

.. code-block:: python
   :caption: src/post/queue.py

   WORKERS = 4

Fix
---
Write where the files are now.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   ---
   status: accepted
   governs: src/post/**
   ---
   # Use a queue

.. code-block:: python
   :caption: src/post/queue.py

   WORKERS = 4

Options
-------
None.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

import pathspec

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import PATH_TRIGGERS
from sphinx_governance.model.guide_uses import every_artifact, every_scenario, quoted
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Tree
from sphinx_governance.model.text import nearest, printable, shorten

FAMILY = "guides"
SEVERITY = Severity.WARNING

_MAGIC = "*?[!"
_NEAR = 2_000
"""Among so many names the nearest is looked for; more would take longer than it is worth."""


class _Said(NamedTuple):
    """A pattern, where it is written, and what says it, in words."""

    by: str
    pattern: str
    at: Location


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every pattern that matches no file."""
    tree = corpus.tree
    if tree is None or not tree.whole:
        return
    known: dict[str, bool] = {}
    for said in (*_governed(corpus), *_triggers(corpus), *_evidence(corpus)):
        if said.pattern.startswith(("!", "#")):
            continue
        if said.pattern not in known:
            known[said.pattern] = _matches(said.pattern, tree)
        if not known[said.pattern]:
            yield _nothing(said, tree)


def _governed(corpus: Corpus) -> Iterator[_Said]:
    for record in corpus.records:
        # A closed record may well speak of files that are gone.
        if corpus.phase(record) == "closed":
            continue
        for entry in record.all("governs"):
            for item in split_list(entry.value):
                pattern = item.strip("`").strip()
                if pattern:
                    yield _Said(f"{record.id} governs", pattern, entry.place(pattern))


def _triggers(corpus: Corpus) -> Iterator[_Said]:
    for scenario in every_scenario(corpus):
        for trigger in (*scenario.triggers, *scenario.unless):
            if trigger.kind in PATH_TRIGGERS:
                yield _Said(
                    f"the scenario {quoted(scenario.id)} looks for", trigger.pattern, trigger.at
                )


def _evidence(corpus: Corpus) -> Iterator[_Said]:
    for artifact in every_artifact(corpus):
        # A file that is yet to be added need not be there.
        if artifact.evidence == "modified":
            for pattern, at in zip(artifact.paths, artifact.paths_at, strict=False):
                yield _Said(f"the artifact {quoted(artifact.id)} stands in", pattern, at)


def _matches(pattern: str, tree: Tree) -> bool:
    """Return whether a file matches; a pattern that cannot be read matches none."""
    if tree.has(pattern.lstrip("/")):
        return True
    try:
        spec = pathspec.GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        return False
    return any(spec.match_file(path) for path in tree.files)


def _nothing(said: _Said, tree: Tree) -> Found:
    shown = shorten(printable(said.pattern), 80)
    return Found(
        f"{said.by} {shown!r}, which matches no file",
        said.at,
        _hint(said.pattern, tree),
        len(said.pattern),
    )


def _hint(pattern: str, tree: Tree) -> str:
    """Return the nearest thing that there is: a file of that name elsewhere, or a like path beside it."""
    literal = pattern.strip("/")
    while any(sign in literal for sign in _MAGIC):
        literal = posixpath.dirname(literal)
    name = posixpath.basename(literal)
    moved = [path for path in (*tree.files, *tree.folders) if posixpath.basename(path) == name]
    near = moved[0] if name and len(moved) == 1 else _nearest(literal, tree)
    return f"did you mean {printable(near)}?" if near and near != literal else "correct the pattern"


def _nearest(literal: str, tree: Tree) -> str | None:
    folder = posixpath.dirname(literal)
    beside = [
        path for path in (*tree.files, *tree.folders) if path and posixpath.dirname(path) == folder
    ]
    return nearest(literal, beside) if literal and len(beside) <= _NEAR else None
