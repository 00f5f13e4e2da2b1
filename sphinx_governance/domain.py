"""The Sphinx domain ``gov``: what each document holds, roles, cross-references and the inventory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.docutils import is_role_registered
from sphinx.util.nodes import make_refnode

from sphinx_governance.config import Project
from sphinx_governance.intake.directives.record import RecordDirective
from sphinx_governance.intake.gather import identities
from sphinx_governance.intake.naming import SUFFIXES, UNSUPPORTED, Identity
from sphinx_governance.model.corpus import Corpus, Document, Trouble
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.record import Location, Record
from sphinx_governance.model.reference import identifier, read_reference
from sphinx_governance.sphinx_config import base_of, project_of

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

NAME = "gov"
ANY_KIND = "record"
"""The role for a record of any kind."""

_OWNED = frozenset({"rfc"})
"""Roles that docutils and Sphinx own without a domain: ``:rfc:`` is for the IETF's."""


class RecordRole(XRefRole):
    """Refers to a record: ``:adr:`7```, ``:gov:rfc:`the queue <RFC-12>```; ``:adr:`~7``` shows no title."""

    def __init__(self, kind: str, prefix: str = "", width: int = 0) -> None:
        super().__init__(warn_dangling=True, innernodeclass=nodes.inline)
        self._kind, self._prefix, self._width = kind, prefix, width

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Mark the reference as ours, with its target in display form, as inventories hold it."""
        refnode["refdomain"], refnode["reftype"] = NAME, self._kind
        refnode["gov:short"] = target.startswith("~") and not has_explicit_title
        target = target.removeprefix("~").strip()
        title = title if has_explicit_title else target
        return title, self._displayed(target)

    def _displayed(self, target: str) -> str:
        reference = read_reference(target)
        own = reference.prefix in {"", self._prefix.lower()}
        if not self._prefix or reference.number is None or not own or reference.slug:
            return target
        return identifier(self._prefix, self._width, reference.number, reference.suffix)


class GovernanceDomain(Domain):
    """Keeps a :class:`Document` for each page, so that no page can lose another's records."""

    name = NAME
    label = "Governance"
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}, "identities": {}}
    data_version = 1

    def add_kinds(self) -> None:
        """Add a type and a role for each kind; a domain is made before there is a configuration."""
        kinds = self.project.kinds
        for kind in kinds:
            self.add_object_type(kind.name, ObjType(kind.title, kind.name, ANY_KIND))
        roles = {kind.name: RecordRole(kind.name, kind.prefix, kind.width) for kind in kinds}
        # The class's own dictionary is every project's; this one is ours.
        vars(self)["roles"] = {**roles, ANY_KIND: RecordRole(ANY_KIND)}

    @cached_property
    def project(self) -> Project:
        """The project's settings and kinds."""
        return project_of(self.env.config, Path(self.env.srcdir))

    @property
    def documents(self) -> dict[str, Document]:
        """Page → what it holds."""
        documents: dict[str, Document] = self.data["documents"]
        return documents

    @property
    def known(self) -> dict[str, Identity | None]:
        """Page → what its name said when it was read."""
        known: dict[str, Identity | None] = self.data["identities"]
        return known

    @cached_property
    def identities(self) -> dict[str, Identity]:
        """Page → what its name says now, beside all pages that there are."""
        paths = {self.env.doc2path(page, base=False): page for page in self.env.found_docs}
        posix = {Path(path).as_posix(): page for path, page in paths.items()}
        return {posix[path]: found for path, found in identities(self.project, posix).items()}

    @cached_property
    def base(self) -> Path:
        """The folder that paths are relative to: that of the settings file, else of conf.py."""
        return base_of(self.env.config, Path(self.env.srcdir))

    def path_of(self, page: str) -> str:
        """Return a page's file, relative to :attr:`base`."""
        return Path(os.path.relpath(self.env.doc2path(page), self.base)).as_posix()

    def note_document(self, page: str, document: Document) -> None:
        """Keep what a page holds."""
        self.documents[page] = document
        self.known[page] = self.identities.get(page)

    def clear_doc(self, docname: str) -> None:
        self.documents.pop(docname, None)
        self.known.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for page in docnames:
            if page in otherdata["documents"]:
                self.documents[page] = otherdata["documents"][page]
                self.known[page] = otherdata["identities"].get(page)

    def corpus(self) -> Corpus:
        """Return all that was collected, as rules and outputs take it."""
        project, config = self.project, self.env.config
        settings = project.path.name if project.path else "conf.py"
        return Corpus(
            kinds=project.kinds,
            documents=tuple(sorted(self.documents.values(), key=lambda document: document.path)),
            problems=project.problems,
            settings_path=settings,
            troubles=tuple(self._not_read()),
            project=str(config.project),
            expected=any("sources" in table for table in project.settings.kinds.values()),
            severities=project.settings.rules,
        )

    def _not_read(self) -> Iterator[Trouble]:
        """Yield what looks like a record in a markup that this project does not read."""
        suffixes = set(self.env.config.source_suffix)
        unread = {
            path: SUFFIXES.get(Path(path).suffix.lower())
            for path in _files_below(Path(self.env.srcdir))
        }
        unread = {
            path: markup for path, markup in unread.items() if Path(path).suffix not in suffixes
        }
        for path in identities(self.project, unread):
            at = Location(
                Path(os.path.relpath(Path(self.env.srcdir, path), self.base)).as_posix(), 1
            )
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
        seen: set[str] = set()
        for record in self.records:
            if record.id not in seen:
                seen.add(record.id)
                name = f"{record.id}: {record.title}" if record.title else record.id
                yield record.id, name, record.kind, record.page, record.anchor, 1

    def resolve_xref(  # noqa: PLR0913 - Sphinx's signature
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: pending_xref, contnode: Element,
    ) -> nodes.reference | None:  # fmt: skip
        found = self._find(target, typ)
        return self._reference(builder, fromdocname, node, contnode, found) if found else None

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
            (f"{NAME}:{found.kind}", self._reference(builder, fromdocname, node, contnode, found))
        ]

    def _find(self, target: str, kind: str) -> Record | None:
        own = self.project.kinds.get(kind)
        found = self._lookup.find(read_reference(target), prefix=own.prefix if own else "")
        return next((record for record in found if own is None or record.kind == kind), None)

    @property
    def _lookup(self) -> Corpus:
        """The corpus as references are resolved: made once, when the first page is written."""
        documents = tuple(self.documents[page] for page in sorted(self.documents))
        kept: tuple[tuple[Document, ...], Corpus] | None = getattr(self, "_kept", None)
        if kept is None or kept[0] != documents:
            kept = self._kept = documents, Corpus(kinds=self.project.kinds, documents=documents)
        return kept[1]

    @staticmethod
    def _reference(
        builder: Builder, page: str, node: pending_xref, contnode: Element, record: Record
    ) -> nodes.reference:
        if not node.get("refexplicit") and node.get("refdomain") == NAME:
            text = (
                record.id
                if node.get("gov:short") or not record.title
                else f"{record.id}: {record.title}"
            )
            contnode = nodes.inline(text, text, classes=["xref", NAME, f"{NAME}-{record.kind}"])
        elif not contnode.astext().strip():
            text = f"{record.id}: {record.title}" if record.title else record.id
            contnode = nodes.inline(text, text)
        return make_refnode(builder, page, record.page, record.anchor, contnode, record.title)


