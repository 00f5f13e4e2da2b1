"""Markdown that was read, written again in another file: headings moved, links led anew, text made safe.

What cannot be carried over (HTML, tables) is an error with its line: nothing is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sphinx_governance.outputs.fragment_source import FragmentError, shown
from sphinx_governance.outputs.safe_markdown import code, fenced

_WIDTH = 100_000
_AT_THE_START = re.compile(r"^(\d*)([-+=#.)])")
"""What makes a list, a heading or a rule of a paragraph; all else is escaped wherever it stands."""
_AROUND = {"strong": "**", "em": "*", "s": "~~"}


def read_markdown(text: str) -> list[SyntaxTreeNode]:
    """Return the blocks of a text."""
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    return SyntaxTreeNode(parser.parse(text)).children


@dataclass(frozen=True)
class Writer:
    """Writes blocks of the file *path*.

    :param shift: what is added to the level of a heading.
    :param linked: from text and target of a link, as they stand in that file, to Markdown.
    """

    path: str
    shift: int
    linked: Callable[[str, str], str]

    def blocks(self, nodes: Iterable[SyntaxTreeNode], separator: str = "\n\n") -> str:
        """Return blocks as Markdown."""
        return separator.join(filter(None, map(self._block, nodes)))

    def _block(self, node: SyntaxTreeNode) -> str:
        kind = node.type
        if kind in {"bullet_list", "ordered_list"}:
            return self._list(node)
        if kind in {"fence", "code_block"}:
            return self._code(node)
        if kind == "blockquote":
            inside = self.blocks(node.children)
            return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
        if kind in {"heading", "paragraph"}:
            text = self._inline(node.children)
            if kind == "paragraph":
                return _AT_THE_START.sub(r"\1\\\2", text)
            return f"{'#' * min(6, max(1, int(node.tag[1]) + self.shift))} {text}"
        if kind == "hr" or (kind == "html_block" and _is_comment(node.content)):
            return "***" if kind == "hr" else ""
        raise self._lost(node, {"html_block": "HTML", "table": "a table"}.get(kind, kind))

    def _code(self, node: SyntaxTreeNode) -> str:
        words = node.info.split() if node.type == "fence" else []
        language = re.sub(r"[^\w+#.-]", "", words[0]) if words else ""
        return fenced(node.content.rstrip("\n"), language)

    def _list(self, node: SyntaxTreeNode) -> str:
        tight = all(
            child.hidden for item in node.children for child in item.children if child.type == "paragraph"
        )  # fmt: skip
        separator = "\n" if tight else "\n\n"
        first = int(node.attrs.get("start", 1))
        items = []
        for number, item in enumerate(node.children, first):
            sign = "- " if node.type == "bullet_list" else f"{number}. "
            inside = self.blocks(item.children, separator)
            items.append(sign + inside.replace("\n", f"\n{' ' * len(sign)}"))
        return separator.join(items)

    def _inline(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        return "".join(map(self._span, nodes))

    def _span(self, node: SyntaxTreeNode) -> str:
        kind = node.type
        if kind in _PLAIN:
            return _PLAIN[kind](node.content)
        if kind == "link":
            return self.linked(self._inline(node.children), str(node.attrs["href"]))
        if kind == "image":
            image = self.linked(shown(node.content, _WIDTH), str(node.attrs["src"]))
            return f"!{image}" if image.startswith("[") else image
        if kind == "inline" or kind in _AROUND:
            sign = _AROUND.get(kind, "")
            return f"{sign}{self._inline(node.children)}{sign}"
        if kind == "html_inline" and _is_comment(node.content):
            return ""
        raise self._lost(node, "HTML" if kind == "html_inline" else kind)

    def _lost(self, node: SyntaxTreeNode, what: str) -> FragmentError:
        place: SyntaxTreeNode | None = node
        while place is not None and (place.is_root or not place.map):
            place = place.parent
        line = place.map[0] + 1 if place is not None and place.map else 1
        return FragmentError(
            f"{self.path}:{line} has {what}, which cannot be carried over",
            "write it as plain Markdown",
        )


def _is_comment(content: str) -> bool:
    return re.fullmatch(r"\s*(?:<!--.*?-->\s*)+", content, re.DOTALL) is not None


def _spaced(text: str) -> str:
    """Return a text made safe, with the blanks around it: other text stands beside it."""
    if not text.strip():
        return " " if text else ""
    before, after = (" " if sign.isspace() else "" for sign in (text[0], text[-1]))
    return f"{before}{shown(text.strip(), _WIDTH)}{after}"


_PLAIN: Mapping[str, Callable[[str], str]] = {
    "text": _spaced,
    "softbreak": lambda _: " ",
    "hardbreak": lambda _: "\\\n",
    "code_inline": lambda content: code(content, _WIDTH),
}
"""What is written of a token without parts."""
