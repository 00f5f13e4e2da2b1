"""``sphinx-governance sync``: the parts of README and the like that come from the docs, made anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import reading_options

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_governance.outputs.fragment_renewal import Renewed


@click.command()
@click.argument("path", required=False)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 where a fragment is not up to date."
)
@click.option("--diff", is_flag=True, help="Show what would change; write nothing.")
@click.option("--force", is_flag=True, help="Replace fragments that somebody edited by hand, too.")
@reading_options
def sync(
    path: str | None, check: bool, diff: bool, force: bool, no_conf: bool, no_cache: bool
) -> None:
    """Write the fragments of README and the like anew: lists, tables and code that come from the docs.

    A fragment stands between two comments in a file that the setting files names:
    <!-- governance:begin records kind=adr --> and <!-- governance:end records -->.
    Where one marker is wrong, nothing is written.

    \b
    Examples:
      sphinx-governance sync
      sphinx-governance sync --check
      sphinx-governance sync --diff
    """  # fmt: skip
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.target import find_target
    from sphinx_governance.fragment_hosts import Repository, renewed_hosts

    target = find_target(path, conf=not no_conf)
    if target.only:
        raise UsageProblem("PATH is a file", "name the project's folder, or leave PATH out")
    if not target.whole and not no_conf:
        raise UsageProblem(
            "PATH is a folder inside a repository", "name the repository, or leave PATH out"
        )
    loaded = load(target, Request(cached=not no_cache))
    root = target.root
    place = Repository(root, loaded.base)
    renewed = renewed_hosts(loaded.corpus, loaded.project, place)
    _refuse(renewed, force=force or check or diff)
    changed = {region.at.path: place.text(region.at.path) for region in renewed.stale}
    if diff:
        for name, before in changed.items():
            _show(name, before, renewed.texts[name])
    if check:
        _say_stale(renewed)
    if check or diff:
        raise click.exceptions.Exit(1 if changed and check else 0)
    _write(root, changed, renewed)


def _refuse(renewed: Renewed, *, force: bool) -> None:
    """Stop where something is wrong, before anything is written; say what could not be carried over."""
    from sphinx_governance.model.markers import COMMAND

    for trouble in (*renewed.troubles, *renewed.warnings):
        click.echo(f"{trouble.at.path}:{trouble.at.line}: {trouble.message}", err=True)
        if trouble.hint:
            click.echo(f"    {trouble.hint}", err=True)
    if renewed.troubles:
        raise UsageProblem("nothing was written", "mend the markers above")
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


def _write(root: Path, changed: dict[str, str], renewed: Renewed) -> None:
    from sphinx_governance.files import replace_content

    if not renewed.regions:
        click.echo("There is no fragment: no file that the setting files names has a marker.")
        return
    for name in changed:
        if not os.access(root / name, os.W_OK):
            raise UsageProblem(f"{name} is read-only; nothing was written", "make it writable")
    for name in changed:
        try:
            replace_content(root / name, renewed.texts[name].encode())
        except OSError as error:
            why = error.strerror or str(error)
            raise UsageProblem(f"{name} cannot be written: {why}") from error
        click.echo(f"Wrote {name}")
    if not changed:
        click.echo("Every fragment is up to date.")


def _show(name: str, before: str, after: str) -> None:
    from sphinx_governance.cli.output import diff_lines, write
    from sphinx_governance.report.context import plain

    write(diff_lines(name, before, after, plain))
