"""A checklist, and what governs a file, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_governance.model.checklist import Checklist, Item
from sphinx_governance.model.governed import Governed
from sphinx_governance.outputs.checklist_words import (
    TITLES,
    because,
    found,
    governs,
    successor,
    summary,
)
from sphinx_governance.outputs.safe_markdown import plain, visible

_MARKS = {"ticked": "x", "waived": "x", "not-applicable": "-", "open": " ", "manual": " "}


def checklist_as_text(checklist: Checklist) -> Iterator[str]:
    """Yield the lines of a checklist."""
    yield summary(checklist)
    for each in checklist.scenarios:
        yield f"  {plain(each.scenario.title)}, {because(each.reasons, visible)}"
    for kind, title in TITLES.items():
        items = (item for item in checklist.items if item.kind == kind)
        yield from _part(title, (line for item in items for line in _item(item)))
    yield from _part("Decisions that govern these files", decisions_as_text(checklist.decisions))
    yield from _part(
        "Records in this pull request",
        (f"{visible(item.path)}: {plain(item.message, 300)}" for item in checklist.records),
    )
    yield from _part(
        "Waivers",
        (
            f"{waiver.item or '(no item)'}: {waiver.reason if waiver.accepted else waiver.why_not}"
            for waiver in checklist.waivers
        ),
    )
    yield from _part("Not looked at", (plain(note, 300) for note in checklist.notes))


def decisions_as_text(decisions: Iterable[Governed]) -> Iterator[str]:
    """Yield two lines for each record: what it is, and which files it governs by which pattern."""
    for item in decisions:
        record = item.record
        status = f" ({plain(record.status)})" if record.status else ""
        after = successor(item, plain)
        yield f"{plain(record.id)}  {plain(record.title)}{status}"
        yield f"    {governs(item, visible)}{f'; {after}' if after else ''}"


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield title
        yield from (f"  {line}" for line in listed)


def _item(item: Item) -> Iterator[str]:
    yield f"[{_MARKS[item.state]}] {plain(item.text)}  ({item.id})"
    said = (
        found(item, visible, plain),
        because(item.reasons, visible),
        f"waived: {item.waiver}" if item.waiver else "",
        f"N/A: {item.said}" if item.said else "",
    )
    shown = "; ".join(part for part in said if part)
    if shown:
        yield f"    {shown}"
