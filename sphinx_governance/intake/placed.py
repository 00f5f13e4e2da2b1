"""Directives with the lines they stand in, for those who add to them: reST and MyST, without Sphinx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes

_REST_IN_MARKDOWN = "eval-rst"
_DEPTH = 4
"""Levels of directives inside directives that are followed."""


@dataclass(frozen=True)
class Placed:
    """A directive: *body* is its content, line by line, without empty ones, each with its number.

    Where there is none, it would come after the line *head*: *margin* is what its lines begin with,
    and *gap* says that an empty one must come first.
    """

    name: str
    line: int
    head: int
    body: tuple[tuple[int, str], ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    margin: str = ""
    gap: bool = False


def placed_in(text: str, markup: str, names: frozenset[str]) -> list[Placed]:
    """Return the directives of those names in a document, in order.

    :param markup: ``rst`` or ``md``.
    """
    found = _in_rest(text, names) if markup == "rst" else _in_markdown(text, names)
    return sorted(found, key=lambda item: item.line)


def _in_rest(text: str, names: frozenset[str]) -> list[Placed]:
    from docutils.parsers.rst import Directive

    from sphinx_governance.intake.bare_rest import parse_with

    found: list[Placed] = []
    lines = text.split("\n")

    class Noting(Directive):
        """Notes where it stands; it is told its options as they are written."""

        has_content = True
        option_spec = _AnyOption()

        def run(self) -> list[nodes.Node]:
            line = self.state_machine.get_source_and_line(self.lineno)[1] or self.lineno
            found.append(_rest_directive(self, line, lines))
            return []

    parse_with(text, dict.fromkeys(names, Noting))
    return found


class _AnyOption(dict[str, Any]):
    """Takes whatever option a directive has."""

    def __getitem__(self, name: str) -> Any:
        return lambda text: text or ""

    def __bool__(self) -> bool:
        return True


def _rest_directive(directive: Any, line: int, lines: list[str]) -> Placed:
    body = tuple(
        (offset + 1, content)
        for content, (_, offset) in zip(directive.content, directive.content.items, strict=True)
        if content.strip()
    )
    options = {name: str(value or "") for name, value in directive.options.items()}
    block = directive.block_text.rstrip().count("\n")
    head = line if body else line + block
    own = lines[line - 1] if 0 < line <= len(lines) else ""
    margin = " " * (len(own) - len(own.lstrip()) + 3)
    if not body and block:
        under = lines[head - 1]
        margin = under[: len(under) - len(under.lstrip())] or margin
    return Placed(directive.name, line, head, body, options, margin, gap=True)


def _in_markdown(text: str, names: frozenset[str]) -> list[Placed]:
    from sphinx_governance.intake.from_markdown import markdown_parser
    from sphinx_governance.intake.yaml_header import front_matter_end

    lines = text.split("\n")
    end = front_matter_end(lines)
    source = "\n" * end + "\n".join(lines[end:])
    return list(_fences(markdown_parser().parse(source), 0, names, 0))


def _fences(tokens: Any, shift: int, names: frozenset[str], depth: int) -> Iterator[Placed]:
    from sphinx_governance.intake.from_markdown import directive_options, markdown_parser

    for token in tokens:
        if token.type not in {"fence", "colon_fence"} or not token.map:
            continue
        word = token.info.strip().partition(" ")[0]
        name = word[1:-1] if word.startswith("{") and word.endswith("}") else ""
        line = token.map[0] + shift + 1
        content = token.content.split("\n")
        if name in names:
            entries, taken = directive_options(list(enumerate(content, start=line + 1)))
            body = tuple(
                (number, each)
                for number, each in enumerate(content[taken:], start=line + 1 + taken)
                if each.strip()
            )
            options = {entry.label: entry.value for entry in entries}
            head = max(
                (at for at, each in enumerate(content[:taken], 1) if each.strip()), default=0
            )
            yield Placed(name, line, line + head, body, options, gap=bool(head))
        elif name == _REST_IN_MARKDOWN:
            for item in _in_rest(token.content, names):
                yield _moved(item, line)
        elif name and depth < _DEPTH:
            _, taken = directive_options(list(enumerate(content, start=1)))
            inner = markdown_parser().parse("\n".join(content[taken:]))
            yield from _fences(inner, line + taken, names, depth + 1)


def _moved(item: Placed, lines: int) -> Placed:
    return Placed(
        item.name, item.line + lines, item.head + lines,
        tuple((number + lines, text) for number, text in item.body),
        item.options, item.margin, item.gap,
    )  # fmt: skip
