"""``sphinx-governance convert``: the headers of recognised records, as a directive or as front matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.editing import diff_option, one_record, open_records
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import kind_option, reading_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.cli.rereading import Rereader
    from sphinx_governance.intake.conversion import Reading
    from sphinx_governance.model.record import Record


@click.command()
@click.argument("what", metavar="[PATH] [ID]...", nargs=-1)
@click.option(
    "--to",
    "target",
    type=click.Choice(["directive", "front-matter"]),
    required=True,
    help="What the header becomes; reStructuredText has no front matter.",
)
@diff_option
@kind_option
@reading_options
def convert(
    what: tuple[str, ...],
    target: str,
    diff: bool,
    kind: str | None,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Move the headers of recognised records into a directive or into front matter.

    No word is lost: what is no field of the header stays where it is. Each record is read again
    before it is written; one that would say anything else is left as it is, with the reason, and
    the command ends with 1. Without ID all records are converted; a second run changes nothing.

    \b
    Examples:
      sphinx-governance convert docs/adr --to front-matter --diff
      sphinx-governance convert --to directive
      sphinx-governance convert docs/adr 7 12 --to directive
    """  # fmt: skip
    path = what[0] if what and Path(what[0]).exists() else None
    names = what[1:] if path else what
    loaded = open_records(path, kind, no_conf=no_conf, no_cache=no_cache)
    records = [one_record(loaded, name, kind) for name in names] or [
        record
        for record in loaded.corpus.records
        if loaded.wanted(record.path) and kind in {None, record.kind}
    ]
    work = _Work(loaded, target, kind)
    for record in sorted(records, key=lambda item: (item.path, item.at.line)):
        work.convert(record)
    work.finish(diff=diff)


@dataclass(frozen=True)
class _Refusal:
    place: str
    line: int
    why: str


class _Work:
    """Converts records one by one; each file is written as a whole or stays as it is."""

    def __init__(self, loaded: Loaded, target: str, kind: str | None) -> None:
        from sphinx_governance.cli.rereading import Rereader

        self._loaded, self._target = loaded, target
        self._reader: Rereader = Rereader(loaded, kind)
        self._refused: list[_Refusal] = []
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}
        self._unchanged = 0

    def convert(self, record: Record) -> None:
        """Convert one record, or note why not."""
        from sphinx_governance.intake.conversion import Refused

        try:
            before, after = self._converted(record)
        except Refused as refused:
            self._refused.append(_Refusal(record.path, refused.line, str(refused)))
            return
        if after is None or after == before:
            self._unchanged += 1
            return
        self._before[record.path], self._after[record.path] = before, after

    def _converted(self, record: Record) -> tuple[str, str | None]:
        """Return a file's text before and after, None where nothing is to be done.

        :raises Refused: the record would say anything else.
        """
        from sphinx_governance.intake.conversion import Refused, converted, refuse_other
        from sphinx_governance.model.markers import lines_of
        from sphinx_governance.outputs.new_record import yaml_value

        try:
            text = (self._loaded.base / record.path).read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(f"the file cannot be read: {error}", 1) from error
        written = lines_of(text)
        reading = self._read(record, text)
        spec = self._loaded.corpus.kinds.spec(record.kind)
        lines = converted(reading, spec, self._target, yaml_value)
        if lines is None:
            return text, None
        ending = next(
            (end for end in ("\r\n", "\n", "\r") if written and written[0].endswith(end)), "\n"
        )
        after = ending.join(lines)
        if text.endswith(("\n", "\r")):
            after += ending
        refuse_other(reading, self._read(record, after), spec)
        return text, after

    def _read(self, record: Record, text: str) -> Reading:
        """Return what a text says at a record's place.

        :raises Refused: it is not one record.
        """
        from sphinx_governance.intake.conversion import Reading, Refused

        outline = self._reader.outline(record.path, text)
        found = self._reader.records(outline)
        if len(found) != 1:
            raise Refused("it would not be read as one record", record.at.line)
        lines = _plain_lines(text)
        return Reading(outline, found[0], tuple(lines))

    def finish(self, *, diff: bool) -> None:
        """Write the files, or show what would be written; say what was not converted, and why.

        :raises UsageProblem: a file cannot be written.
        """
        from sphinx_governance.cli.mending import Mending, diff_of, write_mending
        from sphinx_governance.cli.output import painter, write
        from sphinx_governance.model.text import count, printable

        mending = Mending(self._before, self._after, ())
        if diff:
            write(diff_of(mending, painter()))
        else:
            try:
                write_mending(mending, self._loaded.base)
            except OSError as error:
                raise UsageProblem(
                    f"nothing was written: {error}", "make the file writable"
                ) from error
            done = count(len(self._after), "record")
            click.echo(f"Converted {done}; {self._unchanged} needed nothing.")
        for item in self._refused:
            place = f"{self._loaded.place(item.place)}:{item.line}"
            click.echo(f"{printable(place)}: not converted: {printable(item.why)}", err=True)
        if self._refused:
            raise click.exceptions.Exit(1)


def _plain_lines(text: str) -> Sequence[str]:
    """Return a text's lines without their ends."""
    from sphinx_governance.model.markers import lines_of

    return [line.rstrip("\r\n") for line in lines_of(text)]
