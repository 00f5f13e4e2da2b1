"""Headings as people write them: numbered, decorated, two sections under one heading."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sphinx_governance.model.kind import SectionSpec
from sphinx_governance.model.text import fold, squeeze

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
    return not _names(spec).isdisjoint(_parts(title))


def display_name(spec: SectionSpec) -> str:
    """Return a section's name as a heading: ``Security considerations``."""
    return spec.name.replace("-", " ").capitalize()


@cache
def _names(spec: SectionSpec) -> frozenset[str]:
    return frozenset(fold(name) for name in (spec.name, *spec.names))


@lru_cache(maxsize=4096)
def _parts(title: str) -> frozenset[str]:
    """Return what a heading may stand for, folded: all of it, and each of what it joins."""
    plain = plain_heading(title)
    return frozenset(fold(part) for part in (title, plain, *_JOINTS.split(plain)) if part)
