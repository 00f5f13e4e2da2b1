"""What adr-tools generates from the records of a folder: a table of contents, and a graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinx_governance.outputs.adr_text import link_to


@dataclass(frozen=True)
class Listed:
    """A record of the folder: its number, file name, title, and what it says of others by number."""

    number: int
    name: str
    title: str
    links: tuple[tuple[str, int], ...]


def contents(records: Sequence[Listed], prefix: str, intro: str, outro: str) -> Iterator[str]:
    """Yield the lines of a table of contents in Markdown."""
    yield "# Architecture Decision Records"
    yield ""
    if intro:
        yield intro.rstrip("\r\n")
        yield ""
    for record in records:
        yield f"* {link_to(record.title, prefix + record.name)}"
    if outro:
        yield ""
        yield outro.rstrip("\r\n")


def graph(records: Sequence[Listed], prefix: str, extension: str) -> Iterator[str]:
    """Yield the lines of a graph in DOT: records in their order, and the links between them.

    Of two links that say the same the one back is left out: its words end in *by*.
    """
    yield "digraph {"
    yield "  node [shape=plaintext];"
    yield "  subgraph {"
    before: int | None = None
    for record in records:
        url = f"{prefix}{PurePosixPath(record.name).stem}{extension}"
        yield f'    _{record.number} [label="{_quoted(record.title)}"; URL="{_quoted(url)}"];'
        if before is not None:
            yield f'    _{before} -> _{record.number} [style="dotted", weight=1];'
        before = record.number
    yield "  }"
    for record in records:
        for words, number in record.links:
            if not words.endswith(" by"):
                yield f'  _{record.number} -> _{number} [label="{_quoted(words)}", weight=0]'
    yield "}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
