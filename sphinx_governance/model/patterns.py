"""Patterns of paths as in .gitignore, for many patterns and many files at a time.

Compiling a pattern costs more than matching it. So a pattern is compiled only where a
file holds every part of it that stands for itself, and each pattern only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

_WILD = re.compile(r"[*?]+")
_HARD = re.compile(r"[\[\\]")


class Match(NamedTuple):
    """A file, and the pattern that it matches as somebody wrote it."""

    path: str
    pattern: str


class Paths:
    """The files of a diff, asked again and again which of them a pattern matches."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths: Sequence[str] = tuple(dict.fromkeys(paths))
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _joined(self) -> str:
        return "\0".join(self.paths)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the paths that one pattern matches; one that cannot be read matches none."""
        if pattern not in self._known:
            self._known[pattern] = tuple(self._found(pattern))
        return self._known[pattern]

    def matches(self, patterns: Sequence[str]) -> tuple[Match, ...]:
        """Return the paths that a list of patterns matches, each with the last pattern that says so.

        As in .gitignore, one that begins with ``!`` takes back what those before it matched.
        """
        cleaned = [cleaned for pattern in patterns if (cleaned := clean(pattern))]
        found: dict[str, str] = {}
        if not any(pattern.startswith("!") for pattern in cleaned):
            for pattern in reversed(cleaned):
                found |= dict.fromkeys(self.matching(pattern), pattern)
        elif any(self.matching(item) for item in cleaned if not item.startswith("!")):
            kept = set(_spec_matches(cleaned, self.paths))
            for pattern in cleaned:
                found |= dict.fromkeys(kept.intersection(self.matching(pattern)), pattern)
        return tuple(Match(path, found[path]) for path in self.paths if path in found)

    def _found(self, pattern: str) -> Iterable[str]:
        if pattern.startswith("!"):
            return ()
        parts = _plain_parts(pattern)
        if any(part not in self._joined for part in parts):
            return ()
        candidates = self.paths
        for part in parts:
            candidates = [path for path in candidates if part in path]
        return _spec_matches([pattern], candidates) if candidates else ()


def clean(pattern: str) -> str:
    """Return a pattern without what people put around it; "" for a comment."""
    bare = pattern.strip().strip("`").strip()
    return "" if bare.startswith("#") else bare


def _plain_parts(pattern: str) -> list[str]:
    """Return the parts of a pattern that a path must hold as they are."""
    if _HARD.search(pattern):
        return []
    return [part for piece in _WILD.split(pattern) if (part := piece.strip("/ "))]


def _spec_matches(patterns: Sequence[str], paths: Sequence[str]) -> Iterable[str]:
    """Return the paths that .gitignore's rules match."""
    # Not at the top: it costs as much as all else, and often no file is a candidate.
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(patterns)
    except ValueError:
        return ()
    if len(patterns) > 1:
        return [path for path in paths if spec.match_file(path)]
    return [path for path in paths if any(part.match_file(path) for part in spec.patterns)]
