"""Where a new record goes and what its file is called: in the manner of those that are there."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.intake.naming import SUFFIXES, identity_of, read_name
from sphinx_governance.model.text import slugify

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.kind import RecordKind
    from sphinx_governance.model.record import Record

_T = TypeVar("_T")
_PARTS = re.compile(
    r"(?P<word>(?:[A-Za-z]+[-_ ]?)?)(?P<digits>\d+)[a-z]?(?P<gap>[-_. ]*)(?P<slug>.*)\Z", re.DOTALL
)


class Manner(NamedTuple):
    """How records of a kind are named: *main* is the document in a folder of its own, "" where it has none."""

    folder: str
    suffix: str
    word: str = ""
    width: int = 4
    gap: str = "-"
    underscores: bool = False
    main: str = ""
    dated: str = ""

    def path(self, number: int | None, title: str, today: str) -> str:
        """Return the path of a record, relative to where paths of the corpus begin."""
        slug = slugify(title)
        if self.underscores:
            slug = slug.replace("-", "_")
        lead = f"{self.word}{number:0{self.width}}" if number is not None else ""
        if self.dated:
            lead = today if self.dated == "-" else today.replace("-", "")
        rest = slug if self.gap or not lead else ""
        stem = f"{lead}{self.gap if lead and rest else ''}{rest}"
        name = f"{stem}/{self.main}" if self.main else stem
        return posixpath.normpath(posixpath.join(self.folder, f"{name}{self.suffix}"))


def manner_of(loaded: Loaded, kind: RecordKind, fellows: list[Record]) -> Manner:
    """Return how the next record of a kind is named."""
    suffix = _most(PurePosixPath(record.path).suffix for record in fellows)
    if not fellows:
        pages = (PurePosixPath(document.path).suffix for document in loaded.corpus.documents)
        default = ".md" if loaded.target.source is None else ".rst"
        common = _most(page for page in pages if page in SUFFIXES) or default
        return Manner(
            _first_folder(loaded, kind), common, width=kind.width,
            dated="-" if kind.identity == "date" else "",
        )  # fmt: skip
    found = [_of_file(record, kind) for record in fellows]
    manner = _most(item._replace(width=0) for item in found) or found[0]
    padded = [item.width for item in found if item.width > 0]
    return manner._replace(suffix=suffix or manner.suffix, width=_most(padded) or 1)


def _of_file(record: Record, kind: RecordKind) -> Manner:
    """Return how one file is named; *width* is 0 where its number is not padded."""
    path = PurePosixPath(record.path)
    identity = identity_of(record.path, kind)
    part = identity.part if identity else path.stem
    main = path.stem if identity and part != path.stem else ""
    folder = path.parent.parent if main else path.parent
    dated = ""
    if identity and identity.name.date:
        dated = "-" if part[4:5] == "-" else "0"
    match = _PARTS.match(part)
    if match is None or dated:
        return Manner(str(folder), path.suffix, main=main, dated=dated)
    slug = match["slug"]
    return Manner(
        str(folder), path.suffix, match["word"],
        len(match["digits"]) if match["digits"].startswith("0") else 0,
        match["gap"] if slug else "", "_" in slug and "-" not in slug, main,
    )  # fmt: skip


def _first_folder(loaded: Loaded, kind: RecordKind) -> str:
    """Return where the first record of a kind goes."""
    target = loaded.target
    if target.source is None and target.path.name in kind.folders:
        return "."
    root = target.source or target.path
    places = ("", "docs") if target.source is None else ("",)
    there = (
        root / place / name
        for place in places
        for name in kind.folders
        if (root / place / name).is_dir()
    )
    own = "decisions" if "decisions" in kind.folders else next(iter(kind.folders), kind.name)
    chosen = next(there, root / places[-1] / own)
    return Path(posixpath.relpath(chosen.as_posix(), loaded.base.as_posix())).as_posix()


class Wanted(NamedTuple):
    """The number that a person asks for, None for the next, and the ref or remote that counts too."""

    number: int | None = None
    against: str = ""


def free_number(
    loaded: Loaded,
    kind: RecordKind,
    prefix: str,
    manner: Manner,
    wanted: Wanted,
    own: Record | None = None,
) -> int:
    """Return the number that is asked for, or the next one, where no record has it here or on a branch.

    :param own: the record that gets it, which may have it already.
    :raises UsageProblem: the number that is asked for is taken, or there is no such ref.
    """
    asked = wanted.number
    elsewhere = numbers_on_branches(loaded.base / manner.folder, manner, wanted.against)
    if asked is not None:
        here = {
            item.number
            for item in loaded.corpus.records
            if item.prefix == prefix and item is not own
        }
        if own and own.number == asked and asked not in here:
            return asked
        if asked in here | elsewhere:
            where = "here" if asked in here else "on another branch"
            raise UsageProblem(f"the number {asked} is taken {where}", "leave it out")
        return asked
    free = max(loaded.corpus.next_number(prefix), max(elsewhere, default=0) + 1)
    while free in kind.reserved:
        free += 1
    return free


def numbers_on_branches(place: Path, manner: Manner, against: str = "") -> frozenset[int]:
    """Return the numbers that records in a folder have on any local branch; none where git cannot tell.

    :param against: a ref or a remote that counts too.
    :raises UsageProblem: it is neither.
    """
    from sphinx_governance.intake.tree import repository_root
    from sphinx_governance.vcs import UnknownRefError, VcsError, names_on_branches

    root = repository_root(place.resolve())
    if root is None:
        return frozenset()
    folder = place.resolve().relative_to(root).as_posix()
    try:
        names = names_on_branches(root, folder, against)
    except UnknownRefError as error:
        raise UsageProblem(error.note.message, error.note.hint) from error
    except VcsError:
        return frozenset()
    found = (read_name(_stem(name)) for name in names)
    word = manner.word.strip("-_ ").lower()
    return frozenset(
        name.number
        for name in found
        if name and name.number is not None and name.word.lower() == word and not name.date
    )


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.suffix.lower() in SUFFIXES else name


def _most(items: Iterable[_T]) -> _T | None:
    """Return what is most common, of several the first."""
    ranked = Counter(items).most_common(1)
    return ranked[0][0] if ranked else None
