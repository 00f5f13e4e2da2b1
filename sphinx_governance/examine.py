"""Looking closer than a build does: references nobody resolved and blocks of text, from the stored doctrees.

Done by the command line and ``-b governance`` alone; a page is never written for it.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import docname_join

from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.files import SourceLines, relative
from sphinx_governance.gaps import MYST, Gap, unresolved_references
from sphinx_governance.guesses import Names
from sphinx_governance.intake.doctree_passages import passages_of
from sphinx_governance.intake.passages import passages_of as bare_passages
from sphinx_governance.intake.passages import rows_of
from sphinx_governance.intake.reading import content_of, outline_of_bytes
from sphinx_governance.intake.split import split_role
from sphinx_governance.intake.unresolved import Missing, missing_in_doctree, place_of
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Link
from sphinx_governance.model.finding import Severity
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Passage, Unresolved
from sphinx_governance.model.text import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def examined(app: Sphinx) -> Corpus:
    """Return the corpus with what only a closer look shows: unresolved references and passages."""
    domain = governance(app.env)
    names, found = Names(domain), list[Unresolved]()
    passages: dict[tuple[str, int, str], Passage] = {}
    for page in sorted(domain.documents):
        examiner = _Page(domain, page, names)
        found += examiner.unresolved()
        for passage in examiner.passages():
            # A file that several pages include is one text.
            passages.setdefault((passage.at.path, passage.at.line, passage.text), passage)
    corpus = domain.corpus()

    def source() -> tuple[Passage, ...]:
        """Return the passages of pages, and of the documents beside them, which are read for it."""
        beside = (
            passage for document in corpus.beside for passage in _beside(domain.base, document.path)
        )
        # What a page includes is a page's already.
        known = {(passage.at.path, passage.at.line) for passage in passages.values()}
        more = (item for item in beside if (item.at.path, item.at.line) not in known)
        return tuple(sorted((*passages.values(), *more), key=lambda passage: passage.at))

    return replace(corpus, unresolved=tuple(dict.fromkeys(found)), passage_source=source)


def _beside(base: Path, path: str) -> Iterator[Passage]:
    with suppress(OSError):
        outline = outline_of_bytes(path, content_of(base / path), frozenset())
        yield from bare_passages(path, rows_of(outline))


class _Page:
    """One page under examination."""

    def __init__(self, domain: GovernanceDomain, page: str, names: Names) -> None:
        self._domain, self._page, self._env = domain, page, domain.env
        self._lines, self._names = SourceLines(domain.base), names
        self._doctree = self._env.get_doctree(page)
        self._path = domain.path_of(page)
        self._links: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in reversed(domain.documents[page].links):
            kind = link.kind.rpartition(":")[2]
            self._links[kind, link.text if kind == "link" else link.target].append(link)

    def passages(self) -> Iterator[Passage]:
        return passages_of(self._doctree, self._corpus_path)

    def unresolved(self) -> Iterator[Unresolved]:
        """Yield what the page refers to in vain; the doctree's references are gone after it."""
        missing = self._domain.data["missing"].get(self._page, ())
        for item in (*missing, *missing_in_doctree(self._doctree, Path(self._env.srcdir))):
            at, length = self._find_written(item)
            yield Unresolved(
                item.kind, item.target, item.message, at, self._near_file(item), length
            )
        for gap in unresolved_references(self._env, self._doctree, self._page):
            yield self._gap(gap)

    def _gap(self, gap: Gap) -> Unresolved:
        """Return a reference as it was written, where it was written: its link in the page's outline."""
        source, line = place_of(gap.node)
        kind, text, target = _as_written(gap, str(getattr(gap.node, "rawsource", "")))
        waiting = self._links[kind, text if kind == "link" else target]
        if waiting and self._corpus_path(source) == self._path:
            link = waiting.pop()
            target = link.target or target
            at, length = self._on_line(link.at.path, link.at.line, target)
            at = at if length else link.at
        else:
            at, length = self._find(Missing(gap.kind, target or gap.target, "", source, line))
        severity = Severity.NOTE if gap.tolerated else None
        message, hint = self._names.explain(gap, self._page, target or gap.target)
        return Unresolved(gap.kind, gap.target, message, at, hint, length, severity)

    def _on_line(self, path: str, line: int, text: str) -> tuple[Location, int]:
        column = self._lines(path, line).find(text) + 1 if text else 0
        return Location(path, line, column), len(text) if column else 0

    def _find_written(self, item: Missing) -> tuple[Location, int]:
        """Return where a file is named: by the page's outline, where that has it on a line of its own."""
        if self._corpus_path(item.source) == self._path:
            for target in self._writings(item):
                if waiting := self._links[item.kind, target]:
                    at = waiting.pop().at
                    placed, length = self._on_line(at.path, at.line, target)
                    if length:
                        return placed, length
        return self._find(item)

    def _writings(self, item: Missing) -> tuple[str, ...]:
        """Return how a file may be written; of an image Sphinx keeps the path from the source folder."""
        if item.kind != "image":
            return (item.target,)
        beside = posixpath.relpath(item.target, posixpath.dirname(self._page) or ".")
        return beside, f"/{item.target}", item.target

    def _find(self, item: Missing) -> tuple[Location, int]:
        """Return where a text stands from a line on, as far as its block may reach."""
        path = self._corpus_path(item.source)
        for line in range(max(item.line, 1), item.line + _REACH):
            for target in self._writings(item):
                at, length = self._on_line(path, line, target)
                if length:
                    return at, length
        return Location(path, item.line), 0

    def _corpus_path(self, source: str) -> str:
        if not source:
            return self._path
        return relative(source, self._domain.base)

    def _near_file(self, item: Missing) -> str:
        if item.kind in {"toctree", "role", "target", "footnote", "substitution"}:
            known = self._env.found_docs if item.kind == "toctree" else ()
            near = nearest(docname_join(self._page, item.target), known)
            return f"did you mean {near}?" if near else ""
        folder = (
            Path(item.source or self._env.doc2path(self._page)).parent / Path(item.target).parent
        )
        with suppress(OSError, ValueError):
            near = nearest(Path(item.target).name, [file.name for file in folder.iterdir()])
            return f"did you mean {near}?" if near else ""
        return ""


_REACH = 60
"""Lines after the beginning of a block in which a text of it is looked for."""


def _as_written(gap: Gap, written: str) -> tuple[str, str, str]:
    """Return a reference's kind, text and target as somebody wrote them."""
    if written.startswith(":") and "`" in written:
        name, _, content = written[1:].partition(":`")
        text, target = split_role(content.removesuffix("`"))
        return name.rpartition(":")[2], text, target
    if gap.kind == MYST:
        return "link", " ".join(gap.node.astext().split()), gap.target
    return gap.kind, gap.node.astext(), gap.target
