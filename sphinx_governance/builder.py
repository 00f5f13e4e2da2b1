"""``sphinx-build -b governance``: reads, checks, and writes what it found; no page is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.dummy import DummyBuilder

from sphinx_governance.beside_pages import surrounded
from sphinx_governance.domain import governance
from sphinx_governance.vcs import tracked_files

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx


class CollectBuilder(DummyBuilder):
    """Only reads: the command line uses it to get at the corpus."""

    name = "governance-collect"
    epilog = ""

    def init(self) -> None:
        """Have content that pages show only to readers of Markdown: ``.. only:: markdown``."""
        self.tags.add("markdown")

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return an address that says which page is meant, wherever the page comes to stand."""
        from sphinx_governance.model.prose import PAGE

        return f"{PAGE}{to}"

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        """Return what Sphinx says it builds; a text, so that nothing counts as a page."""
        return "governance records"

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write no page: resolving references costs more than all checks."""


class GovernanceBuilder(CollectBuilder):
    """Writes ``governance.json``, ``records.csv``, ``decisions.atom``, ``graph.dot`` and the report."""

    name = "governance"
    epilog = "The records and findings are in %(outdir)s."


def setup_builders(app: Sphinx) -> None:
    """Register the builders."""
    app.add_builder(CollectBuilder)
    app.add_builder(GovernanceBuilder)
    app.connect("builder-inited", _look_around)


def _look_around(app: Sphinx) -> None:
    """Have the files around the pages looked at, where no page is written: pages do not pay for that."""
    domain = governance(app.env)
    if isinstance(app.builder, CollectBuilder):
        from sphinx_governance.fragment_prose import FragmentProse

        around = partial(
            surrounded, domain.project, Path(app.srcdir), domain.base, tracked=tracked_files
        )
        prose = FragmentProse(app)
        domain.surround = lambda corpus: replace(around(corpus), prose_source=prose.read)
