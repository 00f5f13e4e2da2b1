"""The roles that refer to records: one for each kind, and one for any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

from sphinx_governance.model.reference import identifier, read_reference

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

NAME = "gov"
"""The domain's name, and the roles' in front of theirs."""


class RecordRole(XRefRole):
    """Refers to a record: ``:adr:`7```, ``:gov:rfc:`the queue <RFC-12>```; ``:adr:`~7``` shows no title."""

    def __init__(self, kind: str, prefix: str = "", width: int = 0) -> None:
        super().__init__(warn_dangling=True, innernodeclass=nodes.inline)
        self._kind, self._prefix, self._width = kind, prefix, width

    def process_link(
        self,
        env: BuildEnvironment,  # noqa: ARG002 - Sphinx's signature
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


class GuideRole(XRefRole):
    """Refers to a part of a guide: ``:gov:artifact:`changelog```, ``:gov:question:`tree/bug```."""

    def __init__(self, kind: str) -> None:
        super().__init__(warn_dangling=True, innernodeclass=nodes.inline)
        self._kind = kind

    def process_link(
        self,
        env: BuildEnvironment,  # noqa: ARG002 - Sphinx's signature
        refnode: Element,
        has_explicit_title: bool,  # noqa: ARG002
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Mark the reference as ours."""
        refnode["refdomain"], refnode["reftype"] = NAME, self._kind
        return title, target.strip()
