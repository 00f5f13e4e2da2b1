"""``sphinx-governance link``: a relation between two records, written once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.editing import diff_option, make, one_record, open_records
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import kind_option, path_argument, reading_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.record import Record

_ENDS_OF_SUPERSESSION = frozenset({"supersedes", "superseded-by"})


@click.command()
@click.argument("one", metavar="FROM", shell_complete=completing.record_ids)
@click.argument("relation", metavar="RELATION", shell_complete=completing.relations)
@click.argument("other", metavar="TO", shell_complete=completing.record_ids)
@path_argument
@diff_option
@kind_option
@reading_options
def link(  # noqa: PLR0913 - one parameter an option
    one: str,
    relation: str,
    other: str,
    path: str | None,
    diff: bool,
    kind: str | None,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Say that a record amends, implements, depends on or relates to another.

    A relation is written once, in the record that states it, as its file writes such things; the
    other record shows it too. "FROM amended-by TO" is therefore written in TO, as "amends".

    \b
    Examples:
      sphinx-governance link ADR-0012 amends ADR-0007
      sphinx-governance link 12 depends-on 7 docs/adr --diff
    """  # fmt: skip
    from sphinx_governance.model.fields import FORWARD, INVERSE

    name = _relation(relation)
    if name in _ENDS_OF_SUPERSESSION:
        old, new = (other, one) if name == "supersedes" else (one, other)
        raise UsageProblem(
            "a supersession changes the old record's status too",
            f"sphinx-governance supersede {old} {new}",
        )
    loaded = open_records(path, kind, no_conf=no_conf, no_cache=no_cache)
    first, second = one_record(loaded, one, kind), one_record(loaded, other, kind)
    if first is second or first.id == second.id:
        raise UsageProblem(f"{first.id} cannot be related to itself", "name two records")
    if (name, second) in _said(loaded, first):
        click.echo(f"{first.id} and {second.id} say so already.")
        return
    if name not in FORWARD:
        first, second, name = second, first, INVERSE[name]
    fix = _written(loaded, first, name, second, kind)
    if make(loaded, [fix], diff=diff):
        from sphinx_governance.model.fields import phrase

        verb = phrase(name)
        click.echo(f"{first.id} {verb} {second.id} ({loaded.place(first.path)})")


def _relation(word: str) -> str:
    """Return the relation that a word names.

    :raises UsageProblem: it names none.
    """
    from sphinx_governance.model.fields import ALIASES, INVERSE, canonical
    from sphinx_governance.model.text import listed, nearest

    name = canonical(word)
    if name not in INVERSE:
        names = {other: own for own in INVERSE for other in (own, *ALIASES[own])}
        near = nearest(name, [key.replace(" ", "-") for key in names])
        hint = f"did you mean {near}?" if near else f"relations: {listed(INVERSE, 'and')}"
        raise UsageProblem(f"there is no relation {word!r}", hint)
    return name


def _said(loaded: Loaded, record: Record) -> list[tuple[str, Record]]:
    """Return a record's relations in both directions, whichever record states them."""
    from sphinx_governance.model.fields import INVERSE

    corpus = loaded.corpus
    own = [(relation.type, to) for relation, to in corpus.related(record)]
    return own + [
        (INVERSE[relation.type], one)
        for one in corpus.records
        for relation, to in corpus.related(one)
        if to is record
    ]


def _written(loaded: Loaded, record: Record, name: str, other: Record, kind: str | None) -> Fix:
    """Return what makes a record state a relation; what it says then was read once to be sure.

    :raises UsageProblem: its kind has no such relation, or its header no place for it.
    """
    from sphinx_governance.files import SourceLines
    from sphinx_governance.model.advice import how_to_relate
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.relating import add_relation
    from sphinx_governance.model.text import listed

    corpus = loaded.corpus
    known = sorted(set(corpus.spec(record).relations.values()))
    if name not in known:
        has = f"their relations are {listed(known, 'and')}" if known else "they have none"
        raise UsageProblem(f"records such as {record.id} know no relation {name!r}", has)
    edits = add_relation(corpus, record, name, other, SourceLines(loaded.base))
    fix = Fix(f"say in {record.id} that it {name} {other.id}", tuple(edits or ()))
    if not edits or not _is_read(loaded, record, (name, other), fix, kind):
        raise UsageProblem(
            f"{record.id} has no line to which its relation could be added; nothing was written",
            f"{how_to_relate(corpus, record, name, other.id)} ({loaded.place(record.path)})",
        )
    return fix


def _is_read(
    loaded: Loaded, record: Record, relation: tuple[str, Record], fix: Fix, kind: str | None
) -> bool:
    """Return whether a file with a fix says the relation, and all else that it said before."""
    from sphinx_governance.cli.rereading import record_after

    corpus, now = loaded.corpus, record_after(loaded, record, fix, kind)
    if now is None or (now.title, now.status_name) != (record.title, record.status_name):
        return False
    # The corpus knows which records there are; only this one's relations are new.
    there = replace(record, relations=now.relations)
    found = {(item.type, to.id) for item, to in corpus.related(there)}
    before = {(item.type, to.id) for item, to in corpus.related(record)}
    return found == before | {(relation[0], relation[1].id)}
