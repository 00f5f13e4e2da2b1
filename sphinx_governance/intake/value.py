"""The value of a header's entry: from the text of its parts, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_governance.intake.outline import Entry, Run
from sphinx_governance.model.record import Span
from sphinx_governance.model.text import squeeze

_SPACES = re.compile(r"\s+")
_MAIL = "mailto:"


def value_of(runs: Iterable[Run]) -> tuple[str, tuple[Span, ...]]:
    """Return runs as a value: links in their Markdown form, all else as plain text, on one line."""
    text = _Text()
    for run in runs:
        shown = _shown(run, text.tail)
        if shown != run.text:
            # The bracket stands before the text.
            text.add(shown, Span(0, run.line, max(run.column - 1, 0)))
            continue
        for offset, part in enumerate(run.text.split("\n")):
            text.add("\n" * bool(offset), None)
            # A line that goes on has an indent that nobody kept.
            text.add(part, Span(0, run.line + offset, 0 if offset else run.column))
    return text.done()


def run_text(runs: Iterable[Run]) -> str:
    """Return runs as a value, without its places."""
    return value_of(runs)[0]


def entry_of(
    label: str, at: Run, runs: Iterable[Run], *, before: str = "", after: str = ""
) -> Entry:
    """Return the entry of a label at *at*.

    :param before: signs that may stand before the value.
    :param after: signs that may stand after it.
    """
    text, spans = value_of(runs)
    start = len(text) - len(text.lstrip(f" {before}"))
    value, spans = text[start:].rstrip(f" {after}"), cut(spans, start)
    first = spans[0] if value and spans else Span(0, at.line, at.column)
    return Entry(label, value, first.line, first.column, at.line, at.column, spans)


def cut(spans: Iterable[Span], start: int) -> tuple[Span, ...]:
    """Return the places of a value whose first *start* characters are taken away."""
    kept: list[Span] = []
    for span in spans:
        lead = start - span.offset
        if lead >= 0:
            column = span.column + lead if span.column else 0
            kept = [Span(0, span.line, column)]
        else:
            kept.append(span._replace(offset=-lead))
    return tuple(kept)


def joined(entry: Entry, runs: Iterable[Run]) -> Entry:
    """Return an entry with one more value after its own, set apart by a comma."""
    text, spans = value_of(runs)
    if not entry.value:
        first = spans[0] if spans else Span(0, entry.line, entry.column)
        return entry._replace(value=text, line=first.line, column=first.column, spans=spans)
    start = len(entry.value) + 2
    moved = (span._replace(offset=span.offset + start) for span in spans)
    return entry._replace(value=f"{entry.value}, {text}", spans=(*entry.spans, *moved))


def _shown(run: Run, before: str) -> str:
    """Return how a run is written in a value; an address of its own is not written twice."""
    if run.style not in {"link", "role"} or not run.target or run.target == run.text:
        return run.text
    if run.target == _MAIL + run.text:
        return run.text if before == "<" else f"<{run.text}>"
    return f"[{squeeze(run.text)}]({run.target})"


class _Text:
    """A text that grows on one line, knowing where its parts stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._size = 0
        self.tail = " "

    def add(self, text: str, span: Span | None) -> None:
        """Add a text, and where it stands."""
        plain = _SPACES.sub(" ", text)
        if self.tail == " " and plain.startswith(" "):
            plain = plain[1:]
            lead = len(text) - len(text.lstrip())
            span = span and span._replace(column=span.column + lead if span.column else 0)
        if not plain:
            return
        if span and span.line:
            self._spans.append(span._replace(offset=self._size))
        self._parts.append(plain)
        self._size += len(plain)
        self.tail = plain[-1]

    def done(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text, and where its parts stand."""
        text = "".join(self._parts).rstrip()
        return text, tuple(span for span in self._spans if span.offset < len(text))
