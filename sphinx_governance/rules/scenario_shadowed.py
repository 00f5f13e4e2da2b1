"""A scenario matches only where another one matches that owes as much.

What it does
------------
Reports a scenario of which every trigger also triggers another scenario, when that one owes
at least the same. Triggers are compared as patterns: the same one, or a whole folder
(``src/**``) around what the other names. Of two that are alike the later is reported.

Why it matters
--------------
The checklist of a pull request is the same with and without it. Often it was copied, and
its triggers or artifacts were never made its own.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. scenario:: change-code
      :when-changed: src/**
      :required: changelog, user-guide

   .. scenario:: change-backend
      :when-changed: src/backends/*.py
      :required: user-guide

Fix
---
Let it owe what the other does not, trigger it by something else, or take it out.

.. code-block:: rst
   :caption: contributing.rst

   .. scenario:: change-code
      :when-changed: src/**
      :required: changelog, user-guide

   .. scenario:: change-backend
      :when-changed: src/backends/*.py
      :required: user-guide, example-config

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import Scenario
from sphinx_governance.model.guide_uses import every_scenario, quoted
from sphinx_governance.model.scenario_sets import (
    always_together,
    contradictions,
    matches_too,
    owes_all_of,
)

FAMILY = "guides"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every scenario that adds nothing to another one."""
    triggered = [scenario for scenario in every_scenario(corpus) if scenario.triggers]
    for index, scenario in enumerate(triggered):
        other = _shadow(scenario, triggered[:index], triggered[index + 1 :])
        if other is not None:
            yield Found(
                f"the scenario {quoted(scenario.id)} adds nothing: wherever it matches, "
                f"{quoted(other.id)} does too and owes as much",
                scenario.at,
                "let it owe more, change its triggers, or take it out",
                related=(other.at,),
            )


def _shadow(
    scenario: Scenario, before: Sequence[Scenario], after: Sequence[Scenario]
) -> Scenario | None:
    """Return the scenario that does all that another does; of two that are alike only the later has one."""
    for other in before:
        if _does_all_of(scenario, other):
            return other
    for other in after:
        if _does_all_of(scenario, other) and not _does_all_of(other, scenario):
            return other
    return None


def _does_all_of(scenario: Scenario, other: Scenario) -> bool:
    if scenario.id == other.id or not (
        matches_too(scenario, other) and owes_all_of(scenario, other)
    ):
        return False
    # Where they contradict each other, that is what is told of them.
    return not (always_together(scenario, other) and any(contradictions(other, scenario)))
