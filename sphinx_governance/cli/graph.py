"""``sphinx-governance graph``: which record supersedes, amends, implements or depends on which."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_governance.cli.options import (
    format_option,
    kind_option,
    output_option,
    path_argument,
    reading_options,
)


@click.command()
@path_argument
@kind_option
@format_option("text", "dot", "mermaid", "json")
@output_option
@reading_options
def graph(
    path: str | None,
    kind: str | None,
    form: str,
    output: Path | None,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Show how records relate: as a list, for Graphviz, for Mermaid, or as JSON.

    Records without a relation are left out. With --kind only relations between records of it.

    \b
    Examples:
      sphinx-governance graph
      sphinx-governance graph --format dot | dot -Tsvg -o decisions.svg
      sphinx-governance graph docs/adr --format mermaid -o decisions.mmd
    """  # fmt: skip
    from sphinx_governance.cli.editing import open_records
    from sphinx_governance.cli.output import write_text
    from sphinx_governance.cli.selection import Selection
    from sphinx_governance.model.drawn import dot, edges
    from sphinx_governance.model.index import IndexOptions
    from sphinx_governance.outputs.governance_json import dump
    from sphinx_governance.outputs.record_graph import as_mermaid, as_text, graph_as_json

    loaded = open_records(path, kind, no_conf=no_conf, no_cache=no_cache)
    Selection(kind=kind).check(loaded)
    found = edges(loaded.corpus, IndexOptions(kinds=(kind,) if kind else ()))
    if form == "json":
        text = dump(graph_as_json(loaded.corpus, found))
    else:
        text = {"text": as_text, "dot": dot, "mermaid": as_mermaid}[form](found) + "\n"
    write_text(text, output)
