"""``--only-changed-since``: the files of a target that differ from another state of the repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_governance.cli.errors import UsageProblem

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded


def changed_since(loaded: Loaded, ref: str) -> frozenset[str]:
    """Return the paths of the corpus that were changed since *ref* parted, untracked ones too.

    :raises UsageProblem: there is no such ref, or no repository.
    """
    from sphinx_governance.vcs import VcsError, changes, merge_base, repository_root

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
    return frozenset(Path(os.path.relpath(root / item.path, base)).as_posix() for item in found)
