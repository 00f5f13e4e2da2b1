"""``sphinx-governance status``: a record moves to another state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.editing import (
    diff_option,
    iso,
    make,
    one_record,
    open_records,
    today_option,
)
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import kind_option, path_argument, reading_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.corpus import Corpus
    from sphinx_governance.model.finding import Finding
    from sphinx_governance.model.record import Record

_OWED = frozenset({"field-required-by-status", "field-forbidden-by-status", "section-missing"})
"""The rules that say what a state asks for."""


@click.command()
@click.argument("identifier", metavar="ID", shell_complete=completing.record_ids)
@click.argument("new", metavar="NEW", shell_complete=completing.statuses)
@path_argument
@click.option("--force", is_flag=True, help="Move it even where the lifecycle does not allow that.")
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Fill a field that the status asks for.",
)
@diff_option
@today_option
@kind_option
@reading_options
def status(  # noqa: PLR0913 - one parameter an option
    identifier: str,
    new: str,
    path: str | None,
    force: bool,
    given: tuple[str, ...],
    diff: bool,
    today: datetime | None,
    kind: str | None,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Move a record to another status, and date the move.

    Only the lines that say so change. The date is written where the record has one: "updated" by
    every move, "date" by the one that decides. A move that the lifecycle does not allow, or for
    which a field or section is missing, is refused; --set fills a field.

    \b
    Examples:
      sphinx-governance status ADR-0007 accepted
      sphinx-governance status 7 proposed docs/adr --diff
      sphinx-governance status RFC-0003 proposed --set discussion=#12
    """  # fmt: skip
    from sphinx_governance.cli.filling import fill
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.mendings import set_status
    from sphinx_governance.model.moves import dates

    loaded = open_records(path, kind, no_conf=no_conf, no_cache=no_cache)
    corpus = loaded.corpus
    record = one_record(loaded, identifier, kind)
    state = _state(corpus, record, new)
    before = record.status_name
    if before == state:
        click.echo(f"{record.id} is {state} already.")
        return
    filled, after = fill(loaded, record, given, kind)
    if not force:
        refuse_move(corpus, record, state)
        _refuse_owing(loaded, record, after, state)
    fix = set_status(corpus, record, state)
    if fix is None:
        raise UsageProblem(*_unwritable(loaded, record, state))
    edits, left = dates(corpus, record, state, iso(today))
    written = make(loaded, [Fix(fix.title, (*fix.edits, *edits, *filled))], diff=diff)
    if written:
        place = loaded.place(record.path)
        click.echo(f"{record.id}: {before or 'no known status'} → {state} ({place})")
    for label in left:
        click.echo(f"The field {label!r} is not an ISO date and stays as it is.", err=True)


def _state(corpus: Corpus, record: Record, name: str) -> str:
    """Return the state that a word means in a record's lifecycle.

    :raises UsageProblem: it means none.
    """
    from sphinx_governance.model.text import fold, listed, nearest

    lifecycle = corpus.spec(record).lifecycle
    state = lifecycle.words.get(fold(name))
    if state is None:
        near = nearest(fold(name), lifecycle.words)
        known = f"its states are {listed(lifecycle.by_name, 'and')}"
        hint = f"did you mean {near}?" if near else known
        raise UsageProblem(f"{record.id} knows no status {name!r}", hint)
    return state


def refuse_move(corpus: Corpus, record: Record, state: str) -> None:
    """Refuse a move that a record's lifecycle does not allow.

    :raises UsageProblem: it does not.
    """
    from sphinx_governance.model.text import listed, printable

    if record.status is None:
        return  # there is nothing that it moves from
    lifecycle = corpus.spec(record).lifecycle
    before = lifecycle.state(record.status_name)
    if before is None:
        raise UsageProblem(
            f"the status of {record.id}, {printable(record.status.text)!r}, is not known,"
            f" so whether it may become {state} is not either",
            "to write it all the same: --force",
        )
    if not lifecycle.may_move(before.name, state):
        moves = f"may become {listed(before.moves)}" if before.moves else "does not change any more"
        raise UsageProblem(
            f"{record.id} is {before.name}: it cannot become {state}",
            f"what is {before.name} {moves}; to write it all the same: --force",
        )


def _refuse_owing(loaded: Loaded, record: Record, after: Record, state: str) -> None:
    """Refuse a move to a state that asks for what the record does not have.

    :param after: the record with the fields that are about to be filled.
    :raises UsageProblem: something is missing.
    """
    if record.status is None:
        return
    moved = replace(record, fields=after.fields, status=record.status._replace(name=state))
    owed = _owed(loaded.corpus, record, moved)
    if not owed:
        return
    others = (item.hint for item in owed if item.hint and item.rule != "field-required-by-status")
    unfilled = _unfilled(loaded.corpus, moved, state)
    hints = [f"add {name!r}: --set {name}=…" for name in unfilled] + list(dict.fromkeys(others))
    if any("'superseded-by'" in finding.message for finding in owed):
        hints = [f"sphinx-governance supersede {record.id} NEW writes both ends"]
    raise UsageProblem(
        "; ".join(finding.message for finding in owed),
        f"{'; '.join(hints)}; or leave that for later: --force",
    )


def _unfilled(corpus: Corpus, record: Record, name: str) -> list[str]:
    """Return the fields that a state asks for and a record does not have."""
    state = corpus.spec(record).lifecycle.state(name)
    return [field for field in (state.requires if state else ()) if not record.has(field)]


def _owed(corpus: Corpus, record: Record, moved: Record) -> list[Finding]:
    """Return what ``check`` would newly say of a record that has moved."""
    from sphinx_governance.cli.choosing import usable_rules
    from sphinx_governance.rules.registry import run_rules

    documents = tuple(
        replace(
            document, records=tuple(moved if item is record else item for item in document.records)
        )
        if record in document.records
        else document
        for document in corpus.documents
    )
    with usable_rules():
        known = _said(run_rules(corpus, lambda rule: rule.name in _OWED), record)
        now = run_rules(replace(corpus, documents=documents), lambda rule: rule.name in _OWED)
    before = {(finding.rule, finding.hint) for finding in known}
    return [item for item in _said(now, record) if (item.rule, item.hint) not in before]


def _said(findings: Iterable[Finding], record: Record) -> list[Finding]:
    return [
        finding
        for finding in findings
        if finding.at.path == record.path and record.id in finding.message
    ]


def _unwritable(loaded: Loaded, record: Record, state: str) -> tuple[str, str]:
    """Return why a status cannot be changed, and what to write by hand."""
    from sphinx_governance.model.advice import label

    place = f"{loaded.place(record.path)}:{(record.status or record).at.line}"
    if record.status is None:
        name = label(loaded.corpus, record, "status") or "Status"
        return f"{record.id} has no status that could be changed", (
            f"write one in {place}: '{name}: {state}'"
        )
    return f"the status of {record.id} is written in a way that is not safe to change", (
        f"change it by hand: {place}"
    )
