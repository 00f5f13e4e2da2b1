"""``--only-changed-since``: the files of a target that differ from another state of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_governance.cli.errors import UsageProblem

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded


def changed_since(loaded: Loaded, ref: str) -> frozenset[str]:
    """Return the paths of the corpus that were changed since *ref* parted, untracked ones too.

    :raises UsageProblem: there is no such ref, or no repository.
    """
    from sphinx_governance.files import relative
    from sphinx_governance.intake.tree import repository_root
    from sphinx_governance.vcs import VcsError, changes, merge_base

    root = repository_root(loaded.base.resolve())
    if root is None:
        raise UsageProblem(
            f"{loaded.target.path} is in no git repository", "leave --only-changed-since out"
        )
    try:
        found = changes(root, merge_base(root, ref))
    except VcsError as error:
        raise UsageProblem(error.note.message, error.note.hint) from error
    base = loaded.base.resolve()
    return frozenset(relative(root / item.path, base) for item in found)
