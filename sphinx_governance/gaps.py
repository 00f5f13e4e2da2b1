"""Cross-references that nobody can resolve: Sphinx's and MyST's own resolvers, asked in silence."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.transforms import SphinxTransformer
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.logging import suppress_logging

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

MYST = "myst"
"""The kind of a Markdown link."""


class Gap(NamedTuple):
    """A cross-reference that no domain and no inventory could resolve."""

    kind: str
    domain: str
    target: str
    node: nodes.Element
    tolerated: bool


class _Collector:
    """The gaps of one page; a transform has no place of its own for them."""

    def __init__(self) -> None:
        self.gaps: list[Gap] = []


def unresolved_references(env: BuildEnvironment, doctree: nodes.document, page: str) -> list[Gap]:
    """Resolve a doctree's references as Sphinx and MyST would, in silence, and return those that fail."""
    collector = _Collector()
    current = env.current_document
    before, current.docname = current.docname if "docname" in current else "", page
    transformer = SphinxTransformer(doctree)
    transformer.set_environment(env)
    transformer.add_transforms(_resolvers(collector))
    try:
        with suppress_logging():
            transformer.apply_transforms()
    finally:
        current.docname = before
    return collector.gaps


def _resolvers(collector: _Collector) -> list[Any]:
    class Collecting(ReferencesResolver):
        """Sphinx's resolver, which notes what it would warn of, and what it would pass over."""

        def warn_missing_reference(
            self, refdoc: str, typ: str, target: str, node: pending_xref, domain: Domain | None
        ) -> None:
            del refdoc
            if _is_ignored(self.config, typ, target, domain):
                return
            # Sphinx's own handler of labels answers True once it has warned.
            if typ != "ref" and self.env.events.emit_firstresult(
                "warn-missing-reference", domain, node
            ):
                return
            name = domain.name if domain else ""
            asked = bool(node.get("refwarn")) or bool(self.config.nitpicky)
            collector.gaps.append(Gap(typ, name, target, node, not asked))

    found: list[Any] = [Collecting]
    with suppress(ImportError):
        found.append(_myst_resolver(collector))
    return found


def _myst_resolver(collector: _Collector) -> Any:
    from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver

    class CollectingMyst(MystReferenceResolver):
        """MyST's resolver for Markdown links."""

        def log_warning(self, target: Any, msg: str, subtype: Any, **kwargs: Any) -> None:
            del msg
            node = kwargs.get("location")
            if getattr(subtype, "value", "") != "xref_missing" or node is None:
                return
            if target and _is_ignored(self.config, MYST, target, None):
                return
            domain = str(node.get("refdomain") or "")
            wanted = node.get("reftargetid")
            whole = f"{node['reftarget']}#{wanted}" if domain == "doc" and wanted else target
            collector.gaps.append(Gap(MYST, domain, str(whole), node, tolerated=False))

    return CollectingMyst


def _is_ignored(config: Any, kind: str, target: str, domain: Domain | None) -> bool:
    """Return whether ``nitpick_ignore`` names a reference, as Sphinx reads it."""
    names = {f"{domain.name}:{kind}" if domain else kind}
    if domain is None or domain.name == "std":
        names.add(kind)
    if any((name, target) in config.nitpick_ignore for name in names):
        return True
    return any(
        re.fullmatch(ignored, name) and re.fullmatch(pattern, target)
        for ignored, pattern in config.nitpick_ignore_regex
        for name in names
    )
