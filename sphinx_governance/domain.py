"""The Sphinx domain ``gov``: what each document holds, roles, cross-references and the inventory."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from sphinx.domains import Domain, ObjType

from sphinx_governance.config import Project, load_baseline
from sphinx_governance.files import relative
from sphinx_governance.intake.gather import identities
from sphinx_governance.intake.naming import SUFFIXES, UNSUPPORTED, FileName, Identity
from sphinx_governance.intake.tree import documents_below
from sphinx_governance.intake.unresolved import Missing
from sphinx_governance.linking import written_reference
from sphinx_governance.model.baseline import Baseline
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document, Trouble
from sphinx_governance.model.guide_names import TYPES, GuideObject, objects_of
from sphinx_governance.model.index import IndexOptions
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.reference import read_reference
from sphinx_governance.placeholders import guide_table, record_graph, record_index
from sphinx_governance.quiet import no_collecting
from sphinx_governance.roles import NAME, GuideRole, RecordRole
from sphinx_governance.sphinx_config import base_of, project_of

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_governance.freshness import Session

ANY_KIND = "record"
"""The role for a record of any kind."""


class Views(NamedTuple):
    """What a page shows of the corpus besides its own records."""

    indexes: tuple[IndexOptions, ...] = ()
    graphs: tuple[IndexOptions, ...] = ()
    tables: tuple[str, ...] = ()


class GovernanceDomain(Domain):
    """Keeps a :class:`Document` for each page, so that no page can lose another's records."""

    name = NAME
    label = "Governance"
    initial_data: ClassVar[dict[str, Any]] = {
        "documents": {},  # page → Document, pickled: a build that changes nothing need not unpack it
        "objects": {},  # page → what inventory and search say of its records
        "identities": {},  # page → what its name said when it was read, as tuples of text
        "names": "",  # digest of all pages' names, and the settings, that identities were made of
        "marked": {},  # page → what may become a link in its text, its headers too
        "views": {},  # page → options of its indexes, and whether it has a graph
        "prefixes": frozenset(),  # the prefixes that mentions were looked for with
        "missing": {},  # page → files and documents that its directives name and nobody has
        "labels": set(),  # the names of the labels that we made, not authors
        "adopted": {},  # index page → the pages it is the parent of
        "own": {},  # index page → the pages in its author's toctrees
        "settled": "",  # the state in which records were last given their place in navigation
        "state": "",  # changes with every page that is read or removed
    }
    data_version = 12

    builder: Builder
    """The builder of this run: links are made for it."""

    surround: Callable[[Corpus], Corpus] | None = None
    """Adds what stands around the pages, where a build asks for it; see :mod:`~.beside_pages`."""

    _documents: dict[str, Document] | None = None

    def add_kinds(self) -> None:
        """Add a type and a role for each kind; a domain is made before there is a configuration."""
        kinds = self.project.kinds
        for kind in kinds:
            self.add_object_type(kind.name, ObjType(kind.title, kind.name, ANY_KIND))
        for name in TYPES:
            if kinds.get(name) is None:
                self.add_object_type(name, ObjType(name, name))
        roles: dict[str, Any] = {name: GuideRole(name) for name in TYPES}
        roles |= {kind.name: RecordRole(kind.name, kind.prefix, kind.width) for kind in kinds}
        # The class's own dictionary is every project's; this one is ours.
        vars(self)["roles"] = {**roles, ANY_KIND: RecordRole(ANY_KIND)}

    @cached_property
    def project(self) -> Project:
        """The project's settings and kinds."""
        return project_of(self.env.config, Path(self.env.srcdir))

    @property
    def documents(self) -> dict[str, Document]:
        """Page → what it holds."""
        if self._documents is None:
            packed: dict[str, bytes] = self.data["documents"]
            with no_collecting():
                # They lie in Sphinx's own pickle.
                self._documents = {
                    page: pickle.loads(document)  # noqa: S301
                    for page, document in packed.items()
                }
        return self._documents

    @property
    def known(self) -> dict[str, Identity | None]:
        """Page → what its name said when it was read."""
        return {page: _unpacked(found) for page, found in self.data["identities"].items()}

    @cached_property
    def identities(self) -> dict[str, Identity]:
        """Page → what its name says now, beside all pages that there are."""
        if self.same_names:
            return {page: found for page, found in self.known.items() if found}
        paths = self._paths()
        self.data["names"] = self._names(paths)
        return {paths[path]: found for path, found in identities(self.project, paths).items()}

    @property
    def same_names(self) -> bool:
        """Whether all pages are there, with the names and settings that identities were made of."""
        if not self.data["identities"].keys() >= self.env.found_docs:
            return False
        return bool(self.data["names"] == self._names(self._paths()))

    def _paths(self) -> dict[str, str]:
        return {_posix(self.env.doc2path(page, base=False)): page for page in self.env.found_docs}

    def _names(self, paths: Iterable[str]) -> str:
        settings = self.project.settings
        return digest((sorted(paths), settings.kinds, settings.exclude))

    @cached_property
    def base(self) -> Path:
        """The folder that paths are relative to: that of the settings file, else of conf.py."""
        return base_of(self.env.config, Path(self.env.srcdir))

    @cached_property
    def baseline(self) -> Baseline:
        """The findings that were accepted at adoption."""
        return load_baseline(self.project.settings.baseline, self.base)

    def path_of(self, page: str) -> str:
        """Return a page's file, relative to :attr:`base`."""
        return relative(self.env.doc2path(page), self.base)

    @property
    def views(self) -> dict[str, Views]:
        """Page → its indexes and graphs."""
        views: dict[str, Views] = self.data["views"]
        return views

    @property
    def state(self) -> str:
        """A token that changes with every page that is read or removed."""
        return str(self.data["state"])

    @cached_property
    def mentioned_prefixes(self) -> frozenset[str]:
        """The prefixes, lower case, whose identifiers in prose are mentions."""
        words = {found.name.word.lower() for found in self.identities.values() if found.name.word}
        return frozenset({kind.prefix.lower() for kind in self.project.kinds} | words)

    def forget_identities(self) -> None:
        """Look at the names of files anew: some came or went."""
        for name in ("identities", "mentioned_prefixes", "unread"):
            vars(self).pop(name, None)

    def note_document(self, page: str, document: Document) -> None:
        """Keep what a page holds."""
        self.data["documents"][page] = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
        objects = [_object(record) for record in document.records]
        if document.guide:
            objects += [
                (found.name, found.title, found.type, page, found.anchor, 1)
                for found in objects_of(document.guide)
            ]
        self.data["objects"][page] = tuple(objects)
        if self._documents is not None:
            self._documents[page] = document
        self.data["identities"][page] = _packed(self.identities.get(page))
        self.data["state"] = os.urandom(16).hex()

    def note_missing(self, page: str, found: Iterable[Missing]) -> None:
        """Keep what a page's directives name in vain."""
        if new := tuple(found):
            self.data["missing"][page] = (*self.data["missing"].get(page, ()), *new)

    def note_views(self, page: str, found: list[nodes.Element]) -> None:
        """Keep which indexes and graphs a page has."""
        indexes = tuple(
            IndexOptions(**node["options"]) for node in found if isinstance(node, record_index)
        )
        graphs = tuple(
            IndexOptions(**node["options"]) for node in found if isinstance(node, record_graph)
        )
        tables = tuple(node["shows"] for node in found if isinstance(node, guide_table))
        if found:
            self.views[page] = Views(indexes, graphs, tables)

    def clear_doc(self, docname: str) -> None:
        for name in ("documents", "objects", "identities", "views", "own", "missing"):
            self.data[name].pop(docname, None)
        if self._documents is not None:
            self._documents.pop(docname, None)
        self.data["state"] = os.urandom(16).hex()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for page in docnames:
            for name in ("documents", "objects", "identities", "views", "missing"):
                if page in otherdata[name]:
                    self.data[name][page] = otherdata[name][page]
        self._documents = None
        self.data["state"] = os.urandom(16).hex()

    def _corpus(self) -> Corpus:
        project, config = self.project, self.env.config
        settings = project.path.name if project.path else "conf.py"
        suffix = str(config.html_link_suffix or config.html_file_suffix or ".html")
        return Corpus(
            kinds=project.kinds,
            documents=tuple(sorted(self.documents.values(), key=lambda document: document.path)),
            problems=project.problems,
            settings_path=settings,
            troubles=self.unread,
            listed=self._listed(),
            project=str(config.project),
            source_url=project.settings.source_url,
            markdown_target=project.settings.markdown_target,
            base_url=str(config.html_baseurl or "").rstrip("/"),
            page_suffix="/" if project.settings.published_as == "dirhtml" else suffix,
            expected=any("sources" in table for table in project.settings.kinds.values()),
            severities=project.settings.rules,
            baseline=self.baseline,
            duplicates=project.settings.duplicates,
        )

    @property
    def session(self) -> Session:
        """What this build knows of the output; see :mod:`sphinx_governance.freshness`."""
        session: Session = self.__dict__["_session"]
        return session

    @session.setter
    def session(self, session: Session) -> None:
        self.__dict__["_session"] = session

    def _listed(self) -> frozenset[str]:
        """Return the pages that a reader can come to: in a toctree, or in an index that shows them."""
        included = {page for pages in self.env.toctree_includes.values() for page in pages}
        shown = {
            record.page
            for views in self.views.values()
            for options in views.indexes
            if not options.filtered
            for record in self.records
            if not options.kinds or record.kind in options.kinds
        }
        return frozenset(included | shown | {self.env.config.root_doc})

    @cached_property
    def unread(self) -> tuple[Trouble, ...]:
        """What looks like a record in a markup that this project does not read."""
        return tuple(self._not_read())

    def _not_read(self) -> Iterator[Trouble]:
        read = set(self.env.config.source_suffix)
        unread = {
            path: SUFFIXES.get(suffix.lower())
            for path, suffix in documents_below(str(self.env.srcdir))
            if suffix not in read
        }
        for path in identities(self.project, unread) if unread else ():
            at = Location(relative(Path(self.env.srcdir, path), self.base), 1)
            if unread[path] == "md":
                hint = 'add "myst_parser" to extensions in conf.py'
                yield Trouble("a record in Markdown, which this project does not read", at, hint)
            elif Path(path).suffix.lower() in UNSUPPORTED:
                yield Trouble(
                    "a record in a markup that Sphinx cannot read",
                    at,
                    "convert it, for example with pandoc",
                )

    @property
    def records(self) -> Iterator[Record]:
        """Every record, by page."""
        for page in sorted(self.documents):
            yield from self.documents[page].records

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        seen: set[tuple[str, str]] = set()
        for page in sorted(self.data["objects"]):
            for found in self.data["objects"][page]:
                # Records of all kinds share their identifiers; parts of a guide have names by type.
                key = (found[2] if found[2] in TYPES else "", found[0])
                if key not in seen:
                    seen.add(key)
                    yield found

    def resolve_xref(  # noqa: PLR0913 - Sphinx's signature
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: pending_xref, contnode: Element,
    ) -> nodes.reference | None:  # fmt: skip
        is_part = typ in TYPES and self.project.kinds.get(typ) is None
        found = self.guide_object(typ, target) if is_part else self._find(target, typ)
        if found is None:
            return None
        return written_reference(builder, fromdocname, node, contnode, found)

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str, node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:  # fmt: skip
        if not read_reference(target).prefix:
            return []  # a bare number is a record only in the role of its kind
        found = self._find(target, ANY_KIND)
        if found is None or target.lower() in env.domains.standard_domain.labels:
            return []  # the std domain finds it by its label; two answers would be ambiguous
        return [
            (f"{NAME}:{found.kind}", written_reference(builder, fromdocname, node, contnode, found))
        ]

    def guide_object(self, kind: str, name: str) -> GuideObject | None:
        """Return the part of a guide of that type and name; of several the first page's."""
        return self._guide_objects().get((kind, name))

    def _guide_objects(self) -> dict[tuple[str, str], GuideObject]:
        kept: tuple[str, Any] | None = getattr(self, "_kept_objects", None)
        if kept is None or kept[0] != self.state:
            found = [item for guide in self.corpus().guides for item in objects_of(guide)]
            by_name = {(item.type, item.name): item for item in reversed(found)}
            kept = self._kept_objects = self.state, by_name
        objects: dict[tuple[str, str], GuideObject] = kept[1]
        return objects

    def _find(self, target: str, kind: str) -> Record | None:
        """Return the record that a reference means; of several claimants the first."""
        own = self.project.kinds.get(kind)
        found = self.corpus().find(read_reference(target), prefix=own.prefix if own else "")
        return next((record for record in found if own is None or record.kind == kind), None)

    def corpus(self) -> Corpus:
        """Return all that was collected, as rules, views and outputs take it; made once per state."""
        kept: tuple[str, Corpus] | None = getattr(self, "_kept", None)
        if kept is None or kept[0] != self.state:
            corpus = self._corpus()
            corpus = self.surround(corpus) if self.surround else corpus
            kept = self._kept = self.state, corpus
        return kept[1]


def _packed(identity: Identity | None) -> tuple[object, ...] | None:
    """Return an identity as bare tuples of text, which cost the collector nothing."""
    return identity and (identity.kind, tuple(identity.name), identity.part, identity.declared)


def _unpacked(packed: tuple[Any, ...] | None) -> Identity | None:
    return Identity(packed[0], FileName(*packed[1]), *packed[2:]) if packed else None


def _object(record: Record) -> tuple[str, str, str, str, str, int]:
    """Return a record as Sphinx takes the objects of a domain."""
    name = f"{record.id}: {record.title}" if record.title else record.id
    return record.id, name, record.kind, record.page, record.anchor, 1


def _posix(path: str | os.PathLike[str]) -> str:
    """Return a relative path with forward slashes."""
    return os.fspath(path).replace(os.sep, "/")


def digest(value: object) -> str:
    """Return a short digest of a value, by what ``repr`` says of it."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def governance(env: BuildEnvironment) -> GovernanceDomain:
    """Return the domain of an environment."""
    domain = env.get_domain(NAME)
    assert isinstance(domain, GovernanceDomain)  # noqa: S101 - no other domain has this name
    return domain
