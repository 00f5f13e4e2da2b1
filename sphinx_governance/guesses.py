"""What is said of a reference that nothing answers to: what is missing, and what may have been meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePath

from sphinx.util import docname_join

from sphinx_governance.domain import GovernanceDomain
from sphinx_governance.gaps import MYST, Gap
from sphinx_governance.model.text import nearest

_WHAT = {
    "doc": "document", "ref": "label", "numref": "label", "keyword": "label", "term": "glossary term",
    "option": "option", "envvar": "environment variable", "token": "grammar token",
}  # fmt: skip
_LABELS = frozenset({"ref", "numref", "keyword"})


class Names:
    """The names of a project that a reference may have meant."""

    def __init__(self, domain: GovernanceDomain) -> None:
        self._env = domain.env

    def explain(self, gap: Gap, page: str, written: str) -> tuple[str, str]:
        """Return the message and the hint for a reference on *page*, which stands there as *written*."""
        if gap.kind == MYST:
            return f"the link to {written!r} leads nowhere", self._hint_for_link(gap, page, written)
        near = self._near(gap, page)
        hint = f"did you mean {near}?" if near else ""
        if gap.domain in {"", "std"} and gap.kind in _WHAT:
            label = gap.kind == "ref" and gap.target in self._env.domains.standard_domain.anonlabels
            if label:
                return (
                    f"the label {gap.target!r} has no title",
                    "give the reference a text of its own",
                )
            return f"there is no {_WHAT[gap.kind]} {gap.target!r}", hint
        if gap.kind == "any":
            return f"nothing is named {gap.target!r}", hint
        name = f"{gap.domain}:{gap.kind}" if gap.domain else gap.kind
        return f"there is no {gap.target!r} ({name})", hint

    def _hint_for_link(self, gap: Gap, page: str, written: str) -> str:
        """Return a hint for a Markdown link: the heading, the page or the label that was meant."""
        path, _, anchor = gap.target.partition("#")
        document = path if path in self._env.all_docs else page
        named = written.partition("#")[0]
        if path not in self._env.all_docs and named:
            near = nearest(named, self._files_beside(page))
            if near or gap.domain == "doc":
                return f"did you mean {near}?" if near else ""
        slugs = self._env.metadata[document].get("myst_slugs", {})
        if anchor and not slugs and not getattr(self._env.config, "myst_heading_anchors", None):
            return "headings are link targets where conf.py sets myst_heading_anchors"
        near = nearest(anchor or gap.target, {*slugs, *self._labels})
        return f"did you mean #{near}?" if near else ""

    def _files_beside(self, page: str) -> Iterable[str]:
        """Return the files of all pages, as a link on *page* names them."""
        folder = posixpath.dirname(page) or "."
        for name in self._env.found_docs:
            file = PurePath(self._env.doc2path(name, base=False)).as_posix()
            yield posixpath.relpath(file, folder)

    def _near(self, gap: Gap, page: str) -> str | None:
        if gap.kind == "doc":
            near = nearest(docname_join(page, gap.target), self._env.found_docs)
            return f"/{near}" if near else None
        if gap.kind in _LABELS:
            return nearest(gap.target, self._labels)
        return nearest(gap.target, self._objects(gap.domain))

    @cached_property
    def _labels(self) -> list[str]:
        standard = self._env.domains.standard_domain
        return sorted({*standard.labels, *standard.anonlabels})

    def _objects(self, domain: str) -> Iterable[str]:
        found = self._env.domains.get(domain or "std")
        return {item[0] for item in found.get_objects()} if found else ()
