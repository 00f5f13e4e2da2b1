"""The blocks of text of a bare folder, and what was found alike in them, kept between runs.

Neither is read before a rule asks for it: the texts are many times what the outlines are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_governance.intake.kept import KeptFile
from sphinx_governance.intake.outline import Outline
from sphinx_governance.model.corpus import Clusters
from sphinx_governance.model.document import Document
from sphinx_governance.model.duplication import Cluster, Duplicates, Place
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Passage

FORMAT = 1
"""Counts changes to what is kept or how it is found; what an older one kept is not used."""

_KINDS = frozenset({"paragraph", "item", "cell", "quote", "code"})


class Row(NamedTuple):
    """A passage without its file, which may be copied or moved."""

    kind: str
    text: str
    line: int
    last: int


def rows_of(outline: Outline) -> list[Row]:
    """Return the blocks of text of a document, as it was parsed."""
    found = (Row(block.kind, block.text, block.line, block.last) for block in outline.blocks)
    return [row for row in found if row.kind in _KINDS and row.text.strip()]


def passages_of(path: str, rows: list[Row]) -> Iterator[Passage]:
    """Yield the rows of one file as passages."""
    for kind, text, line, last in rows:
        yield Passage(kind, text, Location(path, line), last)


class PassageSource:
    """Gives the passages of a folder: of what was parsed in this run, of what is kept, or read anew."""

    def __init__(self, file: KeptFile | None, read: Callable[[str], Outline]) -> None:
        self._file, self._read = file, read
        self._keys: dict[str, str] = {}
        self._parsed: dict[str, list[Row]] = {}

    def add(self, path: str, key: str, outline: Outline | None = None) -> None:
        """Note a document by the key of its content, with its outline where that was made just now."""
        self._keys[path] = key
        if outline is not None:
            self._parsed[key] = rows_of(outline)

    @property
    def digest(self) -> str:
        """Changes with the documents and what they hold."""
        lines = "\n".join(f"{path}\0{key}" for path, key in sorted(self._keys.items()))
        return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()

    def __call__(self) -> tuple[Passage, ...]:
        """Return the passages of all documents, by path and place."""
        kept = self._file.load() if self._file else {}
        rows: dict[str, list[Row]] = {}
        for path, key in self._keys.items():
            known = self._parsed.get(key)
            if known is None:
                known = _rows(kept.get(key))
            rows[key] = rows_of(self._read(path)) if known is None else known
        if self._file and rows.keys() != kept.keys():
            self._file.save(rows)
        return tuple(
            passage
            for path in sorted(self._keys)
            for passage in passages_of(path, rows[self._keys[path]])
        )


def kept_clusters(
    file: KeptFile, digest: str, documents: tuple[Document, ...], duplicates: Duplicates
) -> Callable[[str, Callable[[], Clusters]], Clusters]:
    """Return what gives the clusters that were found in the same texts the last time."""
    facts = [
        (record.id, record.path, record.at.line, len(record.fields))
        for document in documents
        for record in document.records
    ]
    key = hashlib.sha256(repr((digest, duplicates, facts)).encode("utf-8", "surrogatepass"))
    state = key.hexdigest()

    def keep(name: str, find: Callable[[], Clusters]) -> Clusters:
        kept = file.load()
        if kept.get("state") != state:
            kept = {"state": state}
        found = _clusters(kept.get(name))
        if found is None:
            found = find()
            file.save({**kept, name: found})
        return found

    return keep


def kept_file(root: Path, purpose: str, version: str) -> KeptFile:
    """Return the file of this module's for a purpose: passages or clusters."""
    return KeptFile(root, purpose, f"{FORMAT}/{version}")


def _rows(kept: Any) -> list[Row] | None:
    try:
        return None if kept is None else [Row(*row) for row in kept]
    except TypeError:
        return None


def _clusters(kept: Any) -> Clusters | None:
    if kept is None:
        return None
    try:
        return tuple(
            Cluster(tuple(_place(*place) for place in places), percent, partly)
            for places, percent, partly in kept
        )
    except (TypeError, ValueError):
        return None


def _place(kind: str, at: list[Any], words: int, opening: str) -> Place:
    return Place(kind, Location(*at), words, opening)
