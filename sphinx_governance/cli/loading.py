"""From a target to its corpus, with a progress bar where it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.target import Target

if TYPE_CHECKING:
    from sphinx_governance.config import Project
    from sphinx_governance.model.corpus import Corpus

_PATIENCE = 1.0
"""Seconds of work before a progress bar is shown."""


@dataclass(frozen=True)
class Loaded:
    """A corpus with what is needed to show it: where its files are, how paths are shown."""

    corpus: Corpus
    target: Target
    base: Path
    project: Project

    def place(self, path: str) -> str:
        """Return a path of the corpus as reports show it: relative to the target's root."""
        if self.base == self.target.root:
            return path
        whole = (self.base / path).resolve()
        return (
            whole.relative_to(self.target.root).as_posix()
            if whole.is_relative_to(self.target.root)
            else path
        )

    def wanted(self, path: str) -> bool:
        """Return whether a path is asked for: all are, unless PATH names one file."""
        return not self.target.only or path == self.target.only


@dataclass(frozen=True)
class Request:
    """How to load: the kind of a bare folder's records, whether other pages are read, the cache.

    *closely* is for ``check``: references are resolved, blocks of text kept.
    """

    kind: str = "adr"
    everything: bool = True
    cached: bool = True
    quiet: bool = False
    closely: bool = False


def load(target: Target, request: Request) -> Loaded:
    """Return the corpus of a target.

    :raises UsageProblem: the Sphinx project cannot be read.
    """
    with _progress(request) as progress:
        if target.source is not None:
            from sphinx_governance.session import ProjectError, corpus_of_project

            try:
                corpus, base, project = corpus_of_project(
                    target.source,
                    fresh=not request.cached,
                    closely=request.closely,
                    progress=progress,
                )
            except ProjectError as error:
                raise UsageProblem(
                    str(error), "to read it as a bare folder, without conf.py: --no-conf"
                ) from error
            return Loaded(corpus, target, base, project)
        from sphinx_governance.intake.bare import BareFolder, project_of_folder, read_folder
        from sphinx_governance.vcs import tracked_files

        folder = BareFolder(
            target.path,
            request.kind,
            request.everything,
            request.cached,
            progress,
            tracked=tracked_files,
        )
        project = project_of_folder(target.path.resolve())
        return Loaded(read_folder(folder), target, target.path, project)


@contextmanager
def _progress(request: Request) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a function that shows progress on a terminal once the work has taken a while."""
    if request.quiet or not sys.stderr.isatty():
        yield None
        return
    started = time.monotonic()
    with ExitStack() as stack:
        update: Callable[[int, int], None] | None = None

        def step(done: int, total: int) -> None:
            nonlocal update
            if update is None and time.monotonic() - started > _PATIENCE:
                update = _shown_bar(stack)
            if update is not None:
                update(done, total)

        yield step


def _shown_bar(stack: ExitStack) -> Callable[[int, int], None]:
    from rich.console import Console
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task("Reading", total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
