"""Texts in directives that may name a file or a record: toctree entries, arguments, options.

An Outline holds what is read as prose; this is the rest, asked for only by what moves a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sphinx_governance.intake.from_markdown import OPAQUE, directive_options, markdown_parser
from sphinx_governance.intake.split import split_role
from sphinx_governance.model.renumber_plan import Spot

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEPTH = 4
_CODE = OPAQUE - {"toctree", "eval-rst"}


def spots_of(source: str, markup: str) -> tuple[Spot, ...]:
    """Return what the directives of a document name, with its lines; the columns are not kept."""
    if markup == "md":
        return tuple(_of_markdown(source, 0, 0))
    return tuple(_of_rest(source, 0))


def _of_markdown(source: str, shift: int, depth: int) -> Iterator[Spot]:
    for token in markdown_parser().parse(source):
        if token.type in {"fence", "colon_fence"} and token.map and depth < _DEPTH:
            yield from _of_fence(token, token.map[0] + shift, depth)


def _of_fence(token: Token, shift: int, depth: int) -> Iterator[Spot]:
    """Yield what a fenced directive names; *shift* lines stand above it."""
    name, _, argument = token.info.strip().partition(" ")
    if not (name.startswith("{") and name.endswith("}")) or name[1:-1] in _CODE - {
        "literalinclude",
        "graphviz",
    }:
        return
    body = list(enumerate(token.content.splitlines(), start=shift + 2))
    if name == "{eval-rst}":
        yield from _of_rest("\n".join(line for _, line in body), shift + 1)
        return
    entries, taken = directive_options(body)
    yield from _argument(argument, shift + 1)
    yield from (Spot(entry.value, entry.line) for entry in entries)
    if name == "{toctree}":
        yield from _entries(body[taken:])
    else:
        text = "\n".join(line for _, line in body[taken:])
        yield from _of_markdown(text, shift + 1 + taken, depth + 1)


def _argument(text: str, line: int) -> Iterator[Spot]:
    if text.strip():
        yield Spot(text.strip(), line)


def _entries(lines: Iterable[tuple[int, str]]) -> Iterator[Spot]:
    """Yield the entries of a toctree: a name, or a title and a name in angle brackets."""
    for number, line in lines:
        if line.strip():
            yield Spot(split_role(line.strip())[1], number)


def _of_rest(source: str, shift: int) -> list[Spot]:
    # docutils is not loaded where all is Markdown.
    from docutils import nodes
    from docutils.parsers.rst import Parser
    from docutils.utils import new_document

    from sphinx_governance.intake.bare_rest import dispatching, rest_settings

    found: list[Spot] = []
    noted = _noting(found)
    document = new_document("", rest_settings())
    with dispatching(lambda _: noted):
        Parser().parse(source, document)
    found += [
        Spot(str(target["refuri"]), target.line)
        for target in document.findall(nodes.target)
        if "refuri" in target and target.line
    ]
    return [spot._replace(line=spot.line + shift) for spot in found]


def _noting(found: list[Spot]) -> Any:
    """Return the class that stands for every directive of one document, and notes what it names."""
    from docutils import nodes
    from docutils.parsers.rst import Directive

    from sphinx_governance.intake.bare_rest import PROSE
    from sphinx_governance.intake.rfc2822 import read_options

    bodies = PROSE | _BODIES

    class Noted(Directive):
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True
        option_spec = None

        def run(self) -> list[nodes.Node]:
            """Note the block's argument, options and entries; go on in what is prose."""
            first, *rest = self.block_text.splitlines() or [""]
            numbered = list(enumerate(rest, start=self.lineno + 1))
            found.extend(_argument(first.partition("::")[2], self.lineno))
            entries, taken = read_options(numbered)
            found.extend(Spot(entry.value, entry.line) for entry in entries)
            if self.name == "toctree":
                found.extend(_entries(numbered[taken:]))
            holder = nodes.container()
            if self.name in bodies:
                self.state.nested_parse(
                    self.content, self.content_offset, holder, match_titles=True
                )
            return [holder]

    return Noted


_BODIES = frozenset(
    "admonition attention caution class compound container danger epigraph error figure highlights hint"
    " important list-table note pull-quote sidebar table topic warning".split()
)
"""docutils' own directives whose content is prose."""
