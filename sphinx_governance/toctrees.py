"""What toctrees name in vain: Sphinx says it once and keeps only what it found."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import docname_join

from sphinx_governance.domain import governance
from sphinx_governance.intake.unresolved import Missing, place_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LOGGER = "sphinx.sphinx.directives.other"
"""Sphinx's logger of the toctree directive: what is heard there is not yet filtered or formatted."""


class _ToctreeWarnings(logging.Handler):
    """Hears what a toctree names in vain: the doctree holds only what was found."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(logging.WARNING)
        self._env = env

    def emit(self, record: logging.LogRecord) -> None:
        kind, node = getattr(record, "subtype", ""), getattr(record, "location", None)
        if kind not in {"excluded", "not_readable"} or not isinstance(node, nodes.Node):
            return
        page, name = self._env.docname, str(record.args[0] if record.args else "")  # type: ignore[index]
        source, line = place_of(node)
        written, line = _entry(Path(source), line, name, self._env, page)
        why = "is excluded" if kind == "excluded" else "does not exist"
        message = f"the toctree names a document that {why}: {name!r}"
        governance(self._env).note_missing(
            page, [Missing("toctree", written, message, source, line)]
        )


def _entry(file: Path, line: int, name: str, env: BuildEnvironment, page: str) -> tuple[str, int]:
    """Return a toctree's entry as written, and its line: the one that means the document *name*."""
    lines = (
        file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
    )
    for number, text in enumerate(lines[line - 1 : line + 1_000], start=line):
        entry = text.strip().rpartition("<")[2].removesuffix(">").strip()
        if entry and docname_join(page, _bare(entry, env)) == name:
            return entry, number
    return name, line


def _bare(entry: str, env: BuildEnvironment) -> str:
    suffix = next((suffix for suffix in env.config.source_suffix if entry.endswith(suffix)), "")
    return entry.removesuffix(suffix)


def setup_toctrees(app: Sphinx) -> None:
    """Listen to toctrees for as long as the build lasts."""
    app.connect("builder-inited", _listen)


def _listen(app: Sphinx) -> None:
    handler, logger = _ToctreeWarnings(app.env), logging.getLogger(_LOGGER)
    logger.addHandler(handler)
    app.connect("build-finished", lambda *_: logger.removeHandler(handler), priority=100)
