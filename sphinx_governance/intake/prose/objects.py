"""Nodes of Sphinx: signatures of objects, grammars, versions, columns, drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docutils import nodes

from sphinx_governance.intake.prose.bodies import admonition, inside
from sphinx_governance.intake.prose.lines import nothing
from sphinx_governance.intake.prose.reader import BlockReader, Reader
from sphinx_governance.model.prose import (
    Block,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Inlines,
    Listing,
    Paragraph,
    Styled,
    Text,
)


def _described(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield an object: its signatures as code, and under them what is said of it."""
    terms: list[Inlines] = []
    blocks: list[Block] = []
    for child in node.children:
        if type(child).__name__ == "desc_signature":
            lines = " ".join(child.astext().split())
            terms.append((Code(lines),))
        else:
            blocks += reader.blocks([child])
    if terms:
        yield Definitions((Definition(tuple(terms), tuple(blocks)),))
    else:
        yield from blocks


def _grammar(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield the rules of a grammar as code: how they stand below each other is what they say."""
    name = "production"
    lines = []
    for child in node.children:
        own = str(child.get("tokenname", "")) if isinstance(child, nodes.Element) else ""
        text = child.astext().rstrip()
        # Sphinx 8.2 and newer keep the token and the sign in the text.
        known = type(child).__name__ != name or "::=" in text or not own
        lines.append(text if known else f"{own} ::= {text}")
    yield CodeBlock("\n".join(lines).strip("\n"))


def _columns(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    """Yield what stands in columns as one list."""
    blocks = reader.blocks(node.children)
    listings = [block for block in blocks if isinstance(block, Listing)]
    if len(listings) == len(blocks) > 0:
        items = tuple(item for listing in listings for item in listing.items)
        yield Listing(items, listings[0].start)
    else:
        yield from blocks


def _centered(reader: Reader, node: nodes.Element) -> Iterator[Block]:
    yield Paragraph((Styled("strong", reader.inlines(node.children)),))


def _drawing(language: str, *, alternative: bool) -> BlockReader:
    """Return what reads a drawing from its code: what it says instead, or the code itself."""

    def read(reader: Reader, node: nodes.Element) -> Iterable[Block]:
        code, said = str(node.get("code", "")).strip("\n"), str(node.get("alt") or "").strip()
        if alternative and said and said != code:
            return (Paragraph((Text(said),)),)
        return (CodeBlock(code, language),)

    return read


BLOCKS: Mapping[str, BlockReader] = {
    "desc": _described,
    "desc_signature": inside,
    "desc_content": inside,
    "productionlist": _grammar,
    "production": _grammar,
    "hlist": _columns,
    "centered": _centered,
    "seealso": admonition,
    "mermaid": _drawing("mermaid", alternative=False),
    "graphviz": _drawing("dot", alternative=True),
    "record_drawing": _drawing("dot", alternative=True),
    "uml": _drawing("plantuml", alternative=True),
    **dict.fromkeys(
        (
            "versionmodified", "compact_paragraph", "acks", "hlistcol", "glossary", "only",
            "start_of_file", "autosummary_table", "desc_signature_line",
        ),
        inside,
    ),
    **dict.fromkeys(
        (
            "index", "highlightlang", "tabular_col_spec", "toctree", "fragment_edge", "target",
            "autosummary_toc",
        ),
        nothing,
    ),
}  # fmt: skip
"""Class of a node → who reads it as blocks."""
