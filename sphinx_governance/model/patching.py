"""Edits of a text: made at the places they name, or not at all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping

from sphinx_governance.model.finding import Edit, Fix

_LINE = re.compile(r"\r\n|\r|\n")


def apply_edits(text: str, edits: Iterable[Edit]) -> str | None:
    """Return a text with its edits made, None where one of them does not fit.

    Line endings stay as they are: an inserted line feed becomes what the text uses.
    """
    starts = [0, *(match.end() for match in _LINE.finditer(text))]
    ending = match.group() if (match := _LINE.search(text)) else "\n"
    places: list[tuple[int, int, str]] = []
    for edit in edits:
        if not 0 < edit.at.line <= len(starts) or edit.at.column < 1:
            return None
        start = starts[edit.at.line - 1] + edit.at.column - 1
        end = start + len(edit.old)
        if text[start:end] != edit.old or start > len(text):
            return None
        places.append((start, end, edit.new.replace("\n", ending)))
    places.sort()
    if any(before[1] > after[0] for before, after in itertools.pairwise(places)):
        return None
    for start, end, new in reversed(places):
        text = text[:start] + new + text[end:]
    return text


def apply_fixes(texts: Mapping[str, str], fixes: Iterable[Fix]) -> tuple[dict[str, str], list[Fix]]:
    """Return path → mended text, and the fixes that were made; of two that meet, the first is.

    A fix whose places no longer read as it expects is left out, whole.
    """
    taken: dict[str, list[Edit]] = {}
    made: list[Fix] = []
    for fix in dict.fromkeys(fixes):
        tried = {path: list(edits) for path, edits in taken.items()}
        for edit in fix.edits:
            tried.setdefault(edit.at.path, []).append(edit)
        touched = {edit.at.path for edit in fix.edits}
        fits = all(
            path in texts and apply_edits(texts[path], tried[path]) is not None for path in touched
        )
        if fits and fix.edits:
            taken = tried
            made.append(fix)
    mended = {path: apply_edits(texts[path], edits) or "" for path, edits in taken.items()}
    return {path: text for path, text in mended.items() if text != texts[path]}, made
