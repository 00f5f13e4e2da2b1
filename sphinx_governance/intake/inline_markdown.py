"""Inline tokens of Markdown as runs of text, with their links and anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_governance.intake.html import read_html
from sphinx_governance.intake.inline import Definitions, Placer, html_links, is_external
from sphinx_governance.intake.outline import Link, Run
from sphinx_governance.intake.split import split_role
from sphinx_governance.model.text import squeeze

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES = {"strong_open": "strong", "em_open": "emphasis"}


class InlineTokens:
    """Turns inline tokens into runs and links."""

    def __init__(self, placer: Placer, definitions: Definitions | None = None) -> None:
        self.runs: list[Run] = []
        self.links: list[Link] = []
        self.anchors: list[str] = []
        self._placer = placer
        self._definitions = definitions
        self._styles = [""]
        self._open: list[tuple[str, list[str], int, int]] = []

    def read(self, tokens: list[Token]) -> None:
        """Read all tokens of one block."""
        for token in tokens:
            self._token(token)

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind in {"softbreak", "hardbreak"}:
            self._text("\n", self._styles[-1])
            self._placer.go_on()
        elif kind in _STYLES:
            self._styles.append(_STYLES[kind])
        elif kind in {"strong_close", "em_close"}:
            self._styles.pop()
        elif kind == "link_open":
            self._open.append((str(token.attrs.get("href", "")), [], 0, 0))
        elif kind == "link_close" and self._open:
            self._close_link()
        elif kind == "image":
            self._image(token)
        elif kind == "myst_role":
            self._role(token)
        elif kind == "html_inline":
            html = read_html(token.content)
            self.links += html_links(html.links, self._placer)
            self.anchors += html.anchors
        elif token.content:
            self._text(token.content, "code" if kind == "code_inline" else self._styles[-1])

    def _text(self, text: str, style: str) -> None:
        line, column = self._placer.place(text)
        if self._open:
            href, parts, first, start = self._open[-1]
            parts.append(text)
            self._open[-1] = (href, parts, first or line, start or column)
        else:
            self.runs.append(Run(text, style, "", line, column))

    def _close_link(self) -> None:
        href, parts, line, column = self._open.pop()
        text = "".join(parts)
        alone = not line
        if alone:
            line, column = self._placer.place(href)
        self.runs.append(Run(text, "link", href, line, column))
        # What stands in the address is no text: the next one is looked for behind it.
        written = self._placer.target(href, self._definitions, text)
        to = (line, column) if alone and column else written
        to = (0, 0) if is_external(href) else to
        self.links.append(Link("link", squeeze(text), href, line, column, *to))

    def _image(self, token: Token) -> None:
        source = str(token.attrs.get("src", ""))
        line, column = self._placer.place(source)
        to = (line, column) if column else (0, 0)
        if not column and token.content:
            line, column = self._placer.place(token.content)
            to = self._placer.target(source, self._definitions, token.content)
        if not self._open:
            self.runs.append(Run(token.content, "image", source, line, column))
        self.links.append(Link("image", squeeze(token.content), source, line, column, *to))

    def _role(self, token: Token) -> None:
        name, content = str(token.meta["name"]), token.content
        text, target = split_role(content)
        line, column, to = self._placer.role(f"{{{name}}}", content, target)
        self.runs.append(Run(text, "role", target, line, column))
        self.links.append(Link(name, text, target, line, column, *to))
