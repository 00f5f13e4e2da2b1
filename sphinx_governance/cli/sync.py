"""``sphinx-governance sync``: the parts of README and the like that come from the docs, made anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import path_argument, reading_options

if TYPE_CHECKING:
    from sphinx_governance.fragment_hosts import Repository
    from sphinx_governance.outputs.fragment_renewal import Renewed


@click.command()
@path_argument
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 where a fragment is not up to date."
)
@click.option("--diff", is_flag=True, help="Show what would change; write nothing.")
@click.option("--force", is_flag=True, help="Replace fragments that somebody edited by hand, too.")
@click.option(
    "--list",
    "as_list",
    is_flag=True,
    help="List what can be made, and the fragments that are there.",
)
@reading_options
def sync(  # noqa: PLR0913 - one parameter an option
    path: str | None,
    check: bool,
    diff: bool,
    force: bool,
    as_list: bool,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Write the fragments of README and the like anew: lists, tables and code that come from the docs.

    A fragment stands between two comments in a file that the setting files names:
    <!-- governance:begin records kind=adr --> and <!-- governance:end records -->.
    All files are written, or none: where one marker is wrong, nothing is.

    \b
    Examples:
      sphinx-governance sync
      sphinx-governance sync --list
      sphinx-governance sync --check
      sphinx-governance sync --diff
    """  # fmt: skip
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.output import show_diff
    from sphinx_governance.cli.target import find_target
    from sphinx_governance.fragment_hosts import Repository, read_hosts, renewed_hosts

    target = find_target(path, conf=not no_conf)
    if target.only:
        raise UsageProblem("PATH is a file", "name the project's folder, or leave PATH out")
    if not target.whole and not no_conf:
        raise UsageProblem(
            "PATH is a folder inside a repository", "name the repository, or leave PATH out"
        )
    loaded = load(target, Request(cached=not no_cache))
    place = Repository(target.root, loaded.base)
    hosts = read_hosts(loaded.project, place)
    renewed = renewed_hosts(hosts, loaded.corpus, loaded.project, place, target.source)
    if as_list:
        from sphinx_governance.cli.fragments import show_fragments

        show_fragments(renewed)
        return
    _refuse(renewed, force=force or check or diff, bare=target.without_conf)
    if diff:
        for name in renewed.changed:
            show_diff(name, renewed.before[name], renewed.texts[name])
    if check:
        _say_stale(renewed)
    if check or diff:
        raise click.exceptions.Exit(1 if renewed.changed and check else 0)
    _write(place, renewed)


def _refuse(renewed: Renewed, *, force: bool, bare: bool) -> None:
    """Stop where something is wrong, before anything is written; say what could not be carried over."""
    from sphinx_governance.model.markers import COMMAND

    for trouble in (*renewed.troubles, *renewed.warnings):
        click.echo(f"{trouble.at.path}:{trouble.at.line}: {trouble.message}", err=True)
        if trouble.hint:
            click.echo(f"    {trouble.hint}", err=True)
    if renewed.troubles:
        hint = "mend the markers above" + (", or leave --no-conf out" if bare else "")
        raise UsageProblem("nothing was written", hint)
    if renewed.unexamined:
        for region, why in renewed.unexamined:
            where = f"{region.at.path}:{region.at.line}"
            click.echo(f"{where}: the fragment {region.name!r} cannot be made: {why}", err=True)
        hint = (
            "leave --no-conf out" if bare else "that needs a Sphinx project, whose conf.py is run"
        )
        raise UsageProblem("nothing was written", hint)
    if renewed.edited and not force:
        for region in renewed.edited:
            where = f"{region.at.path}:{region.at.line}"
            click.echo(f"{where}: the fragment {region.name!r} was edited by hand", err=True)
        raise UsageProblem(
            "nothing was written", f"move the edits to the docs, then run: {COMMAND} --force"
        )


def _say_stale(renewed: Renewed) -> None:
    from sphinx_governance.model.markers import COMMAND

    for region in renewed.stale:
        what = "was edited by hand" if region in renewed.edited else "is not up to date"
        forced = " --force" if region in renewed.edited else ""
        where = f"{region.at.path}:{region.at.line}"
        message = f"{where}: the fragment {region.name!r} {what}; run: {COMMAND}{forced}"
        click.echo(message, err=True)


def _write(place: Repository, renewed: Renewed) -> None:
    from sphinx_governance.files import clear_leftovers, write_together

    if not renewed.regions:
        click.echo("There is no fragment: no file that the setting files names has a marker.")
        return
    for name in renewed.texts:
        clear_leftovers(place.root / name)
    wanted = _still_wanted(place, renewed)
    for name in wanted:
        if not os.access(place.root / name, os.W_OK):
            raise UsageProblem(f"{name} is read-only; nothing was written", "make it writable")
    try:
        write_together({place.root / name: text.encode() for name, text in wanted.items()})
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageProblem(f"{', '.join(wanted)} cannot be written: {why}") from error
    for name in wanted:
        click.echo(f"Wrote {name}")
    if not wanted:
        click.echo("Every fragment is up to date.")


def _still_wanted(place: Repository, renewed: Renewed) -> dict[str, str]:
    """Return the files to write: not what another sync has written just now, nor over what a person has."""
    from sphinx_governance.outputs.fragment_source import FragmentError

    found = {}
    for name in renewed.changed:
        try:
            now = place.text(name)
        except FragmentError as error:
            raise UsageProblem(f"{error}; nothing was written", error.hint) from error
        if now not in {renewed.before[name], renewed.texts[name]}:
            hint = "run it again"
            raise UsageProblem(f"{name} was changed meanwhile; nothing was written", hint)
        if now != renewed.texts[name]:
            found[name] = renewed.texts[name]
    return found
