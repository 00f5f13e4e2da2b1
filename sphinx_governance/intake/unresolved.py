"""References that parsing left unresolved: what docutils marked, and files that directives name and nobody has.

Roles and Markdown links wait for all pages; :mod:`sphinx_governance.examine` resolves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

_DIRECTIVE = re.compile(
    r"^[\s>*+-]*(?:\.\. (?:\|[^|]+\| )?(?P<rest>[\w:-]+)::|[`~:]{3,}\s*\{(?P<myst>[\w:-]+)\})"
    r"\s*(?P<argument>\S.*?)?\s*$"
)
"""The first line of a directive's own block text."""

_FILE_OPTION = re.compile(r"^\s*:file:\s*(?P<file>\S.*?)\s*$")
_BY_ARGUMENT = frozenset({"include", "literalinclude", "graphviz", "uml", "mermaid"})
BY_OPTION = frozenset({"csv-table", "raw"})
"""Directives that may name a file in their ``:file:`` option."""

_INFO = 1


class Missing(NamedTuple):
    """A file, anchor or name that is not there: the text to look for from *line* on in *source*."""

    kind: str
    target: str
    message: str
    source: str
    line: int


def missing_in_text(
    document: nodes.document, lines: Callable[[str], list[str]]
) -> Iterator[Missing]:
    """Yield the files that directives could not read; asked while their messages are still there.

    :param lines: returns the lines of a source file by its path.
    """
    for message in document.findall(nodes.system_message):
        if message.get("level", 0) <= _INFO or not message.get("line"):
            continue
        source, line = str(message.get("source", "")), int(message["line"])
        name, target = _named_file(lines(source)[line - 1 :])
        if target:
            yield Missing(name, target, f"there is no file {target!r} to include", source, line)


def _named_file(block: list[str]) -> tuple[str, str]:
    """Return the directive that begins a block of lines, and the file that it names."""
    match = _DIRECTIVE.match(block[0]) if block else None
    if not match:
        return "", ""
    name, argument = match["rest"] or match["myst"], match["argument"] or ""
    if name in _BY_ARGUMENT:
        return name, argument
    options = (_FILE_OPTION.match(line) for line in block[1:20]) if name in BY_OPTION else ()
    return name, next((found["file"] for found in options if found), "")


def missing_in_doctree(document: nodes.document, files: Path) -> Iterator[Missing]:
    """Yield the images, downloads and names of a stored doctree that lead nowhere.

    :param files: the source folder, which the doctree's paths are relative to.
    """
    for image in document.findall(nodes.image):
        if _is_absent(image, files):
            uri = str(image["uri"])
            yield Missing("image", uri, f"there is no image {uri!r}", *place_of(image))
    for download in document.findall(addnodes.download_reference):
        target = str(download.get("reftarget", ""))
        if "filename" not in download and "refuri" not in download:
            message = f"there is no file {target!r} to download"
            yield Missing("download", target, message, *place_of(download))
    for problem in document.findall(nodes.problematic):
        kind, target, message = _named(problem.rawsource or problem.astext())
        if kind:
            yield Missing(kind, target, message, *place_of(problem))


def _is_absent(image: nodes.image, files: Path) -> bool:
    candidates: dict[str, str] = image.get("candidates", {})
    if "?" in candidates or "://" in str(image.get("uri", "")):
        return False
    paths = [path for path in candidates.values() if path]
    if not paths:
        return str(image.get("uri", "")).endswith(".*")
    return not any((files / path).is_file() for path in paths)


def _named(text: str) -> tuple[str, str, str]:
    """Return what a text that docutils could not make sense of refers to: kind, name, message."""
    if text.startswith(":") and "`" in text:
        name = text[1:].split("`", 1)[0].rstrip(":")
        return "role", name, f"there is no role {name!r}"
    if text.startswith("|") and text.count("|") > 1:
        name = text.split("|")[1]
        return "substitution", name, f"there is no substitution {name!r}"
    if text.startswith("[") and text.endswith(("]_", "]")):
        name = text.strip("[]_^")
        return "footnote", name, f"there is no footnote or citation {name!r}"
    if text.endswith("_"):
        name = text.rstrip("_").strip("`")
        name = name[name.rfind("<") + 1 :].rstrip(">_") if name.endswith(">") else name
        return "target", name, f"there is no target {name!r}"
    return "", "", ""


def place_of(node: nodes.Node) -> tuple[str, int]:
    """Return the source and line of a node: its own, or those of the nearest one around it."""
    source, line = "", 0
    around: nodes.Node | None = node
    while around is not None and not (source and line):
        source = source or str(around.source or "")
        line = line or around.line or 0
        around = around.parent
    return source.split(":docstring")[0], line
