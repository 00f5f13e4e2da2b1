"""Blocks of docutils: sections, paragraphs, lists, code, figures, admonitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_governance.intake.prose.lines import lose_raw, nothing
from sphinx_governance.intake.prose.reader import BlockReader, Reader
from sphinx_governance.model.prose import (
    Admonition,
    Block,
    Blocks,
    CodeBlock,
    Definition,
    Definitions,
    FormulaBlock,
    Heading,
    Inlines,
    Item,
    Line,
    Lines,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Text,
    stressed,
)

_BOX = re.compile(r"\[([ xX])\] ")


def inside(reader: Reader, node: nodes.Element) -> Blocks:
    """Return what is in a node that adds nothing."""
    return reader.blocks(node.children)


def _section(reader: Reader, node: nodes.Element) -> Blocks:
    reader.depth += 1
    try:
        return inside(reader, node)
    finally:
        reader.depth -= 1


def _title(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    if parts := reader.inlines(node.children):
        yield Heading(max(reader.depth, 1), parts)


def _paragraph(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    if parts := reader.inlines(node.children):
        yield Paragraph(parts)


def _in_style(style: str) -> BlockReader:
    def read(reader: Reader, node: nodes.Element) -> Iterator[Block]:
        if parts := reader.inlines(node.children):
            yield Paragraph(stressed(parts, style))

    return read


def _list(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    items = [_item(reader, item) for item in node.children if isinstance(item, nodes.Element)]
    numbered = isinstance(node, nodes.enumerated_list)
    if items:
        yield Listing(tuple(items), int(node.get("start", 1)) if numbered else None)


def _item(reader: Reader, node: nodes.Element) -> Item:
    """Return an item; a box at its beginning, as Markdown writes it or MyST makes it, is a task."""
    done: bool | None = None
    if "task-list-item" in node.get("classes", ()):
        boxes = list(node.findall(lambda found: isinstance(found, nodes.raw)))
        done = any("checked" in box.astext().split("class=")[-1] for box in boxes[:1])
    blocks = inside(reader, node)
    first = blocks[0] if blocks else None
    if done is None and isinstance(first, Paragraph) and isinstance(first.parts[0], Text):
        text = first.parts[0].text
        if match := _BOX.match(text):
            rest = Paragraph((Text(text[match.end() :]), *first.parts[1:]))
            return Item((rest, *blocks[1:]), match[1] != " ")
    return Item(blocks, done)


def _definitions(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    entries = [
        _definition(reader, item)
        for item in node.findall(nodes.definition_list_item)
        if item.parent is node
    ]
    if entries:
        yield Definitions(tuple(entries))


def _definition(reader: Reader, node: nodes.Element) -> Definition:
    terms: list[Inlines] = []
    blocks: list[Block] = []
    for child in node.children:
        if isinstance(child, nodes.term):
            terms.append(reader.inlines(child.children))
        elif isinstance(child, nodes.classifier):
            before = terms.pop() if terms else ()
            kind = Styled("emphasis", reader.inlines(child.children))
            terms.append((*before, Text(" : "), kind))
        else:
            blocks += reader.blocks([child])
    return Definition(tuple(terms), tuple(blocks))


def _fields(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    entries = [_field(reader, item) for item in node.children if isinstance(item, nodes.field)]
    if entries:
        yield Definitions(tuple(entries))


def _field(reader: Reader, node: nodes.Element) -> Definition:
    name, body = node.children[0], node.children[1:]
    return Definition((reader.inlines(name.children),), reader.blocks(body), brief=True)


def _bibliography(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield the fields at the top of a document that docutils knows by name."""
    yield Definitions(
        tuple(
            Definition(((Text(type(item).__name__),),), reader.blocks([item]), brief=True)
            for item in node.children
            if isinstance(item, nodes.Element) and not isinstance(item, nodes.field)
        )
    )


def _code(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    language = str(node.get("language", "pycon" if isinstance(node, nodes.doctest_block) else ""))
    # MyST keeps the end of the last line, reST does not.
    text = node.astext().removesuffix("\n")
    yield CodeBlock(text, "" if language in {"default", "none"} else language)


def _formula(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    yield FormulaBlock(node.astext())


def _lines(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    if found := tuple(_line(reader, node, 0)):
        yield Lines(found)


def _line(reader: Reader, block: nodes.Element, depth: int) -> Iterator[Line]:
    for child in block.children:
        if isinstance(child, nodes.line_block):
            yield from _line(reader, child, depth + 1)
        elif isinstance(child, nodes.Element):
            yield Line(reader.inlines(child.children), depth)


def _quote(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    if blocks := inside(reader, node):
        yield Quote(blocks)


def _attribution(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    yield Paragraph((Text("— "), *reader.inlines(node.children)))


def admonition(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield an admonition with the title that readers of the page see."""
    children: Sequence[nodes.Node] = node.children
    kind = type(node).__name__
    title: Inlines = (Text(str(admonitionlabels.get(kind, kind.replace("_", " ").capitalize()))),)
    if children and isinstance(children[0], nodes.title):
        title, children = reader.inlines(children[0].children), children[1:]
        kind = ""
    yield Admonition(kind, title, reader.blocks(children))


def _topic(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    yield from _titled(reader, node)


def _titled(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield what has a title that is no heading of the page."""
    for child in node.children:
        if isinstance(child, nodes.title | nodes.subtitle):
            yield from _in_style("strong")(reader, child)
        else:
            yield from reader.blocks([child])


def _caption(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    yield from _in_style("emphasis")(reader, node)


def _raw(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    lose_raw(reader, node)
    return iter(())


def _footnote(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield a footnote that nothing refers to; any other stands at the end, once it is referred to."""
    if not node.get("backrefs"):
        yield from _citation(reader, node)


def _citation(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    label, *body = node.children
    name = Text(f"[{label.astext()}]")
    yield Definitions((Definition(((name,),), reader.blocks(body), brief=True),))


def _options(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    entries = []
    for item in node.children:
        group, *described = item.children
        terms = tuple(
            reader.inlines([nodes.literal("", option.astext())]) for option in group.children
        )
        entries.append(Definition(terms, reader.blocks(described)))
    yield Definitions(tuple(entries))  # fmt: skip


def _rule(reader: Reader, node: nodes.Element) -> Iterable[Block]:
    return (Rule(),)


BLOCKS: Mapping[str, BlockReader] = {
    "section": _section,
    "title": _title,
    "subtitle": _in_style("strong"),
    "rubric": _in_style("strong"),
    "paragraph": _paragraph,
    "bullet_list": _list,
    "enumerated_list": _list,
    "definition_list": _definitions,
    "field_list": _fields,
    "docinfo": _bibliography,
    "option_list": _options,
    "literal_block": _code,
    "doctest_block": _code,
    "math_block": _formula,
    "line_block": _lines,
    "block_quote": _quote,
    "attribution": _attribution,
    "Admonition": admonition,
    "topic": _topic,
    "sidebar": _titled,
    "caption": _caption,
    "transition": _rule,
    "citation": _citation,
    "footnote": _footnote,
    "raw": _raw,
    **dict.fromkeys(
        (
            "document", "container", "compound", "figure", "legend", "header", "footer", "definition",
            "description", "field_body", "decoration", "Bibliographic",
        ),
        inside,
    ),
    **dict.fromkeys(
        (
            "comment", "label", "meta", "pending", "substitution_definition", "system_message",
        ),
        nothing,
    ),
}  # fmt: skip
"""Class of a node → who reads it as blocks."""
