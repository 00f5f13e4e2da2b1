"""An Outline from markdown-it tokens: a bare folder of Markdown, without Sphinx.

Read as CommonMark with GitHub's tables, and MyST's directives, roles and comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinx_governance.intake.anchors import Slugger, github_slug
from sphinx_governance.intake.html import read_html
from sphinx_governance.intake.inline import (
    Definitions,
    Placer,
    front_matter_allows,
    html_links,
    mentions_in,
    paths_in,
    read_allow,
)
from sphinx_governance.intake.inline_markdown import InlineTokens
from sphinx_governance.intake.outline import (
    Allow,
    Block,
    Directive,
    Entry,
    Heading,
    Link,
    Outline,
    Run,
    Trouble,
    fill_headings,
)
from sphinx_governance.intake.rfc2822 import read_header_block, read_options
from sphinx_governance.intake.yaml_header import front_matter_end, read_yaml
from sphinx_governance.model.text import squeeze

if TYPE_CHECKING:
    from markdown_it.token import Token

OPAQUE = frozenset(
    "code code-block code-cell eval-rst graphviz literalinclude math mermaid raw toctree".split()
)
"""Directives whose content is not Markdown prose."""
_OWN_ANCHOR = re.compile(r"\s*\{\s*#(?P<name>[^\s{}]+)[^{}]*\}\s*$")
"""What some makers of sites take for a heading's own anchor."""
_PATIENCE = 2_000_000_000
"""The sum of the squares of the lengths of a document's blocks of HTML that are read for links:
Python's parser needs the square for tags that do not end. The worst ones take three seconds."""
_DEPTH = 4
"""Levels of directives inside directives that are followed."""


