"""``record-index`` and ``record-graph``, and the short names that each kind has for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import Directive, directives

from sphinx_governance.model.index import COLUMNS, GROUPS, SHAPES, SORTS, IndexOptions
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.text import listed, nearest
from sphinx_governance.placeholders import record_graph, record_index

if TYPE_CHECKING:
    from docutils import nodes


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(split_list(text or ""))


def _choice(allowed: Sequence[str], what: str) -> Any:
    """Return a converter that takes one of *allowed*, and names the nearest of them otherwise."""

    def convert(text: str | None) -> str:
        value = (text or "").strip()
        if value in allowed:
            return value
        raise ValueError(_unknown(value, allowed, what))

    return convert


def _columns(text: str | None) -> tuple[str, ...]:
    found = _list(text)
    for name in found:
        if name not in COLUMNS:
            raise ValueError(_unknown(name, COLUMNS, "column"))
    return found


def _unknown(value: str, allowed: Sequence[str], what: str) -> str:
    near = nearest(value, allowed)
    remedy = f"did you mean {near}?" if near else f"use {listed(allowed)}"
    return f"{value!r} is no {what}; {remedy}"


class RecordIndex(Directive):
    """Lists records; the first that leaves none of its kind out is their parent in navigation."""

    has_content = False
    kind: ClassVar[str] = ""
    placeholder: ClassVar[type[nodes.Element]] = record_index
    option_spec: ClassVar[dict[str, Any]] = {
        "kind": _list,
        "status": _list,
        "tags": _list,
        "track": _list,
        "group-by": _choice(GROUPS, "way to group"),
        "sort": _choice(SORTS, "order"),
        "limit": directives.nonnegative_int,
        "columns": _columns,
        "as": _choice(SHAPES, "shape"),
    }  # fmt: skip

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        options = IndexOptions(
            kinds=(self.kind,) if self.kind else self.options.get("kind", ()),
            statuses=self.options.get("status", ()),
            tags=self.options.get("tags", ()),
            tracks=self.options.get("track", ()),
            group_by=self.options.get("group-by", ""),
            sort=self.options.get("sort", "number"),
            limit=self.options.get("limit", 0),
            columns=self.options.get("columns", ()),
            shape=self.options.get("as", "table"),
        )
        node = self.placeholder(page="", line=self.lineno, options=asdict(options))
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        return [node]


class RecordGraph(RecordIndex):
    """Draws which record supersedes, amends, implements or depends on which."""

    placeholder = record_graph
    option_spec: ClassVar[dict[str, Any]] = {
        name: RecordIndex.option_spec[name] for name in ("kind", "status", "tags", "track")
    }


def for_kind(base: type[RecordIndex], kind: str) -> type[RecordIndex]:
    """Return the directive that shows records of one kind: ``adr-index``."""
    spec = {name: convert for name, convert in base.option_spec.items() if name != "kind"}
    return type(f"{base.__name__}_{kind}", (base,), {"kind": kind, "option_spec": spec})
