"""What of a project's text is alike: its passages, and the sections of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.duplication import Cluster, Text, clusters_of
from sphinx_governance.model.record import Record
from sphinx_governance.model.sections import plain_heading
from sphinx_governance.model.surroundings import Passage
from sphinx_governance.model.text import fold

TEXT = "duplicate-text"
"""The rule that a comment allows for text that may stand in several places."""

_COMPARED = frozenset({"paragraph", "item", "cell"})
_SECTIONS = {
    "summary": frozenset({"summary", "abstract", "simple-summary", "tl-dr"}),
    "decision": frozenset({"decision", "decisions", "decision-outcome", "outcome", "resolution"}),
}
"""What is compared of a record → the headings, folded, under which it stands."""

_NO_BLOCKS = frozenset({"directive", "front-matter", "header-block"})
"""Forms of a header that are no blocks of text, so that none need be left out."""

_SHORT = 8
"""Words from which the section of a record is compared: a decision may be one sentence."""


def alike_passages(corpus: Corpus) -> tuple[Cluster, ...]:
    """Return the blocks of text that stand in several places, the same or nearly."""
    return corpus.remembered("passages", lambda: _alike_passages(corpus))


def alike_sections(corpus: Corpus) -> tuple[Cluster, ...]:
    """Return the records whose summaries or decisions are alike: a place is a record's."""
    return corpus.remembered("sections", lambda: _alike_sections(corpus))


def _alike_passages(corpus: Corpus) -> tuple[Cluster, ...]:
    left_out = _left_out(corpus)
    kinds = _COMPARED | ({"code"} if corpus.duplicates.code else set())
    texts = [
        Text(passage.kind, passage.text, passage.at)
        for passage in corpus.passages
        if passage.kind in kinds and not _is_within(passage, left_out)
    ]
    return clusters_of(texts, corpus.duplicates)


def _left_out(corpus: Corpus) -> Mapping[str, list[tuple[int, int]]]:
    """Return path → lines that are not compared: those with the comment, and the headers of records."""
    lines: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for document in (*corpus.documents, *corpus.beside):
        for allow in document.allows:
            if allow.rule in {TEXT, "*"} and allow.reason:
                lines[document.path].append((allow.first, allow.last))
        for record in document.records:
            for entry in record.fields:
                if entry.form in _NO_BLOCKS:
                    continue
                first = entry.label_at.line or entry.at.line
                lines[entry.at.path].append((first, max(first, entry.at.line)))
    return lines


def _is_within(passage: Passage, left_out: Mapping[str, list[tuple[int, int]]]) -> bool:
    """Return whether a passage stands in lines that are left out."""
    return any(
        first <= passage.last and passage.at.line <= last
        for first, last in left_out.get(passage.at.path, ())
    )


def _alike_sections(corpus: Corpus) -> tuple[Cluster, ...]:
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in corpus.passages:
        passages[passage.at.path].append(passage)
    shorter = replace(corpus.duplicates, words=_SHORT)
    found: list[Cluster] = []
    for part, headings in _SECTIONS.items():
        texts = [
            Text(part, text, record.at)
            for record in corpus.records
            if (text := _section(record, headings, passages.get(record.path, [])))
        ]
        found += clusters_of(texts, shorter)
    return tuple(found)


def _section(record: Record, headings: frozenset[str], passages: list[Passage]) -> str:
    """Return the text of a record's first section of some headings, "" where it has none."""
    for first, last, title in _spans(record):
        if fold(plain_heading(title)) in headings:
            return "\n".join(
                passage.text for passage in passages if first < passage.at.line <= last
            )
    return ""


def _spans(record: Record) -> Iterator[tuple[int, float, str]]:
    """Yield the sections of a record: the line of the heading, the last line, and the title."""
    for index, section in enumerate(record.sections):
        following = record.sections[index + 1 :]
        last = next(
            (float(other.at.line - 1) for other in following if other.level <= section.level),
            float("inf"),
        )
        yield section.at.line, last, section.title
