"""Indexes and graphs: their names and options, from the directives and from what they may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import indent

from sphinx_governance.config import load_project
from sphinx_governance.intake.directives.index import RecordGraph, RecordIndex
from sphinx_governance.model.index import (
    COLUMNS,
    DEFAULT_COLUMNS,
    GROUPS,
    SHAPES,
    SORTS,
    IndexOptions,
)

from .rst import literals

DEFAULTS = IndexOptions()
DIRECTIVES: Mapping[str, type[RecordIndex]] = {"index": RecordIndex, "graph": RecordGraph}

VALUES: Mapping[str, str] = {
    "kind": "names of kinds",
    "status": "statuses",
    "tags": "tags",
    "track": "tracks",
    "group-by": "one word",
    "sort": "one word",
    "limit": "a number",
    "columns": "names of columns",
    "as": "one word",
}
"""Option → what its value is. A new one fails the build of the docs until it has a name and a text."""

TEXTS: Mapping[str, Callable[[], str]] = {
    "kind": lambda: (
        "Only records of these kinds, with commas between. Without it, all kinds. "
        "The short names have their kind already and do not take this option. "
        "A kind that there is not is a finding of :ref:`rule-unreadable`."
    ),
    "status": lambda: (
        "Only records in one of these statuses. "
        "``none`` means those that have no status, or one that their kind does not know."
    ),
    "tags": lambda: "Only records with at least one of these tags.",
    "track": lambda: "Only records of at least one of these tracks.",
    "group-by": lambda: (
        f"A table, list or set of cards for each group: {literals(GROUPS)}. "
        "A record with several tags or tracks stands under each of them; "
        "one that has none stands in a group at the end."
    ),
    "sort": lambda: (
        f"{literals(SORTS)}. A hyphen turns the order round. "
        f"Without the option: ``{DEFAULTS.sort}``. Statuses are in the order of the alphabet."
    ),
    "limit": lambda: "So many records at most, taken after sorting.",
    "columns": lambda: (
        f"The columns of a table, in this order: {literals(COLUMNS)}. "
        f"Without the option: {literals(DEFAULT_COLUMNS)}, "
        "each of the last three only if a record has something in it."
    ),
    "as": lambda: f"{literals(SHAPES)}. Without the option: ``{DEFAULTS.shape}``.",
}


def directive_text(name: str) -> str:
    """Return the entry of ``record-index`` or ``record-graph``, with its short names and its options."""
    kinds = [kind.name for kind in load_project({}).kinds]
    names = [f"record-{name}", *(f"{kind}-{name}" for kind in kinds)]
    head = "\n".join(
        f"{'   ' * 5 if number else '.. rst:directive:: '}{item}"
        for number, item in enumerate(names)
    )
    directive = DIRECTIVES[name]
    doc = (directive.__doc__ or "").strip()
    return f"{head}\n\n{indent(doc, '   ')}\n\n{''.join(map(_option, directive.option_spec))}"


def _option(name: str) -> str:
    return f"   .. rst:directive:option:: {name}: {VALUES[name]}\n\n{indent(TEXTS[name](), ' ' * 6)}\n\n"
