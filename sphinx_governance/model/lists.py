"""Lists as people write them in a header: names, handles, tags, patterns."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s*[,;]\s*(?![^<(]*[>)])")


def split_list(value: str) -> list[str]:
    """Return the items of a list written in one line; commas within ``<…>`` and ``(…)`` do not part it.

    >>> split_list("A <a@b.c>, @dev")
    ['A <a@b.c>', '@dev']
    """
    return [
        item
        for part in _SEPARATOR.split(value.strip().strip("[]"))
        if (item := part.strip().strip("\"'"))
    ]
