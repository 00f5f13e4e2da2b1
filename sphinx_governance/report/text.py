"""The report that people read: each finding with its line, a caret and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import count, printable
from sphinx_governance.report.summary import Outcome
from sphinx_governance.report.table import cell_width

Lines = Callable[[str, int], str]
"""Returns a line of a source file by path and number, "" where there is none."""

Paint = Callable[[str, str], str]
"""Returns text in a colour: red, yellow, cyan, green, dim or bold."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LEFT = 20
"""Characters shown before the caret where a line is cut."""


def plain(text: str, colour: str) -> str:
    """Paint nothing."""
    del colour
    return text


@dataclass(frozen=True)
class TextReport:
    """Writes the report. *width* is the terminal's, *url* gives a rule's page."""

    lines: Lines
    url: Callable[[str], str]
    paint: Paint = plain
    width: int = 80

    def render(self, outcome: Outcome) -> Iterator[str]:
        """Yield the report's lines."""
        seen: set[str] = set()
        for finding in outcome.findings:
            yield from self._finding(finding, outcome, first=finding.rule not in seen)
            seen.add(finding.rule)
            yield ""
        yield from self.closing(outcome)

    def detail(self, finding: Finding) -> str:
        """Return a finding's source line and hint, to stand under its message; "" where there is neither."""
        lines = list(self._source(finding, _COLOURS[finding.severity]))
        return "".join(f"\n{line}" for line in lines)

    def closing(self, outcome: Outcome) -> Iterator[str]:
        """Yield what was examined and how it ended."""
        if outcome.mode:
            yield self.paint(printable(f"Read as {outcome.mode}."), "dim")
        yield examined_line(outcome)
        yield self._verdict(outcome)

    def _finding(self, finding: Finding, outcome: Outcome, *, first: bool) -> Iterator[str]:
        colour = _COLOURS[finding.severity]
        head = self.paint(f"{finding.severity}[{finding.rule}]", colour)
        message = self.paint(printable(finding.message), "bold")
        yield f"{self._where(finding.at, outcome)}: {head}: {message}"
        yield from self._source(finding, colour)
        for place in finding.related:
            yield self.paint(f"    = see also {self._where(place, outcome)}", "dim")
        if first:
            yield self.paint(f"    = see {self.url(finding.rule)}", "dim")

    @staticmethod
    def _where(at: Location, outcome: Outcome) -> str:
        parts = [printable(outcome.place(at.path))]
        parts += [str(number) for number in (at.line, at.column) if number]
        return ":".join(parts)

    def _source(self, finding: Finding, colour: str) -> Iterator[str]:
        """Yield the source line with a caret under what was found, and the hint beside it."""
        line = self.lines(finding.at.path, finding.at.line) if finding.at.line else ""
        hint = printable(finding.hint)
        if not line.strip():
            if hint:
                yield f"    = {hint}"
            return
        gutter = f"{finding.at.line:>3} | "
        text, column = _window(
            line, finding.at.column or 1 + _indent(line), self.width - len(gutter)
        )
        yield self.paint(gutter, "dim") + text
        length = finding.length or (1 if finding.at.column else len(text.strip()))
        carets = "^" * max(1, cell_width(text[column - 1 : column - 1 + length]))
        mark = " " * (len(gutter) - 2) + "| " + " " * cell_width(text[: column - 1])
        beside = f"{mark}{carets} {hint}"
        if hint and cell_width(beside) > self.width:
            yield mark + self.paint(carets, colour)
            yield f"    = {hint}"
        else:
            yield mark + self.paint(f"{carets} {hint}".rstrip(), colour)

    def _verdict(self, outcome: Outcome) -> str:
        counts = outcome.counts()
        if not any(counts.values()):
            return self.paint("✓ nothing found", "green")
        worst = outcome.worst()
        text = ", ".join(count(number, severity.value) for severity, number in counts.items())
        sign = "✗" if worst is Severity.ERROR else "!" if worst is Severity.WARNING else "✓"
        return self.paint(f"{sign} {text}", _COLOURS[worst or Severity.NOTE])


def examined_line(outcome: Outcome) -> str:
    """Return how much was examined, in one line."""
    names = {
        "documents": "page",
        "records": "record",
        "references": "reference",
        "blocks": "text block",
    }
    parts = [count(outcome.examined.get(key, 0), noun) for key, noun in names.items()]
    time = f" in {outcome.seconds:.1f} s" if outcome.seconds is not None else ""
    return f"Examined {', '.join(parts)}{time}."


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _window(line: str, column: int, width: int) -> tuple[str, int]:
    """Return the part of a line that fits, and the column in it; control characters show as blanks."""
    clean = "".join(char if char.isprintable() else " " for char in line.rstrip("\n"))
    column = min(column, len(clean) + 1)
    if cell_width(clean) <= width:
        return clean, column
    before, after = clean[: column - 1], clean[column - 1 : column - 1 + width]
    if cell_width(before) >= width - _LEFT:
        room = max(_LEFT, width - cell_width(after) - 1)
        left = before[len(before) - _fitting(reversed(before[-width:]), room) :]
        before = "…" + left[1:] if len(left) < len(before) else left
    cut = before + after
    shown = cut[: _fitting(cut, width)]
    if len(shown) < len(cut) or column - 1 + len(after) < len(clean):
        shown = shown[: _fitting(shown, width - 1)] + "…"
    return shown, len(before) + 1


def _fitting(text: Iterable[str], width: int) -> int:
    """Return how many characters of a text fit into so many columns of a terminal."""
    used = number = 0
    for char in text:
        used += cell_width(char)
        if used > width:
            break
        number += 1
    return number
