"""``sphinx-governance show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.editing import open_records, records_named
from sphinx_governance.cli.options import format_option, kind_option, path_argument, reading_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.record import Record, Relation


@click.command()
@click.argument("identifier", metavar="ID", shell_complete=completing.record_ids)
@path_argument
@kind_option
@format_option("text", "json")
@reading_options
def show(
    identifier: str, path: str | None, kind: str | None, form: str, no_conf: bool, no_cache: bool
) -> None:
    """Show one record: its header, its relations in both directions, its sections.

    ID is ADR-0007, adr-7, or just 7.

    \b
    Examples:
      sphinx-governance show ADR-0007
      sphinx-governance show 7 docs/adr
    """
    from sphinx_governance.cli.output import write, write_json
    from sphinx_governance.outputs.record_json import record_as_json

    loaded = open_records(path, kind, no_conf=no_conf, no_cache=no_cache)
    records = records_named(loaded, identifier, kind)
    if form == "json":
        shown = [record_as_json(loaded.corpus, record, loaded.place) for record in records]
        write_json({"schema": 1, "records": shown})
        return
    for index, record in enumerate(records):
        write([""] if index else [])
        write(_lines(loaded, record))


def _lines(loaded: Loaded, record: Record) -> list[str]:
    from sphinx_governance.cli.output import coloured, paint
    from sphinx_governance.model.text import printable

    title = f"{record.id}  {record.title or '(no title)'}"
    lines = [paint(printable(title), "bold") if coloured() else printable(title), ""]
    facts = _facts(loaded, record)
    width = max(len(label) for label, _ in facts) + 2
    lines += [f"  {label:<{width}}{printable(value)}" for label, value in facts]
    if record.sections:
        lines += ["", "  Sections"]
        depth = min(section.level for section in record.sections)
        lines += [
            f"    {'  ' * (section.level - depth)}{printable(section.title)}"
            for section in record.sections
        ]
    return lines


def _facts(loaded: Loaded, record: Record) -> list[tuple[str, str]]:
    from sphinx_governance.model.fields import INVERSE

    corpus = loaded.corpus
    facts = [("Kind", corpus.spec(record).title)]
    if record.status:
        phase = corpus.phase(record)
        facts.append(
            (
                "Status",
                record.status.text
                + (f" ({phase})" if phase and phase != record.status_name else ""),
            )
        )
    facts += [
        (entry.label.strip().capitalize(), entry.value)
        for entry in record.fields
        if entry.value
        and entry.name not in {"status", "number", "title"}
        and entry.name not in INVERSE
    ]
    facts += [
        (relation.type.replace("-", " ").capitalize(), _target(loaded, record, relation))
        for relation in record.relations
    ]
    facts += [
        (relation.inverse.replace("-", " ").capitalize(), f"{other.id} {other.title}")
        for other in corpus.records
        for relation, target in corpus.related(other)
        if target is record
        and other is not record
        and not _written(loaded, record, relation.inverse, other)
    ]
    return [*facts, ("File", f"{loaded.place(record.path)}:{record.at.line}")]


def _target(loaded: Loaded, record: Record, relation: Relation) -> str:
    found = loaded.corpus.targets(record, relation)
    return f"{found[0].id} {found[0].title}" if found else f"{relation.reference.text} (not found)"


def _written(loaded: Loaded, record: Record, kind: str, other: Record) -> bool:
    return any(
        relation.type == kind and target is other
        for relation, target in loaded.corpus.related(record)
    )