def _files_below(folder: Path) -> Iterator[str]:
    """Yield the documents of any markup below a folder, built and hidden folders left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        relative = Path(place).relative_to(folder)
        for name in names:
            if Path(name).suffix.lower() in {*SUFFIXES, *UNSUPPORTED}:
                yield (relative / name).as_posix()


def governance(env: BuildEnvironment) -> GovernanceDomain:
    """Return the domain of an environment."""
    domain = env.get_domain(NAME)
    assert isinstance(domain, GovernanceDomain)  # noqa: S101 - no other domain has this name
    return domain


def setup_domain(app: Sphinx) -> None:
    """Register the domain, and a directive and short role for each kind."""
    app.add_domain(GovernanceDomain)
    app.connect("config-inited", _register_kinds, priority=500)
    app.connect("builder-inited", lambda app: governance(app.env).add_kinds(), priority=100)


def _register_kinds(app: Sphinx, config: Config) -> None:
    for kind in project_of(config, Path(app.srcdir)).kinds:
        app.add_directive(kind.name, RecordDirective, override=True)
        if kind.name not in _OWNED and _is_free(kind):
            app.add_role(kind.name, RecordRole(kind.name, kind.prefix, kind.width), override=True)


def _is_free(kind: RecordKind) -> bool:
    return kind.name == "adr" or not is_role_registered(kind.name)
