"""Waivers: lines ``Governance-Exempt: ITEM — REASON`` in the description of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_governance.model.checklist_items import Item
from sphinx_governance.model.text import printable, shorten

_LINE = re.compile(
    r"^[ \t]*governance-exempt:[ \t]*(?P<item>[^\s—–]*)[ \t]*(?P<reason>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DASHES = " \t—–-:"
_LONGEST = 100_000
"""So much of a description is read."""

_SHOWN = 500
_MANY = 50


@dataclass(frozen=True, slots=True)
class Waiver:
    """A line that asks for an item to be waived; *why_not* says why it is not accepted."""

    item: str
    reason: str
    why_not: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the item is waived."""
        return not self.why_not


def waivers_in(description: str, items: Sequence[Item]) -> tuple[Waiver, ...]:
    """Return the waivers in a description, the refused ones too; those in HTML comments are examples."""
    return tuple(_waivers(_COMMENT.sub("", description[:_LONGEST]), items))[:_MANY]


def _waivers(text: str, items: Sequence[Item]) -> Iterator[Waiver]:
    for match in _LINE.finditer(text.replace("\r", "\n")):
        name = shorten(printable(match["item"]).strip("`:"), _SHOWN)
        reason = shorten(printable(match["reason"]).strip(_DASHES), _SHOWN)
        found = _named(name, items)
        if not name:
            yield Waiver("", reason, "it names no item")
        elif not found:
            yield Waiver(name, reason, "there is no such item")
        elif not reason:
            yield Waiver(found[0].id, "", "it gives no reason: Governance-Exempt: ITEM — REASON")
        else:
            yield from (Waiver(item.id, reason) for item in found)


def _named(name: str, items: Iterable[Item]) -> list[Item]:
    """Return the items that a waiver means: by the whole id, or by the artifact's name."""
    folded = name.casefold()
    return [item for item in items if folded in _names(item)]


def _names(item: Item) -> set[str]:
    whole = item.id.casefold()
    return {whole, whole.partition("/")[2]}
