"""The registry of a project that is at hand: its pages are read, and nothing is published for it."""

from __future__ import annotations

import os
from pathlib import Path

from sphinx_governance.cli.loading import Loaded, Request, load
from sphinx_governance.cli.target import find_target
from sphinx_governance.intake.tree import repository_root
from sphinx_governance.model.registry import Registry, registry_of


def project_registry(path: str | None, *, conf: bool, cached: bool) -> tuple[Registry, Loaded]:
    """Return the registry of the project at PATH, and the project.

    :raises UsageProblem: there is none, or it cannot be read.
    """
    target = find_target(path, conf=conf)
    loaded = load(target, Request(everything=False, cached=cached))
    base = loaded.base.resolve()
    root = repository_root(base)
    folder = Path(os.path.relpath(base, root)).as_posix() if root else None
    return registry_of(loaded.corpus, folder), loaded
