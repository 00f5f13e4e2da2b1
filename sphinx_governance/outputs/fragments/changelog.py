"""The last releases of a changelog that is written as Keep a Changelog says.

``releases`` says how many (1), ``level`` the level of their headings (3), ``path`` the file
(CHANGELOG.md). What is not released yet is left out, unless ``unreleased`` is yes.
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
from sphinx_governance.outputs.safe_markdown import link

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

OPTIONS = ("path", "releases", "level", "unreleased")


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
    releases = [writer.blocks(section) for section in sections[:most]]
    return Made(source.rendered("changelog", releases=releases), path)


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
