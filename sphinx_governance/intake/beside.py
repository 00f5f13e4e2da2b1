"""The documents outside the source folder that the settings list: README, CONTRIBUTING and the like."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pathspec

from sphinx_governance.config import BESIDE, Project
from sphinx_governance.intake.gather import document_of
from sphinx_governance.intake.naming import SUFFIXES
from sphinx_governance.intake.reading import content_of, outline_of_bytes
from sphinx_governance.model.document import Document, Trouble
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Tree


class Beside(NamedTuple):
    """What stands beside a project's documents: its paths are the corpus's, *missing* as in the settings."""

    documents: tuple[Document, ...] = ()
    missing: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def read_beside(project: Project, root: Path, tree: Tree, known: Collection[str]) -> Beside:
    """Return the listed documents that are not among the project's own.

    :param root: the folder of *tree*, to which the settings are relative.
    :param known: paths in *tree* of the documents that were read already.
    """
    documents, troubles = [], []
    for name in sorted(set(listed_files(project, root, tree)) - set(known)):
        path = _in_corpus(tree, name)
        try:
            documents.append(_document(project, root, name, path))
        except OSError as error:
            why = error.strerror or str(error)
            troubles.append(Trouble(f"the file cannot be read: {why}", Location(path, 1)))
    return Beside(tuple(documents), missing_files(project, root), tuple(troubles))


def missing_files(project: Project, root: Path) -> tuple[str, ...]:
    """Return the files that the settings name and that are not there; the default may miss any."""
    named = () if project.settings.files == BESIDE else project.settings.files
    return tuple(name for name in named if _is_plain(name) and not (root / _plain(name)).exists())


def listed_files(project: Project, root: Path, tree: Tree) -> Iterator[str]:
    """Yield the documents that the settings list, as paths in *tree*; one may come twice."""
    named = project.settings.files
    spec = pathspec.GitIgnoreSpec.from_lines(f"/{_plain(name)}" for name in named)
    for path in tree.files:
        if PurePosixPath(path).suffix.lower() in SUFFIXES and spec.match_file(path):
            yield path
    # A file that git is told to ignore is not in the tree, and still asked for by name.
    for name in named:
        is_document = _is_plain(name) and PurePosixPath(name).suffix.lower() in SUFFIXES
        if is_document and (root / _plain(name)).is_file():
            yield _plain(name)


def _is_plain(name: str) -> bool:
    return not any(sign in name for sign in "*?[!")


def _plain(name: str) -> str:
    return posixpath.normpath(name.lstrip("/") or ".")


def _in_corpus(tree: Tree, name: str) -> str:
    return Path(os.path.relpath(f"/{name}", f"/{tree.prefix}")).as_posix()


def _document(project: Project, root: Path, name: str, path: str) -> Document:
    """Return a document, whose records are not looked for.

    :raises OSError: it cannot be read, or is a link that leads out of the repository.
    """
    file = root / name
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        raise OSError("it is a link that leads out of the repository")
    outline = outline_of_bytes(path, content_of(file), frozenset())
    return document_of(outline.trimmed(), project, None, path=path)
