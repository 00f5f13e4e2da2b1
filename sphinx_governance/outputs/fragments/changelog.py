"""The last releases of a changelog that is written as Keep a Changelog says.

``releases`` says how many (1), ``level`` the level of their headings (3), ``path`` the file
(CHANGELOG.md). What is not released yet is left out, unless ``unreleased`` is yes. ``limit`` says how
many entries are shown at most; how many more there are stands below them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from sphinx_governance.model.text import fold, is_web_address
from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Options,
    Source,
    same_folder,
)
from sphinx_governance.outputs.markdown_again import Writer, read_markdown
from sphinx_governance.outputs.safe_markdown import escape, link

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

OPTIONS = ("path", "releases", "level", "unreleased", "limit")


def make(source: Source, options: Options) -> Made:
    """Return the releases that are asked for, newest first as the changelog has them."""
    path = options.text("path", "CHANGELOG.md")
    most, level = options.number("releases", 1), options.number("level", 3, 6)
    sections = _releases(read_markdown(source.read(path).removeprefix("\ufeff")))
    if not sections:
        raise FragmentError(
            f"{path} has no release", "each release has a heading: ## 1.0 - 2026-01-31"
        )
    if options.choice("unreleased", ("yes", "no"), "no") == "no":
        sections = [section for section in sections if not _is_unreleased(section[0])]
    writer = Writer(path, level - 2, _linker(source, path))
    shown, left = _first_entries(sections[:most], options)
    releases = [writer.blocks(section) for section in shown]
    rest = f"… and {left} more in {source.to_file(escape(path), path)}." if left else ""
    return Made(source.rendered("changelog", releases=releases, rest=rest), path)


def _releases(nodes: Iterable[SyntaxTreeNode]) -> list[list[SyntaxTreeNode]]:
    """Return the sections of the second level, each with its heading."""
    found: list[list[SyntaxTreeNode]] = []
    inside = False
    for node in nodes:
        if node.type == "heading" and node.tag in {"h1", "h2"}:
            inside = node.tag == "h2"
            if inside:
                found.append([])
        if inside:
            found[-1].append(node)
    return found


def _first_entries(
    sections: list[list[SyntaxTreeNode]], options: Options
) -> tuple[list[list[SyntaxTreeNode]], int]:
    """Return sections with no more entries than are wanted, and how many are left out.

    A heading of which no entry is left is left out too; that of a release stays.
    """
    if "limit" not in options.given:
        return sections, 0
    room, left, found = options.number("limit", 1), 0, []
    for section in sections:
        kept = section[:1]
        for node in section[1:]:
            if node.type == "bullet_list":
                entries = node.children
                left += max(len(entries) - room, 0)
                node.children = entries[:room]
                room = max(room - len(entries), 0)
            if node.type != "bullet_list" or node.children:
                kept.append(node)
        found.append(_without_empty(kept))
    return found, left


def _without_empty(nodes: list[SyntaxTreeNode]) -> list[SyntaxTreeNode]:
    """Return blocks without headings, but for the first, that nothing follows."""
    return [
        node
        for node, after in zip(nodes, [*nodes[1:], None], strict=True)
        if node is nodes[0] or node.type != "heading" or (after and after.type != "heading")
    ]


def _is_unreleased(heading: SyntaxTreeNode) -> bool:
    return fold(heading.children[0].content).startswith("unreleased") if heading.children else False


def _linker(source: Source, path: str) -> Callable[[str, str], str]:
    """Return what leads a link of the changelog on from the host; one that leads outside is text."""

    def linked(text: str, target: str) -> str:
        if is_web_address(target):
            return link(text, target)
        name, _, anchor = target.partition("#")
        file = same_folder(path, unquote(name)) if name else path
        if not file or ":" in name:
            return text
        if not anchor:
            return source.to_file(text, file)
        own = source.to_file(text, file)[:-1]
        return f"{own}#{quote(unquote(anchor))})"

    return linked
