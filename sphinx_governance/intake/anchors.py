"""The anchors that GitHub gives the headings of a Markdown file.

The rules are those of its own filter, which the npm package ``github-slugger``
follows too: tests/intake/test_anchors.py compares the two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
"""Unicode's categories of what Ruby calls a word: letters, marks, digits, connectors."""


def github_slug(text: str) -> str:
    """Return the anchor of a heading that is the first of its text.

    An emoji is dropped and leaves its blank behind; the name of a ``:shortcode:`` stays.

    >>> github_slug("🚀 Getting started: `foo_bar`!")
    '-getting-started-foo_bar'
    """
    lower = text.lower()
    if lower.isascii():
        return "".join(sign for sign in lower if sign.isalnum() or sign in "_- ").replace(" ", "-")
    return "".join(sign for sign in lower if _is_kept(sign)).replace(" ", "-")


def _is_kept(sign: str) -> bool:
    return sign in "- " or unicodedata.category(sign) in _KEPT or _is_circled(sign)


def _is_circled(sign: str) -> bool:
    """Return whether a symbol counts as a letter: Ⓐ does, ① does not."""
    return (
        "Ⓐ" <= sign <= "ⓩ"
        or "\U0001f130" <= sign <= "\U0001f149"
        or ("\U0001f150" <= sign <= "\U0001f169" or "\U0001f170" <= sign <= "\U0001f189")
    )


class Slugger:
    """Gives each heading of one document its anchor: a repeated one gets a number."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """Return the next heading's anchor, which no heading before it has."""
        own = anchor = github_slug(text)
        while anchor in self._taken:
            self._taken[own] += 1
            anchor = f"{own}-{self._taken[own]}"
        self._taken[anchor] = 0
        return anchor


def slugs(headings: Iterable[str]) -> list[str]:
    """Return the anchors of a document's headings."""
    slugger = Slugger()
    return [slugger.slug(heading) for heading in headings]
