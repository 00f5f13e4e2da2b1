"""``sphinx-governance new``: the next record, in the form of those that are there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.editing import (
    against_option,
    iso,
    one_record,
    open_records,
    today_option,
)
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import format_option, path_argument, reading_options


@click.command()
@click.argument("kind", metavar="KIND", shell_complete=completing.kinds)
@click.argument("title", metavar="TITLE")
@path_argument
@click.option(
    "--template",
    metavar="NAME|FILE",
    shell_complete=completing.templates,
    help="nygard, madr, madr-minimal, madr-bare, y-statement, rfc, the name of a kind (its directive),"
    " or a Jinja2 file of your own (default: like the other records).",
)
@click.option(
    "--supersedes",
    metavar="ID",
    shell_complete=completing.record_ids,
    help="The record that this one is to replace.",
)
@click.option("--edit", is_flag=True, help="Open the file in $VISUAL or $EDITOR.")
@click.option("--number", type=click.IntRange(min=0), help="Its number (default: the next free).")
@against_option
@today_option
@format_option("text", "json")
@reading_options
def new(  # noqa: PLR0913 - one parameter an option
    kind: str,
    title: str,
    path: str | None,
    template: str | None,
    supersedes: str | None,
    edit: bool,
    number: int | None,
    against: str,
    today: datetime | None,
    form: str,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Begin a record: the next number, the right folder, the form of the others; print its path.

    The next number is free in the working tree, on every local branch, and with --against on a ref
    or on all branches of a remote, as they were fetched last. A file that is there is never overwritten.

    \b
    Examples:
      sphinx-governance new adr "Use a queue for mail"
      sphinx-governance new adr "Use two queues" --supersedes ADR-0007 --edit
      sphinx-governance new rfc "Plugins" --template docs/rfc-template.rst
      sphinx-governance new adr "Use a queue for mail" --against origin
    """  # fmt: skip
    from sphinx_governance.cli.drafting import draft_of, numbered, text_of
    from sphinx_governance.cli.naming import Wanted
    from sphinx_governance.cli.output import write_json
    from sphinx_governance.cli.programs import edit as open_with
    from sphinx_governance.files import write_new

    editor = _editor() if edit else []
    loaded = open_records(path, kind, no_conf=no_conf, no_cache=no_cache)
    draft = draft_of(loaded, kind, title, iso(today))
    if number is not None and draft.number is None:
        raise UsageProblem("these records go by date or name, not by number", "leave --number out")
    draft = numbered(loaded, draft, Wanted(number, against))
    old = one_record(loaded, supersedes, None) if supersedes else None
    text, place = text_of(loaded, draft, template, old)
    try:
        write_new(place, text)
    except FileExistsError as error:
        raise UsageProblem(f"{place} is there already", "give the record another title") from error
    except OSError as error:
        raise UsageProblem(f"nothing was written: {error}", "make the folder writable") from error
    if form == "json":
        known = {"id": draft.id, "kind": kind, "number": draft.number, "path": _shown(place)}
        write_json({"schema": 1, **known})
    else:
        click.echo(_shown(place))
    if old is not None:
        click.echo(
            f"{old.id} stays as it is until this one is accepted; then:"
            f" sphinx-governance supersede {old.id} {draft.id}",
            err=True,
        )
    if editor:
        open_with(editor, str(place))


def _shown(place: Path) -> str:
    """Return a path as a shell in this folder would open it."""
    here = Path.cwd()
    whole = place.resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else str(whole)


def _editor() -> list[str]:
    """Return the command of the editor.

    :raises UsageProblem: none is set.
    """
    from sphinx_governance.cli.programs import editor

    command = editor()
    if not command:
        raise UsageProblem("no editor is set", "set VISUAL or EDITOR, or leave --edit out")
    return command
