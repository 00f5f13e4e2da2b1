"""A plain table for the terminal: columns as wide as they must be, cut where the line ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from sphinx_governance.model.text import printable

_GAP = "  "


def render_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, width: int, flexible: int
) -> Iterator[str]:
    """Yield a table's lines; the column at index *flexible* is cut so that lines fit in *width*."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(headings, *cells, strict=True)]
    others = sum(widths) - widths[flexible] + len(_GAP) * (len(widths) - 1)
    widths[flexible] = min(widths[flexible], max(width - others, 20))
    for row in (headings, *cells):
        yield _GAP.join(_fit(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip()


def cell_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _fit(text: str, size: int) -> str:
    if text.isascii():
        return text.ljust(size) if len(text) <= size else text[: size - 1] + "…"
    used, kept = 0, []
    for char in text:
        wide = _width(char)
        if used + wide > size - (cell_width(text) > size):
            kept.append("…")
            used += 1
            break
        kept.append(char)
        used += wide
    return "".join(kept) + " " * (size - used)
