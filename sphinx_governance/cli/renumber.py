"""``sphinx-governance renumber``: another number for a record, wherever it is referred to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.editing import against_option, diff_option, one_record
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import kind_option, reading_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.record import Record


@click.command()
@click.argument("identifier", metavar="ID|FILE", shell_complete=completing.record_ids)
@click.argument("rest", metavar="[NEW] [PATH]", nargs=-1)
@against_option
@diff_option
@kind_option
@reading_options
def renumber(  # noqa: PLR0913 - one parameter an option
    identifier: str,
    rest: tuple[str, ...],
    against: str,
    diff: bool,
    kind: str | None,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Give a record another number: its file's name, its title, and all that refers to it.

    Links, toctrees, roles, relations and mentions follow in every document that is read; the old
    anchor stays. Code is not touched. Where two records have one number, a mention of it is left
    to you: nobody can know which was meant. Without NEW it gets the next free number.

    \b
    Examples:
      sphinx-governance renumber ADR-0012 15 --diff
      sphinx-governance renumber ADR-0012
      sphinx-governance renumber docs/adr/0012-use-y.md docs/adr
    """  # fmt: skip
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.naming import Wanted
    from sphinx_governance.cli.renumber_plan import planned
    from sphinx_governance.cli.target import find_target

    number, path = _split(rest)
    loaded = load(find_target(path, conf=not no_conf), Request(kind or "adr", cached=not no_cache))
    record = _record(loaded, identifier, kind)
    plan = planned(loaded, record, Wanted(number, against), kind)
    if diff:
        plan.show()
        return
    plan.write()
    plan.tell()


def _split(rest: tuple[str, ...]) -> tuple[int | None, str | None]:
    """Return NEW and PATH; either may be left out.

    :raises UsageProblem: there is more, or the number is none.
    """
    numbers = [word for word in rest[:1] if word.isascii() and word.isdigit() and len(word) <= 9]
    paths = rest[len(numbers) :]
    if len(paths) > 1:
        raise UsageProblem(
            f"{paths[0]!r} is no number", "sphinx-governance renumber ADR-0012 15 docs/adr"
        )
    return (int(numbers[0]) if numbers else None), (paths[0] if paths else None)


def _record(loaded: Loaded, identifier: str, kind: str | None) -> Record:
    """Return the record that is meant, by its identifier or its file.

    :raises UsageProblem: there is none, or more than one, or it does not go by a number.
    """
    place = Path(identifier)
    if place.is_file():
        real = place.resolve()
        found = [
            item for item in loaded.corpus.records if (loaded.base / item.path).resolve() == real
        ]
        if len(found) != 1:
            what = "several records" if found else "no record"
            raise UsageProblem(f"{identifier} holds {what}", "name the record: ADR-0012")
        record = found[0]
    else:
        record = one_record(loaded, identifier, kind)
    if record.number is None:
        raise UsageProblem(f"{record.id} goes by no number", "rename its file by hand")
    if record.suffix:
        raise UsageProblem(f"{record.id} has a letter behind its number", "change it by hand")
    return record
