"""Nothing leads to a scenario: no trigger, and no answer of a decision tree.

What it does
------------
Reports scenarios without triggers that no answer of any decision tree names. Where the
project has no decision trees nothing is reported: then people choose a scenario from the
page.

Why it matters
--------------
Neither a pull request nor the questions of the guide ever lead a contributor there.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. scenario:: fix-bug
      :required: changelog

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      .. question:: Is this a bug fix?

         .. answer:: Yes
            :requires: changelog

Fix
---
Give it a trigger, or let an answer lead to it.

.. code-block:: rst
   :caption: contributing.rst

   .. scenario:: fix-bug
      :required: changelog

   .. decision-tree:: what-to-write
      :title: What do I have to write?

      .. question:: Is this a bug fix?

         .. answer:: Yes
            :scenario: fix-bug

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide_uses import every_scenario, quoted, scenario_uses

FAMILY = "guides"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every scenario that nothing leads to."""
    if not corpus.trees:
        return
    named = {use.named.name for use in scenario_uses(corpus)}
    for scenario in every_scenario(corpus):
        if not scenario.triggers and scenario.id not in named:
            message = f"nothing leads to the scenario {quoted(scenario.id)}"
            hint = f"give it a trigger (:when-changed: …), or an answer :scenario: {scenario.id}"
            yield Found(message, scenario.at, hint)
