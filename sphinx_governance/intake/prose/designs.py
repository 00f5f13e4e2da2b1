"""Containers that mean something: captioned code, and cards, tabs and dropdowns of sphinx-design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from sphinx_governance.intake.prose.bodies import inside
from sphinx_governance.intake.prose.lines import nowhere
from sphinx_governance.intake.prose.reader import BlockReader, Reader
from sphinx_governance.model.prose import (
    Block,
    Code,
    CodeBlock,
    Details,
    Inlines,
    Link,
    Paragraph,
    Styled,
    Text,
)


def _container(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    component = str(node.get("design_component", ""))
    if node.get("literal_block"):
        yield from _captioned(reader, node)
    elif component in _COMPONENTS:
        yield from _COMPONENTS[component](reader, node)
    else:
        yield from inside(reader, node)


def _captioned(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield code with the caption that stands above it."""
    caption: Inlines = ()
    for child in node.children:
        if isinstance(child, nodes.caption):
            caption = reader.inlines(child.children)
            continue
        for block in reader.blocks([child]):
            if caption and isinstance(block, CodeBlock):
                yield CodeBlock(block.text, block.language, caption)
                caption = ()
            else:
                yield block


def _folded(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield a dropdown; one without a title has nothing else to be folded under."""
    named: Inlines = (Text("…"),)
    rest = node.children
    if node.get("has_title") and rest:
        named, rest = reader.inlines(rest[0].children), rest[1:]
    yield Details(named, reader.blocks(rest), bool(node.get("opened")))


def _card(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield a card; where all of it is a link, its title is."""
    covers = [child for child in node.children if type(child).__name__ == "PassthroughTextElement"]
    links = [
        found
        for cover in covers
        for found in cover.findall(nodes.reference)
        if "sd-hide-link-text" in found.get("classes", ())
    ]
    blocks = [
        block for child in node.children if child not in covers for block in reader.blocks([child])
    ]
    for reference in links[:1]:
        blocks = _linked(reader, reference, blocks)
    yield from blocks  # fmt: skip


def _linked(reader: Reader, reference: nodes.Element, blocks: list[Block]) -> list[Block]:
    """Return the blocks of a card with its link: on its first paragraph that has none, else below."""
    address = str(reference.get("refuri") or "") or f"#{reference.get('refid', '')}"
    target = reader.around.target_of(address)
    if target is None:
        reader.lose(reference, *nowhere(address))
        return blocks
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and all(
        isinstance(p, Text | Code | Styled) for p in first.parts
    ):
        return [Paragraph((Link(first.parts, target),)), *blocks[1:]]
    return [*blocks, Paragraph((Link(reader.inlines(reference.children), target),))]  # fmt: skip


def _named(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield the title of a card in strong words."""
    blocks = inside(reader, node)
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Paragraph((Styled("strong", block.parts),))
        else:
            yield block


_COMPONENTS: Mapping[str, BlockReader] = {
    "dropdown": _folded,
    "card": _card,
    "card-title": _named,
    "card-header": _named,
}
"""Part of sphinx-design → who reads it; a tab is its label and what is in it, one after the other."""

BLOCKS: Mapping[str, BlockReader] = {
    "container": _container,
    "PassthroughTextElement": inside,
}
"""Class of a node → who reads it as blocks."""
