"""Examples of decision trees: reading them, and what they say of an outcome compared with the outcome."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from sphinx_governance.model.guide import Example
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import listed
from sphinx_governance.model.walk import Outcome

_NOTHING = "nothing"
# The last arrow: `size=>200 → x` has another one in an answer.
_EXAMPLE = re.compile(r"(?P<answers>.*)(?:→|->|=>)(?P<outcome>.*)", re.DOTALL)


def read_example(text: str, at: Location) -> Example:
    """Return an example as somebody wrote it: ``bug=no, size=300 → changelog``.

    One that cannot be read has a *problem*.
    """
    match = _EXAMPLE.fullmatch(text)
    if not match:
        problem = "an example is written: bug=no, size=300 → changelog"
        return Example(text, (), (), at, problem)
    said = [item.partition("=") for item in _items(match["answers"])]
    answers = tuple((name.strip(), value.strip()) for name, _, value in said)
    return Example(text, answers, tuple(_items(match["outcome"])), at, _problem(answers))


def _items(text: str) -> list[str]:
    # Other lists keep <a, b> together; here these are signs of ranges.
    return [part.strip() for part in re.split("[,;]", text) if part.strip()]


def _problem(answers: tuple[tuple[str, str], ...]) -> str:
    counted = Counter(name for name, _ in answers)
    for name, value in answers:
        if not (name and value):
            return f"{name or value!r} is no answer: write question=answer"
        if counted[name] > 1:
            return f"{name!r} is answered twice"
    return ""


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
