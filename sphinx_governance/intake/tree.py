"""The files around a project's documents, as paths: nothing in here opens one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sphinx_governance.intake.naming import SUFFIXES, UNSUPPORTED
from sphinx_governance.model.surroundings import Tree

Tracked = Callable[[Path], frozenset[str] | None]
"""Names the files of the repository at a root, as git knows them; None where git does not."""

_PASSED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", "venv", ".venv", ".tox"})
"""Folders that are named and not looked into."""

_MOST = 200_000
"""So many files are listed where git does not name them; of a longer list nothing is known."""

_LICENSES = ("license", "licence", "copying", "contributing")
_LEVELS = 3
"""Folders above a source folder in which a project's root is looked for, where there is no repository."""


def repository_root(path: Path) -> Path | None:
    """Return the root of the repository that *path* lies in, or None.

    In a linked worktree and in a submodule ``.git`` is a file.
    """
    return next((place for place in (path, *path.parents) if (place / ".git").exists()), None)


def project_root(folder: Path) -> Path:
    """Return the root of the repository that a Sphinx project lies in, or what looks like one."""
    near = (folder, *folder.parents[:_LEVELS])
    likely = (place for place in near if _looks_like_root(place))
    return repository_root(folder) or next(likely, folder)


def tree_of(root: Path, base: Path, tracked: Tracked | None = None) -> Tree | None:
    """Return the files below *root*, for a corpus whose paths are relative to *base*.

    :param tracked: asks git for them; without it, or where git has no answer, the folders are walked.
    """
    named = tracked(root) if tracked else None
    files = walk_files(root) if named is None else named
    if files is None:
        return None
    whole = named is not None or (root / ".git").exists() or _looks_like_root(root)
    prefix = Path(os.path.relpath(base, root)).as_posix()
    return Tree(files, "" if prefix == "." else prefix, tracked=named is not None, whole=whole)


def walk_files(root: Path) -> frozenset[str] | None:
    """Return the files below a folder, None where there are too many to list.

    A link is named, never followed; so is a folder of other people's files.
    """
    found: set[str] = set()
    for path in _walk(str(root), len(str(root)) + 1):
        found.add(path)
        if len(found) > _MOST:
            return None
    return frozenset(found)


def documents_below(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the documents of any markup below a folder, with their endings; not built or hidden ones."""
    documents = {*SUFFIXES, *UNSUPPORTED}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        for name in names:
            suffix = os.path.splitext(name)[1]  # noqa: PTH122 - a Path for each file costs more than the walk
            if suffix.lower() in documents:
                yield name if inside == "." else f"{inside}/{name}", suffix


def _walk(root: str, skip: int) -> Iterator[str]:
    left = [root]
    while left:
        try:
            entries = list(os.scandir(left.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and entry.name not in _PASSED:
                left.append(entry.path)
            else:
                yield entry.path[skip:].replace(os.sep, "/")


def _looks_like_root(folder: Path) -> bool:
    """Return whether a folder holds what stands at the root of a project: a README and a licence."""
    try:
        names = [name.lower() for name in os.listdir(folder)]  # noqa: PTH208 - names are all we want
    except OSError:
        return False
    has_readme = any(name.startswith("readme") for name in names)
    return has_readme and any(name.startswith(_LICENSES) for name in names)
