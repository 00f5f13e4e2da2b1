"""What the tests of the writer share: Markdown read back, and prose as what it should be read as."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from sphinx_governance.model.prose import (
    Block,
    Break,
    Code,
    CodeBlock,
    Formula,
    Heading,
    Image,
    Inline,
    Item,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Target,
    Text,
    Web,
)

_PARSER = (
    MarkdownIt("commonmark", {"html": True})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin, inline=False)
)
_TASKS = MarkdownIt("commonmark", {"html": True}).enable(["table"]).use(tasklists_plugin)
_STYLES = {"em": "emphasis", "strong": "strong", "s": "struck", "del": "struck", "sup": "raised", "sub": "lowered", "kbd": "key"}  # fmt: skip
_BLANK = (" ", frozenset[str]())
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"[ \n\t]+")

Run = tuple[str, frozenset[str]]
"""Words, and everything that they are: emphasis, code, a link with its address …"""


def web(target: Target, picture: bool) -> str:
    """Return the address of a test's link."""
    assert isinstance(target, Web)
    return target.url


def rendered(markdown: str) -> str:
    """Return Markdown as HTML, with boxes of tasks."""
    return str(_TASKS.render(markdown))


def words_of(markdown: str) -> list[str]:
    """Return the words that a reader of Markdown sees, in order."""
    found = []
    for token in _PARSER.parse(markdown):
        if token.type == "inline":
            found.append("".join(_shown(token.children or [])))
        elif token.type in {"fence", "code_block"}:
            found.append(token.content)
        elif token.type == "html_block":
            found.append(_untagged(token.content))
    return split(found)


def split(texts: Iterable[str]) -> list[str]:
    """Return the words of texts, whatever their case: an alert has its name in capitals."""
    return [word.casefold() for text in texts for word in _WORD.findall(text)]


def _untagged(text: str) -> str:
    """Return the words of HTML, what stands for a picture among them."""
    pictured = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", text)
    return html.unescape(re.sub(r"<[^>]*>", "", pictured))


def _shown(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline", "image"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"} or token.content.startswith("<br"):
            yield " "
        elif token.type == "html_inline":
            yield _untagged(token.content)


def read_back(markdown: str) -> list[Any]:
    """Return Markdown as nested data: what :func:`expected` says of the prose that it was made of."""
    return [_block(node) for node in SyntaxTreeNode(_PARSER.parse(markdown)).children]


def _block(node: SyntaxTreeNode) -> Any:
    if node.type in {"paragraph", "heading"}:
        level = (int(node.tag[1]),) if node.type == "heading" else ()
        return (node.tag[0], *level, _line(node))
    match node.type:
        case "bullet_list" | "ordered_list":
            start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
            items = [[_block(child) for child in item.children] for item in node.children]
            return ("list", start, items)
        case "fence":
            return ("code", node.info, node.content.rstrip("\n"))
        case "blockquote":
            return ("quote", [_block(child) for child in node.children])
        case "table":
            rows = [row for part in node.children for row in part.children]
            return ("table", [[_line(cell) for cell in row.children] for row in rows])
        case _:
            return (node.type,)


def _line(node: SyntaxTreeNode) -> list[Run]:
    runs: list[Run] = []
    for child in node.children:
        _walk(child.children if child.type == "inline" else [child], (), runs)
    return settled(runs)


def _walk(nodes: Iterable[SyntaxTreeNode], around: tuple[str, ...], runs: list[Run]) -> None:
    opened: list[str] = []
    for node in nodes:
        marks = frozenset((*around, *opened))
        if node.type == "text":
            runs.append((node.content, marks))
        elif node.type == "code_inline":
            runs.append((node.content, marks | {"code"}))
        elif node.type == "image":
            runs.append((node.content, marks | {f"image {node.attrs['src']}"}))
        elif node.type == "hardbreak" or node.content.startswith("<br"):
            runs.append(("\n", marks))
        elif node.type == "html_inline":
            tag = re.sub(r"\W", "", node.content)
            if node.content.startswith("</"):
                opened.remove(_STYLES[tag])
            elif tag:
                opened.append(_STYLES[tag])
        elif node.type == "footnote_ref":
            runs.append((f"[^{node.meta['label']}]", marks))
        else:
            mark = f"link {node.attrs['href']}" if node.type == "link" else _STYLES[node.tag]
            _walk(node.children, (*marks, mark), runs)


def settled(runs: Iterable[Run]) -> list[Run]:
    """Return runs of which no two neighbours are alike; blanks bear no mark, and none is at an end."""
    found: list[Run] = []
    for text, marks in (piece for run in runs for piece in _pieces(*run)):
        before, around = found[-1] if found else ("", None)
        if around == marks and "code" not in marks and "\n" not in {before, text}:
            found[-1] = (_BLANKS.sub(" ", before + text), marks)
        elif text:
            found.append((text, marks))
    lines = [("\n", _BLANK[1]), *found, ("\n", _BLANK[1])]
    for number, (text, marks) in enumerate(lines):
        if not marks and text != "\n":
            text = text.lstrip(" ") if lines[number - 1][0] == "\n" else text
            text = text.rstrip(" ") if lines[number + 1][0] == "\n" else text
            lines[number] = (text, marks)
    return [run for run in lines[1:-1] if run[0]]


def _pieces(text: str, marks: frozenset[str]) -> Iterator[Run]:
    """Yield words with their marks, and the blanks between them without."""
    if "code" in marks or text == "\n":
        yield (text, marks)
        return
    for piece in re.split(r"([ \n\t]+)", text):
        yield _BLANK if _BLANKS.fullmatch(piece) else (piece, marks)


def expected(blocks: Iterable[Block], above: int = 1) -> list[Any]:
    """Return prose as :func:`read_back` should return what is written of it."""
    return [_expected(block, above) for block in blocks]


def _expected(block: Block, above: int) -> Any:
    if isinstance(block, Paragraph | Heading):
        level = (min(6, block.level + above),) if isinstance(block, Heading) else ()
        return ("h" if level else "p", *level, runs_of(block.parts))
    match block:
        case Listing(items, start):
            return ("list", start, [expected(item.blocks, above) for item in items])
        case CodeBlock(text, language):
            return ("code", language, text)
        case Quote(inside):
            return ("quote", expected(inside, above))
        case Table(rows):
            cells = [[cell.blocks[0] for cell in row] for row in rows]
            return ("table", [[runs_of(item.parts) for item in row] for row in cells])  # type: ignore[union-attr]
        case Rule():
            return ("hr",)
        case _:
            raise AssertionError(block)


def runs_of(parts: Iterable[Inline]) -> list[Run]:
    """Return the parts of a line as runs."""
    return settled(_runs(parts, frozenset()))


def _runs(parts: Iterable[Inline], marks: frozenset[str]) -> Iterator[Run]:
    for part in parts:
        match part:
            case Text(text):
                yield (text, marks)
            case Code(text) | Formula(text):
                yield (text, marks | {"code"})
            case Break():
                yield ("\n", marks)
            case Styled(style, inner):
                yield from _runs(inner, marks | {style})
            case Link(inner, target):
                yield from _runs(inner, marks | {f"link {web(target, False)}"})
            case Image(target, alt):
                yield (alt, marks | {f"image {web(target, False)}"})
            case NoteMark(name):
                yield (f"[^{name}]", marks)
            case _:
                raise AssertionError(part)


__all__ = ("Item", "expected", "read_back", "rendered", "settled", "split", "web", "words_of")
