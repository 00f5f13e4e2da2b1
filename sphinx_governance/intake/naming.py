"""What a file's name says: whether it is a record, of which number, date or slug.

Nothing here reads a file; a project's records are told from the list of its paths.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.text import fold, slugify

SUFFIXES = {".md": "md", ".markdown": "md", ".rst": "rst"}
"""File endings that can be read, and their markup."""

UNSUPPORTED = frozenset({".adoc", ".asciidoc", ".asc", ".org"})
"""Endings of markups that Sphinx cannot read; records in them are named, not passed over."""

INDEX_NAMES = frozenset({"index", "readme", "changelog", "contributing", "license"})
_MAIN_NAMES = ("index", "readme", "proposal", "record", "decision", "adr", "rfc")
_TEMPLATE = re.compile(r"(?:^|[-_. ])template(?:$|[-_. ])", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"^(?:(?P<word>[A-Za-z]+)[-_ ])?(?P<mark>[NnXx]{3,}|NN|XX|\?{2,})(?:[-_. ]+(?P<slug>.+))?\Z",
    re.DOTALL,
)
_DATED = re.compile(
    r"^(?P<date>(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[-_ ](?P<number>\d{1,6})(?=[-_. ]|$))?(?:[-_. ]+(?P<slug>.+))?\Z",
    re.DOTALL,
)
_NUMBERED = re.compile(
    r"^(?:(?P<word>[A-Za-z]+)[-_ ]?)?(?P<number>\d{1,9})(?P<letter>[a-z]?)"
    r"(?:(?:[-_ ]+|\.(?!\d))(?P<slug>.+))?\Z",
    re.DOTALL,
)
_SHARED = 2
"""So many files must share a word before their number, or ``step-1-install.md`` were a record."""


class FileName(NamedTuple):
    """The parts of a record's file or folder name; *digits* is the number as written."""

    word: str = ""
    digits: str = ""
    letter: str = ""
    date: str = ""
    slug: str = ""
    placeholder: str = ""

    @property
    def number(self) -> int | None:
        """The number, or None for a name by date or with a placeholder."""
        return int(self.digits) if self.digits else None


class Identity(NamedTuple):
    """What a path says of its record: its kind, its name's parts, and where the name stands."""

    kind: str
    name: FileName
    part: str
    declared: bool = True


def read_name(stem: str) -> FileName | None:
    """Return what a file's or folder's name says, or None where it is no record's name.

    >>> read_name("0007-use-x").number
    7
    """
    if is_template(stem):
        return None
    if match := _DATED.match(stem):
        digits, date = match["number"] or "", match["date"].replace("-", "")
        return FileName(digits=digits, date=date, slug=slugify(match["slug"] or ""))
    if match := _NUMBERED.match(stem):
        return FileName(
            word=match["word"] or "", digits=match["number"], letter=match["letter"],
            slug=slugify(match["slug"] or ""),
        )  # fmt: skip
    if match := _PLACEHOLDER.match(stem):
        return FileName(
            word=match["word"] or "", placeholder=match["mark"], slug=slugify(match["slug"] or "")
        )
    return None


def is_template(stem: str) -> bool:
    """Return whether a name is a template's: ``0000-template``, ``adr-template``."""
    return bool(_TEMPLATE.search(stem))


def identity_of(path: str, kind: RecordKind) -> Identity | None:
    """Return what a path says of a record that is declared in it, wherever it stands."""
    found = _named(PurePosixPath(path))
    return Identity(kind.name, found[2], found[0]) if found else None


def identify(
    paths: Iterable[str],
    kinds: Iterable[RecordKind],
    *,
    top: str | None = None,
    top_folder: str = "",
) -> dict[str, Identity]:
    """Return the identity of every path that is a record.

    :param paths: documents, relative to the root, with forward slashes and suffix.
    :param top: the kind of records that stand in *top_folder* itself (a folder
        named on the command line); None where only settings and folder names decide.
    """
    finder = _Finder(tuple(kinds), top, top_folder)
    candidates = [found for path in sorted(paths) if (found := finder.candidate(path))]
    shared = Counter((found.container, found.name.word.lower()) for found in candidates)
    return {
        found.path: Identity(found.kind.name, found.name, found.part)
        for found in finder.main_documents(candidates)
        if _is_own(found) or shared[found.container, found.name.word.lower()] >= _SHARED
    }


