"""Lists as people write them in a header: names, handles, tags, patterns."""

from __future__ import annotations


def split_list(value: str) -> list[str]:
    """Return the items of a list written in one line; commas within ``<…>`` and ``(…)`` do not part it.

    >>> split_list("A <a@b.c>, @dev")
    ['A <a@b.c>', '@dev']
    """
    parts = _parted(value.strip().strip("[]"))
    return [item for part in parts if (item := part.strip().strip("\"'"))]


def _parted(text: str) -> list[str]:
    """Cut a text at its commas and semicolons, from its end on: what closes later holds them together."""
    parts, end, inside = [], len(text), False
    for position in range(len(text) - 1, -1, -1):
        sign = text[position]
        if sign in "<>()":
            inside = sign in ">)"
        elif sign in ",;" and not inside:
            parts.append(text[position + 1 : end])
            end = position
    return [text[:end], *reversed(parts)]
