"""Filling in what stands around a corpus: the repository's files, the day, and another state of it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sphinx_governance.config import Project, Settings
from sphinx_governance.intake.base import OtherState, base_of
from sphinx_governance.intake.reading import content_of
from sphinx_governance.intake.tree import repository_root, tree_of
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.surroundings import Base, Change, Tree
from sphinx_governance.vcs import (
    FileChange,
    Listing,
    UnknownRefError,
    VcsError,
    changes,
    contents,
    default_base,
    listing,
    merge_base,
    names_at,
    touched_since,
)


@dataclass(frozen=True, kw_only=True)
class Around:
    """What the command line says of a corpus's surroundings.

    :param against: the ref to compare with; None leaves it to the settings and to git.
    :param compare: whether to compare with another state at all.
    :param today: the day for rules that go by the clock; None silences them.
    :param source: the source folder of a Sphinx project, None for a bare folder.
    :param kind: in a bare folder, the kind of records that stand in the folder itself.
    """

    against: str | None = None
    compare: bool = True
    today: date | None = None
    source: Path | None = None
    kind: str = "adr"


def surroundings_of(
    corpus: Corpus, base: Path, settings: Settings, around: Around
) -> tuple[Corpus, tuple[str, ...]]:
    """Return a corpus with its surroundings, and what a report should say of them.

    :param base: the folder that the corpus's paths are relative to.
    :raises UnknownRefError: the ref in *around* is not there; its note has a hint.
    """
    base = base.resolve()
    filled = replace(corpus, today=around.today, stale_after=settings.stale_after)
    root = repository_root(base)
    if root is None:
        note = "not compared: not in a git repository"
        # Where nobody asked for a comparison, a folder without git is nothing to speak of.
        asked = around.compare and (around.against or settings.against)
        return replace(filled, tree=corpus.tree or tree_of(base, base)), (note,) if asked else ()
    try:
        files = listing(root)
    except VcsError as error:
        return replace(filled, tree=corpus.tree or tree_of(base, base)), (
            _sentence("git could not be asked", error),
        )
    prefix = _relative(base, root)
    tree = Tree(files.tracked | files.untracked, prefix, tracked=True, whole=True)
    compared = _Comparison(root, base, files, tree, Project(settings=settings, kinds=corpus.kinds))
    filled = replace(filled, tree=tree, touch_source=compared.lately(around.today))
    if not around.compare:
        return filled, ()
    found, note = compared.with_ref(filled, around)
    return replace(filled, base=found), (note,)


@dataclass(frozen=True)
class _Comparison:
    """One repository, seen from the folder of a corpus."""

    root: Path
    base: Path
    files: Listing
    tree: Tree
    project: Project

    def with_ref(self, corpus: Corpus, around: Around) -> tuple[Base | None, str]:
        """Return the comparison, None where there is none, and what to say of it."""
        ref = around.against or self.project.settings.against or default_base(self.root)
        if not ref:
            return None, "not compared: no upstream default branch (--against names a ref)"
        try:
            commit = merge_base(self.root, ref)
            found = base_of(corpus, self.project, self._state(ref, commit, around))
        except UnknownRefError as error:
            if around.against:
                raise
            return None, _sentence("not compared", error)
        except VcsError as error:
            return None, _sentence("not compared", error)
        return found, f"compared with {ref} (merge base {commit[:7]})"

    def lately(self, today: date | None) -> Callable[[], frozenset[str]] | None:
        """Return what asks for the files that were changed in the days before a record is stale."""
        if today is None:
            return None
        days = min(self.project.settings.stale_after, (today - date(1970, 1, 2)).days)
        first, prefix = today - timedelta(days=days), self.tree.prefix

        def ask() -> frozenset[str]:
            return frozenset(map(self._path, touched_since(self.root, first, prefix)))

        return ask

    def _state(self, ref: str, commit: str, around: Around) -> OtherState:
        changed = changes(self.root, commit, self.files)
        blobs = {self._path(change.old): change.blob for change in changed if change.blob}

        def before(paths: Iterable[str]) -> Mapping[str, bytes]:
            wanted = {path: blobs[path] for path in paths if path in blobs}
            found = contents(self.root, wanted.values())
            return {path: found[blob] for path, blob in wanted.items()}

        return OtherState(
            name=ref,
            changes=tuple(self._change(change) for change in changed),
            tip=tuple(self._path(path) for path in names_at(self.root, ref)),
            before=before,
            now=self._present,
            source=_relative(around.source.resolve(), self.base) if around.source else "",
            kind=None if around.source else around.kind,
        )

    def _path(self, path: str) -> str:
        """Return a path of the repository as the corpus has it."""
        prefix = self.tree.prefix
        if not prefix:
            return path
        inside = path.removeprefix(f"{prefix}/")
        return inside if inside != path else posixpath.relpath(path, prefix)

    def _change(self, change: FileChange) -> Change:
        old = self._path(change.old) if change.old else ""
        return Change(change.status, self._path(change.path), old)

    def _present(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        found = {}
        for path in paths:
            try:
                found[path] = content_of(self.base / path)
            except OSError:
                continue
        return found


def _sentence(beginning: str, error: VcsError) -> str:
    note = error.note
    return f"{beginning}: {note.message}" + (f"; {note.hint}" if note.hint else "")


def _relative(path: Path, folder: Path) -> str:
    """Return a folder as seen from another, "" for the same."""
    found = Path(os.path.relpath(path, folder)).as_posix()
    return "" if found == "." else found
