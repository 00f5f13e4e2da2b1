"""``sphinx-governance checklist``."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.options import format_option, path_argument, reading_options
from sphinx_governance.cli.registries import registry_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.checklist import Checklist, RecordChange
    from sphinx_governance.model.corpus import Corpus
    from sphinx_governance.model.registry import Registry
    from sphinx_governance.model.surroundings import Change

_ABOUT_RECORDS = frozenset({
    "frozen-record-edited", "number-duplicate", "number-taken", "record-unlisted", "transition-illegal",
})  # fmt: skip
"""The rules whose findings are shown for records in the diff."""

_LARGEST = 2_000_000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options of one call."""

    base: str | None
    head: str
    title: str
    label: tuple[str, ...]
    scenario: tuple[str, ...]
    description: str | None
    files_from: str | None
    previous: str | None
    strict: bool
    form: str
    registry: str | None
    folder: str | None
    no_conf: bool
    no_cache: bool


@click.command()
@path_argument
@click.option(
    "--base",
    metavar="REF",
    help="The branch that the pull request goes to; by default the upstream's default branch.",
)
@click.option(
    "--head", metavar="REF", default="HEAD", show_default=True, help="What the pull request brings."
)
@click.option(
    "--files-from",
    metavar="FILE",
    shell_complete=completing.files,
    help='Take the changed files from FILE ("-": standard input) and ask no git: what '
    '"git diff --name-status -z" writes, or a line for each file: "A docs/new.md", or only its path, '
    "which counts as changed.",
)
@click.option("--title", metavar="TEXT", default="", help="The pull request's title.")
@click.option("--label", metavar="LABEL", multiple=True, help="A label (may be repeated).")
@click.option(
    "--scenario",
    metavar="ID",
    multiple=True,
    help="A scenario that matches whatever its triggers say (may be repeated).",
)
@click.option(
    "--description",
    metavar="FILE",
    shell_complete=completing.files,
    help="The pull request's text; its lines 'Governance-Exempt: ITEM — REASON' waive items.",
)
@click.option(
    "--previous",
    metavar="FILE",
    shell_complete=completing.files,
    help="The checklist as it stands now, as Markdown: ticks and 'N/A: reason' of persons stay.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 while something required is open.")
@format_option("markdown", "json", "text")
@registry_options
@reading_options
def checklist(path: str | None, **given: Any) -> None:
    """Say what a pull request owes: what is there, what is missing, which decisions govern its files.

    PATH is the project that declares scenarios and records; with --registry it is not read at all.
    Nothing of a pull request is run then, and a list of its files is all that is needed.

    Exit status: 0, with --strict 1 while something required is open, 2 wrong use, 3 our own error.

    \b
    Examples:
      sphinx-governance checklist --base origin/main --format text
      sphinx-governance checklist --title "fix: a typo" --label docs
      sphinx-governance checklist --registry governance.json --files-from files.txt --strict
      sphinx-governance checklist --registry https://example.org/docs/governance.json --previous comment.md
    """
    from sphinx_governance.model.checklist import PullRequest, checklist_of, with_ticks

    asked = Asked(**given)
    listed = _listed(asked)
    registry, loaded = _registry(path, asked)
    changes = _from_git(asked, loaded) if listed is None else listed
    _check_scenarios(registry, asked)
    request = PullRequest(
        changes=changes,
        title=asked.title,
        labels=asked.label,
        description=_text(asked.description, "--description"),
        chosen=asked.scenario,
    )
    records = _records(loaded, changes, asked) if loaded and listed is None else None
    made = checklist_of(registry, request, records)
    if asked.previous:
        from sphinx_governance.outputs.checklist_markdown import read_ticks

        made = with_ticks(made, read_ticks(_text(asked.previous, "--previous")))
    _write(made, asked.form)
    if asked.strict and made.open:
        raise click.exceptions.Exit(1)


