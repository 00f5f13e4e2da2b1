"""Everything collected from one project: the input of every rule, view and output."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote

from sphinx_governance.model.baseline import Baseline
from sphinx_governance.model.document import Document, Trouble, joined
from sphinx_governance.model.duplication import Cluster, Duplicates
from sphinx_governance.model.guide import Artifact, DecisionTree, Guide, Scenario
from sphinx_governance.model.kind import Kinds, RecordKind
from sphinx_governance.model.lookup import Lookup
from sphinx_governance.model.record import Location, Record, Relation
from sphinx_governance.model.reference import Reference, identifier, read_reference
from sphinx_governance.model.severity import RuleSetting
from sphinx_governance.model.surroundings import Base, DeadLink, Passage, Tree, Unresolved
from sphinx_governance.model.tables import Problem

if TYPE_CHECKING:
    from sphinx_governance.model.markers import DeclaredFragment, FragmentTrouble
    from sphinx_governance.model.prose import Prose

_DATED = re.compile(r"\d{8}(-|$)")
"""The slug of a record that goes by its date: ``20200924-use-x``."""


_REFERRING = frozenset({"record", "any", "link", "doc", "myst", "ref"})
"""Roles, besides those of kinds, that may refer to a record."""

_IETF = "rfc"
"""The role of that name is for the IETF's documents; ours is ``gov:rfc``."""


