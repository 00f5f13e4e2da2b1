"""What goes with another number in a title: the line under it in reST, and the anchor of the old one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sphinx_governance.model.finding import Edit
from sphinx_governance.model.record import Location, Record

Source = Callable[[str, int], str]
"""Returns a line of a file."""

_RULE = re.compile(r"([!-/:-@\[-`{-~])\1*")
_ANCHORS = {
    "rst": ".. _{name}:\n\n",
    "myst": "({name})=\n",
    "md": '<a id="{name}"></a>\n\n',
}
_WRITTEN = r"^\s*\.\. _`?{name}`?:|^\({name}\)=|\b(?:id|name)=[\"']{name}[\"']"


def ruled(edits: Iterable[Edit], record: Record, source: Source) -> list[Edit]:
    """Return the edits of the lines above and under a reST title that grows or shrinks by *edits*."""
    path, line = record.path, record.at.line
    grown = sum(
        len(edit.new) - len(edit.old) for edit in edits if edit.at[:2] == (path, line) and edit.old
    )
    if not grown or not path.endswith(".rst") or record.title_in_metadata:
        return []
    title = source(path, line).rstrip()
    found = []
    for beside in (line - 1, line + 1):
        rule = source(path, beside).rstrip()
        if not rule or not _RULE.fullmatch(rule) or len(rule) < min(len(title), 4):
            continue
        if grown > 0:
            at = Location(path, beside, len(rule) + 1)
            found.append(Edit(at, "", rule[0] * grown))
        elif len(rule) == len(title):
            at = Location(path, beside, len(rule) + grown + 1)
            found.append(Edit(at, rule[grown:], ""))
    return found


def kept_anchor(record: Record, markup: str, lines: list[str]) -> Edit | None:
    """Return the edit that keeps a record's anchor where its number changes.

    None where it is written already, or nothing is there that it could stand before.

    :param markup: ``rst``, ``myst`` or ``md``: how an anchor is written.
    """
    name = record.id.lower()
    pattern = re.compile(_WRITTEN.format(name=re.escape(name)), re.IGNORECASE)
    if any(pattern.search(line) for line in lines):
        return None
    line = record.at.line
    if record.title_in_metadata or not record.title:
        line = record.sections[0].at.line if record.sections else 0
    if not 0 < line <= len(lines):
        return None
    above = lines[line - 2] if line > 1 else ""
    if markup == "rst" and above.strip() and _RULE.fullmatch(above.rstrip()):
        line -= 1
        above = lines[line - 2] if line > 1 else ""
    text = lines[line - 1]
    indent = "" if markup == "md" else text[: len(text) - len(text.lstrip())]
    # In Markdown the end of front matter is no text that would go on.
    apart = "\n" if above.strip() and markup != "myst" and above.strip() != "---" else ""
    return Edit(
        Location(record.path, line, 1), "", apart + indent + _ANCHORS[markup].format(name=name)
    )
