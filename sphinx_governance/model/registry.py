"""What a checklist goes by: artifacts, scenarios, and the records that govern files; nothing of their text.

It is made of a corpus, or read from a published ``governance.json``; who works with it need not know.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.guide import Artifact, Scenario
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import fold

_NUMBERED = re.compile(r"(?:[a-z]+[-_ ]?)?(?P<number>\d{1,6})(?!\d)", re.IGNORECASE)
_PAGES = frozenset({".md", ".rst", ".markdown"})
_NO_RECORDS = frozenset({"index", "readme", "template"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoverningRecord:
    """A record as a checklist knows it.

    :param path: its file, relative to the root of the repository where that is known.
    :param successors: identifiers of the records that supersede it.
    """

    id: str
    kind: str
    path: str
    title: str = ""
    status: str = ""
    phase: str = ""
    number: int | None = None
    url: str = ""
    governs: tuple[str, ...] = ()
    frozen: bool = False
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Registry:
    """A project's guide, and its records.

    :param urls: ``artifact/NAME`` or ``scenario/NAME`` → where it is published.
    :param folders: kind → names of folders that hold its records.
    :param rooted: whether records' paths are relative to the repository's root; where not, a path
        that ends like a record's is taken for the record's.
    :param current: whether it is the state after the change, so that new records are in it.
    :param notes: what could not be understood, for the reader of a checklist.
    """

    project: str = ""
    artifacts: Mapping[str, Artifact] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    records: tuple[GoverningRecord, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rooted: bool = False
    current: bool = False
    notes: tuple[str, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[GoverningRecord, ...]]:
        """The last part of a path → the records in files of that name."""
        found: dict[str, list[GoverningRecord]] = defaultdict(list)
        for record in self.records:
            found[posixpath.basename(record.path)].append(record)
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def _by_folder(self) -> Mapping[str, tuple[GoverningRecord, ...]]:
        found: dict[str, list[GoverningRecord]] = defaultdict(list)
        for record in self.records:
            found[posixpath.dirname(record.path)].append(record)
        return {folder: tuple(records) for folder, records in found.items()}

    def at_path(self, path: str) -> tuple[GoverningRecord, ...]:
        """Return the records in a file of the repository."""
        named = self._by_name.get(posixpath.basename(path), ())
        return tuple(record for record in named if self._is(path, record.path))

    def beside(self, path: str) -> tuple[GoverningRecord, ...]:
        """Return the records in the folder of a file."""
        folder = posixpath.dirname(path)
        return tuple(
            record
            for place, records in self._by_folder.items()
            if self._is(folder, place)
            for record in records
        )

    def _is(self, path: str, own: str) -> bool:
        return path == own or (not self.rooted and bool(own) and path.endswith(f"/{own}"))

    def kind_of(self, path: str) -> str:
        """Return the kind of record that a file is, "" for none; a new one is known by its place."""
        known = self.at_path(path)
        if known or self.current:
            return known[0].kind if known else ""
        stem, suffix = posixpath.splitext(posixpath.basename(path))
        if suffix.lower() not in _PAGES or fold(stem) in _NO_RECORDS:
            return ""
        beside = self.beside(path)
        if beside:
            return beside[0].kind
        folder = fold(posixpath.basename(posixpath.dirname(path)))
        kinds = (kind for kind, names in self.folders.items() if folder in map(fold, names))
        return next(kinds, "")

    def taken(self, path: str) -> GoverningRecord | None:
        """Return the record whose number the name of a new file beside it has; None for none."""
        match = _NUMBERED.match(posixpath.basename(path))
        if match is None or posixpath.splitext(path)[1].lower() not in _PAGES:
            return None
        number = int(match["number"])
        others = (record for record in self.beside(path) if not self._is(path, record.path))
        return next((record for record in others if record.number == number), None)


def registry_of(
    corpus: Corpus, folder: str | None, urls: Mapping[str, str] | None = None
) -> Registry:
    """Return the registry of a corpus.

    :param folder: where the corpus's paths begin in the repository; None where there is none.
    :param urls: where parts of the guide are published.
    """
    return Registry(
        project=corpus.project,
        artifacts=corpus.artifacts,
        scenarios=corpus.scenarios,
        records=tuple(_governing(corpus, record, folder or "") for record in corpus.records),
        urls=urls or {},
        folders={kind.name: kind.folders for kind in corpus.kinds},
        rooted=folder is not None,
        current=True,
    )


def _governing(corpus: Corpus, record: Record, folder: str) -> GoverningRecord:
    state = corpus.spec(record).lifecycle.state(record.status_name)
    return GoverningRecord(
        id=record.id,
        kind=record.kind,
        path=posixpath.normpath(posixpath.join(folder, record.path)),
        title=record.title,
        status=record.status_name or (record.status.text if record.status else ""),
        phase=corpus.phase(record) or "",
        number=record.number,
        governs=tuple(item for entry in record.all("governs") for item in split_list(entry.value)),
        frozen=bool(state and state.frozen),
        successors=successors(
            (relation, other.id) for relation, other in corpus.neighbours(record)
        ),
    )


def successors(relations: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the targets among relations that say *superseded by*, each once."""
    return tuple(dict.fromkeys(target for kind, target in relations if kind == "superseded-by"))
