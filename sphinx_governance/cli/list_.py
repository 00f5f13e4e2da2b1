"""``sphinx-governance list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.options import format_option, kind_option, path_argument, reading_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.cli.selection import Selection


@click.command("list")
@path_argument
@kind_option
@click.option(
    "--status",
    multiple=True,
    metavar="STATUS",
    shell_complete=completing.statuses,
    help="Only records in this status (may be repeated).",
)
@click.option(
    "--tag", multiple=True, metavar="TAG", help="Only records with this tag (may be repeated)."
)
@format_option("table", "json")
@reading_options
def list_(  # noqa: PLR0913 - one parameter an option
    path: str | None,
    kind: str | None,
    status: tuple[str, ...],
    tag: tuple[str, ...],
    form: str,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """List the records of PATH: number, status, date and title.

    \b
    Examples:
      sphinx-governance list docs/adr
      sphinx-governance list --status accepted --status proposed
      sphinx-governance list --kind rfc --format json
    """
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.selection import Selection
    from sphinx_governance.cli.target import find_target

    request = Request(kind or "adr", everything=False, cached=not no_cache)
    loaded = load(find_target(path, conf=not no_conf), request)
    selection = Selection(kind=kind, status=status, tag=tag)
    selection.check(loaded)
    if form == "json":
        _as_json(loaded, selection)
    else:
        _as_table(loaded, selection)


def _as_json(loaded: Loaded, selection: Selection) -> None:
    from sphinx_governance.cli.output import write_json
    from sphinx_governance.outputs.record_json import record_as_json

    records = [
        record_as_json(loaded.corpus, record, loaded.place) for record in selection.of(loaded)
    ]
    write_json({"schema": 1, "examined": dict(loaded.corpus.examined), "records": records})


def _as_table(loaded: Loaded, selection: Selection) -> None:
    from sphinx_governance.cli.output import coloured, paint, width, write
    from sphinx_governance.cli.selection import closing, rows
    from sphinx_governance.report.table import render_table

    chosen = list(selection.of(loaded))
    if chosen:
        headings = ("ID", "Status", "Date", "Title")
        head, *lines = render_table(headings, rows(chosen), width=width(), flexible=3)
        write([paint(head, "bold") if coloured() else head, *lines, ""])
    write(closing(loaded, len(chosen)))
