"""A Sphinx project read from the command line: its conf.py is run, no page is written."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.files import relative
from sphinx_governance.heard import warnings_of_sphinx
from sphinx_governance.intake.kept import cache_folder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_governance.config import Project
    from sphinx_governance.model.corpus import Corpus
    from sphinx_governance.model.surroundings import DeadLink

Progress = Callable[[int, int], None]


class ProjectError(Exception):
    """A Sphinx project that cannot be read: its conf.py fails, or an extension is missing."""


def corpus_of_project(
    source: Path, *, fresh: bool = False, closely: bool = False, progress: Progress | None = None
) -> tuple[Corpus, Path, Project]:
    """Return the corpus of a Sphinx project, the folder its paths are relative to, and its settings.

    Doctrees are kept in the user's cache folder, so that a second call reads only what changed.

    :param closely: whether references are resolved and blocks of text compared, as ``check`` needs it.

    :raises ProjectError: Sphinx cannot build it; the message is Sphinx's.
    """
    from sphinx_governance.domain import governance
    from sphinx_governance.examine import examined

    with _built(source, "governance-collect", fresh=fresh, progress=progress) as (app, heard):
        domain = governance(app.env)
        base = domain.base
        corpus = examined(app) if closely else domain.corpus()
        for line in warnings_of_sphinx(heard.getvalue(), corpus, base, source):
            click.echo(line, err=True)
        return corpus, base, domain.project


def dead_links_of(source: Path, base: Path) -> tuple[DeadLink, ...]:
    """Return the links to other sites that Sphinx's linkcheck finds dead; it asks every one of them.

    :param base: the folder that paths are relative to.
    :raises ProjectError: Sphinx cannot build the project.
    """
    from sphinx_governance.model.record import Location
    from sphinx_governance.model.surroundings import DeadLink

    with _built(source, "linkcheck") as (app, _):
        lines = (Path(app.outdir) / "output.json").read_text(encoding="utf-8").splitlines()
        found = [json.loads(line) for line in lines]
        return tuple(
            DeadLink(
                str(item["uri"]), str(item.get("info", "")),
                Location(relative(source / item["filename"], base), int(item.get("lineno") or 0)),
            )
            for item in found
            if item.get("status") in {"broken", "timeout"}
        )  # fmt: skip


@contextlib.contextmanager
def _built(
    source: Path, builder: str, *, fresh: bool = False, progress: Progress | None = None
) -> Iterator[tuple[Sphinx, io.StringIO]]:
    """Yield a project that was built into the user's cache folder, and what Sphinx warned of.

    :raises ProjectError: Sphinx cannot build it; the message is Sphinx's.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    key = hashlib.sha256(f"{source}\0{sys.prefix}".encode()).hexdigest()[:20]
    work = cache_folder() / f"project-{key}"
    heard = io.StringIO()
    # conf.py may print; standard output is for the result alone.
    with contextlib.redirect_stdout(sys.stderr), patch_docutils(str(source)), docutils_namespace():
        try:
            app = Sphinx(
                source, source, work / ("out" if builder != "linkcheck" else builder), work / "doctrees",
                builder, status=None, warning=heard, freshenv=fresh,
            )  # fmt: skip
            _follow(app, progress)
            app.build()
        except SphinxError as error:
            raise ProjectError(f"{source}: {error}") from error
        except UnicodeDecodeError as error:
            raise ProjectError(
                f"{_undecodable(app) or source}: not UTF-8, so Sphinx stops"
            ) from error
        yield app, heard


def _undecodable(app: Sphinx) -> str:
    """Return the place of the first byte that is no UTF-8 in a project's pages, "" where there is none."""
    for page in sorted(app.env.found_docs):
        file = Path(app.env.doc2path(page))
        for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return f"{file}:{number}"
    return ""


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
