"""What pages say in their fragments: their doctrees resolved, and read as prose. No page is written for it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.util.logging import suppress_logging

from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.files import relative
from sphinx_governance.model.prose import PAGE, File, Place, Prose, Target, Web
from sphinx_governance.placeholders import fragment_edge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from sphinx_governance.model.markers import DeclaredFragment

_FOLLOWED = ("https://", "http://", "mailto:")


class _Anchor(NamedTuple):
    """The heading that an anchor is of, "" where it is none, and its line."""

    heading: str
    line: int


class FragmentProse:
    """Reads fragments; each page is resolved once. The builder names pages as :data:`PAGE` says."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._doctrees: dict[str, nodes.document] = {}
        self._anchors: dict[str, dict[str, _Anchor]] = {}

    @property
    def _domain(self) -> GovernanceDomain:
        return governance(self._app.env)

    def read(self, fragment: DeclaredFragment) -> Prose:
        """Return what a page says in a fragment."""
        from sphinx_governance.intake.directives.fragment import content_of

        doctree = self.resolved(fragment.page)
        for edge in doctree.findall(fragment_edge):
            if edge.get("line") == fragment.at.line and edge["name"] == fragment.name:
                return self._prose(fragment.page, content_of(edge), doctree)
        return Prose()

    def whole(self, page: str) -> Prose:
        """Return all that a page says."""
        doctree = self.resolved(page)
        return self._prose(page, doctree.children, doctree)

    def _prose(self, page: str, found: Iterable[nodes.Node], doctree: nodes.document) -> Prose:
        # Not at the top: most builds read no fragment.
        from sphinx_governance.intake.prose import Surroundings, prose_of

        domain = self._domain
        around = Surroundings(
            path_of=lambda source: (
                relative(source, domain.base) if source else domain.path_of(page)
            ),
            target_of=lambda address: self._target(page, address),
            image_of=self._file,
            download_of=lambda name: self._file(self._app.env.relfn2path(name, page)[0]),
        )
        return prose_of(found, around, doctree)

    def resolved(self, page: str) -> nodes.document:
        """Return a page's doctree with its references resolved, in silence: findings tell what is broken."""
        if page not in self._doctrees:
            env = self._app.env
            doctree = env.get_doctree(page)
            with suppress_logging(), contextlib.redirect_stdout(sys.stderr):
                env.apply_post_transforms(doctree, page)
            for toctree in list(doctree.findall(addnodes.toctree)):
                toctree.replace_self(self._entries(toctree, page))
            self._doctrees[page] = doctree
        return self._doctrees[page]

    def _entries(self, toctree: nodes.Element, page: str) -> list[nodes.Node]:
        """Return what a toctree of a page shows: a list of links."""
        if toctree.get("hidden"):
            return []
        listing = nodes.bullet_list()
        for title, entry in toctree["entries"]:
            target = page if entry == "self" else entry
            known = self._app.env.titles.get(target)
            address = target if "://" in target else f"{PAGE}{target}"
            plain = title or (target if known is None else "")
            words = [nodes.Text(plain)] if plain or known is None else known.deepcopy().children
            link = nodes.reference("", "", *words, refuri=address)
            listing += nodes.list_item("", nodes.paragraph("", "", link))
        caption = toctree.get("caption")
        return [*([nodes.rubric("", caption)] if caption else []), listing]

    def _target(self, page: str, address: str) -> Target | None:
        """Return where an address leads, None where nothing is known to be there."""
        if address.startswith(_FOLLOWED):
            return Web(address)
        if address.startswith("#"):
            return self._place(page, address[1:])
        if address.startswith(PAGE):
            name, _, anchor = address.removeprefix(PAGE).partition("#")
            return self._place(name, anchor)
        return None

    def _place(self, page: str, anchor: str) -> Place | None:
        if page not in self._app.env.all_docs:
            return None
        path = self._domain.path_of(page)
        if not anchor:
            return Place(page, path)
        found = self._anchor(page, unquote(anchor))
        return Place(page, path, unquote(anchor), found.heading, found.line) if found else None

    def _anchor(self, page: str, anchor: str) -> _Anchor | None:
        if page not in self._anchors:
            self._anchors[page] = _anchors_of(self._app.env.get_doctree(page))
        if anchor not in self._anchors[page]:
            # What is known only once all pages are read has anchors too.
            self._anchors[page] |= _anchors_of(self.resolved(page))
        return self._anchors[page].get(anchor)

    def _file(self, uri: str) -> File | None:
        """Return a file of the source folder, by its path there."""
        path = Path(self._app.srcdir, os.path.normpath(uri.lstrip("/")))
        return File(relative(path, self._domain.base)) if path.is_file() else None


def _anchors_of(doctree: nodes.document) -> dict[str, _Anchor]:
    """Return the anchors of a page, each with the heading that it is of."""
    found = {}
    for node in doctree.findall(nodes.Element):
        if not node["ids"]:
            continue
        heading = ""
        if isinstance(node, nodes.section) and node.children and isinstance(node[0], nodes.title):
            heading = " ".join(node[0].astext().split())
        for name in node["ids"]:
            found[name] = _Anchor(heading, node.line or 0)
    return found
