"""``sphinx-governance github``: the checklist of the pull request that a GitHub workflow runs for."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.registries import read_registry_from

if TYPE_CHECKING:
    from sphinx_governance.forge.event import Event
    from sphinx_governance.forge.github import PullRequest as Pull
    from sphinx_governance.model.checklist import Checklist


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the options say, and what the workflow's surroundings do."""

    registry: str
    folder: str | None
    comment: bool
    strict: bool
    event: str
    repository: str
    api_url: str
    summary: str | None
    author: str


@click.command()
@click.option(
    "--registry",
    required=True,
    metavar="FILE|URL",
    help="The published governance.json: the default branch's, not the pull request's.",
)
@click.option(
    "--folder", metavar="FOLDER", help="The folder in the repository that its paths begin in."
)
@click.option("--comment", is_flag=True, help="Keep a comment on the pull request up to date.")
@click.option(
    "--strict", is_flag=True, help="Fail (exit status 1) while something required is open."
)
@click.option(
    "--event", envvar="GITHUB_EVENT_PATH", default="", help="The event's file. [GITHUB_EVENT_PATH]"
)
@click.option(
    "--repository", envvar="GITHUB_REPOSITORY", default="", help="owner/name. [GITHUB_REPOSITORY]"
)
@click.option(
    "--api-url",
    envvar="GITHUB_API_URL",
    default="https://api.github.com",
    show_default=True,
    help="The API's address. [GITHUB_API_URL]",
)
@click.option(
    "--summary",
    envvar="GITHUB_STEP_SUMMARY",
    metavar="FILE",
    help="Where the step's summary goes. [GITHUB_STEP_SUMMARY]",
)
@click.option(
    "--author", default="", metavar="LOGIN", help="Whose comment may be ours; without it, a bot's."
)
def github(**given: Any) -> None:
    """Write the checklist of the pull request that a GitHub workflow runs for.

    Nothing of the pull request is checked out or run: its list of files, title, labels and
    description are all that is looked at. The token is that in GITHUB_TOKEN; without --comment
    it only has to read.

    \b
    Example:
      sphinx-governance github --registry https://docs.example.org/governance.json
    """  # fmt: skip
    from sphinx_governance.forge.event import read_event
    from sphinx_governance.forge.github import PullRequest as Pull
    from sphinx_governance.forge.http import Api, ForgeError
    from sphinx_governance.outputs.checklist_markdown import checklist_as_markdown

    asked = Asked(**given)
    try:
        event = read_event(Path(asked.event))
        api = Api(asked.api_url, os.environ.get("GITHUB_TOKEN", ""))
        pull = Pull(api, asked.repository, event.number, asked.author)
        checklist = _checklist(asked, event, pull)
        kept = _commented if asked.comment else _with_standing
        checklist = kept(checklist, pull)
    except ForgeError as error:
        raise UsageProblem(str(error), error.hint) from error
    _summarise(asked.summary, checklist_as_markdown(checklist))
    for line in _annotations(checklist):
        click.echo(line)
    owed = [item for item in checklist.open if item.kind in {"required", "one-of"}]
    if asked.strict and owed:
        raise click.exceptions.Exit(1)


def _checklist(asked: Asked, event: Event, pull: Pull) -> Checklist:
    from dataclasses import replace

    from sphinx_governance.model.checklist import PullRequest, checklist_of
    from sphinx_governance.model.surroundings import Change

    registry = read_registry_from(asked.registry, asked.folder)
    files, whole = pull.files()
    changes = tuple(Change(file.status, file.path, file.old or file.path) for file in files)
    request = PullRequest(
        changes=tuple(
            change._replace(old="") if change.status == "A" else change for change in changes
        ),
        title=event.title, labels=event.labels, description=event.description,
    )  # fmt: skip
    checklist = checklist_of(registry, request)
    if whole:
        return checklist
    note = f"GitHub lists the first {len(files):,} files only; what the others owe is not here"
    return replace(checklist, notes=(*checklist.notes, note))


def _commented(checklist: Checklist, pull: Pull) -> Checklist:
    """Write the comment, keeping what people ticked; return the checklist with their ticks."""
    from sphinx_governance.forge.http import ForgeError
    from sphinx_governance.model.checklist import with_ticks
    from sphinx_governance.outputs.checklist_markdown import checklist_as_markdown, read_ticks

    ticked = checklist

    def render(before: str) -> str:
        nonlocal ticked
        ticked = with_ticks(checklist, read_ticks(before))
        return checklist_as_markdown(ticked)

    try:
        address = pull.keep_comment(render)
    except ForgeError as error:
        if error.status != HTTPStatus.FORBIDDEN:
            raise
        click.echo(
            "::notice title=sphinx-governance::The token may not comment, as in pull requests from forks; "
            "the checklist is in the step's summary."
        )
    else:
        click.echo(f"Kept the comment {_one_line(address)}")
    return ticked


def _with_standing(checklist: Checklist, pull: Pull) -> Checklist:
    """Return the checklist with what people ticked in a comment that another run wrote."""
    from sphinx_governance.forge.http import ForgeError
    from sphinx_governance.model.checklist import with_ticks
    from sphinx_governance.outputs.checklist_markdown import read_ticks

    with suppress(ForgeError):
        standing = pull.comment()
        return with_ticks(checklist, read_ticks(standing.body)) if standing else checklist
    return checklist


def _summarise(file: str | None, markdown: str) -> None:
    if not file:
        click.echo(markdown, nl=False)
        return
    try:
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(markdown if markdown.endswith("\n") else f"{markdown}\n")
    except OSError as error:
        raise UsageProblem(
            f"{file} cannot be written: {error}", "name another with --summary"
        ) from error


def _annotations(checklist: Checklist) -> list[str]:
    """Return a workflow command for each thing that is open, and for what a reviewer should know."""
    from sphinx_governance.report.github import command

    found = [
        command("warning", f"{item.text} is owed", title=item.id)
        for item in checklist.open
        if item.kind in {"required", "one-of"}
    ]
    found += [
        command("warning", f"{change.message}; {change.hint}", title=change.rule, file=change.path)
        for change in checklist.records
    ]
    return found[:10]


def _one_line(text: str) -> str:
    from sphinx_governance.model.text import printable

    return printable(text)
