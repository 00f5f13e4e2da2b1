"""What our directives share: options with their places, and bodies whose headings nest as in reST.

Options are read from the block's own lines: docutils would drop the whole
directive for an unknown or repeated option, MyST the option.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive

from sphinx_governance.intake.outline import Entry
from sphinx_governance.intake.rfc2822 import read_options

if TYPE_CHECKING:
    from docutils.statemachine import StringList


class LocatedDirective(Directive):
    """A directive with a title, any options, and a body."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[None] = None

    def _split(self) -> tuple[str, list[Entry], StringList]:
        """Return the block's title, its options, and the lines of its body."""
        head = self.arguments[0] if self.arguments else ""
        first, *rest = head.split("\n")
        title = (
            "" if first.lstrip().startswith(":") and ":" in first.lstrip()[1:] else first.strip()
        )
        above = list(rest) if title else ([first, *rest] if head else [])
        start = self._first_option_line(above)
        numbered = [(start + offset, line) for offset, line in enumerate(above)]
        lead = next((i for i, line in enumerate(numbered) if read_options([line])[1]), 0)
        entries, taken = read_options(numbered[lead:])
        more = [*numbered[:lead], *numbered[lead + taken :]]
        title = " ".join([title, *(line.strip() for _, line in more)]).strip()
        if above and entries:
            return title, self._placed(entries), self.content
        inner, cut = self._options_of_content()
        return title, self._placed(inner), self.content[cut:]

    def _first_option_line(self, above: list[str]) -> int:
        """Return the line of the first option: block text keeps the lines, arguments do not."""
        if not above:
            return self.lineno
        lines = self.block_text.splitlines()
        wanted = above[0].strip()
        for offset, line in enumerate(lines):
            if line.strip() == wanted or (offset == 0 and line.strip().endswith(wanted)):
                return self.lineno + offset
        return self.lineno + 1

    def _options_of_content(self) -> tuple[tuple[Entry, ...], int]:
        """Return the options at the start of the content: MyST's place for them."""
        numbered = [(self._line_of(index), line) for index, line in enumerate(self.content)]
        if numbered and numbered[0][1].strip() == "---":
            from sphinx_governance.intake.yaml_header import read_yaml

            for index, (_, line) in enumerate(numbered[1:], start=1):
                if line.strip() == "---":
                    entries, _ = read_yaml([text for _, text in numbered[1:index]], numbered[1][0])
                    return entries, index + 1
        return read_options(numbered)

    def _line_of(self, index: int) -> int:
        """Return the line of a line of content: docutils counts in the file, MyST in the block."""
        start = self.lineno if _is_myst(self.state) else 0
        return start + self.content_offset + index + 1

    def _placed(self, entries: tuple[Entry, ...]) -> list[Entry]:
        """Return entries with columns of the file: a block's lines have lost their indent."""
        indent = self._indent()
        return [
            entry._replace(
                column=entry.column + indent,
                label_column=entry.label_column + indent,
                spans=tuple(span._replace(column=span.column + indent) for span in entry.spans),
            )
            for entry in entries
        ]

    def _indent(self) -> int:
        lines = self.block_text.splitlines()
        option = next((line for line in lines[1:] if line.strip()), "")
        if not (lines and lines[0].lstrip().startswith("..")):
            return 0
        return len(option) - len(option.lstrip()) + self._outer_indent()

    def _outer_indent(self) -> int:
        """Return how far the directive itself is indented: of the lines inside another, docutils cuts that."""
        whole: Any = self.state_machine.input_lines
        while whole.parent is not None:
            whole = whole.parent
        written = whole.data[self.lineno - 1] if self.lineno <= len(whole) else ""
        own = written.lstrip()
        return len(written) - len(own) if own.startswith("..") else 0

    def _source(self) -> str:
        return self.state_machine.get_source_and_line(self.lineno)[0] or ""

    def _parsed(self, body: StringList, parent: nodes.Element) -> list[nodes.Node]:
        if not any(line.strip() for line in body):
            return []
        holder = nodes.section() if isinstance(parent, nodes.section) else nodes.Element()
        holder.document = self.state.document
        offset = self.content_offset + len(self.content) - len(body)
        above = _above(self.state)
        with _own_title_styles(self.state):
            self.state.nested_parse(body, offset, holder, match_titles=True)
        # MyST puts a body's sections where their level says, beside the block: they belong into it.
        hoisted = [node for place, before in above for node in place.children[before:]]
        for node in hoisted:
            node.parent.remove(node)
        return [*holder.children, *hoisted]


def _above(state: Any) -> list[tuple[nodes.Element, int]]:
    """Return the nodes around a directive with the number of their children, the nearest first."""
    found = []
    node = state.inliner.parent if _is_myst(state) else None
    while node is not None:
        found.append((node, len(node.children)))
        node = node.parent
    return found


def _is_myst(state: Any) -> bool:
    return type(state).__module__.startswith("myst_parser.")


@contextmanager
def _own_title_styles(state: Any) -> Iterator[None]:
    """Let a body's headings begin at its own first level, whatever their underlines are outside."""
    memo = state.memo
    styles, level = memo.title_styles, memo.section_level
    memo.title_styles, memo.section_level = [], 0
    try:
        yield
    finally:
        memo.title_styles, memo.section_level = styles, level
