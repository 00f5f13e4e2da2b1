"""The blocks of running text of a stored doctree, as duplication compares them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from sphinx_governance.intake.naming import SUFFIXES
from sphinx_governance.intake.unresolved import place_of
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Passage

_AROUND = (
    (nodes.block_quote, "quote"), (nodes.entry, "cell"), (nodes.list_item, "item"),
    (nodes.definition_list_item, "item"),
)  # fmt: skip
_NOT_RUNNING = (
    nodes.title, nodes.subtitle, nodes.comment, nodes.system_message, nodes.raw, nodes.math_block,
    nodes.substitution_definition, nodes.target, nodes.field_name, nodes.rubric,
)  # fmt: skip
TEXTS = (*SUFFIXES, ".txt", ".inc", ".rest")
"""Files of running text, and what pages include is often called; docstrings stand in others."""


def passages_of(document: nodes.document, path_of: Callable[[str], str]) -> Iterator[Passage]:
    """Yield a doctree's passages.

    :param path_of: from a source as docutils has it to a path of the corpus.
    """
    for node in document.findall(nodes.TextElement):
        if isinstance(node, (*_NOT_RUNNING, nodes.Inline)):
            continue
        if isinstance(node.parent, nodes.TextElement | nodes.topic):
            continue
        source, line = place_of(node)
        if not line or not source.endswith(TEXTS):
            continue
        text = node.astext()
        if text.strip():
            last = line + max(node.rawsource.count("\n"), text.count("\n"))
            yield Passage(_kind(node), text, Location(path_of(source), line), last)


def _kind(node: nodes.Element) -> str:
    if isinstance(node, nodes.literal_block | nodes.doctest_block):
        return "code"
    around = node.parent
    while around is not None:
        for kind, name in _AROUND:
            if isinstance(around, kind):
                return name
        around = around.parent
    return "paragraph"
