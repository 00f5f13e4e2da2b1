"""``.. adr::``, ``.. rfc::`` and the directive of every kind a project defines.

Without a title the block belongs to the section it stands in; with one it makes
a section of its own.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_governance.intake.directives.located import LocatedDirective


class record_marker(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils' nodes are named so
    """Stands where a record's block was, until the page's Outline is made.

    Attributes: *directive* (its name), *title*, *line*, and *entries*, a list of Entry.
    """


class RecordDirective(LocatedDirective):
    """Declares a record; see the module's docstring for its two forms."""

    def run(self) -> list[nodes.Node]:
        """Return the marker, in a section of its own where the block has a title."""
        title, entries, body = self._split()
        marker = record_marker(
            directive=self.name, title=title, line=self.lineno, entries=entries, titled=bool(title)
        )
        marker.source, marker.line = self._source(), self.lineno
        if not title:
            return [marker, *self._parsed(body, nodes.Element())]
        section = self._section(title)
        section += marker
        section += self._parsed(body, section)
        return [section]

    def _section(self, title: str) -> nodes.section:
        text, messages = self.state.inline_text(title, self.lineno)
        heading = nodes.title(title, "", *text)
        heading.source, heading.line = self._source(), self.lineno
        section = nodes.section("", heading, *messages)
        section.source, section.line = self._source(), self.lineno
        section["names"].append(nodes.fully_normalize_name(heading.astext()))
        self.state.document.note_implicit_target(section, section)
        return section
