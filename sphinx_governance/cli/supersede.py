"""``sphinx-governance supersede``: both ends of a supersession."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.editing import diff_option, make, one_record, open_records
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import kind_option, path_argument, reading_options
from sphinx_governance.cli.status import refuse_move

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.record import Record

_STATE, _OVER, _BY = "superseded", "supersedes", "superseded-by"


@click.command()
@click.argument("old", metavar="OLD", shell_complete=completing.record_ids)
@click.argument("new", metavar="NEW", shell_complete=completing.record_ids)
@path_argument
@click.option("--force", is_flag=True, help="Do it even where the lifecycle does not allow that.")
@diff_option
@kind_option
@reading_options
def supersede(  # noqa: PLR0913 - one parameter an option
    old: str,
    new: str,
    path: str | None,
    force: bool,
    diff: bool,
    kind: str | None,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Say in both records that NEW supersedes OLD.

    The old one gets its status, and its pointer to the new one where records like it have one; the
    new one gets its relation. Each is written as its file writes such things: both, or neither.

    \b
    Examples:
      sphinx-governance supersede ADR-0003 ADR-0007
      sphinx-governance supersede 3 7 docs/adr --diff
    """  # fmt: skip
    loaded = open_records(path, kind, no_conf=no_conf, no_cache=no_cache)
    before, after = one_record(loaded, old, kind), one_record(loaded, new, kind)
    _refuse(loaded, before, after, force=force)
    fixes = [_old_end(loaded, before, after), new_end(loaded, after, before)]
    if not any(fix and fix.edits for fix in fixes):
        click.echo(f"{before.id} and {after.id} say so already.")
        return
    if make(loaded, [fix for fix in fixes if fix], diff=diff):
        click.echo(f"{after.id} supersedes {before.id}.")


def _refuse(loaded: Loaded, old: Record, new: Record, *, force: bool) -> None:
    """Refuse what would say something untrue.

    :raises UsageProblem: it would.
    """
    from sphinx_governance.model.graph import took_effect

    corpus = loaded.corpus
    if old.id == new.id:
        raise UsageProblem(f"{old.id} cannot supersede itself", "name two records")
    if _STATE not in corpus.spec(old).lifecycle.by_name:
        raise UsageProblem(
            f"records such as {old.id} know no status {_STATE!r}",
            "sphinx-governance status moves it to one they know",
        )
    others = [other.id for relation, other in corpus.related(old) if relation.type == _BY]
    if (others or old.field(_BY)) and new.id not in others:
        said = f"is superseded by {others[0]}" if others else "has a successor field"
        raise UsageProblem(f"{old.id} {said} already", "change that by hand first")
    if force:
        return
    if not took_effect(corpus, new):
        raise UsageProblem(
            f"{new.id} is {new.status_name or 'of no known status'}: it supersedes nothing yet",
            f"accept it first: sphinx-governance status {new.id} accepted; or say --force",
        )
    refuse_move(corpus, old, _STATE)


def _old_end(loaded: Loaded, old: Record, new: Record) -> Fix | None:
    """Return what makes the old record say so, None where it does.

    :raises UsageProblem: it cannot be made to.
    """
    from sphinx_governance.model.advice import how_to_relate
    from sphinx_governance.model.mendings import supersede as superseding
    from sphinx_governance.model.moves import reference

    corpus = loaded.corpus
    points = any(item.type == _BY and to.id == new.id for item, to in corpus.related(old))
    if old.status_name == _STATE and (points or old.form == "directive"):
        return None
    fix = superseding(corpus, old, new, style=reference(corpus, old, new))
    if fix is None:
        hint = how_to_relate(corpus, old, _BY, new.id)
        why = "cannot be changed by itself" if old.status else "is not there to be changed"
        raise UsageProblem(
            f"the status of {old.id} {why}; nothing was written",
            f"{hint} ({loaded.place(old.path)}:{(old.status or old).at.line})",
        )
    return fix


def new_end(loaded: Loaded, new: Record, old: Record) -> Fix:
    """Return what makes the new record say which one it supersedes.

    :raises UsageProblem: its header has no place for that.
    """
    from sphinx_governance.files import SourceLines
    from sphinx_governance.model.advice import how_to_relate
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.relating import add_relation

    corpus = loaded.corpus
    edits = add_relation(corpus, new, _OVER, old, SourceLines(loaded.base))
    if edits is None:
        raise UsageProblem(
            f"{new.id} has no line to which its relation could be added; nothing was written",
            f"{how_to_relate(corpus, new, _OVER, old.id)} ({loaded.place(new.path)})",
        )
    return Fix(f"say in {new.id} that it supersedes {old.id}", tuple(edits))
