"""The names of a record's fields, and the other names people write for them."""

from __future__ import annotations

import re

from sphinx_governance.model.text import fold

FIELD_TYPES = (
    "text", "number", "status", "date", "people", "list", "records", "links", "paths",
)  # fmt: skip
"""What a field's value is; ``records`` names other records, ``paths`` holds .gitignore patterns."""

ALIASES: dict[str, tuple[str, ...]] = {
    "number": ("id",),
    "title": ("name", "feature name"),
    "status": ("state", "adr status", "rfc status", "decision status"),
    "date": ("decided", "decided on", "decision date", "date decided", "date of decision"),
    "created": ("created on", "date created", "creation date", "start date", "date proposed"),
    "updated": ("updated on", "last updated", "last update", "last modified", "modified"),
    "deciders": (
        "decider", "decision makers", "decision maker", "decision maker(s)", "decided by",
        "decision owners",
    ),
    "authors": ("author", "author(s)", "proposed by", "proposer", "written by"),
    "consulted": (),
    "informed": (),
    "tags": ("tag", "labels", "keywords"),
    "track": ("tracks", "tracks affected", "affected tracks"),
    "summary": ("description",),
    "discussion": (
        "discussions to", "discussion to", "discussions", "discussion thread", "discussion url",
    ),
    "issue": ("issues", "tracking issue", "rust issue", "ticket", "technical story"),
    "pull-request": ("pull requests", "pr", "rfc pr"),
    "supersedes": ("supercedes", "superseeds", "replaces"),
    "superseded-by": ("superceded by", "superseeded by", "replaced by"),
    "amends": (),
    "amended-by": (),
    "implements": (),
    "implemented-by": (),
    "depends-on": ("depends", "requires"),
    "required-by": (),
    "relates-to": ("related", "related to", "related adrs", "related rfcs", "see also"),
    "governs": ("affected paths", "governed paths"),
    "review-by": ("review date", "review on", "next review"),
    "deadline": ("last call deadline",),
    "resolution": (),
}  # fmt: skip
"""Canonical field name → other names, in the forms in which :func:`canonical` meets them."""

INVERSE = {
    "supersedes": "superseded-by",
    "superseded-by": "supersedes",
    "amends": "amended-by",
    "amended-by": "amends",
    "implements": "implemented-by",
    "implemented-by": "implements",
    "depends-on": "required-by",
    "required-by": "depends-on",
    "relates-to": "relates-to",
}
"""Relation → the relation that its target has in turn."""

FORWARD = ("supersedes", "amends", "implements", "depends-on", "relates-to")
"""The relations that a record states about itself; the others are their inverses."""

OTHERS_FIELDS = frozenset(
    "abstract address contact copyright dedication html-meta jupytext kernelspec layout myst nav-order"
    " nocomments no-search nosearch organization orphan parent has-children grand-parent revision"
    " sd-hide-title sidebar-position substitutions tocdepth version wiki-page".split()
)
"""Folded names of a page's metadata that docutils, Sphinx, MyST and site generators read."""

CORE = frozenset({
    "status", "date", "deciders", "authors", "created", "supersedes", "superseded-by", "updated",
})  # fmt: skip
"""One of these must stand among label lines for them to be a record's header."""

_KNOWN = {fold(name): name for name in ALIASES} | {
    fold(other): name for name, others in ALIASES.items() for other in others
}
_PLURAL = re.compile(r"\((s|es)\)$")


def canonical(label: str) -> str:
    """Return the field that *label* means: its canonical name, or the folded label itself.

    >>> canonical("Decision-Makers")
    'deciders'
    """
    key = fold(_PLURAL.sub("", label.strip()))
    return _KNOWN.get(key, key)


def is_known(label: str) -> bool:
    """Return whether *label* is a name of one of the fields in :data:`ALIASES`."""
    return fold(_PLURAL.sub("", label.strip())) in _KNOWN


def phrase(relation: str) -> str:
    """Return a relation as the verb of a sentence.

    >>> phrase("superseded-by")
    'is superseded by'
    """
    words = relation.replace("-", " ")
    return f"is {words}" if words.endswith(" by") else words