def _listed(asked: Asked) -> tuple[Change, ...] | None:
    """Return the changes in the list of files, None where there is none."""
    from sphinx_governance.cli.errors import UsageProblem

    names = (asked.files_from, asked.description, asked.previous)
    if names.count("-") > 1:
        raise UsageProblem("standard input can be one file only", "name the others")
    if asked.files_from is None:
        return None
    if asked.base:
        raise UsageProblem(
            "--files-from and --base are two ways to say the same", "leave out one of them"
        )
    from sphinx_governance.cli.changed_files import read_changes

    return read_changes(_bytes(asked.files_from, "--files-from"))


def _registry(path: str | None, asked: Asked) -> tuple[Registry, Loaded | None]:
    """Return the registry, and the project that it was made of, None for a published one."""
    if asked.registry:
        from sphinx_governance.cli.registries import read_registry_from

        return read_registry_from(asked.registry, asked.folder), None
    from sphinx_governance.cli.projects import project_registry

    return project_registry(path, conf=not asked.no_conf, cached=not asked.no_cache)


def _from_git(asked: Asked, loaded: Loaded | None) -> tuple[Change, ...]:
    from sphinx_governance.cli.changed_files import changes_from_git

    return changes_from_git(loaded.base if loaded else Path.cwd(), asked.base, asked.head)


def _check_scenarios(registry: Registry, asked: Asked) -> None:
    from sphinx_governance.cli.errors import UsageProblem
    from sphinx_governance.model.text import listed, nearest

    for name in asked.scenario:
        if name not in registry.scenarios:
            near = nearest(name, registry.scenarios)
            known = listed(sorted(registry.scenarios)[:10], "and")
            hint = f"did you mean {near}?" if near else f"there are: {known or 'none'}"
            raise UsageProblem(f"there is no scenario {name!r}", hint)


def _records(
    loaded: Loaded, changes: tuple[Change, ...], asked: Asked
) -> tuple[RecordChange, ...] | None:
    """Return what the rules find of the records in the diff; None where there is no base to compare with."""
    from sphinx_governance.model.checklist import RecordChange
    from sphinx_governance.rules.registry import settled
    from sphinx_governance.surround import Around, surroundings_of
    from sphinx_governance.vcs import UnknownRefError

    around = Around(against=asked.base, source=loaded.target.source)
    try:
        corpus, _ = surroundings_of(loaded.corpus, loaded.base, loaded.project.settings, around)
    except UnknownRefError:
        return None
    if corpus.base is None:
        return None
    changed = {name for change in changes for name in (change.path, change.old) if name}
    found = settled(corpus, lambda rule: rule.name in _ABOUT_RECORDS).findings
    return tuple(
        RecordChange(item.rule, place, item.message, item.hint)
        for item in found
        if item.rule in _ABOUT_RECORDS and (place := _place(corpus, item.at.path)) in changed
    )


def _place(corpus: Corpus, path: str) -> str:
    return corpus.tree.place(path) if corpus.tree else path


def _bytes(name: str, option: str) -> bytes:
    from sphinx_governance.cli.errors import UsageProblem

    try:
        if name == "-":
            return sys.stdin.buffer.read()
        return Path(name).read_bytes()
    except OSError as error:
        raise UsageProblem(
            f"{option}: {name!r} cannot be read: {error.strerror or error}", "check the path"
        ) from error


def _text(name: str | None, option: str) -> str:
    """Return the text of a file, "" for none; what is no UTF-8 in it is replaced."""
    return _bytes(name, option)[:_LARGEST].decode("utf-8", "replace") if name else ""


def _write(made: Checklist, form: str) -> None:
    from sphinx_governance.cli.output import write, write_json

    if not made.examined["scenarios"]:
        made = replace(made, notes=(*made.notes, "the project declares no scenario"))
    if form == "json":
        from sphinx_governance.outputs.checklist_json import checklist_as_json

        write_json(checklist_as_json(made))
    elif form == "text":
        from sphinx_governance.outputs.checklist_text import checklist_as_text

        write(checklist_as_text(made))
    else:
        from sphinx_governance.outputs.checklist_markdown import checklist_as_markdown

        click.echo(checklist_as_markdown(made), nl=False)
