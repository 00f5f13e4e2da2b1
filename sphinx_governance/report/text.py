"""The report that people read: each finding with its line, a caret and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.model.text import count
from sphinx_governance.report.context import Context, Lines, Paint, plain
from sphinx_governance.report.summary import Outcome
from sphinx_governance.report.table import cell_width
from sphinx_governance.report.wording import encodable, shown, where

__all__ = ["Lines", "Paint", "TextReport", "examined_line", "plain", "render"]

SUFFIXES = (".txt",)
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LEFT = 20
"""Characters shown before the caret where a line is cut."""


_OPTIONAL = ("trees", "fragments")
"""What is counted where a project has it."""

_PLACES = 3
"""Other places of a finding that are shown; a licence line may stand in hundreds of files."""


def render(outcome: Outcome, context: Context) -> str:
    """Return the whole report."""
    report = TextReport(context.lines, context.url, context.paint, context.width)
    return encodable("".join(f"{line}\n" for line in report.render(outcome)))


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
            yield self.paint(shown(f"Read as {outcome.mode}."), "dim")
        for note in outcome.notes:
            yield self.paint(shown(f"{note[:1].upper()}{note[1:]}."), "dim")
        yield examined_line(outcome)
        if outcome.baselined:
            text = f"{count(len(outcome.baselined), 'finding')} accepted in the baseline."
            yield self.paint(text, "dim")
        yield from self._verdict(outcome)

    def _finding(self, finding: Finding, outcome: Outcome, *, first: bool) -> Iterator[str]:
        colour = _COLOURS[finding.severity]
        head = self.paint(f"{finding.severity}[{shown(finding.rule)}]", colour)
        message = self.paint(shown(finding.message), "bold")
        yield f"{where(finding.at, outcome)}: {head}: {message}"
        yield from self._source(finding, colour)
        yield from self._others(finding, outcome)
        url = self.url(finding.rule) if first else ""
        if url:
            yield self.paint(f"    = see {url}", "dim")

    def _others(self, finding: Finding, outcome: Outcome) -> Iterator[str]:
        """Yield the other places, each with its source line where that can be read and is another one."""
        places = finding.related
        for place in places[:_PLACES]:
            yield self.paint(f"    = see also {where(place, outcome)}", "dim")
            another = place.line and place[:2] != finding.at[:2]
            line = self.lines(place.path, place.line) if another else ""
            if line.strip():
                text, mark, carets = self._marked(line, place, 1)
                yield text
                if place.column:
                    yield self.paint(mark + carets, "dim")
        if len(places) > _PLACES:
            yield self.paint(f"    = … and {len(places) - _PLACES:,} more", "dim")

    def _source(self, finding: Finding, colour: str) -> Iterator[str]:
        """Yield the source line with a caret under what was found, and the hint beside it."""
        line = self.lines(finding.at.path, finding.at.line) if finding.at.line else ""
        hint = shown(finding.hint)
        if not line.strip():
            if hint:
                yield f"    = {hint}"
            return
        text, mark, carets = self._marked(line, finding.at, finding.length)
        yield text
        if hint and cell_width(f"{mark}{carets} {hint}") > self.width:
            yield mark + self.paint(carets, colour)
            yield f"    = {hint}"
        else:
            yield mark + self.paint(f"{carets} {hint}".rstrip(), colour)

    def _marked(self, line: str, at: Location, length: int) -> tuple[str, str, str]:
        """Return a source line as it is shown, what stands before the carets under it, and the carets."""
        gutter = f"{at.line:>3} | "
        column = at.column or 1 + _indent(line)
        text, column = _window(line, column, self.width - len(gutter))
        length = length or (1 if at.column else len(text.strip()))
        carets = "^" * max(1, cell_width(text[column - 1 : column - 1 + length]))
        mark = " " * (len(gutter) - 2) + "| " + " " * cell_width(text[: column - 1])
        return self.paint(gutter, "dim") + text, mark, carets

    def _verdict(self, outcome: Outcome) -> Iterator[str]:
        """Yield how it ended, in a line; what can be fixed stands beside it where there is room."""
        counts = outcome.counts()
        if not any(counts.values()):
            yield self.paint("✓ nothing found", "green")
            return
        worst = outcome.worst()
        text = ", ".join(count(number, severity.value) for severity, number in counts.items())
        sign = "✗" if worst is Severity.ERROR else "!" if worst is Severity.WARNING else "✓"
        fixable = f"({outcome.fixable:,} fixable with --fix)" if outcome.fixable else ""
        verdict, beside = f"{sign} {text}", f"{sign} {text}   {fixable}".rstrip()
        lines = (
            (beside,)
            if cell_width(beside) <= self.width or not fixable
            else (verdict, f"  {fixable}")
        )
        for line in lines:
            yield self.paint(line, _COLOURS[worst or Severity.NOTE])


def examined_line(outcome: Outcome) -> str:
    """Return how much was examined, in one line."""
    names = {
        "documents": "page",
        "records": "record",
        "trees": "decision tree",
        "references": "reference",
        "blocks": "text block",
        "fragments": "fragment",
    }
    parts = [
        count(number, noun)
        for key, noun in names.items()
        if (number := outcome.examined.get(key, 0)) or key not in _OPTIONAL
    ]
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
    fitting = cut[: _fitting(cut, width)]
    if len(fitting) < len(cut) or column - 1 + len(after) < len(clean):
        fitting = fitting[: _fitting(fitting, width - 1)] + "…"
    return fitting, len(before) + 1


def _fitting(text: Iterable[str], width: int) -> int:
    """Return how many characters of a text fit into so many columns of a terminal."""
    used = number = 0
    for char in text:
        used += cell_width(char)
        if used > width:
            break
        number += 1
    return number
