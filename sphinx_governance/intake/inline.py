"""What both producers of an Outline do with inline text: columns, mentions, comments that allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from urllib.parse import unquote

from sphinx_governance.intake.outline import Allow, Block, Link, Mention, Run
from sphinx_governance.model.text import squeeze

MENTION = re.compile(
    r"(?<![\w/#.-])[A-Z][A-Za-z]{1,19}[-‑ ]\d{1,8}(?!\d)(?:[a-z]\b|(?:-[a-z0-9]+)+)?(?![\w%]|\.\d|-\d)"
)
"""A capitalised word and a number; which of these are records is known once all are read."""

_ADDRESS = re.compile(
    r"[*_`~]*\](?:\(\s*<?(?P<target>[^()<>\s]*(?:\([^()]*\)[^()<>\s]*)*)|\[(?P<label>[^\]]+)\])?"
)
"""What follows the text of a Markdown link: its address, or the label of one that stands elsewhere."""

_END = re.compile(r">?(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)")
"""What follows the address of a Markdown link: its title, and the bracket that closes it."""

_PATH = re.compile(r"(?:\.{0,2}/)?[\w.@+-]+(?:/[\w.@+-]+)+/?(?=$|::|:\d|#L\d)")
"""Code that may be a path of the repository; it may name a line or a function in the file."""

_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\]]+)\]:\s*<?(?P<target>[^\s<>]+)")

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_ALLOW = re.compile(
    r"^governance:\s*allow\s+(?P<rules>[\w*-]+(?:\s*,\s*[\w*-]+)*)(?:\s*(?:—|–|--|-|:)\s*(?P<reason>\S.*))?$",
    re.DOTALL,
)


def read_allow(comment: str) -> tuple[tuple[str, ...], str] | None:
    """Return the rules and the reason of a comment ``governance: allow RULE — reason``, or None."""
    match = _ALLOW.match(" ".join(comment.split()))
    if not match:
        return None
    return tuple(re.split(r"\s*,\s*", match["rules"])), (match["reason"] or "").strip()


def front_matter_allows(lines: Sequence[str]) -> Iterator[Allow]:
    """Yield the comments in front matter that allow findings on the next entry's line."""
    for number, line in enumerate(lines, start=1):
        if line.startswith("#") and (found := read_allow(line.lstrip("# "))):
            yield from (Allow(rule, found[1], number, number, number + 1) for rule in found[0])


