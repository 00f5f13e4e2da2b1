"""Records and pages that hold some words, the likeliest first; no index, no magic."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document
from sphinx_governance.model.record import Record

Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file, by its path in the corpus."""

_NAMED, _TITLE, _HEADER, _HEADING, _TEXT = 40, 20, 8, 4, 1
"""What a word counts, by where it stands."""

_OFTEN = 5
"""Lines that hold a word beyond these count nothing: a long page is not a better one."""


class Hit(NamedTuple):
    """A record, or a page without one (*record* is None), and its lines that hold a word."""

    record: Record | None
    path: str
    score: int
    lines: tuple[tuple[int, str], ...]


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words to search for, as they are compared."""
    return tuple(dict.fromkeys(word for text in texts for word in _key(text).split()))


def search_corpus(corpus: Corpus, words: Sequence[str], lines: Lines) -> list[Hit]:
    """Return what holds all words: records first, then pages; by score, then in the corpus's order."""
    of_records = _best(
        hit
        for record in corpus.records
        if (hit := _in_record(corpus, record, words, lines)) is not None
    )
    of_pages = _best(
        hit
        for document in corpus.documents
        if not document.records and (hit := _in_page(document, words, lines)) is not None
    )
    return [*of_records, *of_pages]


def _best(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit.score)


def _in_record(corpus: Corpus, record: Record, words: Sequence[str], lines: Lines) -> Hit | None:
    first, last = _span(corpus, record)
    numbered = list(enumerate(lines(record.path), start=1))[first - 1 : last]
    headings = " ".join(section.title for section in record.sections)
    header = " ".join(entry.value for entry in record.fields)
    parts = (
        (_NAMED, record.id), (_TITLE, record.title), (_HEADER, header), (_HEADING, headings),
    )  # fmt: skip
    return _hit(record, record.path, words, parts, numbered)


def _in_page(document: Document, words: Sequence[str], lines: Lines) -> Hit | None:
    return _hit(None, document.path, words, (), list(enumerate(lines(document.path), start=1)))


def _hit(
    record: Record | None,
    path: str,
    words: Sequence[str],
    parts: Iterable[tuple[int, str]],
    numbered: Sequence[tuple[int, str]],
) -> Hit | None:
    known = [(worth, _key(text)) for worth, text in parts]
    keyed = [(number, text, _key(text)) for number, text in numbered]
    score, holding = 0, dict.fromkeys((number for number, _, _ in keyed), 0)
    for word in words:
        found = [number for number, _, key in keyed if word in key]
        gained = sum(worth for worth, key in known if word in key)
        gained += _TEXT * min(len(found), _OFTEN)
        if not gained:
            return None
        score += gained
        for number in found:
            holding[number] += 1
    shown = [(number, text.strip()) for number, text, _ in keyed if holding[number]]
    shown.sort(key=lambda item: (-holding[item[0]], item[0]))
    return Hit(record, path, score, tuple(shown))


def _span(corpus: Corpus, record: Record) -> tuple[int, int | None]:
    """Return the first and last line of a record: all of its file, or up to the next one in it."""
    beside = sorted(_first(other) for other in corpus.at_path(record.path))
    if len(beside) < 2:
        return 1, None
    after = [line for line in beside if line > _first(record)]
    return max(_first(record), 1), (after[0] - 1 if after else None)


def _first(record: Record) -> int:
    return min(record.at.line, record.header_at.line)


def _key(text: str) -> str:
    """Return a text as it is compared: without case and accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(_bare(plain)).casefold()


def _bare(text: str) -> Iterator[str]:
    return (sign for sign in text if not unicodedata.combining(sign))