@dataclass(frozen=True, slots=True)
class _Candidate:
    path: str
    container: str
    part: str
    name: FileName
    kind: RecordKind
    by_source: bool


def _is_own(found: _Candidate) -> bool:
    word = found.name.word.lower()
    return not word or found.by_source or word in {found.kind.prefix.lower(), found.kind.name}


class _Finder:
    """Decides path by path; holds what is the same for all of them."""

    def __init__(self, kinds: tuple[RecordKind, ...], top: str | None, top_folder: str) -> None:
        import pathspec  # not at the top: a build in which no file came or went does without

        self._kinds = kinds
        self._top = next((kind for kind in kinds if kind.name == top), None)
        self._top_folder = top_folder
        self._folders = {fold(folder): kind for kind in reversed(kinds) for folder in kind.folders}
        self._sources = [
            (kind, pathspec.GitIgnoreSpec.from_lines(kind.sources))
            for kind in kinds
            if kind.sources
        ]

    def candidate(self, path: str) -> _Candidate | None:
        """Return the record that *path* may be: its name, and the kind of its folder."""
        pure = PurePosixPath(path)
        if any(part.startswith((".", "_")) for part in pure.parts[:-1]) or is_template(pure.stem):
            return None
        source = next((kind for kind, spec in self._sources if spec.match_file(path)), None)
        found = _named(pure)
        if found is None and source and not _is_index(pure.stem):
            found = pure.stem, pure.parent, FileName(slug=slugify(pure.stem))
        if found is None:
            return None
        part, folder, name = found
        kind = source or self._kind_of(folder, name)
        return _Candidate(path, str(folder), part, name, kind, source is not None) if kind else None

    def _kind_of(self, folder: PurePosixPath, name: FileName) -> RecordKind | None:
        parts = [part for part in folder.parts if part != "."]
        named = next(
            (self._folders[fold(part)] for part in reversed(parts) if fold(part) in self._folders),
            None,
        )
        at_top = self._top is not None and str(folder) == (self._top_folder or ".")
        chosen = named or (self._top if at_top else None)
        if chosen is None:
            return None
        by_word = next(
            (kind for kind in self._kinds if kind.prefix.lower() == name.word.lower()), None
        )
        return by_word or chosen

    @staticmethod
    def main_documents(candidates: list[_Candidate]) -> list[_Candidate]:
        """Keep one document of each record's folder: its index, before any other name."""
        best: dict[tuple[str, str], _Candidate] = {}
        for found in candidates:
            stem = PurePosixPath(found.path).stem
            key = (found.container, found.part if found.part != stem else found.path)
            rank = _rank(stem)
            if key not in best or rank < _rank(PurePosixPath(best[key].path).stem):
                best[key] = found
        return sorted(best.values(), key=lambda found: found.path)


def _named(path: PurePosixPath) -> tuple[str, PurePosixPath, FileName] | None:
    """Return the part of a path that names a record, the folder it stands in, and what it says."""
    of_folder = None if not path.parent.name else read_name(path.parent.name)
    if of_folder and (of_folder.slug or of_folder.word):
        # What else lies in a record's own folder is an attachment, numbered or not.
        main = fold(path.stem) in {*_MAIN_NAMES, fold(path.parent.name)}
        return (path.parent.name, path.parent.parent, of_folder) if main else None
    name = None if _is_index(path.stem) else read_name(path.stem)
    return (path.stem, path.parent, name) if name else None


def _is_index(stem: str) -> bool:
    return fold(stem) in INDEX_NAMES


def _rank(stem: str) -> int:
    name = fold(stem)
    return _MAIN_NAMES.index(name) if name in _MAIN_NAMES else len(_MAIN_NAMES)
