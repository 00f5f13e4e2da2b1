"""Another state of the project, as records: what stood at the base, and what became of it.

Both sides of a change are read by the reader of bare folders, whichever way the
corpus was read: a difference is then one of the documents, not of the readers.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinx_governance.config import Project
from sphinx_governance.intake.gather import (
    document_of,
    identities,
    may_declare,
    record_directives,
)
from sphinx_governance.intake.naming import SUFFIXES, Identity
from sphinx_governance.intake.outline import HEADER_SECTIONS, Outline
from sphinx_governance.intake.reading import outline_of_bytes
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record
from sphinx_governance.model.surroundings import Base, Change, Edited
from sphinx_governance.model.text import fold, squeeze

Contents = Callable[[Iterable[str]], Mapping[str, bytes]]
"""Path → content, for the paths that are asked for; those that cannot be read are left out."""


@dataclass(frozen=True, kw_only=True)
class OtherState:
    """The state that a corpus is compared with, as paths of the corpus and their contents.

    :param tip: the files that the ref has now; the base may be an older commit of it.
    :param before: reads files as they were at the base, *now* as they are.
    :param source: the folder of the documents, "" for that of the corpus.
    :param kind: the kind of records that stand in a bare folder itself.
    """

    name: str
    changes: tuple[Change, ...]
    tip: tuple[str, ...]
    before: Contents
    now: Contents
    source: str = ""
    kind: str | None = None


@dataclass(frozen=True)
class _Entry:
    """A record on one side of the comparison, with the words of its body, block by block."""

    record: Record
    text: tuple[str, ...]


def base_of(corpus: Corpus, project: Project, state: OtherState) -> Base:
    """Return what the rules may know of the other state."""
    reader = _Reader(corpus, project, state)
    present = {document.path for document in corpus.documents}
    before, now = _sides(state.changes, present)
    earlier = (present - now) | before
    edited = _matched(
        reader.entries(before, earlier, state.before),
        reader.entries(now, present, state.now),
        {change.old: change.path for change in state.changes if change.status in "MR"},
    )
    return Base(
        state.name,
        state.changes,
        tuple(edited),
        reader.names(state.tip),
        project.settings.small_edit,
    )


def _sides(changes: Iterable[Change], present: set[str]) -> tuple[set[str], set[str]]:
    """Return the documents that differ: as they are named at the base, and now."""
    before, now = set(), set()
    for change in changes:
        is_here = change.status != "D" and change.path in present
        # A file that was changed and is no document of the corpus was none at the base either.
        if change.old and _is_document(change.old) and (is_here or change.status in "DR"):
            before.add(change.old)
        if is_here:
            now.add(change.path)
    return before, now


def _is_document(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in SUFFIXES


class _Reader:
    """Reads records of one side; holds what is the same for all of them."""

    def __init__(self, corpus: Corpus, project: Project, state: OtherState) -> None:
        self._corpus, self._project, self._state = corpus, project, state
        self._directives = record_directives(project)

    def _identities(self, paths: Iterable[str]) -> dict[str, Identity]:
        """Return which paths of the corpus are records by their names."""
        source = self._state.source or "."
        inside = {posixpath.relpath(path, source): path for path in paths if _is_document(path)}
        found = identities(
            self._project,
            (path for path in inside if not path.startswith("../")),
            top=self._state.kind,
            folder=self._corpus.folder,
        )
        return {inside[path]: identity for path, identity in found.items()}

    def names(self, paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return identifier, case folded → the paths whose names claim it."""
        found: dict[str, list[str]] = defaultdict(list)
        for path, identity in self._identities(paths).items():
            outline = Outline(path, SUFFIXES[PurePosixPath(path).suffix.lower()])
            for record in document_of(outline, self._project, identity).records:
                found[record.id.casefold()].append(path)
        return {key: tuple(sorted(places)) for key, places in found.items()}

    def entries(self, paths: set[str], around: set[str], read: Contents) -> list[_Entry]:
        """Return the records in *paths*; *around* are all documents of that side."""
        found = self._identities(around)
        entries: list[_Entry] = []
        for path, content in sorted(read(sorted(paths)).items()):
            if path in found or may_declare(content, self._directives):
                outline = outline_of_bytes(path, content, self._directives)
                records = document_of(outline, self._project, found.get(path)).records
                entries += (
                    _Entry(record, tuple(_body(outline, record, index)))
                    for index, record in enumerate(records)
                )
        return entries


def _body(outline: Outline, record: Record, index: int) -> Iterator[str]:
    """Yield the title, headings and blocks of a record, without those that are its header."""
    own = _headings(outline, index)
    facts = {
        place
        for place, heading in enumerate(outline.headings)
        if fold(heading.text) in HEADER_SECTIONS
    }
    lines = _header_lines(record)
    yield record.title
    said = -1
    for block in outline.blocks:
        if block.heading not in own or block.heading in facts:
            continue
        if block.heading != said and block.heading >= 0:
            said = block.heading
            heading = outline.headings[said]
            if heading.line != record.at.line:
                yield squeeze(heading.text)
        if lines.isdisjoint(range(block.line, block.last + 1)):
            yield squeeze(block.text)


def _headings(outline: Outline, index: int) -> set[int]:
    """Return the headings that a document's record at *index* has; all of them where it is alone."""
    everything = range(-1, len(outline.headings))
    if len(outline.directives) <= 1:
        return set(everything)
    first = outline.directives[index].heading
    level = outline.headings[first].level if first >= 0 else 0
    others = {
        directive.heading for place, directive in enumerate(outline.directives) if place != index
    }
    found = {first}
    for place in everything[first + 2 :]:
        if outline.headings[place].level <= level or place in others:
            break
        found.add(place)
    return found


def _header_lines(record: Record) -> set[int]:
    return {
        line
        for entry in record.fields
        for line in (entry.at.line, entry.label_at.line, *(span.line for span in entry.spans))
        if line
    }


def _matched(before: list[_Entry], now: list[_Entry], moved: Mapping[str, str]) -> Iterator[Edited]:
    """Yield every record of the base with what it is now: by its file and identifier, or one of them."""
    left, free = list(before), list(now)
    for is_same in (
        lambda old, new: _in_place(old, new, moved) and _same_id(old, new),
        lambda old, new: _in_place(old, new, moved) and _alike(old, new),
        _same_id,
    ):
        for old in tuple(left):
            new = next((entry for entry in free if is_same(old, entry)), None)
            if new is not None:
                left.remove(old)
                free.remove(new)
                yield Edited(old.record, new.record, old.text, new.text)
    for old in left:
        yield Edited(old.record, None, old.text)


def _in_place(old: _Entry, new: _Entry, moved: Mapping[str, str]) -> bool:
    return moved.get(old.record.path) == new.record.path


def _same_id(old: _Entry, new: _Entry) -> bool:
    return old.record.id.casefold() == new.record.id.casefold()


def _alike(old: _Entry, new: _Entry) -> bool:
    """Return whether one of another number is the same record: git may see a rename in a filled-in template."""
    first, second = old.record, new.record
    return (
        first.path == second.path
        or fold(first.title) == fold(second.title) != ""
        or first.slug == second.slug != ""
    )
