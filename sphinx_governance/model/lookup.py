"""Which records an identifier, a number, or the path of a file means."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sphinx_governance.model.document import Document
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import Reference
from sphinx_governance.model.surroundings import Tree

_ENDINGS = ("", ".md", ".rst", "/README.md", "/index.rst", "/index.md")
"""What a link to a file may leave out."""


@dataclass(frozen=True)
class Lookup:
    """Finds records; *tree* says where the documents stand in their repository."""

    records: tuple[Record, ...]
    documents: tuple[Document, ...]
    tree: Tree | None

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Record, ...]]:
        """Identifier, case folded → the records that claim it."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            found[record.id.casefold()].append(record)
        return {key: tuple(records) for key, records in found.items()}

    @cached_property
    def by_number(self) -> Mapping[tuple[str, int, str], tuple[Record, ...]]:
        """Prefix, lower case, number and suffix → the records that claim them."""
        found: dict[tuple[str, int, str], list[Record]] = defaultdict(list)
        for record in self.records:
            if record.number is not None:
                found[record.prefix.lower(), record.number, record.suffix].append(record)
        return {key: tuple(records) for key, records in found.items()}

    @cached_property
    def by_path(self) -> Mapping[str, tuple[Record, ...]]:
        """Path → the records in the file."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            found[record.path].append(record)
        return {key: tuple(records) for key, records in found.items()}

    def find(self, reference: Reference, prefix: str, beside: str) -> tuple[Record, ...]:
        """Return the records that a reference means; :meth:`.Corpus.find` says how."""
        if reference.path and beside:
            linked = self._linked(reference.path, beside)
            if linked:
                return linked
        own = reference.prefix or prefix.lower()
        if reference.number is not None:
            return self.by_number.get((own, reference.number, reference.suffix), ())
        if reference.slug:
            return self.by_id.get(f"{own}-{reference.slug}".casefold(), ())
        return ()

    def _linked(self, path: str, beside: str) -> tuple[Record, ...]:
        folder = posixpath.dirname(beside)
        base = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
        plain = posixpath.normpath(base)
        if plain.startswith("../") and self.tree:
            # From a document beside the source folder back into it.
            plain = posixpath.relpath(f"/{self.tree.place(plain)}", f"/{self.tree.prefix}")
        tried = (f"{plain}{ending}" for ending in _ENDINGS)
        found = next((self.by_path[name] for name in tried if name in self.by_path), ())
        return found or self._on_page(path, beside)

    def _on_page(self, path: str, beside: str) -> tuple[Record, ...]:
        """Return the records of the page that a path means as Sphinx reads it: from the source folder."""
        page = self._pages.get(beside)
        if page is None:
            return ()
        near = posixpath.normpath(posixpath.join(posixpath.dirname(page), path.lstrip("/")))
        whole = path.lstrip("/")
        tried = (whole,) if path.startswith("/") else (near, whole)
        return next((self._by_page[name] for name in tried if name in self._by_page), ())

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        """Path → page, of documents that are pages."""
        return {document.path: document.page for document in self.documents if document.page}

    @cached_property
    def _by_page(self) -> Mapping[str, tuple[Record, ...]]:
        """Page, with and without the ending of its file → the records on it."""
        found: dict[str, tuple[Record, ...]] = {}
        for document in self.documents:
            if document.page and document.records:
                found[document.page] = document.records
                found[document.page + posixpath.splitext(document.path)[1]] = document.records
        return found
