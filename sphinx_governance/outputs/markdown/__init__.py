"""Prose as plain data → Markdown for a place that shows it."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_governance.model.prose import Blocks, Image, Link, Target
from sphinx_governance.outputs.markdown.blocks import BlockWriter
from sphinx_governance.outputs.markdown.dialects import DIALECTS, GITHUB, Dialect

__all__ = ("DIALECTS", "GITHUB", "Address", "Dialect", "write_blocks")

Address = Callable[[Target, bool], str]
"""From where a link leads, and whether it is to a picture's data, to what is written; "" for nothing."""


def write_blocks(
    blocks: Blocks, address: Address, dialect: Dialect = GITHUB, *, above: int = 1, label: str = ""
) -> str:
    """Return blocks as Markdown.

    :param above: the level of the heading that they stand under.
    :param label: what the names of footnotes begin with: a file may have several fragments.
    """

    def addressed(part: Link | Image) -> str:
        return address(part.target, isinstance(part, Image))

    return BlockWriter(addressed, dialect, above, label).write(blocks)
