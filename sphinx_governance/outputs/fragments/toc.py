"""The headings of the file below the fragment, linked; ``levels`` says which: 2-3 where it does not."""

from __future__ import annotations

import re
from urllib.parse import quote

from sphinx_governance.outputs.fragment_source import FragmentError, Made, Options, Source, shown

OPTIONS = ("levels",)
_LEVELS = re.compile(r"([1-6])(?:-([1-6]))?")


def make(source: Source, options: Options) -> Made:
    """Return the headings as a list in lists, in which no level is left out."""
    written = options.text("levels", "2-3")
    match = _LEVELS.fullmatch(written)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise FragmentError(f"the option levels may not be {written!r}", "write levels=2-3")
    first, last = int(match[1]), int(match[2] or match[1])
    headings: list[dict[str, object]] = []
    above: list[int] = []
    for heading in source.headings_in(source.read(source.host)):
        if heading.line <= source.line or not first <= heading.level <= last:
            continue
        above = [level for level in above if level < heading.level]
        text = shown(heading.text) or "(no title)"
        linked = f"[{text}](#{quote(heading.anchor)})"
        headings.append({"depth": len(above), "text": text, "link": linked})
        above.append(heading.level)
    return Made(source.rendered("toc", headings=headings), "the headings below")
