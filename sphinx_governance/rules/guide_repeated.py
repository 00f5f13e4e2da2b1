"""Two artifacts, scenarios or decision trees have the same id.

What it does
------------
Reports every id that artifacts, scenarios or decision trees of the project have more than
once, with all places. An artifact and a scenario may have the same id.

Why it matters
--------------
References, scenarios and answers mean the first one. What the other says nobody is told.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. artifact:: changelog
      :paths: CHANGELOG.md

   .. artifact:: changelog
      :paths: docs/changes/*.md

Fix
---
Give one of them another id, or make them one.

.. code-block:: rst
   :caption: contributing.rst

   .. artifact:: changelog
      :paths: CHANGELOG.md

   .. artifact:: change-page
      :paths: docs/changes/*.md

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import Artifact, DecisionTree, Scenario
from sphinx_governance.model.guide_uses import every_artifact, every_scenario, every_tree, quoted

FAMILY = "guides"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every id of a part that an earlier one has."""
    yield from _repeated("artifact", every_artifact(corpus))
    yield from _repeated("scenario", every_scenario(corpus))
    yield from _repeated("decision tree", every_tree(corpus))


def _repeated(kind: str, items: Iterable[Artifact | Scenario | DecisionTree]) -> Iterator[Found]:
    places: dict[str, list[Artifact | Scenario | DecisionTree]] = {}
    for item in items:
        places.setdefault(item.id, []).append(item)
    for name, (first, *others) in places.items():
        if others:
            yield Found(
                f"there are {len(others) + 1} {kind}s {quoted(name)}",
                others[0].at,
                "give one another id",
                related=tuple(item.at for item in (first, *others[1:])),
            )
