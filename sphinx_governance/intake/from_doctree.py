"""An Outline from a doctree: of reST, and of MyST inside Sphinx.

Header blocks whose lines a doctree has lost (front matter, RFC-2822) come from
the source; everything else is asked of the parsed document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from sphinx_governance.intake.doctree_passages import TEXTS
from sphinx_governance.intake.doctree_walker import HeadNode, Walker
from sphinx_governance.intake.inline import (
    front_matter_allows,
    mentions_in,
    paths_in,
)
from sphinx_governance.intake.outline import (
    Entry,
    Outline,
    Trouble,
)
from sphinx_governance.intake.rfc2822 import read_header_block
from sphinx_governance.intake.unresolved import place_of
from sphinx_governance.intake.yaml_header import front_matter_end, read_yaml


def outline_from_doctree(
    document: nodes.document, source: str, *, path: str, markup: str, digest: str = ""
) -> Outline:
    """Return the Outline of a parsed document; see :func:`read_doctree`."""
    return read_doctree(document, source, path=path, markup=markup, digest=digest)[0]


def read_doctree(
    document: nodes.document, source: str, *, path: str, markup: str, digest: str = ""
) -> tuple[Outline, list[HeadNode]]:
    """Return the Outline of a parsed document, and its nodes that may be a header.

    :param document: the doctree before smart quotes and cross-references are resolved.
    :param source: the text it was parsed from.
    :param markup: ``rst`` or ``md``.
    """
    lines = source.splitlines()
    entries, troubles, end = header_from_source(lines, markup)
    walker = Walker(lines, str(document.get("source", "")), end, markup)
    walker.allows += front_matter_allows(lines[:end] if markup == "md" else ())
    walker.walk(document.children, 0)
    if walker.fields:
        entries.append(("field-list", tuple(walker.fields)))
    outline = Outline(
        path=path,
        markup=markup,
        digest=digest,
        lines=len(lines),
        entries=tuple(entries),
        headings=walker.filled_headings(),
        blocks=tuple(walker.blocks),
        directives=tuple(walker.directives),
        links=tuple(walker.links),
        mentions=tuple(mentions_in(walker.blocks)),
        allows=tuple(walker.allows),
        troubles=troubles,
        counted=len(walker.blocks),
        paths=tuple(paths_in(walker.blocks)),
    )
    return outline, walker.head


def included_outlines(
    document: nodes.document, read: Callable[[str], list[str]], markup: str
) -> Iterator[Outline]:
    """Yield what a parsed document includes of other files: an outline each.

    Their paths are those that docutils has.

    :param read: returns the lines of a file.
    """
    if not getattr(document.settings.record_dependencies, "list", ()):
        return
    own, tops = str(document.get("source", "")), dict[str, list[nodes.Element]]()
    for node in document.findall(nodes.Element):
        source = str(node.source or "")
        if not source.endswith(TEXTS) or isinstance(node, nodes.Inline | nodes.document):
            continue
        if source not in {own, place_of(node.parent)[0]}:
            tops.setdefault(source, []).append(node)
    for source, found in tops.items():
        lines = read(source)
        walker = Walker(lines, source, 0, markup)
        walker.walk(found, 0)
        yield Outline(
            path=source,
            markup=markup,
            lines=len(lines),
            links=tuple(walker.links),
            mentions=tuple(mentions_in(walker.blocks)),
            allows=tuple(walker.allows),
            paths=tuple(paths_in(walker.blocks)),
        )


def header_from_source(
    lines: list[str], markup: str
) -> tuple[list[tuple[str, tuple[Entry, ...]]], tuple[Trouble, ...], int]:
    """Return the header blocks at the top of a source, what is wrong in them, and their lines."""
    end = front_matter_end(lines) if markup == "md" else 0
    if end:
        found, troubles = read_yaml(lines[1 : end - 1], 2)
        return [("front-matter", found)], troubles, end
    block, end = read_header_block(lines)
    return ([("header-block", block)] if block else []), (), end
