"""Nodes that stand for what is known only once all pages are read; replaced when a page is written.

They hold plain values, never nodes of other pages, so that a page's doctree stays its own.
"""

from __future__ import annotations

from docutils import nodes


class Placeholder(nodes.Node):
    """What all of them are, so that one pass finds them."""


class record_header(Placeholder, nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are named so
    """A record's header card. Attributes: *page*, and *position*, its place among the page's records."""


class record_index(Placeholder, nodes.General, nodes.Element):  # noqa: N801
    """A list of records. Attributes: *page*, *line*, and *options*, an :class:`IndexOptions` as a dict."""


class record_graph(Placeholder, nodes.General, nodes.Element):  # noqa: N801
    """A graph of records. Attributes: *page* and *options*."""


class record_mention(Placeholder, nodes.Inline, nodes.TextElement):  # noqa: N801
    """What may be a record's identifier in running text; its text is shown whatever it is."""


class record_drawing(nodes.General, nodes.Element):  # noqa: N801
    """A graph, drawn when it is written. Attributes: *code* in DOT, *options* of Graphviz, *alt*."""


class guide_table(Placeholder, nodes.General, nodes.Element):  # noqa: N801
    """A table of the guide. Attributes: *shows*, artifacts or scenarios, and *page*."""


class guide_card(Placeholder, nodes.General, nodes.Element):  # noqa: N801
    """What is known of an artifact or scenario. Attributes: *kind*, *name*, *page*."""


class guide_owed(Placeholder, nodes.General, nodes.Element):  # noqa: N801
    """What an answer adds. Attributes: *tree*, *question*, *answer*, *page*."""


class guide_flowchart(Placeholder, nodes.General, nodes.Element):  # noqa: N801
    """A decision tree as a drawing, nothing where none can be. Attributes: *tree*, *page*."""


class fragment_edge(nodes.Invisible, nodes.Element):  # noqa: N801
    """Where a fragment begins or ends, among the nodes of its content.

    Attributes: *name*; where it begins also *line*, *anchor* and *digest*, that of its source text.
    """


PLACEHOLDERS = (
    record_header, record_index, record_graph, record_mention, guide_table, guide_card, guide_owed,
    guide_flowchart,
)  # fmt: skip
