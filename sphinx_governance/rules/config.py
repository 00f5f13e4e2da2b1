"""The settings hold something that is not read as it was meant.

What it does
------------
Reports every key of the settings that is unknown, of the wrong type, or contradicts
another, with the path of the key: a misspelt name, a lifecycle with a state that no
move leads to. The default stands in for what cannot be read.

Why it matters
--------------
A setting that is passed over in silence lets a project believe that a rule holds
which nobody checks.

Example
-------
.. code-block:: toml
   :caption: governance.toml

   [kinds.adr]
   widht = 3

Fix
---
Write the key as the finding says.

.. code-block:: toml
   :caption: governance.toml

   [kinds.adr]
   width = 3

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.model.tables import Problem
from sphinx_governance.model.text import nearest, printable, shorten

FAMILY = "settings"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for everything that is wrong in the settings."""
    at = Location(corpus.settings_path or "conf.py")
    for problem in (*corpus.problems, *_unknown_rules(corpus)):
        message = (
            f"{shorten(printable(problem.key), 120)}: {shorten(printable(problem.message), 400)}"
        )
        yield Found(message, at, shorten(printable(problem.hint), 400))


def _unknown_rules(corpus: Corpus) -> Iterator[Problem]:
    """Yield the rules that the settings name and nobody has."""
    from sphinx_governance.rules.registry import all_rules  # the registry imports this module

    names = {rule.name for rule in all_rules()}
    for name in sorted(corpus.severities.keys() - names):
        near = nearest(name, names)
        hint = (
            f"did you mean {near!r}?" if near else "sphinx-governance check --list-rules names them"
        )
        yield Problem(f"rules.{name}", "there is no such rule", hint)
