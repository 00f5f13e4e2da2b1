"""A Sphinx project's corpus with what stands around its pages: only the dedicated builders ask for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sphinx_governance.config import Project
from sphinx_governance.intake.tree import Tracked, project_root, tree_of
from sphinx_governance.model.corpus import Corpus


def surrounded(
    project: Project, source: Path, base: Path, corpus: Corpus, tracked: Tracked | None = None
) -> Corpus:
    """Return the corpus with the files of its repository, and the documents that the settings list.

    :param base: the folder that the paths of the corpus are relative to.
    :param tracked: asks git for the files.
    """
    from sphinx_governance.intake.beside import read_beside

    root = project_root(source)
    tree = tree_of(root, base, tracked)
    if tree is None:
        return corpus
    pages = {tree.place(document.path) for document in corpus.documents}
    beside = read_beside(project, root, tree, pages)
    return replace(
        corpus,
        tree=tree,
        beside=beside.documents,
        missing=beside.missing,
        troubles=(*corpus.troubles, *beside.troubles),
    )