Clusters = tuple[Cluster, ...]
Keep = Callable[[str, Callable[[], Clusters]], Clusters]
"""Returns what it was given the last time under a name, or else what the function finds."""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """A project's documents and records, and the questions one can ask of them."""

    kinds: Kinds
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    settings_path: str = ""
    project: str = ""
    source_url: str = ""
    """Where files of the repository are seen; ``{path}`` stands for theirs."""
    markdown_target: str = "github"
    """Where the files that hold fragments are read."""
    base_url: str = ""
    """Where the pages are published, "" where the project does not say."""
    page_suffix: str = ".html"
    """What the address of a page ends with; ``/`` says that an index has that of its folder."""
    expected: bool = False
    """Whether the settings or the command line say that records must be here."""
    listed: frozenset[str] | None = None
    """The pages that a reader can come to by a toctree or an index; None for a bare folder."""
    folder: str = ""
    """The folder that was taken for the one named on the command line, where that held no record."""
    severities: Mapping[str, RuleSetting] = field(default_factory=dict)
    """Rule name → what the settings say of its severity."""
    baseline: Baseline = field(default_factory=Baseline)
    beside: tuple[Document, ...] = ()
    """The documents outside the source folder that the settings list: README, CONTRIBUTING …"""
    missing: tuple[str, ...] = ()
    """The files that the settings list by name, and that are not there."""
    tree: Tree | None = None
    today: date | None = None
    base: Base | None = None
    stale_after: int = 180
    """Days after which a record under discussion that nobody touched is stale."""
    touch_source: Callable[[], frozenset[str]] | None = None
    """Asks, when a rule wants to know, which documents were changed in those days."""
    unresolved: tuple[Unresolved, ...] | None = None
    dead_links: tuple[DeadLink, ...] | None = None
    passage_source: Callable[[], tuple[Passage, ...]] | None = None
    """Reads the blocks of text when a rule asks for them: they cost more than all else."""
    fragment_source: Callable[[], tuple[FragmentTrouble, ...]] | None = None
    """Makes the fragments of README and the like anew when a rule asks what is wrong with them."""
    prose_source: Callable[[DeclaredFragment], Prose] | None = None
    """Reads what a page says in a fragment; None where that is not known, as without Sphinx."""
    duplicates: Duplicates = field(default_factory=Duplicates)
    keep: Keep | None = None
    """Keeps between runs what was found alike in the passages, so that they are not read again."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every block of running text in the documents and beside them, in order; none where unknown."""
        return self.passage_source() if self.passage_source else ()

    @cached_property
    def fragment_troubles(self) -> tuple[FragmentTrouble, ...]:
        """What is wrong with the fragments of README and the like; nothing where that is not known."""
        return self.fragment_source() if self.fragment_source else ()

    def remembered(self, name: str, find: Callable[[], Clusters]) -> Clusters:
        """Return what *find* finds in the passages, or found when they were the same."""
        return self.keep(name, find) if self.keep else find()

    @cached_property
    def touched(self) -> frozenset[str]:
        """The paths of documents that were changed lately: by a commit, or since the base."""
        lately = self.touch_source() if self.touch_source else frozenset()
        return lately | self.base.touched if self.base else lately

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All records, by kind, number and place."""
        found = [record for document in self.documents for record in document.records]
        return tuple(sorted(found, key=_order))

    @cached_property
    def guides(self) -> tuple[Guide, ...]:
        """The guides of all documents, by path."""
        return tuple(document.guide for document in self.documents if document.guide)

    @cached_property
    def fragments(self) -> tuple[DeclaredFragment, ...]:
        """What pages declare as fragments, by name and place."""
        found = (item for document in self.documents for item in document.fragments)
        return tuple(sorted(found, key=lambda item: (item.name, item.at)))

    @cached_property
    def artifacts(self) -> Mapping[str, Artifact]:
        """Id → the first artifact of that id."""
        return _first_by_id(item for guide in self.guides for item in guide.artifacts)

    @cached_property
    def scenarios(self) -> Mapping[str, Scenario]:
        """Id → the first scenario of that id."""
        return _first_by_id(item for guide in self.guides for item in guide.scenarios)

    @cached_property
    def trees(self) -> Mapping[str, DecisionTree]:
        """Id → the first decision tree of that id."""
        return _first_by_id(item for guide in self.guides for item in guide.trees)

    @cached_property
    def read(self) -> tuple[Document, ...]:
        """Every document that was read: the project's, and those beside them."""
        return (*self.documents, *self.beside)

    @cached_property
    def told(self) -> tuple[Document, ...]:
        """Every text that readers see, once: what was read, and what pages include of other files."""
        known = {document.path for document in self.read}
        parts: dict[str, list[Document]] = {}
        for document in self.documents:
            for part in document.parts:
                if part.path not in known:
                    parts.setdefault(part.path, []).append(part)
        return (*self.read, *(joined(parts[path]) for path in sorted(parts)))

    @cached_property
    def examined(self) -> Mapping[str, int]:
        """What was looked at: counts of documents, records, references, mentions and blocks of text."""
        relations = sum(len(record.relations) for record in self.records)
        return {
            "documents": len(self.read),
            "records": len(self.records),
            "references": relations + sum(len(document.links) for document in self.read),
            "mentions": sum(len(document.mentions) for document in self.read),
            "blocks": sum(document.blocks for document in self.read),
            "trees": sum(len(guide.trees) for guide in self.guides),
            "fragments": len(self.fragments),
        }

    def page_url(self, page: str, anchor: str = "") -> str:
        """Return where a page is published, "" where that is not known."""
        if not (self.base_url and page):
            return ""
        name = f"{page}{self.page_suffix}"
        if self.page_suffix == "/" and f"/{name}".endswith("/index/"):
            name = name.removesuffix("index/")
        return f"{self.base_url.rstrip('/')}/{quote(name)}{f'#{quote(anchor)}' if anchor else ''}"

    def spec(self, record: Record) -> RecordKind:
        """Return the kind of a record, as its profile has it."""
        return self.kinds.spec(record.kind, record.profile)

    def numbered(self, record: Record) -> bool:
        """Return whether a record goes by a number: its kind does, and its name is not by date."""
        if self.spec(record).identity != "number":
            return False
        return record.number is not None or not _DATED.match(record.slug)

    def phase(self, record: Record) -> str | None:
        """Return whether a record is live, in-force or closed; None where its status is not known."""
        return self.spec(record).lifecycle.phase(record.status_name)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.records, self.documents, self.tree)

    @property
    def by_id(self) -> Mapping[str, tuple[Record, ...]]:
        """Identifier, case folded → the records that claim it."""
        return self._lookup.by_id

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """Every prefix in use, lower case → as displayed."""
        known = {kind.prefix.lower(): kind.prefix for kind in self.kinds}
        return known | {record.prefix.lower(): record.prefix for record in self.records}

    def at_path(self, path: str) -> tuple[Record, ...]:
        """Return the records in a file."""
        return self._lookup.by_path.get(path, ())

    def record_at(self, at: Location) -> Record | None:
        """Return the record that a place belongs to: of several in a file the last that begins above it."""
        inside = sorted(self.at_path(at.path), key=_first_line)
        above = [record for record in inside if _first_line(record) <= at.line]
        return above[-1] if above else next(iter(inside), None)

    def find(self, reference: Reference, *, prefix: str, beside: str = "") -> tuple[Record, ...]:
        """Return the records that a reference means: none, one, or every claimant.

        :param prefix: the prefix that a bare number belongs to.
        :param beside: the path of the file that holds the reference; links start there.
        """
        return self._lookup.find(reference, prefix, beside)

    def targets(self, record: Record, relation: Relation) -> tuple[Record, ...]:
        """Return the records that a relation of *record* points to."""
        return self.find(relation.reference, prefix=record.prefix, beside=record.path)

    def target_id(self, record: Record, relation: Relation) -> str:
        """Return the identifier a relation points to, in display form even where nothing is there."""
        found = self.targets(record, relation)
        if found:
            return found[0].id
        reference = relation.reference
        if reference.number is None:
            return reference.text
        prefix = self.prefixes.get(reference.prefix, reference.prefix.upper()) or record.prefix
        return identifier(prefix, self.width(prefix), reference.number, reference.suffix)

    def width(self, prefix: str) -> int:
        """Return how many digits a prefix's numbers are written with."""
        kind = next((kind for kind in self.kinds if kind.prefix == prefix), None)
        if kind is not None:
            return kind.width
        return min(
            (
                len(record.id) - len(prefix) - 1
                for record in self.records
                if record.prefix == prefix
            ),
            default=1,
        )

    @cached_property
    def _highest(self) -> Mapping[str, int]:
        """Prefix, lower case → its highest number."""
        found: dict[str, int] = {}
        for prefix, number, _ in self._lookup.by_number:
            found[prefix] = max(number, found.get(prefix, 0))
        return found

    def next_number(self, prefix: str) -> int:
        """Return the first number after a prefix's highest that no kind reserves; from 1."""
        own = prefix.lower()
        reserved = {
            number for kind in self.kinds if kind.prefix.lower() == own for number in kind.reserved
        }
        free = self._highest.get(own, 0) + 1
        while free in reserved:
            free += 1
        return free

    def next_id(self, prefix: str) -> str:
        """Return the identifier that a prefix's next record gets."""
        return identifier(prefix, self.width(prefix), self.next_number(prefix))

    def related(self, record: Record) -> Iterator[tuple[Relation, Record]]:
        """Yield the relations of a record that lead somewhere, with where."""
        for relation in record.relations:
            for target in self.targets(record, relation):
                yield relation, target

    def referred(self, document: Document) -> tuple[Record, ...]:
        """Return the records that a document mentions in its text or links to, each once."""
        return self._referred.get(document.path, ())

    @cached_property
    def _referred(self) -> Mapping[str, tuple[Record, ...]]:
        """Path → the records that the document there refers to."""
        return {
            # By identity: the hash of a record is that of all it holds.
            document.path: tuple(
                {id(record): record for record, _, _ in self.references(document)}.values()
            )
            for document in self.documents
        }

    def references(self, document: Document) -> Iterator[tuple[Record, Location, int]]:
        """Yield the records that a document refers to, each with place and length of the reference."""
        for mention in document.mentions:
            reference = read_reference(mention.text)
            if reference.prefix in self.prefixes:
                for record in self.find(reference, prefix=""):
                    yield record, mention.at, len(mention.text)
        for link in document.links:
            own = link.kind.rpartition(":")[2]
            kind = None if link.kind == _IETF else self.kinds.get(own)
            if kind is not None or own in _REFERRING:
                reference = read_reference(link.target, link.target.split("#", 1)[0])
                prefix = kind.prefix if kind else ""
                for record in self.find(
                    reference, prefix=prefix, beside=document.within or document.path
                ):
                    yield record, link.at, len(link.text)

    @cached_property
    def _referring(self) -> Mapping[str, tuple[str, ...]]:
        """Identifier → the pages that refer to the record."""
        found: dict[str, set[str]] = defaultdict(set)
        for document in self.documents:
            for record in self.referred(document):
                found[record.id].add(document.page)
        return {key: tuple(sorted(pages)) for key, pages in found.items()}

    def referring_pages(self, record: Record) -> tuple[str, ...]:
        """Return the pages that mention a record or link to it, sorted."""
        return self._referring.get(record.id, ())

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[tuple[str, Record], ...]]:
        """Identifier → relation and record, whichever of the two wrote it."""
        found: dict[str, dict[tuple[str, str], Record]] = defaultdict(dict)
        for record in self.records:
            for relation, target in self.related(record):
                if target is not record:
                    found[record.id].setdefault((relation.type, target.id), target)
                    found[target.id].setdefault((relation.inverse, record.id), record)
        return {
            key: tuple((kind, other) for (kind, _), other in pairs.items())
            for key, pairs in found.items()
        }

    def neighbours(self, record: Record) -> tuple[tuple[str, Record], ...]:
        """Return a record's relations in both directions: what it has to the other, and the other."""
        return self._neighbours.get(record.id, ())


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_I = TypeVar("_I", bound=_Identified)


def _first_by_id(items: Iterable[_I]) -> dict[str, _I]:
    """Return id → the first item that has it, in the order of the items."""
    found: dict[str, _I] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found


def _first_line(record: Record) -> int:
    return min(record.at.line, record.header_at.line)


def _order(record: Record) -> tuple[str, str, int, int, str, str, int]:
    number = -1 if record.number is None else record.number
    return (
        record.kind,
        record.prefix,
        record.number is None,
        number,
        record.id,
        record.path,
        record.at.line,
    )
