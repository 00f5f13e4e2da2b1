"""Examples of decision trees: what they say of an outcome, compared with the outcome."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_governance.model.guide import Example
from sphinx_governance.model.text import listed
from sphinx_governance.model.walk import Outcome

_NOTHING = "nothing"


def difference(example: Example, outcome: Outcome) -> str:
    """Return in words how an outcome differs from what an example says, "" where it does not.

    Required artifacts and scenarios must all be there, and no others. What is written
    with ``?`` must be suggested, what is written with ``|`` must be a choice.
    """
    plain, suggested, choices = _parted(example.outcome)
    came = {*outcome.required, *outcome.scenarios}
    groups = {frozenset(group) for group in outcome.choices}
    # An artifact or scenario may bear that name.
    if plain == {_NOTHING} and _NOTHING not in came:
        plain = set()
    agrees = plain == came and suggested <= {*outcome.suggested} and choices <= groups
    if agrees:
        return ""
    return f"expected was {_words(example.outcome)}, the answers lead to {_shown(outcome)}"


def _parted(written: Iterable[str]) -> tuple[set[str], set[str], set[frozenset[str]]]:
    plain: set[str] = set()
    suggested: set[str] = set()
    choices: set[frozenset[str]] = set()
    for item in written:
        if "|" in item:
            choices.add(frozenset(part.strip() for part in item.split("|")))
        elif item.endswith("?"):
            suggested.add(item.removesuffix("?").rstrip())
        else:
            plain.add(item)
    return plain, suggested, choices


def _shown(outcome: Outcome) -> str:
    suggested = (f"{name}?" for name in outcome.suggested)
    groups = (" | ".join(group) for group in outcome.choices)
    return _words((*outcome.required, *groups, *suggested, *outcome.scenarios))


def _words(names: Iterable[str]) -> str:
    return listed(names, "and") or _NOTHING
