"""What commands share that change records: finding the one that is meant, and writing all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sphinx_governance.cli.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.record import Record

_F = TypeVar("_F", bound="Callable[..., Any]")


def diff_option(function: _F) -> _F:
    """Add ``--diff``."""
    return click.option("--diff", is_flag=True, help="Show what would change; write nothing.")(
        function
    )


def against_option(function: _F) -> _F:
    """Add ``--against``."""
    return click.option(
        "--against",
        metavar="REF|REMOTE",
        default="",
        help="Numbers there are taken too: a ref, or all branches of a remote as last fetched.",
    )(function)


def today_option(function: _F) -> _F:
    """Add ``--today``."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="The date that is written (default: today's).",
    )(function)


def iso(today: datetime | None) -> str:
    """Return the day that a command writes."""
    return (today.date() if today else date.today()).isoformat()  # noqa: DTZ011 - the author's own day


def open_records(path: str | None, kind: str | None, *, no_conf: bool, no_cache: bool) -> Loaded:
    """Return the records of PATH.

    :raises UsageProblem: they cannot be read.
    """
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.target import find_target

    return load(
        find_target(path, conf=not no_conf),
        Request(kind or "adr", everything=False, cached=not no_cache),
    )


def records_named(loaded: Loaded, identifier: str, kind: str | None) -> tuple[Record, ...]:
    """Return the records that claim an identifier.

    :raises UsageProblem: there is none.
    """
    from sphinx_governance.model.reference import read_reference
    from sphinx_governance.model.text import nearest

    corpus = loaded.corpus
    reference = read_reference(identifier)
    prefixes = [reference.prefix] if reference.prefix else sorted(corpus.prefixes)
    found = [record for prefix in prefixes for record in corpus.find(reference, prefix=prefix)]
    found = [record for record in found if kind in {None, record.kind}]
    if not found:
        near = nearest(identifier.upper(), (record.id for record in corpus.records))
        hint = f"did you mean {near}?" if near else "sphinx-governance list shows what there is"
        raise UsageProblem(f"there is no record {identifier!r}", hint)
    return tuple(found)


def one_record(loaded: Loaded, identifier: str, kind: str | None) -> Record:
    """Return the record that an identifier means.

    :raises UsageProblem: there is none, or more than one.
    """
    from sphinx_governance.model.text import listed

    found = records_named(loaded, identifier, kind)
    if len(found) > 1:
        places = listed((f"{record.id} in {loaded.place(record.path)}" for record in found), "and")
        raise UsageProblem(
            f"{identifier!r} means {len(found)} records: {places}",
            "name it with its prefix, say --kind, or give one of them another number",
        )
    return found[0]


def make(loaded: Loaded, fixes: Iterable[Fix], *, diff: bool) -> bool:
    """Make changes, all of them or none, or only show them; return whether anything was written.

    :raises UsageProblem: a file does not read as expected, or cannot be written.
    """
    from sphinx_governance.cli.mending import diff_of, mending_by, write_mending
    from sphinx_governance.cli.output import painter, write

    wanted = [fix for fix in fixes if fix.edits]
    mending = mending_by(wanted, loaded.base)
    if len(mending.fixes) != len(wanted):
        missed = next(fix for fix in wanted if fix not in mending.fixes)
        at = missed.edits[0].at
        raise UsageProblem(
            f"could not {missed.title}: {loaded.place(at.path)}:{at.line} is written in a way"
            " that is not safe to change; nothing was written",
            "change it by hand",
        )
    if diff:
        write(diff_of(mending, painter()))
        return False
    try:
        write_mending(mending, loaded.base)
    except OSError as error:
        raise UsageProblem(f"nothing was written: {error}", "make the file writable") from error
    return bool(mending.after)
