"""Statuses as people write them: ``✅ Accepted``, ``Superseded by [5. …](0005-….md)``."""

from __future__ import annotations

import re

from sphinx_governance.model.reference import MARKDOWN_LINK
from sphinx_governance.model.text import fold, squeeze

_MISSPELT = re.compile(r"\bsuper(?:c|see?)eded\b|\bsuperc?eeded\b", re.IGNORECASE)
_DECORATION = re.compile(r"^(?::[\w+-]+:|[\W_])+")


def read_status(text: str, states: dict[str, str]) -> tuple[str | None, str]:
    """Return the state that *text* begins with, and the remark after it.

    *states* maps the folded form of each name and alias to its state. Only the
    beginning counts: *partly superseded* is not *superseded*.

    >>> read_status("**Accepted** (2024)", {"accepted": "accepted"})
    ('accepted', '(2024)')
    """
    text = squeeze(text)
    if text.startswith("["):
        text = MARKDOWN_LINK.sub(lambda match: match["text"], text)
    text = _DECORATION.sub("", text)
    plain = _MISSPELT.sub("superseded", text)
    words = re.findall(r"[^\W_]+(?:[-_/][^\W_]+)*|\S", plain)
    longest = max((key.count("-") + 1 for key in states), default=0)
    position, best = 0, None
    for seen, word in enumerate(words[: longest + 2], start=1):
        position = plain.index(word, position) + len(word)
        state = states.get(fold(" ".join(words[:seen])))
        if state is not None and (seen == len(words) or _ends(plain, position)):
            best = (state, position)
    if best is None:
        return None, ""
    return best[0], squeeze(plain[best[1] :]).strip("*_` ").removeprefix(",").strip()


def _ends(text: str, position: int) -> bool:
    """Return whether a word ends at *position*: nothing glued to it goes on."""
    return position >= len(text) or not (text[position].isalnum() or text[position] in "-_/")
