"""A Sphinx project read from the command line: its conf.py is run, no page is written."""

from __future__ import annotations

import contextlib
import hashlib
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_governance.intake.kept import cache_folder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_governance.model.corpus import Corpus

Progress = Callable[[int, int], None]


class ProjectError(Exception):
    """A Sphinx project that cannot be read: its conf.py fails, or an extension is missing."""


def corpus_of_project(
    source: Path, *, fresh: bool = False, progress: Progress | None = None
) -> tuple[Corpus, Path]:
    """Return the corpus of a Sphinx project, and the folder its paths are relative to.

    Doctrees are kept in the user's cache folder, so that a second call reads only what changed.

    :raises ProjectError: Sphinx cannot build it; the message is Sphinx's.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from sphinx_governance.domain import governance

    key = hashlib.sha256(f"{source}\0{sys.prefix}".encode()).hexdigest()[:20]
    work = cache_folder() / f"project-{key}"
    heard = io.StringIO()
    # conf.py may print; standard output is for the result alone.
    with contextlib.redirect_stdout(sys.stderr), patch_docutils(str(source)), docutils_namespace():
        try:
            app = Sphinx(
                source, source, work / "out", work / "doctrees", "governance-collect",
                status=None, warning=heard, freshenv=fresh,
            )  # fmt: skip
            _follow(app, progress)
            app.build()
        except SphinxError as error:
            raise ProjectError(f"{source}: {error}") from error
        domain = governance(app.env)
        sys.stderr.write(heard.getvalue())
        return domain.corpus(), domain.base


def _follow(app: Sphinx, progress: Progress | None) -> None:
    """Tell *progress* of every page that is read."""
    if progress is None:
        return
    done = total = 0

    def begin(app: Sphinx, env: object, pages: list[str]) -> None:
        nonlocal total
        total = len(pages)

    def step(app: Sphinx, page: str, source: list[str]) -> None:
        nonlocal done
        done += 1
        progress(done, total)

    app.connect("env-before-read-docs", begin)
    app.connect("source-read", step)
