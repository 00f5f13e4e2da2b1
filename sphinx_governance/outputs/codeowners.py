"""Lines for CODEOWNERS: who decided about a path is asked when it changes.

From the records in force that say which paths they govern and whose deciders have handles. Patterns
of records are those of .gitignore; what CODEOWNERS reads otherwise is written so that it means the same
to GitHub and GitLab, or left out. Sources:
https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners,
https://docs.gitlab.com/user/project/codeowners/reference/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.patterns import clean
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import printable

MARK = "# Made from the records by: sphinx-governance export codeowners"
"""The first line of what we wrote; a file without it is somebody's own."""

_HANDLE = re.compile(r"(?:^|\()(@[A-Za-z0-9](?:[A-Za-z0-9-]*)(?:/[\w.-]+)?)\)?\Z")
_UNREADABLE = re.compile(r"[#\[\]\\\x00-\x1f\x7f]")


class Owners(NamedTuple):
    """The text of the file, and what could not be said in it."""

    text: str
    left_out: tuple[str, ...]


def codeowners(corpus: Corpus) -> Owners:
    """Return the lines, by record: of several that match a file the last one counts, so newer decisions do."""
    lines, left_out = [MARK], []
    for record in corpus.records:
        governs = _items(record, "governs")
        if not governs or corpus.phase(record) != "in-force":
            continue
        owners = _owners(record)
        if not owners:
            left_out.append(f"{record.id} governs paths, but none of its deciders is a @handle")
            continue
        own = []
        for pattern in filter(None, map(clean, governs)):
            written = translated(pattern)
            if written is None:
                left_out.append(f"{record.id}: CODEOWNERS cannot say {printable(pattern)}")
            else:
                own.append(f"{written} {' '.join(owners)}")
        lines += ["", f"# {printable(f'{record.id} {record.title}')}", *own] if own else []
    return Owners("\n".join(lines) + "\n", tuple(left_out))


def translated(pattern: str) -> str | None:
    """Return a pattern of .gitignore as CODEOWNERS reads it, None where it has no words for it.

    There are no exceptions and no sets of signs; ``docs/*`` would not reach into folders; without a
    slash in front GitLab looks everywhere.

    >>> translated("docs/*")
    '/docs/'
    """
    if pattern.startswith("!") or _UNREADABLE.search(pattern):
        return None
    inner = pattern.rstrip("/")
    if "/" in inner and not pattern.startswith(("/", "**/")):
        pattern = f"/{pattern}"
    if pattern.endswith("/*"):
        pattern = pattern.removesuffix("*")
    return pattern.replace(" ", "\\ ")


def _owners(record: Record) -> list[str]:
    return list(dict.fromkeys(_handles(record)))


def _handles(record: Record) -> Iterator[str]:
    for item in _items(record, "deciders"):
        if match := _HANDLE.search(item.strip()):
            yield match[1]


def _items(record: Record, name: str) -> list[str]:
    return [item for entry in record.all(name) for item in split_list(entry.value)]
