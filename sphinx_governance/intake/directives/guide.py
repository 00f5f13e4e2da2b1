"""``artifact``, ``scenario``, ``decision-tree`` with ``question`` and ``answer``; tables of the first two."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive

from sphinx_governance.intake.directives.located import LocatedDirective
from sphinx_governance.placeholders import guide_table

PARTS = {"decision-tree": ("question",), "question": ("answer",), "answer": ("question",)}
"""Directive → those that mean something in its body."""


class guide_block(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are named so
    """A directive's title, options and body, until the page is read.

    Attributes: *directive*, *title*, *line*, and *entries*, a list of Entry.
    """


class GuideDirective(LocatedDirective):
    """Declares a part of a guide; what it means is known once the page is read."""

    def run(self) -> list[nodes.Node]:
        """Return the block with its body."""
        title, entries, body = self._split()
        block = guide_block(directive=self.name, title=title, line=self.lineno, entries=entries)
        block.source, block.line = self._source(), self.lineno
        if title:
            shown, messages = self.state.inline_text(title, self.lineno)
            block += nodes.inline(title, "", *shown)
            block += messages
        block += self._parsed(body, nodes.Element())
        return [block]


class ArtifactTable(Directive):
    """The quick-reference table of what a contribution may owe."""

    has_content = False
    option_spec: ClassVar[None] = None
    shows = "artifacts"

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        node = guide_table(shows=self.shows)
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        return [node]


class ScenarioTable(ArtifactTable):
    """Scenarios by artifacts."""

    shows = "scenarios"


DIRECTIVES: dict[str, type[Directive]] = {
    **dict.fromkeys(
        ("artifact", "scenario", "decision-tree", "question", "answer"), GuideDirective
    ),
    "artifact-table": ArtifactTable,
    "scenario-table": ScenarioTable,
}
