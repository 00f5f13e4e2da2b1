"""Blocks as Markdown. Each is some lines, and a blank line stands between two of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sphinx_governance.model.prose import (
    Admonition,
    Block,
    Blocks,
    Break,
    CodeBlock,
    Definition,
    Definitions,
    Details,
    Footnote,
    FormulaBlock,
    Heading,
    Image,
    Inlines,
    Item,
    Lines,
    Link,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
    stressed,
)
from sphinx_governance.outputs.markdown.dialects import Dialect
from sphinx_governance.outputs.markdown.escapes import cleaned, unstarted
from sphinx_governance.outputs.markdown.spans import SpanWriter
from sphinx_governance.outputs.markdown.tables import written_table
from sphinx_governance.outputs.safe_markdown import fenced

_ALERTS = {
    "note": "NOTE",
    "tip": "TIP",
    "important": "IMPORTANT",
    "warning": "WARNING",
    "caution": "CAUTION",
}
_LANGUAGE = re.compile(r"[^\w+#.-]")
_LARGEST = 999_999_999
_DEEPEST = 6


@dataclass(frozen=True)
class BlockWriter:
    """Writes blocks; see :func:`sphinx_governance.outputs.markdown.write_blocks`."""

    address: Callable[[Link | Image], str]
    dialect: Dialect
    above: int = 1
    label: str = ""
    inner: bool = False
    """Whether they stand in a list, a quotation or a cell: alerts are none there."""

    @property
    def spans(self) -> SpanWriter:
        """What writes the parts of a line."""
        return SpanWriter(self.address, self.dialect, self.label)

    def inside(self) -> BlockWriter:
        """Return the writer for what stands in another block."""
        return BlockWriter(self.address, self.dialect, self.above, self.label, inner=True)

    def write(self, blocks: Blocks) -> str:
        """Return blocks as Markdown, without an end of line behind the last."""
        return "\n\n".join(text for text, _ in self.each(blocks))

    def each(self, blocks: Blocks) -> Iterator[tuple[str, Block]]:
        """Yield blocks that say something; of two lists one behind the other each has signs of its own."""
        other = False
        before: Block | None = None
        for block in blocks:
            other = not other if _continues(before, block) else False
            if text := self._block(block, other=other):
                yield text, block
                before = block

    def _block(self, block: Block, *, other: bool) -> str:
        if isinstance(block, Definitions):
            return self._items(tuple(map(self._entry, block.entries)), None, other=other)
        if isinstance(block, Listing):
            return self._items(block.items, block.start, other=other)
        # What else there is, each by the method that has its name.
        text: str = getattr(self, f"_{type(block).__name__.lower()}")(block)
        return text

    def line(self, parts: Inlines) -> str:
        """Return parts as a paragraph: no line of it begins anything else."""
        return "\n".join(map(unstarted, self.spans.write(parts).strip(" ").split("\n"))).strip()

    def _paragraph(self, block: Paragraph) -> str:
        return self.line(_without_last_breaks(block.parts))

    def _heading(self, block: Heading) -> str:
        signs = "#" * min(_DEEPEST, max(1, block.level + self.above))
        parts = tuple(Text(" ") if isinstance(part, Break) else part for part in block.parts)
        text = re.sub(r"(#+)$", r"\\\1", self.spans.write(parts).strip(" "))
        return f"{signs} {text}" if text else ""

    def _codeblock(self, block: CodeBlock) -> str:
        language = _LANGUAGE.sub("", block.language)
        # Ends of lines stay; whatever else is not seen would only mislead.
        text = "\n".join(
            cleaned(line.replace("\t", "    ")).rstrip() for line in block.text.split("\n")
        )
        return "\n\n".join(filter(None, [self._caption(block.caption), fenced(text, language)]))  # fmt: skip

    def _caption(self, caption: Inlines) -> str:
        """Return a caption as a paragraph above what it is of."""
        return self.line(stressed(caption)) if caption else ""

    def _formulablock(self, block: FormulaBlock) -> str:
        return fenced(block.text.strip("\n"), "math" if self.dialect.formulas else "latex")

    def _quote(self, block: Quote) -> str:
        return quoted(self.inside().write(block.blocks))

    def _admonition(self, block: Admonition) -> str:
        """Return an alert where one can be; elsewhere its title stands in strong words."""
        inside = self.inside()
        content = inside.write(block.blocks)
        sign = _ALERTS.get(block.kind, "")
        own = block.title != (Text(block.kind.capitalize()),)
        if sign and content and not own and self.dialect.alerts and not self.inner:
            return quoted(f"[!{sign}]\n{content}")
        title = inside.line((Styled("strong", block.title),)) if block.title else ""
        return quoted("\n\n".join(filter(None, [title, content])))

    def _table(self, block: Table) -> str:
        return "\n\n".join(filter(None, [self._caption(block.caption), written_table(self, block)]))

    def _items(self, items: tuple[Item, ...], start: int | None, *, other: bool) -> str:
        """Return a list; its first number is not kept where Markdown has none like it."""
        first = start if start is not None and 0 <= start <= _LARGEST - len(items) else 1
        texts = [self._item(item) for item in items]
        tight = all(is_tight for _, is_tight in texts)
        lines = []
        for number, (text, _) in enumerate(texts, first):
            sign = (
                f"{number}{')' if other else '.'}" if start is not None else "+" if other else "-"
            )
            indent = " " * (len(sign) + 1)
            shown = text.replace("\n\n", "\n") if tight else text
            lines.append(f"{sign} {_indented(shown, indent)}".rstrip())
        return ("\n" if tight else "\n\n").join(lines)  # fmt: skip

    def _item(self, item: Item) -> tuple[str, bool]:
        """Return an item, and whether no blank line need stand in it."""
        inside = self.inside()
        parts = list(inside.each(item.blocks))
        text = "\n\n".join(text for text, _ in parts)
        if item.done is not None:
            open_, done = ("[ ]", "[x]") if self.dialect.tasks else ("☐", "☑")
            text = f"{done if item.done else open_} {text}"
        kinds = [block for _, block in parts]
        tight = len(kinds) < 2 or (
            len(kinds) == 2 and _is_flat(kinds[1]) and "\n\n" not in parts[1][0]
        )
        return text, tight and (not kinds or isinstance(kinds[0], Paragraph))  # fmt: skip

    def _entry(self, entry: Definition) -> Item:
        """Return terms with what is said of them as an item of a list: Markdown has no list of definitions."""
        terms = [Styled("strong", term) for term in entry.terms if term]
        head: list[Styled | Text | Break] = []
        for term in terms:
            head += [Break(), term] if head else [term]
        brief = entry.brief and len(entry.blocks) == 1 and isinstance(entry.blocks[0], Paragraph)
        if brief and head:
            (block,) = entry.blocks
            assert isinstance(block, Paragraph)  # noqa: S101 - that is what brief means
            return Item((Paragraph((*head, Text(": "), *block.parts)),))
        return Item((Paragraph(tuple(head)), *entry.blocks))

    def _rule(self, block: Rule) -> str:  # noqa: ARG002 - one is like the other
        return "***"

    def _lines(self, block: Lines) -> str:
        writer = self.spans
        shown = [
            "&emsp;" * line.depth + unstarted(writer.write(line.parts).replace("\\\n", " "))
            for line in block.lines
        ]
        return "\\\n".join(text.strip(" ") or "&nbsp;" for text in shown)

    def _details(self, block: Details) -> str:
        opened = " open" if block.opened else ""
        head = f"<details{opened}>\n<summary>{self.spans.html(block.title)}</summary>"
        return "\n\n".join(filter(None, [head, self.inside().write(block.blocks), "</details>"]))

    def _footnote(self, block: Footnote) -> str:
        text = self.inside().write(block.blocks)
        if self.dialect.footnotes:
            return f"[^{self.label}{block.name}]: {_indented(text, '    ')}"
        return f"<sup>{block.name}</sup> {text}"


def quoted(text: str) -> str:
    """Return Markdown as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _indented(text: str, indent: str) -> str:
    first, *more = text.split("\n")
    return "\n".join([first, *(f"{indent}{line}" if line else "" for line in more)])


def _is_list(block: Block | None) -> bool:
    return isinstance(block, Listing | Definitions)


def _continues(before: Block | None, block: Block) -> bool:
    """Return whether Markdown would take a list for more of the one before it."""
    return _is_list(before) and _is_list(block) and _is_numbered(before) == _is_numbered(block)


def _is_numbered(block: Block | None) -> bool:
    return isinstance(block, Listing) and block.start is not None


def _is_flat(block: Block) -> bool:
    """Return whether a list may stand right below a paragraph, without a blank line."""
    if not isinstance(block, Listing) or block.start not in {None, 1}:
        return False
    return bool(block.items and block.items[0].blocks)


def _without_last_breaks(parts: Inlines) -> Inlines:
    kept: list[object] = list(parts)
    while kept and (isinstance(kept[-1], Break) or kept[-1] == Text(" ")):
        kept.pop()
    return parts[: len(kept)]
