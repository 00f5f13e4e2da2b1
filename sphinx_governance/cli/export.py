"""``sphinx-governance export``: what a project decided, in the forms of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import output_option, path_argument, reading_options
from sphinx_governance.outputs.export_names import EXPORTS

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded


@click.command()
@click.argument("format", type=click.Choice(EXPORTS), metavar="|".join(EXPORTS))
@path_argument
@output_option
@click.option("--force", is_flag=True, help="Replace a CODEOWNERS that somebody wrote by hand.")
@reading_options
def export(
    format: str,
    path: str | None,
    output: Path | None,
    force: bool,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Write the records of PATH in the form of another program.

    \b
    json         governance.json: records, kinds and guide, as the builder governance writes it
    csv          a line for each record, for spreadsheets
    atom         a feed of where each record stands, by the dates in the records
    dot          the graph of relations, for Graphviz
    codeowners   lines for CODEOWNERS, from the paths that records govern and their deciders' handles
    snippets     snippets of VS Code for the records and the guide of this project

    The same sources give the same bytes. In csv, a cell that a spreadsheet would take for a formula
    begins with an apostrophe.

    \b
    Examples:
      sphinx-governance export csv > records.csv
      sphinx-governance export atom -o public/decisions.atom
      sphinx-governance export codeowners -o .github/CODEOWNERS
      sphinx-governance export snippets -o .vscode/records.code-snippets
    """  # fmt: skip
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.output import write_text
    from sphinx_governance.cli.target import find_target
    from sphinx_governance.outputs import exports

    loaded = load(find_target(path, conf=not no_conf), Request(cached=not no_cache))
    corpus = loaded.corpus
    text = exports.export(format, corpus, published(loaded), corpus.base_url)
    if format == "codeowners":
        _say_left_out(loaded)
        if output is not None and not force:
            _refuse_by_hand(output)
    write_text(text, output)


def published(loaded: Loaded) -> dict[str, str]:
    """Return page → URL, where the project says where its pages are published."""
    corpus = loaded.corpus
    pages = (document.page for document in corpus.documents if corpus.base_url)
    return {page: corpus.page_url(page) for page in pages}


def _say_left_out(loaded: Loaded) -> None:
    from sphinx_governance.outputs.codeowners import MARK, codeowners

    made = codeowners(loaded.corpus)
    for line in made.left_out:
        click.echo(f"Left out: {line}", err=True)
    if made.text.strip() == MARK:
        click.echo(
            "No record in force governs paths by a decider with a handle:"
            " governs: src/mail/*, deciders: @ana",
            err=True,
        )


def _refuse_by_hand(output: Path) -> None:
    from sphinx_governance.outputs.codeowners import MARK

    text = output.read_text("utf-8", "replace") if output.is_file() else ""
    if text.strip() and not text.startswith(MARK):
        raise UsageProblem(
            f"{output} was written by hand; nothing was written",
            "take the lines from standard output, or replace it: --force",
        )
