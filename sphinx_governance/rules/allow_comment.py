"""A comment that allows findings gives no reason, or names no rule.

What it does
------------
Reports comments ``governance: allow RULE`` without a reason after the rule's name,
and those with a name that no rule has. A comment without a reason allows nothing.

Why it matters
--------------
An exception that nobody explained is an exception for ever: who reads the page in a
year cannot tell whether it may go.

Example
-------
.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   <!-- governance: allow date-invalid -->
   Accepted (07/13/2022)

Fix
---
Give the reason, after a dash or a colon.

.. code-block:: markdown
   :caption: decisions/0001-use-a-queue.md

   # 1. Use a queue

   ## Status

   <!-- governance: allow date-invalid: the vote's record says it so -->
   Accepted (07/13/2022)

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Allow
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.text import nearest, shorten

FAMILY = "settings"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every comment that allows nothing."""
    from sphinx_governance.rules.registry import all_rules  # it imports the rules

    names = {rule.name for rule in all_rules()} | {"*"}
    for document in corpus.told:
        for allow in document.allows:
            if allow.rule not in names:
                yield _unknown(allow, names)
            elif not allow.reason:
                yield _unexplained(allow)


def _unknown(allow: Allow, names: Collection[str]) -> Found:
    near = nearest(allow.rule, names)
    hint = f"did you mean {near}?" if near else "sphinx-governance check --list-rules names them"
    return Found(f"there is no rule {shorten(allow.rule, 60)!r} to allow", allow.at, hint)


def _unexplained(allow: Allow) -> Found:
    hint = f"write governance: allow {allow.rule}: and why"
    return Found(
        f"the comment allows {allow.rule} without a reason, so it allows nothing", allow.at, hint
    )