@cache
def markdown_parser() -> MarkdownIt:
    """Return the parser of documents: CommonMark, GitHub's tables, MyST's directives and roles."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(
        ["table", "strikethrough"]
    )
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return parser.use(colon_fence_plugin).use(myst_block_plugin).use(myst_role_plugin)


def outline_from_markdown(
    path: str, source: str, *, digest: str = "", record_directives: frozenset[str] = frozenset()
) -> Outline:
    """Return the Outline of a Markdown document.

    :param record_directives: names of directives that declare a record (``adr``).
    """
    lines = source.splitlines()
    end = front_matter_end(lines)
    entries: list[tuple[str, tuple[Entry, ...]]] = []
    troubles: list[Trouble] = []
    if end:
        found, problems = read_yaml(lines[1 : end - 1], 2)
        entries.append(("front-matter", found))
        troubles += problems
    else:
        block, end = read_header_block(lines)
        if block:
            entries.append(("header-block", block))
    walker = _Walker(lines, record_directives)
    walker.allows += front_matter_allows(lines[:end])
    walker.walk("\n" * end + "\n".join(lines[end:]), 0)
    return Outline(
        path=path,
        markup="md",
        digest=digest,
        lines=len(lines),
        entries=tuple(entries),
        headings=walker.filled_headings(),
        blocks=tuple(walker.blocks),
        directives=tuple(walker.directives),
        links=tuple(walker.links),
        mentions=tuple(mentions_in(walker.blocks)),
        allows=tuple(walker.allows),
        troubles=(*troubles, *walker.troubles),
        counted=len(walker.blocks),
        anchors=tuple(dict.fromkeys(walker.anchors)),
        paths=tuple(paths_in(walker.blocks)),
    )


def named_headings(source: str) -> list[tuple[Heading, str]]:
    """Return the headings of a Markdown document, each with the anchor that GitHub gives it."""
    lines = source.splitlines()
    end = front_matter_end(lines)
    walker = _Walker(lines, frozenset())
    walker.walk("\n" * end + "\n".join(lines[end:]), 0)
    return walker.named


@dataclass
class _Walker:
    """Walks the tokens of one document once, collecting what an Outline holds."""

    lines: list[str]
    record_directives: frozenset[str]
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    allows: list[Allow] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    filled: set[int] = field(default_factory=set)
    named: list[tuple[Heading, str]] = field(default_factory=list)
    _pending: list[tuple[tuple[str, ...], str, int]] = field(default_factory=list)
    _containers: list[str] = field(default_factory=list)
    _cell: tuple[int, ...] = ()
    _beside: tuple[int, int] = (0, 0)
    _tables: int = 0
    _lists: int = 0
    _patience: int = _PATIENCE
    _slugger: Slugger = field(default_factory=Slugger)

    @cached_property
    def _definitions(self) -> Definitions:
        return Definitions(self.lines)

    def filled_headings(self) -> tuple[Heading, ...]:
        """Return the headings, each with what is known of the text under it."""
        return fill_headings(self.headings, self.filled, self.blocks)

    def walk(self, source: str, shift: int, below: int = 0, depth: int = 0) -> None:
        """Walk *source*, whose first line is line *shift* + 1; its headings begin under level *below*."""
        tokens = markdown_parser().parse(source)
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        level = below - min(levels) + 1 if below and levels else 0
        for index, token in enumerate(tokens):
            first, last = token.map or (0, 0)
            self._token(token, tokens, index, _Span(first + 1 + shift, last + shift, level, depth))

    def _token(self, token: Token, tokens: list[Token], index: int, span: _Span) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token, tokens[index - 1], span)
        elif kind in {"fence", "colon_fence"}:
            self._fence(token, span)
        elif kind in {"code_block", "html_block"}:
            self._plain(token, span)
        elif kind == "myst_line_comment":
            for offset, line in enumerate(token.content.split("\n")):
                self._comment(line.strip("% "), span.first + offset)
        elif kind == "myst_target":
            self.anchors.append(token.content)
        elif kind == "hr":
            self.filled.add(len(self.headings) - 1)
        else:
            self._track(kind)

    def _track(self, kind: str) -> None:
        """Note in which cell, list or quotation the next text stands."""
        if kind == "table_open":
            self._tables += 1
            self._cell = (self._tables, -1, -1)
        elif kind == "tr_open":
            self._cell = (self._cell[0], self._cell[1] + 1, -1)
        elif kind in {"th_open", "td_open"}:
            self._cell = (self._cell[0], self._cell[1], self._cell[2] + 1)
        elif kind == "table_close":
            self._cell = ()
        elif kind in {"bullet_list_open", "ordered_list_open", "blockquote_open"}:
            self._lists += not self._containers
            self._containers.append(kind)
        elif kind in {"bullet_list_close", "ordered_list_close", "blockquote_close"}:
            self._containers.pop()

    def _inline(self, token: Token, opener: Token, span: _Span) -> None:
        if opener.type == "heading_open":
            self._heading(token, int(opener.tag[1]), opener.markup, span)
            return
        runs = self._runs(token, span)
        self._add(
            Block(self._kind(), span.first, span.last, len(self.headings) - 1, runs, self._place())
        )

    def _kind(self) -> str:
        if self._cell:
            return "cell"
        if "blockquote_open" in self._containers:
            return "quote"
        return "item" if self._containers else "paragraph"

    def _place(self) -> tuple[int, ...]:
        return self._cell or ((self._lists, len(self._containers)) if self._containers else ())

    def _heading(self, token: Token, level: int, markup: str, span: _Span) -> None:
        runs = self._runs(token, span)
        written = "".join(run.text for run in runs if run.style != "image")
        anchor = self._name(written)
        text = squeeze(written)
        column = next((run.column for run in runs if run.column), 1)
        self._settle(span.first, span.first if markup.startswith("#") else span.last)
        self.headings.append(Heading(text, level + span.level, span.first, column))
        self.named.append((self.headings[-1], anchor))

    def _name(self, heading: str) -> str:
        """Give a heading its anchor, and the one that its author wrote behind it: ``{#name}``."""
        anchor = self._slugger.slug(heading)
        self.anchors.append(anchor)
        if own := _OWN_ANCHOR.search(heading):
            self.anchors += [own["name"], github_slug(heading[: own.start()])]
        return anchor

    def _runs(self, token: Token, span: _Span) -> tuple[Run, ...]:
        column = self._beside[1] if self._cell and self._beside[0] == span.first else 0
        placer = Placer(self.lines, span.first, max(span.last, span.first), column)
        reader = InlineTokens(placer, self._definitions)
        reader.read(token.children or [])
        self._beside = placer.end
        self.links += reader.links
        self.anchors += reader.anchors
        return tuple(reader.runs)

    def _plain(self, token: Token, span: _Span) -> None:
        content = token.content.strip()
        if token.type == "html_block":
            self._html(content, span)
        if token.type == "html_block" and content.startswith("<!--"):
            self._comment(content.removeprefix("<!--").split("-->")[0], span.first)
            return
        kind = "html" if token.type == "html_block" else "code"
        runs = (Run(token.content, "code", "", span.first),) if kind == "code" else ()
        self._add(Block(kind, span.first, span.last, len(self.headings) - 1, runs))

    def _html(self, content: str, span: _Span) -> None:
        left = self._patience - len(content) ** 2
        if left < 0:
            if not self.troubles:
                message = "the HTML is too long to be read for links and anchors"
                trouble = Trouble("unreadable", message, span.first, 0, "part it in two")
                self.troubles.append(trouble)
            return
        self._patience = left
        html = read_html(content)
        placer = Placer(self.lines, span.first, span.last)
        self.links += html_links(html.links, placer)
        self.anchors += html.anchors
        for heading in html.headings:
            self._name(heading)

    def _fence(self, token: Token, span: _Span) -> None:
        name, _, argument = token.info.strip().partition(" ")
        directive = name[1:-1] if name.startswith("{") and name.endswith("}") else ""
        if not directive or directive in OPAQUE or span.depth >= _DEPTH:
            runs = (Run(token.content, "code", "", span.first),)
            self._add(Block("code", span.first, span.last, len(self.headings) - 1, runs))
            return
        body = list(enumerate(token.content.splitlines(), start=span.first + 1))
        entries, taken = directive_options(body)
        below = 0
        if directive in self.record_directives:
            self._record(directive, argument.strip(), entries, span)
            below = self.headings[-1].level if argument.strip() else 0
        else:
            self.filled.add(len(self.headings) - 1)
        text = "\n".join(line for _, line in body[taken:])
        self.walk(text, span.first + taken, below, span.depth + 1)

    def _record(self, name: str, title: str, entries: tuple[Entry, ...], span: _Span) -> None:
        self._settle(span.first, span.first + len(entries))
        if title:
            level = _record_level(self.headings, self.directives)
            column = self.lines[span.first - 1].find(title) + 1
            self.headings.append(Heading(_plain_text(title), level, span.first, column))
        index = len(self.headings) - 1
        self.directives.append(Directive(name, title, span.first, index, entries, bool(title)))

    def _comment(self, text: str, line: int) -> None:
        if found := read_allow(text):
            self._pending.append((*found, line))

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self.filled.add(block.heading)
        self._settle(block.line, block.last)

    def _settle(self, first: int, last: int) -> None:
        """Give the comments that wait for a block the lines of the one that begins here."""
        for rules, reason, line in self._pending:
            self._allow(rules, reason, line, first, last)
        self._pending.clear()

    def _allow(self, rules: tuple[str, ...], reason: str, line: int, first: int, last: int) -> None:
        self.allows += [Allow(rule, reason, line, first, last) for rule in rules]


@dataclass(frozen=True)
class _Span:
    """Where a token stands: its first and last line, and what was added to its levels."""

    first: int
    last: int
    level: int
    depth: int


def _record_level(headings: list[Heading], directives: list[Directive]) -> int:
    """Return the level of a titled record: below the page's title, beside other titled records."""
    beside = next((headings[item.heading].level for item in directives if item.titled), None)
    if beside is not None:
        return beside
    return min((heading.level for heading in headings), default=0) + 1


def directive_options(body: list[tuple[int, str]]) -> tuple[tuple[Entry, ...], int]:
    """Return a directive's options, from a ``---`` block or ``:name:`` lines, and the lines they take."""
    if body and body[0][1].strip() == "---":
        for index, (_, line) in enumerate(body[1:], start=1):
            if line.strip() == "---":
                entries, _ = read_yaml([text for _, text in body[1:index]], body[1][0])
                return entries, index + 1
    return read_options(body)


def _plain_text(title: str) -> str:
    reader = InlineTokens(Placer([title], 1, 1))
    reader.read(markdown_parser().parseInline(title)[0].children or [])
    return squeeze("".join(run.text for run in reader.runs))
