"""Resolved doctrees → prose as plain data. One module a family of nodes; each has a table, node → reader.

Nodes go by the name of their class, and of the classes above it: those of other extensions are
read without importing them. A node that no table knows keeps its text, and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx_governance.intake.prose import bodies, designs, lines, objects, tables
from sphinx_governance.intake.prose.reader import Surroundings, Tables, read_nodes
from sphinx_governance.model.prose import Prose

if TYPE_CHECKING:
    from docutils import nodes

__all__ = ("Surroundings", "prose_of")

_TABLES = Tables(
    {**bodies.BLOCKS, **objects.BLOCKS, **tables.BLOCKS, **designs.BLOCKS}, lines.INLINES
)


def prose_of(found: Iterable[nodes.Node], around: Surroundings, document: nodes.document) -> Prose:
    """Return nodes of a resolved doctree as prose, with the footnotes that they refer to.

    :param document: the whole of it, where the footnotes stand.
    """
    return read_nodes(found, around, _TABLES, document)
