"""What one scenario requires another of the same triggers leaves open.

What it does
------------
Reports two scenarios that always match together, having the same triggers and the same
exceptions, when one requires an artifact that the other calls optional; and a scenario that
names an artifact as required and as optional.

Why it matters
--------------
The checklist requires it. Who read the page of the other scenario was told that it may be
left out.

Example
-------
.. code-block:: rst
   :caption: contributing.rst

   .. scenario:: new-backend
      :when-added: src/backends/*.py
      :required: changelog, user-guide

   .. scenario:: new-provider
      :when-added: src/backends/*.py
      :required: example-config
      :optional: user-guide

Fix
---
Decide whether it is required.

.. code-block:: rst
   :caption: contributing.rst

   .. scenario:: new-backend
      :when-added: src/backends/*.py
      :required: changelog, user-guide

   .. scenario:: new-provider
      :when-added: src/backends/*.py
      :required: example-config, user-guide

Options
-------
None.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Found, Severity
from sphinx_governance.model.guide import Named, Scenario
from sphinx_governance.model.guide_uses import every_scenario, quoted
from sphinx_governance.model.scenario_sets import always_together, contradictions

FAMILY = "guides"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Found]:
    """Yield a finding for every artifact that is required and optional at once."""
    scenarios = list(every_scenario(corpus))
    for scenario in scenarios:
        yield from _within(scenario)
    triggered = [scenario for scenario in scenarios if scenario.triggers]
    for one, other in combinations(triggered, 2):
        if one.id != other.id and always_together(one, other):
            for first, second in ((one, other), (other, one)):
                for required, optional in contradictions(first, second):
                    yield _between(first, required, second, optional)


def _within(scenario: Scenario) -> Iterator[Found]:
    required = {named.name: named for named in reversed(scenario.required)}
    for named in scenario.optional:
        if named.name in required:
            names = f"the scenario {quoted(scenario.id)} names {quoted(named.name)}"
            message = f"{names} as required and as optional"
            places = (required[named.name].at,)
            yield Found(message, named.at, "keep one", len(named.name), places)


def _between(one: Scenario, required: Named, other: Scenario, optional: Named) -> Found:
    name = quoted(required.name)
    return Found(
        f"the scenario {quoted(other.id)} calls {name} optional; "
        f"{quoted(one.id)}, which always matches with it, requires it",
        optional.at,
        "decide whether it is required",
        len(optional.name),
        (required.at,),
    )
