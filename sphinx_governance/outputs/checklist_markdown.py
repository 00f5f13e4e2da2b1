"""A checklist as Markdown for the comment of a pull request, and what persons left at an earlier one.

Every item carries its id in a comment that readers do not see, so that ticks and ``N/A: reason`` are
found again when the comment is written anew. Whatever the diff, the title, the labels and the
registry hold is escaped: see :mod:`sphinx_governance.outputs.safe_markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sphinx_governance.model.checklist import Checklist, Item, Matched, Tick
from sphinx_governance.model.governed import Governed
from sphinx_governance.outputs.checklist_words import (
    TITLES,
    because,
    found,
    governs,
    successor,
    summary,
)
from sphinx_governance.outputs.safe_markdown import code, escape, link, plain, unescape

MARKER = "<!-- governance:checklist -->"
"""Its first line, by which the comment is found again."""

_AUTO = "<!-- governance:auto -->"
"""Stands at a tick that the tool made, not a person."""

_END = "<!-- governance:end -->"
"""Ends what the tool wrote of an item; what follows is a person's."""

_LONGEST = 60_000
"""GitHub takes comments of 65,536 characters."""

_MANY = 30
_SAID = 300
_ITEM = re.compile(
    r"^\s*[-*+] \[(?P<tick>[ xX])\](?P<before>.*?)<!-- governance:item (?P<id>[\w.+/-]+) -->(?P<rest>.*)$"
)
_NOT_APPLICABLE = re.compile(r"\bN/A\s*[:—–-]\s*(?P<reason>\S.*)", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"^\s*(?:[-*+] |\d+[.)] |#|<|$)")


def checklist_as_markdown(checklist: Checklist) -> str:
    """Return the comment; one that would be too long for GitHub has its reasons left out."""
    whole = _text(checklist, detail=True)
    return whole if len(whole) <= _LONGEST else _text(checklist, detail=False)


def read_ticks(markdown: str) -> Mapping[str, Tick]:
    """Return what persons left at the items of an earlier checklist, by the items' ids."""
    ticks: dict[str, Tick] = {}
    lines = re.split(r"\r\n|\r|\n", markdown[: 4 * _LONGEST])
    for number, line in enumerate(lines):
        match = _ITEM.match(line)
        if match is None:
            continue
        after = match["rest"].rpartition(_END)[2]
        following = _following(lines[number + 1 :])
        said = " ".join((match["before"], after, following))
        reason = _NOT_APPLICABLE.search(said)
        by_person = match["tick"] != " " and not match["rest"].startswith(_AUTO)
        ticks[match["id"]] = Tick(
            by_person, plain(unescape(reason["reason"]), _SAID) if reason else ""
        )
    return ticks


def _following(lines: Iterable[str]) -> str:
    """Return the lines that go on an item: a person may write below it."""
    found_lines = []
    for line in lines:
        if _OF_ANOTHER.match(line):
            break
        found_lines.append(line.strip())
    return " ".join(found_lines)


def _text(checklist: Checklist, *, detail: bool) -> str:
    blocks = [MARKER, f"### What this pull request owes\n\n{summary(checklist)}"]
    blocks += _section("", [_scenario(each, checklist) for each in checklist.scenarios])
    for kind, title in TITLES.items():
        items = (item for item in checklist.items if item.kind == kind)
        blocks += _section(title, [_item(item, detail=detail) for item in items], most=0)
    if checklist.items:
        blocks.append(
            "Tick what is done, or write `N/A: reason` at the end of its line; "
            "both stay when this is written anew."
        )
    blocks += _section("Decisions that govern these files", map(_decision, checklist.decisions))
    blocks += _section("Records in this pull request", _records(checklist))
    blocks += _section("Waivers", _waivers(checklist))
    blocks += _section(
        "Not looked at", [f"- Note: {escape(note, 300)}" for note in checklist.notes]
    )
    return "\n\n".join(blocks) + "\n"


def _section(title: str, lines: Iterable[str], most: int = _MANY) -> Iterator[str]:
    """Yield a heading and its list, where there is something; a long list is cut, and says so."""
    listed = list(lines)
    if not listed:
        return
    if title:
        yield f"#### {title}"
    cut = listed[:most] if most else listed
    more = [f"- and {len(listed) - len(cut)} more"] if len(listed) > len(cut) else []
    yield "\n".join([*cut, *more])


def _scenario(each: Matched, checklist: Checklist) -> str:
    address = checklist.urls.get(f"scenario/{each.scenario.id}", "")
    title = link(f"**{escape(each.scenario.title)}**", address)
    return f"- Scenario {title}, {because(each.reasons, code)}"


def _item(item: Item, *, detail: bool) -> str:
    """Return an item's line: tick, hidden id, titles, what shows it, why it is owed, what a person said."""
    ticked = item.state in {"ticked", "waived"}
    by_tool = ticked and item.by != "person"
    titles = " or ".join(link(f"**{escape(part.title)}**", part.url) for part in item.parts)
    facts = [
        found(item, code, escape) if detail else "",
        because(item.reasons, code) if detail else "",
        f"waived: {escape(item.waiver, _SAID)}" if item.waiver else "",
    ]
    text = "; ".join(fact for fact in facts if fact)
    return "".join((
        f"- [{'x' if ticked else ' '}] <!-- governance:item {item.id} -->",
        _AUTO if by_tool else "",
        f" {titles}{f' — {text}' if text else ''} {_END}",
        f" N/A: {escape(item.said, 2 * _SAID)}" if item.said else "",
    ))  # fmt: skip


def _decision(item: Governed) -> str:
    record = item.record
    name = link(f"**{escape(record.id)}**", record.url)
    status = f" ({escape(record.status, 40)})" if record.status else ""
    facts = [governs(item, code), successor(item, escape)]
    return f"- {name} {escape(record.title)}{status} — {'; '.join(fact for fact in facts if fact)}"


def _records(checklist: Checklist) -> Iterator[str]:
    for change in checklist.records:
        hint = f"; {escape(change.hint, 300)}" if change.hint else ""
        yield f"- {code(change.path)}: {escape(change.message, 300)}{hint}"


def _waivers(checklist: Checklist) -> Iterator[str]:
    for waiver in checklist.waivers:
        name = code(waiver.item) if waiver.item else "A line"
        if waiver.accepted:
            yield f"- {name} is waived: {escape(waiver.reason, _SAID)}"
        else:
            yield f"- {name} is not waived: {escape(waiver.why_not, _SAID)}"
