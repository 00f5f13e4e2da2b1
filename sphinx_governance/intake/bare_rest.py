"""reST read with docutils alone, as safely as text can be read.

No ``docutils.conf``, no ``raw``, no file is inserted and no URL is asked. Roles
and directives of Sphinx keep their content; what they would do is not done.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, roles
from docutils.parsers.rst.states import Inliner
from docutils.transforms import references
from docutils.utils import new_document

from sphinx_governance.intake.directives.record import RecordDirective
from sphinx_governance.intake.from_doctree import outline_from_doctree
from sphinx_governance.intake.outline import Outline, Trouble
from sphinx_governance.intake.split import split_role

_REFERENCES = (
    references.Substitutions, references.PropagateTargets, references.AnonymousHyperlinks,
    references.IndirectHyperlinks, references.ExternalTargets, references.InternalTargets,
)  # fmt: skip
"""What gives references their targets, in the order of docutils' priorities."""

_STANDARDS = {
    "pep": "https://peps.python.org/pep-{0:0>4}/",
    "rfc": "https://datatracker.ietf.org/doc/html/rfc{0}.html",
}
"""Roles that Sphinx reads otherwise than docutils: with a title of their own."""

PROSE = frozenset(
    "versionadded versionchanged versionremoved deprecated seealso only centered hlist rst-class tip"
    " fragment grid grid-item grid-item-card card tab-set tab-item dropdown tabs tab details collapse".split()
)
"""Directives, of Sphinx and others, whose content is prose."""

_PATIENCE = 1_000_000_000
"""The sum of the squares of the lengths of the texts of one document that are read for markup:
a thousand paragraphs of a thousand characters. The worst ones of that size take ten seconds."""


def outline_from_rest(
    path: str, source: str, *, digest: str = "", record_directives: frozenset[str] = frozenset()
) -> Outline:
    """Return the Outline of a reST document, without Sphinx.

    :param record_directives: names of directives that declare a record (``adr``).
    """
    document, inliner = new_document(path, rest_settings()), Inliner()
    inliner.parse = patience = _Patience(inliner.parse)  # type: ignore[method-assign]
    with dispatching(lambda name: RecordDirective if name in record_directives else None):
        Parser(inliner=inliner).parse(source, document)
    for transform in _REFERENCES:
        transform(document).apply()
    outline = outline_from_doctree(document, source, path=path, markup="rst", digest=digest)
    outline = outline._replace(anchors=tuple(map(str, document.ids)))
    if patience.gave_up:
        message = "the paragraph is too long to be read for markup and links"
        trouble = Trouble("unreadable", message, patience.gave_up, 0, "part it in two")
        return outline._replace(troubles=(*outline.troubles, trouble))
    return outline


def parse_with(source: str, own: Mapping[str, type[Directive]]) -> None:
    """Parse a reST document with directives of one's own; others keep their prose."""
    document, inliner = new_document("<text>", rest_settings()), Inliner()
    inliner.parse = _Patience(inliner.parse)  # type: ignore[method-assign]
    with dispatching(own.get):
        Parser(inliner=inliner).parse(source, document)


def rest_settings() -> Any:
    """Return docutils' settings for a text of a stranger: nothing is inserted, nothing is said."""
    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = settings.halt_level = 5
    settings.warning_stream = io.StringIO()
    settings.line_length_limit = 10_000_000
    return settings


class _Patience:
    """Reads inline markup as docutils does, but not without end: a text costs the square of its length."""

    def __init__(self, parse: Callable[..., Any]) -> None:
        self.gave_up = 0
        self._parse, self._left = parse, _PATIENCE

    def __call__(self, text: str, lineno: int, memo: Any, parent: nodes.Element) -> Any:
        """Return the inline nodes of a text, or the text as it is."""
        cost = len(text) ** 2
        if cost > self._left:
            self.gave_up = self.gave_up or max(lineno, 1)
            return [nodes.Text(text.replace("\x00", ""))], []
        self._left -= cost
        return self._parse(text, lineno, memo, parent)


class _Opaque(Directive):
    """Any directive that docutils does not know: read as prose where it is, else passed over."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the content's nodes, or an empty holder that says something stood here."""
        holder = nodes.container()
        if self.name in PROSE:
            self.state.nested_parse(self.content, self.content_offset, holder)
        return [holder]


def _inline_role(  # noqa: PLR0913 - docutils calls it so
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,
    options: Any = None,
    content: Any = None,
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return a reference as written, for a role that docutils does not know."""
    del lineno, inliner, options, content
    label, target = split_role(text.replace("\x00", "\\"))
    if text.startswith("!"):
        return [nodes.inline(rawtext, label)], []
    if name in _STANDARDS:
        number, mark, anchor = target.partition("#")
        url = _STANDARDS[name].format(number) + mark + anchor
        title = label if label != target else f"{name.upper()} {target}"
        return [nodes.reference(rawtext, title, refuri=url)], []
    return [nodes.inline(rawtext, label, reftype=name, reftarget=target)], []


@contextmanager
def dispatching(choose: Callable[[str], Any]) -> Iterator[None]:
    """Answer docutils' look-ups of directives and roles while one document is parsed.

    *choose* returns the class of a directive by its name, None where docutils' own will do.
    Its registries are global, so they are not written to; Sphinx dispatches in the same way.
    """
    known_directive: Callable[..., Any] = directives.directive
    known_role: Callable[..., Any] = roles.role

    def directive(name: str, language: Any, document: nodes.document) -> tuple[Any, list[Any]]:
        if chosen := choose(name):
            return chosen, []
        found, messages = known_directive(name, language, document)
        return (found, messages) if found else (_Opaque, [])

    def role(name: str, language: Any, lineno: int, reporter: Any) -> tuple[Any, list[Any]]:
        if name in _STANDARDS:
            return _inline_role, []
        found, messages = known_role(name, language, lineno, reporter)
        return (found, messages) if found else (_inline_role, [])

    directives.directive, roles.role = directive, role  # type: ignore[assignment]
    try:
        yield
    finally:
        directives.directive, roles.role = known_directive, known_role
