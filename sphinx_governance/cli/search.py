"""``sphinx-governance search``: the records and pages that hold some words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import format_option, kind_option, reading_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.search import Hit

_LINES, _WIDE = 2, 100
"""So many lines of each hit are shown, and so many characters of each."""


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option(
    "--path",
    metavar="PATH",
    shell_complete=completing.files,
    help="What to search (default: the project around here).",
)
@kind_option
@click.option(
    "--status",
    multiple=True,
    metavar="STATUS",
    shell_complete=completing.statuses,
    help="Only records in this status.",
)
@format_option("text", "json")
@reading_options
def search(  # noqa: PLR0913 - one parameter an option
    words: tuple[str, ...],
    path: str | None,
    kind: str | None,
    status: tuple[str, ...],
    form: str,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Find the records, and after them the pages, that hold all WORDS.

    Case and accents do not count, and parts of words do. What has them in its title comes first,
    then in its header, its headings, its text. With --kind or --status only records are searched.

    Exit status, as with grep: 0 something was found, 1 nothing, 2 wrong use.

    \b
    Examples:
      sphinx-governance search queue mail
      sphinx-governance search postgres --status accepted --status superseded
      sphinx-governance search pool --path docs/adr --format json
    """  # fmt: skip
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.output import write
    from sphinx_governance.cli.selection import Selection
    from sphinx_governance.cli.target import find_target
    from sphinx_governance.files import SourceLines
    from sphinx_governance.model.search import search_corpus, words_of

    wanted = words_of(words)
    if not wanted:
        raise UsageProblem("there is no word to search for", "sphinx-governance search queue")
    request = Request(kind or "adr", everything=False, cached=not no_cache)
    loaded = load(find_target(path, conf=not no_conf), request)
    selection = Selection(kind=kind, status=status)
    selection.check(loaded)
    chosen = {id(record) for record in selection.of(loaded)}
    lines = SourceLines(loaded.base)
    hits = [
        hit
        for hit in search_corpus(loaded.corpus, wanted, lines.whole)
        if (id(hit.record) in chosen if hit.record else not (kind or status))
    ]
    if form == "json":
        _as_json(loaded, wanted, hits)
    else:
        write(_shown(loaded, wanted, hits))
    if not hits:
        raise click.exceptions.Exit(1)


def _as_json(loaded: Loaded, words: Sequence[str], hits: Sequence[Hit]) -> None:
    from sphinx_governance.cli.output import write_json

    write_json(
        {
            "schema": 1,
            "words": list(words),
            "examined": dict(loaded.corpus.examined),
            "hits": [
                {
                    "id": hit.record.id if hit.record else None,
                    "title": hit.record.title if hit.record else None,
                    "status": hit.record.status_name if hit.record else None,
                    "path": loaded.place(hit.path),
                    "lines": [{"line": number, "text": text} for number, text in hit.lines],
                }
                for hit in hits
            ],
        }
    )


def _shown(loaded: Loaded, words: Sequence[str], hits: Sequence[Hit]) -> Iterator[str]:
    from sphinx_governance.cli.output import painter
    from sphinx_governance.cli.selection import closing
    from sphinx_governance.model.text import count, printable, shorten

    paint = painter()
    for hit in hits:
        place = printable(loaded.place(hit.path))
        if hit.record:
            status = f" [{hit.record.status_name}]" if hit.record.status_name else ""
            title = printable(f"{hit.record.id}{status} {hit.record.title or '(no title)'}")
            yield paint(title, "bold")
        else:
            yield paint(place, "bold")
        for number, text in hit.lines[:_LINES]:
            line = shorten(printable(text), _WIDE)
            yield f"  {paint(f'{place}:{number}:', 'dim')} {line}"
        yield ""
    if hits:
        records = sum(hit.record is not None for hit in hits)
        yield f"{count(records, 'record')} and {count(len(hits) - records, 'page')} found."
    elif loaded.corpus.records:
        documents = count(loaded.corpus.examined["documents"], "document")
        yield f"Nothing holds {printable(' and '.join(words))}: {documents} searched."
    else:
        yield from closing(loaded, 0)
