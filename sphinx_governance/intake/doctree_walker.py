"""One walk over a doctree: headings, blocks of text, links and header fields, each with its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from docutils import nodes

from sphinx_governance.intake.directives.record import record_marker
from sphinx_governance.intake.field_nodes import field_parts, field_texts, placed_label
from sphinx_governance.intake.html import read_html
from sphinx_governance.intake.inline import (
    Placer,
    html_links,
    read_allow,
)
from sphinx_governance.intake.inline_doctree import SKIPPED, InlineNodes, is_made_up, is_refusal
from sphinx_governance.intake.outline import (
    Allow,
    Block,
    Directive,
    Entry,
    Heading,
    Link,
    Run,
    fill_headings,
)
from sphinx_governance.intake.value import entry_of
from sphinx_governance.model.text import squeeze

_CODE = (nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw)
_TITLES_ABOVE = 1
_PATTERNS = frozenset({"governs"})
"""Fields of patterns, whose signs are no markup."""


class HeadNode(NamedTuple):
    """A node of text above the second heading, with its first and last line: it may be a header."""

    node: nodes.Element
    first: int
    last: int


@dataclass
class Walker:
    """Walks a doctree once, collecting what an Outline holds."""

    lines: list[str]
    source: str
    above: int
    markup: str
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    allows: list[Allow] = field(default_factory=list)
    fields: list[Entry] = field(default_factory=list)
    filled: set[int] = field(default_factory=set)
    head: list[HeadNode] = field(default_factory=list)
    _pending: list[tuple[tuple[str, ...], str, int]] = field(default_factory=list)
    _line: int = 1
    _cell: tuple[int, ...] = ()
    _beside: tuple[int, int] = (0, 0)
    _row: int = 0
    _deeper: int = 0
    _kind: str = "paragraph"
    _tables: int = 0
    _lists: int = 0

    def filled_headings(self) -> tuple[Heading, ...]:
        """Return the headings, each with what is known of the text under it."""
        return fill_headings(self.headings, self.filled, self.blocks)

    def walk(self, children: Iterable[nodes.Node], level: int) -> None:
        """Walk sibling nodes; *level* counts the sections around them."""
        for node in children:
            if isinstance(node, nodes.Element) and self._is_own(node):
                self._node(node, level)
            elif isinstance(node, nodes.Element):
                self._fill()

    def _is_own(self, node: nodes.Element) -> bool:
        """Return whether a node stands in this file: included text has lines of another."""
        return (
            not node.source
            or not self.source
            or str(node.source).split(":docstring")[0] == self.source
        )

    def _node(self, node: nodes.Element, level: int) -> None:
        if isinstance(node, nodes.docinfo | nodes.field_list) and self._in_header():
            self._header_fields(node)
            return
        if isinstance(node, SKIPPED) or is_made_up(node):
            self._skip(node)
            return
        for types, read in self._readers:
            if isinstance(node, types):
                read(node, level)
                return
        self._other(node, level)

    @cached_property
    def _readers(self) -> tuple[tuple[Any, Callable[[Any, int], None]], ...]:
        """The types of nodes that mean something, with what reads them; the first match counts."""
        return (
            (nodes.section, lambda node, level: self.walk(node.children, level + 1)),
            (nodes.title, self._heading),
            (record_marker, lambda node, _: self._directive(node)),
            (nodes.comment, lambda node, _: self._note_allow(node.astext(), node)),
            (nodes.table, self._table),
            (nodes.bullet_list | nodes.enumerated_list | nodes.definition_list, self._list),
            (nodes.block_quote, lambda node, level: self._inside(node, level, kind="quote")),
            (_CODE, lambda node, _: self._code(node)),
            (nodes.label, lambda *_: None),
            (nodes.TextElement, lambda node, _: self._text(node)),
        )

    def _in_header(self) -> bool:
        return (
            not self.fields
            and len(self.headings) <= _TITLES_ABOVE
            and not (self.markup == "md" and self.above)
        )

    def _heading(self, node: nodes.title, level: int) -> None:
        if not isinstance(node.parent, nodes.section | nodes.document):
            self._text(node)
            return
        text = squeeze("".join(run.text for run in self._runs(node) if run.style != "image"))
        line, column = self._find_title(node, text)
        marks = self._heading_marks(line)
        self._settle(line, line if marks else line + 1)
        if not self.headings:
            # MyST takes the first heading for a page's title, whatever its level.
            self._deeper = max(marks - level, 0)
        self.headings.append(Heading(text, max(level, 1) + self._deeper, line, column))

    def _heading_marks(self, line: int) -> int:
        """Return how many ``#`` mark the heading in a line of Markdown."""
        if self.markup != "md" or line > len(self.lines):
            return 0
        text = self.lines[line - 1].lstrip()
        return len(text) - len(text.lstrip("#"))

    def _find_title(self, node: nodes.title, text: str) -> tuple[int, int]:
        """Return where a title stands: docutils gives the line of its underline, or of nothing."""
        raw = (node.rawsource or text).strip().split("\n", 1)[0]
        start = max(self._line, (node.line or self._line) - 3, 1)
        likely = (node.line,) if self.markup == "md" else (node.line and node.line - 1, node.line)
        for line in (*likely, *range(start, start + 400)):
            source = self.lines[line - 1] if line and line <= len(self.lines) else ""
            if raw and raw in source:
                self._line = line
                return line, source.index(raw) + 1
        return node.line or self._line, 1

    def _directive(self, node: record_marker) -> None:
        entries = tuple(Entry(*entry) for entry in node["entries"])
        last = max((entry.line for entry in entries), default=node["line"])
        self._settle(node["line"], last)
        self._line = max(self._line, node["line"])
        self.directives.append(
            Directive(
                node["directive"],
                node["title"],
                node["line"],
                len(self.headings) - 1,
                entries,
                node["titled"],
            )
        )

    def _note_allow(self, text: str, node: nodes.Element) -> None:
        if found := read_allow(text):
            first = max((node.line or self._line) - 1 - text.count("\n"), 1)
            line, _ = Placer(self.lines, first, len(self.lines)).place("governance:")
            self._pending.append((*found, line))

    def _header_fields(self, node: nodes.Element) -> None:
        start = max((node.line or self._line) - 2, 1)
        placer = Placer(self.lines, start, len(self.lines))
        for child in node.children:
            if not isinstance(child, nodes.Element):
                continue
            label, body = field_parts(child)
            label, line, column = placed_label(label, placer)
            at = Run(label, "", "", line, column + 1 if column else 0)
            values = self._patterns if label.lower() in _PATTERNS else self._values
            self.fields.append(entry_of(label, at, values(body, placer)))
            self._line = max(self._line, line)
        if self.fields:
            self._settle(self.fields[0].label_line, self.fields[-1].line)
            self.head.append(HeadNode(node, self.fields[0].label_line, self.fields[-1].line))

    def _values(self, body: nodes.Element, placer: Placer) -> Iterator[Run]:
        """Yield the runs of a field's value; paragraphs and list items are set apart by commas."""
        for index, text in enumerate(field_texts(body)):
            if index:
                yield Run(", ")
            yield from self._runs(text, placer)

    def _patterns(self, body: nodes.Element, placer: Placer) -> Iterator[Run]:
        """Yield the runs of patterns as they are written: of ``src/*.py, lib/**`` reST makes emphasis."""
        for index, text in enumerate(field_texts(body)):
            if index:
                yield Run(", ")
            written = text.rawsource or text.astext()
            yield Run(written, "", "", *placer.place(written))

    def _table(self, node: nodes.table, level: int) -> None:
        self._tables += 1
        outer, table = self._cell, self._tables
        piped = self.markup == "md" and _is_delimiter(self.lines, node.line or 0)
        headless = next(iter(node.findall(nodes.thead)), None) is None
        for row_index, row in enumerate(node.findall(nodes.row), start=headless):
            # MyST gives every cell the line of the table.
            self._row = (node.line or 0) + row_index + (row_index > 0) if piped else 0
            for column, entry in enumerate(row.children):
                self._cell = (table, row_index, column)
                if isinstance(entry, nodes.Element):
                    self.walk(entry.children, level)
        self._cell, self._row = outer, 0
        self._fill()

    def _list(self, node: nodes.Element, level: int) -> None:
        outermost = self._kind != "item"
        self._lists += outermost
        depth = 1 if outermost else (self._cell[1] if len(self._cell) > 1 else 0) + 1
        in_table = len(self._cell) == 3
        self._inside(
            node, level, kind="item", cell=self._cell if in_table else (self._lists, depth)
        )

    def _inside(
        self, node: nodes.Element, level: int, *, kind: str, cell: tuple[int, ...] | None = None
    ) -> None:
        outer = self._kind, self._cell
        self._kind, self._cell = kind, self._cell if cell is None else cell
        self.walk(node.children, level)
        self._kind, self._cell = outer

    def _code(self, node: nodes.Element) -> None:
        if isinstance(node, nodes.raw):
            self._html(node)
        if isinstance(node, nodes.raw) and node.astext().lstrip().startswith("<!--"):
            self._note_allow(node.astext().strip().removeprefix("<!--").split("-->", 1)[0], node)
            return
        line, text = node.line or self._line, node.astext()
        runs = () if isinstance(node, nodes.raw) else (Run(text, "code", "", line),)
        self._add(Block("code", line, line + text.count("\n"), len(self.headings) - 1, runs))

    def _html(self, node: nodes.raw) -> None:
        """Note the links of raw HTML in Markdown; in reST it is for one builder, as it is."""
        if self.markup == "md" and node.get("format") == "html":
            first, text = node.line or self._line, node.astext()
            placer = Placer(self.lines, first, first + text.count("\n"))
            self.links += html_links(read_html(text).links, placer)

    def _text(self, node: nodes.TextElement) -> None:
        first = self._row or node.line or self._line
        if isinstance(node.parent, nodes.paragraph):
            return
        if self.above and first <= self.above and not self.headings:
            return
        placer = self._placer_at(node)
        runs = self._runs(node, placer)
        self._beside = placer.end
        placed = next((run.line for run in runs if run.column), first)
        last = max((run.line + run.text.count("\n") for run in runs), default=placed)
        self._line = max(self._line, placed)
        kind = "cell" if len(self._cell) == 3 else self._kind
        self._add(Block(kind, placed, max(last, placed), len(self.headings) - 1, runs, self._cell))
        if len(self.headings) <= 1:
            self.head.append(HeadNode(node, placed, max(last, placed)))

    def _placer_at(self, node: nodes.Element) -> Placer:
        """Return what finds a node's texts: from its own line on, where its text stands there.

        What a directive inserts has lines of its own; cells of one row follow each other in a line.
        """
        line = self._row or node.line or 0
        first = next(iter(node.findall(nodes.Text)), nodes.Text(""))
        # A role that goes on in the next line has its text on one.
        role = getattr(first.parent, "rawsource", "") if first.parent is not node else ""
        start = role if role.startswith(":") and "\n" in role else str(first)
        start = start.split("\n")[0].split("\x00")[0]
        last = line + node.rawsource.count("\n")
        if not 0 < line <= len(self.lines) or start.strip() not in self.lines[line - 1]:
            line, last = self._line, len(self.lines)
        column = self._beside[1] if self._cell and self._beside[0] == line else 0
        return Placer(self.lines, line, last, column)

    def _other(self, node: nodes.Element, level: int) -> None:
        if isinstance(node, nodes.image):
            self.links.append(
                Link(
                    "image",
                    str(node.get("alt", "")),
                    str(node.get("uri", "")),
                    node.line or self._line,
                    0,
                )
            )
        if not node.children:
            self._fill()
        self.walk(node.children, level)

    def _skip(self, node: nodes.Element) -> None:
        """Pass over a node without text of its own.

        A link's address, an include that is not followed, or a list of contents fills a section.
        """
        if is_refusal(node) or "refuri" in node or is_made_up(node):
            self._fill()

    def _runs(self, node: nodes.Element, placer: Placer | None = None) -> tuple[Run, ...]:
        reader = InlineNodes(
            placer or Placer(self.lines, max((node.line or self._line) - 2, 1), len(self.lines)),
            html=self.markup == "md",
        )
        reader.read(node.children, "")
        self.links += reader.links
        return tuple(reader.runs)

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self._fill()
        self._settle(block.line, block.last)

    def _fill(self) -> None:
        self.filled.add(len(self.headings) - 1)

    def _settle(self, first: int, last: int) -> None:
        """Give the comments that wait for a block the lines of the one that begins here."""
        for rules, reason, line in self._pending:
            self.allows += [Allow(rule, reason, line, first, last) for rule in rules]
        self._pending.clear()


def _is_delimiter(lines: list[str], index: int) -> bool:
    """Return whether a line, counted from 0, parts the head of a Markdown table from its rows."""
    return 0 < index < len(lines) and not lines[index].strip("|:- \t>")
