"""Headings as people write them: numbered, decorated, two sections under one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_governance.model.kind import SectionSpec
from sphinx_governance.model.text import squeeze

_NUMBERING = re.compile(r"^\W*\d+(?:\.\d+)*[.):]?\s+(?=\S)")
_JOINTS = re.compile(r"\s*(?:[/&,:;()+–—]|\s-\s|\band\b|\bor\b)\s*", re.IGNORECASE)


def plain_heading(title: str) -> str:
    """Return a heading without its number.

    >>> plain_heading("2.1 Decision")
    'Decision'
    """
    return squeeze(_NUMBERING.sub("", title))


def is_section(spec: SectionSpec, title: str) -> bool:
    """Return whether a heading is a section's, or joins it with another: *Context and Decision*."""
    return any(spec.matches(part) for part in _parts(title))


def display_name(spec: SectionSpec) -> str:
    """Return a section's name as a heading: ``Security considerations``."""
    return spec.name.replace("-", " ").capitalize()


def _parts(title: str) -> Iterator[str]:
    plain = plain_heading(title)
    yield title
    yield plain
    yield from (part for part in _JOINTS.split(plain) if part)
