"""Registering the domain, its directives, and a directive and short role for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.docutils import is_role_registered

from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.intake.directives.fragment import Fragment
from sphinx_governance.intake.directives.guide import DIRECTIVES
from sphinx_governance.intake.directives.index import RecordGraph, RecordIndex, for_kind
from sphinx_governance.intake.directives.record import RecordDirective
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.roles import RecordRole
from sphinx_governance.sphinx_config import project_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_OWNED = frozenset({"rfc"})
"""Roles that docutils and Sphinx own without a domain: ``:rfc:`` is for the IETF's."""


def setup_domain(app: Sphinx) -> None:
    """Register the domain, and a directive and short role for each kind."""
    app.add_domain(GovernanceDomain)
    app.add_directive("record-index", RecordIndex)
    app.add_directive("record-graph", RecordGraph)
    app.add_directive("fragment", Fragment)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.connect("config-inited", _register_kinds, priority=500)
    app.connect("builder-inited", _begin, priority=100)


def _begin(app: Sphinx) -> None:
    domain = governance(app.env)
    domain.builder = app.builder
    domain.add_kinds()


def _register_kinds(app: Sphinx, config: Config) -> None:
    for kind in project_of(config, Path(app.srcdir)).kinds:
        app.add_directive(kind.name, RecordDirective, override=True)
        app.add_directive(f"{kind.name}-index", for_kind(RecordIndex, kind.name), override=True)
        app.add_directive(f"{kind.name}-graph", for_kind(RecordGraph, kind.name), override=True)
        if kind.name not in _OWNED and _is_free(kind):
            app.add_role(kind.name, RecordRole(kind.name, kind.prefix, kind.width), override=True)


def _is_free(kind: RecordKind) -> bool:
    return kind.name == "adr" or not is_role_registered(kind.name)