class Definitions:
    """The addresses that a Markdown document gives apart from its links, looked for once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Label and address, decoded → line and column of the first definition that has both."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for number, line in enumerate(self._lines, start=1):
            if match := _DEFINITION.match(line):
                place = number, match.start("target") + 1
                address = unquote(match["target"])
                found.setdefault((squeeze(match["label"]).casefold(), address), place)
                found.setdefault(("", address), place)
        return found

    def place(self, label: str, href: str) -> tuple[int, int]:
        """Return where an address is written that a link refers to by a label; (0, 0) where it is not."""
        key, address = squeeze(label).casefold(), unquote(href)
        return self._places.get((key, address)) or self._places.get(("", address), (0, 0))


class Placer:
    """Finds the line and column of inline text: parsers keep the line of a block at best.

    Texts are looked up in the order in which they stand, each from where the last one ended.
    """

    def __init__(self, lines: Sequence[str], first: int, last: int, column: int = 0) -> None:
        self._lines, self._line, self._last = lines, first, min(last, len(lines))
        self._column = column

    def place(self, text: str) -> tuple[int, int]:
        """Return the line and column (from 1) at which *text* stands; column 0 where not found."""
        stretch = text.split("\n", 1)[0]
        needle = stretch.strip()
        indent = len(stretch) - len(stretch.lstrip())
        if needle:
            for line in range(self._line, self._last + 1):
                start = self._column if line == self._line else 0
                found = self._lines[line - 1].find(needle, start)
                if found >= 0:
                    self._line, self._column = line, found + len(needle)
                    return line, max(found + 1 - indent, 1)
        return self._line, 0

    def role(self, mark: str, content: str, target: str) -> tuple[int, int, tuple[int, int]]:
        """Return the line and column of a role's content, and where in it its target is written.

        :param mark: what stands before the content: ``{adr}`` or ``:adr:``.
        """
        line, column = self.place(f"{mark}`{content}`")
        if not column:
            return *self.place(content), (0, 0)
        start = column + len(mark) + 1
        if "\n" in content:
            return line, start, self.bracketed(target)
        lead = len(content) - len(content.lstrip("!~ "))
        inside = content.rfind(target)
        return line, start + lead, (line, start + inside) if inside >= 0 else (0, 0)

    def place_lines(self, text: str) -> tuple[int, int]:
        """Return where a text begins that may go on in other lines, and go to its end."""
        at = self.place(text)
        for line in text.split("\n")[1:]:
            self.go_on()
            self.place(line)
        return at

    def go_on(self) -> None:
        """Look for the next text in the next line at the earliest."""
        if self._line < self._last:
            self._line, self._column = self._line + 1, 0

    @property
    def end(self) -> tuple[int, int]:
        """The line, and the column (from 0) after the text that was placed last."""
        return self._line, self._column

    def target(
        self, href: str, definitions: Definitions | None = None, text: str = ""
    ) -> tuple[int, int]:
        """Return where the address of the Markdown link is written whose *text* was placed last."""
        line = self._lines[self._line - 1] if self._line <= len(self._lines) else ""
        match = _ADDRESS.match(line, self._column)
        if match and match["target"]:
            same = unquote(match["target"]) == unquote(href)
            if same and (end := _END.match(line, match.end())):
                self._column = end.end()
            return (self._line, match.start("target") + 1) if same else (0, 0)
        if match is None or definitions is None:
            return 0, 0
        return definitions.place(match["label"] or text, href)

    def bracketed(self, target: str) -> tuple[int, int]:
        """Return where a target is written in angle brackets, behind the text that was placed last."""
        for line in range(self._line, min(self._line + 2, self._last + 1)):
            start = self._column if line == self._line else 0
            found = self._lines[line - 1].find(f"<{target}>", start)
            end = self._lines[line - 1].find("`", start)
            if end >= 0 and (found < 0 or end < found):
                break  # of what ends there, the target is elsewhere
            if found >= 0:
                self._line, self._column = line, found + len(target) + 2
                return line, found + 2
        return 0, 0

    def address(self, text: str) -> str:
        """Return the address of the Markdown link whose *text* was placed last, "" where there is none."""
        line = self._lines[self._line - 1] if self._line <= len(self._lines) else ""
        match = _ADDRESS.match(line, self._column)
        if not match or match["target"]:
            return unquote(match["target"]) if match else ""
        label = squeeze(match["label"] or text).casefold()
        return next((target for name, target in self._definitions() if name == label), "")

    def _definitions(self) -> Iterator[tuple[str, str]]:
        for line in self._lines:
            if match := _DEFINITION.match(line):
                yield squeeze(match["label"]).casefold(), unquote(match["target"])


def is_external(target: str) -> bool:
    """Return whether a target is a URL, or an address of another kind."""
    return target.startswith("//") or bool(_SCHEME.match(target))


def html_links(found: Iterable[tuple[str, str]], placer: Placer) -> Iterator[Link]:
    """Yield the links of raw HTML: placed at their targets, they have no text of their own."""
    for kind, target in found:
        line, column = placer.place(target)
        yield Link(kind, "", target, line, column, *((line, column) if column else (0, 0)))


def mentions_in(blocks: Iterable[Block]) -> Iterator[Mention]:
    """Yield what may be an identifier in running text: not in code, links or images."""
    for block in blocks:
        if block.kind in {"code", "comment"}:
            continue
        for run in block.runs:
            if run.style in {"", "strong", "emphasis"}:
                yield from _in_run(run)


def _in_run(run: Run) -> Iterator[Mention]:
    for offset, line_text in enumerate(run.text.split("\n")):
        for match in MENTION.finditer(line_text):
            start = run.column + match.start() if offset == 0 and run.column else 0
            yield Mention(match.group().replace("‑", "-"), run.line + offset, start)


def paths_in(blocks: Iterable[Block]) -> Iterator[Mention]:
    """Yield the code in running text that looks like a path: it has a slash, and no blank or pattern."""
    for block in blocks:
        if block.kind in {"code", "comment"}:
            continue
        for run in block.runs:
            if run.style == "code" and "/" in run.text and (match := _PATH.match(run.text)):
                yield Mention(match.group(), run.line, run.column)
