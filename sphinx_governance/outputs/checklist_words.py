"""What a checklist says, in the same words as Markdown and in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sphinx_governance.model.checklist import Checklist, Item
from sphinx_governance.model.governed import Governed
from sphinx_governance.model.text import count, listed
from sphinx_governance.model.triggers import Reason

Show = Callable[[str], str]
"""Sets a text of a stranger's: as code, or escaped."""

_FEW = 3

TITLES: Mapping[str, str] = {
    "required": "Required",
    "one-of": "Required: one of several",
    "optional": "Optional",
    "later": "After the merge",
}
"""The kinds of items, in their order, with their headings."""


def because(reasons: Iterable[Reason], show: Show) -> str:
    """Return reasons as the end of a sentence: ``because `a.py` was added``; "" for none."""
    shown = [_reason(reason, show) for reason in reasons]
    more = [f"{len(shown) - _FEW} more"] if len(shown) > _FEW else []
    return f"because {listed([*shown[:_FEW], *more], 'and')}" if shown else ""


def _reason(reason: Reason, show: Show) -> str:
    if reason.what == "chosen":
        return "a person chose it"
    if reason.what == "label":
        return f"it has the label {show(reason.subject)}"
    if reason.what == "title":
        return f"its title matches {show(reason.subject)}"
    if not reason.others:
        return f"{show(reason.subject)} was {reason.what}"
    others = count(reason.others, "other file")
    return f"{show(reason.subject)} and {others} were {reason.what}"


def found(item: Item, show: Show, plain: Show) -> str:
    """Return what in the diff shows an item: ``found in `docs/a.md```; "" for nothing."""
    if not item.evidence:
        return ""
    shown = [
        show(evidence.path) + (f" ({plain(evidence.remark)})" if evidence.remark else "")
        for evidence in item.evidence[:_FEW]
    ]
    more = len(item.evidence) - _FEW
    beginning = "look at" if item.state == "manual" else "found in"
    return f"{beginning} {listed([*shown, *([f'{more} more'] if more > 0 else [])], 'and')}"


def governs(item: Governed, show: Show) -> str:
    """Return which files a record governs, and by what: ``governs `a.py` by `*.py```."""
    first = item.matches[0]
    more = len(item.matches) - 1
    others = f" and {count(more, 'other file')}" if more else ""
    return f"governs {show(first.path)}{others} by {show(first.pattern)}"


def successor(item: Governed, plain: Show) -> str:
    """Return what holds instead of a record; "" for nothing."""
    names = [plain(name) for name in item.record.successors[:_FEW]]
    return f"superseded by {listed(names, 'and')}" if names else ""


def summary(checklist: Checklist) -> str:
    """Return how it stands, in one sentence."""
    owed = [item for item in checklist.items if item.kind in {"required", "one-of"}]
    if not checklist.scenarios:
        return f"No scenario matches: nothing is owed. {examined(checklist)}"
    if not owed:
        return f"Nothing is required. {examined(checklist)}"
    done = len(owed) - len(checklist.open)
    state = "all that is required is done" if done == len(owed) else "the rest is open"
    return f"{done} of {len(owed)} required: {state}. {examined(checklist)}"


def examined(checklist: Checklist) -> str:
    """Return what was looked at: nobody should have to believe an empty checklist."""
    seen = checklist.examined
    return (
        f"Looked at {count(seen['files'], 'file')}, {count(seen['scenarios'], 'scenario')} and "
        f"{count(seen['governing'], 'record')} that {'governs' if seen['governing'] == 1 else 'govern'} files."
    )
