"""References to records as people write them: ``ADR-7``, ``[5. Use X](0005-use-x.md)``, ``2070``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sphinx_governance.model.text import slugify, squeeze

MARKDOWN_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^()\s]*(?:\([^()]*\)[^()\s]*)?)(?:\s[^)]*)?\)"
)
_RST_LINK = re.compile(
    r"(?::[\w:.+-]{1,60}:|\{[\w:.+-]{1,60}\})?`(?P<text>[^`<]*)(?:<(?P<target>[^`>]*)>)?`_{0,2}"
)
_IDENTIFIER = re.compile(
    r"^\W*(?:(?P<prefix>[A-Za-z][A-Za-z-]*?)[-‑–_ #]?\s?)?#?(?P<number>\d{1,9})(?P<suffix>[a-z]?)"
    r"(?:[-_.](?P<slug>[\w-]+)|(?=$|[\s.,:;)\]]))"
)  # fmt: skip
_SLUG = re.compile(r"^(?P<prefix>[A-Za-z]+)-(?P<slug>[A-Za-z0-9][\w-]*)$")
_SEPARATOR = re.compile(r"[,;\n]|\band\b|&")
_DATE_DIGITS = 8
"""``20200924`` in an identifier is a date, not a number: log4brains names its files so."""


class Reference(NamedTuple):
    """One record as it is referred to somewhere.

    *prefix* is the word before the number, lower-case, or "" where none was
    written; *path* is the link's target, where it was a link to a file.
    """

    text: str
    prefix: str = ""
    number: int | None = None
    suffix: str = ""
    slug: str = ""
    path: str = ""

    @property
    def readable(self) -> bool:
        """Whether this says which record is meant."""
        return self.number is not None or bool(self.slug) or bool(self.path)


@lru_cache(maxsize=16_384)
def read_reference(text: str, path: str = "") -> Reference:
    """Return what *text* says of the record it names; *path* is its link target.

    >>> read_reference("ADR-0007").number
    7
    """
    text = squeeze(text).strip("*_`'\"")
    match = _IDENTIFIER.match(text)
    if match and not (match["prefix"] or "").lower().startswith("http"):
        prefix, digits, slug = (match["prefix"] or "").lower(), match["number"], match["slug"] or ""
        if len(digits) == _DATE_DIGITS and slug:
            return Reference(text, prefix, None, "", f"{digits}-{slugify(slug)}", path)
        return Reference(text, prefix, int(digits), match["suffix"], slugify(slug), path)
    named = _SLUG.match(text)
    if named:
        return Reference(text, named["prefix"].lower(), None, "", slugify(named["slug"]), path)
    return Reference(text, path=path)


def read_references(value: str) -> Iterator[Reference]:
    """Yield every reference in the value of a field: links first, else a list of identifiers."""
    links = list(_links(value))
    rest = value
    for start, end, _ in reversed(links):
        rest = rest[:start] + "," + rest[end:]
    yield from (reference for _, _, reference in links)
    for part in _SEPARATOR.split(rest):
        reference = read_reference(part)
        if reference.number is not None or (not links and part.strip(" .()[]-")):
            yield reference


def _links(value: str) -> Iterator[tuple[int, int, Reference]]:
    for pattern in (MARKDOWN_LINK, _RST_LINK):
        found = list(pattern.finditer(value))
        if found:
            for match in found:
                target = (match["target"] or "").strip()
                yield match.start(), match.end(), _linked(match["text"].strip(), target)
            return


def _linked(text: str, target: str) -> Reference:
    """Read a link: its text names the record, unless only its target does."""
    is_file = bool(re.search(r"\.(md|rst|txt|html)(#|$)|/", target)) and "://" not in target
    path = target.split("#", 1)[0] if is_file else ""
    reference = read_reference(text, path)
    if reference.readable and (reference.number is not None or path):
        return reference
    by_target = read_reference(target.removeprefix("#").removesuffix(".md"), path)
    return by_target if by_target.readable else reference


def identifier(prefix: str, width: int, number: int, suffix: str = "") -> str:
    """Return the display form: ``ADR-0007``."""
    return f"{prefix}-{number:0{width}}{suffix}"
