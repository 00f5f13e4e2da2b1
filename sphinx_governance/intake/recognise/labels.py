"""Labels in running text, which three formats share: ``**Status:** Accepted``, ``Date: 2017-06-30``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_governance.intake.outline import Entry, Run, lines_of
from sphinx_governance.intake.value import entry_of, run_text
from sphinx_governance.model.fields import CORE, canonical, is_known
from sphinx_governance.model.text import squeeze

_LABEL_LENGTH = 40
"""A longer strong text before a colon is a sentence, not a label."""
_PLAIN = re.compile(
    r"^\s*(?P<label>[A-Za-z][A-Za-z ()/-]{1,38}?)\s*:(?:\s+(?P<value>.*))?$", re.DOTALL
)


def strong_labels(runs: tuple[Run, ...]) -> tuple[Entry, ...]:
    """Return the entries of text in which every value follows a label in strong type.

    One label a line, several lines, or several in a line with ``|`` between.
    """
    found: list[tuple[str, Run, list[Run]]] = []
    for index, run in enumerate(runs):
        label = _label(run, runs[index + 1] if index + 1 < len(runs) else None)
        if label:
            name, rest = label
            found.append((name, run, [_after(run, rest)] if rest else []))
        elif found:
            found[-1][2].append(run)
        elif run.text.strip(" \n|>-"):
            return ()
    return tuple(entry_of(name, at, parts, before=":", after="|") for name, at, parts in found)


def plain_labels(runs: tuple[Run, ...], *, known: bool = True) -> tuple[Entry, ...]:
    """Return the entries of text in which every line is a label, a colon and a value.

    :param known: only labels that name a field count, or any sentence with a colon were one.
    """
    found = []
    for line in lines_of(runs):
        match = _PLAIN.match(line[0].text) if line[0].style == "" else None
        if not match or (known and not is_known(match["label"])):
            return ()
        head = line[0]
        label_at = head._replace(column=head.column + match.start("label"))
        start = match.start("value") if match["value"] else match.end()
        value = head._replace(text=head.text[start:], column=head.column + start)
        found.append(entry_of(match["label"], label_at, [value, *line[1:]], before=":", after="|"))
    return tuple(found)


def any_labels(runs: tuple[Run, ...]) -> tuple[Entry, ...]:
    """Return the entries of text with labels, strong or plain."""
    return strong_labels(runs) or plain_labels(runs)


def header_of(groups: Iterable[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """Return the groups that belong to a header, as one: none unless a core field is among them."""
    kept = [group for group in groups if any(is_known(entry.label) for entry in group)]
    entries = tuple(entry for group in kept for entry in group)
    return entries if any(canonical(entry.label) in CORE for entry in entries) else ()


def cell_entry(label: tuple[Run, ...], value: tuple[Run, ...], line: int) -> Entry:
    """Return the entry of a label and a value that stand in cells of their own."""
    at = label[0] if label else Run("", line=line)
    return entry_of(run_text(label).rstrip(" :"), at, value, before=":", after="|")


def _label(run: Run, after: Run | None) -> tuple[str, str] | None:
    """Return the label that a strong run is, and what of it is value already."""
    if run.style != "strong":
        return None
    name, colon, rest = run.text.partition(":")
    follows = after is not None and after.text.lstrip().startswith(":")
    if not (colon or follows) or len(name) > _LABEL_LENGTH or not name.strip():
        return None
    return squeeze(name), rest.strip()


def _after(run: Run, rest: str) -> Run:
    offset = run.text.index(rest)
    return run._replace(text=rest, column=run.column + offset if run.column else 0)
