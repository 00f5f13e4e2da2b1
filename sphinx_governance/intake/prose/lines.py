"""What stands in a line: words that stand out, links, pictures, marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sphinx_governance.intake.prose.reader import InlineReader, Reader
from sphinx_governance.model.prose import (
    PAGE,
    Break,
    Code,
    Formula,
    Image,
    Inline,
    Link,
    NoteMark,
    Styled,
    Text,
)

if TYPE_CHECKING:
    from docutils import nodes

_SILENT = re.compile(
    r"<!--.*?-->|</?(?:br|wbr|hr|s|div|span|p|center|input)\b[^>]*>|</\w+>|&nbsp;", re.DOTALL
)
"""HTML that lays out what stands around it, and what MyST makes of boxes and struck words."""
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(px|%)?$")


def _styled(style: str) -> InlineReader:
    def read(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
        parts = reader.inlines(node.children)
        return (Styled(style, parts),) if parts else ()

    return read


def plain(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    """Return what is in a node that adds nothing."""
    return reader.inlines(node.children)


def nothing(reader: Reader, node: nodes.Element) -> Iterable[Any]:
    """Return nothing: a reader of the page sees nothing of the node either."""
    del reader, node
    return ()


def _literal(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    text = " ".join(node.astext().split("\n"))
    if "kbd" in node.get("classes", ()):
        return (Styled("key", (Text(text),)),)
    return (Code(text),)


def _reference(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    parts = reader.inlines(node.children)
    address = str(node.get("refuri") or "") or f"#{node.get('refid', '')}"
    if not parts or address == "#" or _is_hidden(node):
        return () if _is_hidden(node) else parts
    target = reader.around.target_of(address)
    if target is None:
        reader.lose(node, *nowhere(address))
        return parts
    return (Link(parts, target),)


def nowhere(address: str) -> tuple[str, str]:
    """Return what is said of a link that leads nowhere, and what to do."""
    named = address.removeprefix(PAGE)
    message = f"the link {named!r} leads nowhere that can be linked to from outside"
    return message, "link to a page, a label or a whole address"


def _is_hidden(node: nodes.Element) -> bool:
    """Return whether a link covers a card, and its text is not shown."""
    return "sd-hide-link-text" in node.get("classes", ())


def _download(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    parts = reader.inlines(node.children)
    name = node.get("reftarget") if "filename" in node else None
    address = str(node.get("refuri") or "")
    target = reader.around.download_of(str(name)) if name else reader.around.target_of(address)
    return (Link(parts, target),) if parts and target is not None else parts


def _image(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    uri = str(node.get("uri", ""))
    candidates: dict[str, str] = node.get("candidates", {})
    wanted = next((path for path in (uri, *candidates.values()) if path and "*" not in path), uri)
    external = "?" in candidates or "://" in wanted
    target = reader.around.target_of(wanted) if external else reader.around.image_of(wanted)
    alt = str(node.get("alt") or "")
    if target is None:
        reader.lose(node, f"there is no picture {wanted!r}", "give the path of one in the docs")
        return (Text(alt),) if alt else ()
    sizes = (_size(node.get("width")), _size(node.get("height")))
    return (Image(target, alt, *sizes),)


def _size(written: object) -> str:
    match = _SIZE.match(str(written or "").replace(" ", ""))
    return f"{match[1]}{match[2] if match[2] == '%' else ''}" if match else ""


def _footnote_mark(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    mark = str(node.get("refid", ""))
    if not mark:
        return (Text(f"[{node.astext()}]"),)
    name = reader.marks.setdefault(mark, re.sub(r"[^\w-]", "", node.astext()) or mark)
    return (NoteMark(name),)


def _citation_mark(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    return (Text(f"[{node.astext()}]"),)


def _abbreviation(reader: Reader, node: nodes.Element) -> Iterator[Inline]:
    yield from reader.inlines(node.children)
    if explained := str(node.get("explanation") or ""):
        yield Text(f" ({explained})")


def _formula(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    return (Formula(" ".join(node.astext().split())),)


def _raw(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    lose_raw(reader, node)
    return ()


def lose_raw(reader: Reader, node: nodes.Element) -> None:
    """Note HTML that shows something; what stands in other formats, no reader of a page sees."""
    if "html" in str(node.get("format", "")).split() and _SILENT.sub("", node.astext()).strip():
        reader.lose(node, "a text in html is left out", "write it as markup of the docs")


def _break(reader: Reader, node: nodes.Element) -> Iterable[Inline]:
    return (Break(),)


INLINES: Mapping[str, InlineReader] = {
    "emphasis": _styled("emphasis"),
    "title_reference": _styled("emphasis"),
    "manpage": _styled("emphasis"),
    "strong": _styled("strong"),
    "subscript": _styled("lowered"),
    "superscript": _styled("raised"),
    "literal": _literal,
    "math": _formula,
    "reference": _reference,
    "download_reference": _download,
    "image": _image,
    "footnote_reference": _footnote_mark,
    "citation_reference": _citation_mark,
    "abbreviation": _abbreviation,
    "acronym": _abbreviation,
    "raw": _raw,
    "sd_line_break": _break,
    "sd_icon": nothing,
    "fontawesome": nothing,
    "index": nothing,
    "comment": nothing,
    "system_message": nothing,
    "substitution_definition": nothing,
    **dict.fromkeys(
        (
            "inline", "generated", "problematic", "target", "pending_xref", "pending_xref_condition",
            "PassthroughTextElement", "substitution_reference", "desc_annotation", "desc_addname",
            "desc_name", "desc_type", "desc_parameterlist", "desc_type_parameter_list", "desc_parameter",
            "desc_type_parameter", "desc_optional", "desc_inline", "desc_sig_element", "desc_signature_line",
        ),
        plain,
    ),
}  # fmt: skip
"""Class of a node → who reads it in a line."""
