"""``sphinx-governance templates``: what pull requests and issues begin with, made from the docs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import path_argument, reading_options

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.corpus import Corpus


@click.command()
@path_argument
@click.option(
    "--forge",
    type=click.Choice(("github", "gitlab")),
    help="Whose (default: by the folders that are there).",
)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 where a template is not up to date."
)
@click.option("--diff", is_flag=True, help="Show what would change; write nothing.")
@click.option("--force", is_flag=True, help="Replace files that somebody wrote by hand, too.")
@reading_options
def templates(  # noqa: PLR0913 - one parameter an option
    path: str | None,
    forge: str | None,
    check: bool,
    diff: bool,
    force: bool,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Write a template for pull requests, and one for each scenario of the guide.

    They go to .github or .gitlab, where the forge looks for them. A folder named in the setting
    templates holds your own pull-request.md.j2 and scenario.md.j2. Where the project has RFCs, GitHub
    gets the form of an issue that begins one too.

    \b
    Examples:
      sphinx-governance templates
      sphinx-governance templates --check
      sphinx-governance templates --forge gitlab --diff
    """  # fmt: skip
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.output import show_diff
    from sphinx_governance.cli.target import find_target
    from sphinx_governance.files import write_if_different

    loaded = load(find_target(path, conf=not no_conf), Request(cached=not no_cache))
    root = loaded.target.root
    chosen = forge or ("gitlab" if (root / ".gitlab").is_dir() else "github")
    made = _pull_templates(loaded, chosen)
    if chosen == "github":
        made |= _issue_forms(loaded, force=force)
    if not made:
        raise UsageProblem("the guide has no scenario", "write one: .. scenario:: fix-bug")
    changed = [name for name, text in made.items() if _read(root / name) != text]
    _refuse_by_hand(root, changed, force=force)
    if diff:
        for name in changed:
            show_diff(name, _read(root / name), made[name])
    if check or diff:
        for name in changed if check else ():
            click.echo(f"{name} is not up to date; run: sphinx-governance templates", err=True)
        raise click.exceptions.Exit(1 if changed and check else 0)
    for name in changed:
        write_if_different(_inside(root, name), made[name])
        click.echo(f"Wrote {name}")
    if not changed:
        click.echo("Every template is up to date.")


def _pull_templates(loaded: Loaded, forge: str) -> dict[str, str]:
    """Return path → text of the templates of requests, none where the guide has no scenario.

    :raises UsageProblem: a template of the project's own cannot be rendered.
    """
    from sphinx_governance.model.registry import registry_of
    from sphinx_governance.outputs.pull_templates import OwnTemplateError, pull_templates

    corpus, own = loaded.corpus, _own(loaded)
    try:
        made = pull_templates(registry_of(corpus, None, _urls(corpus)), forge, own)
    except OwnTemplateError as error:
        raise UsageProblem(str(error), "mend the template") from error
    return made if corpus.scenarios else {}


def _issue_forms(loaded: Loaded, *, force: bool) -> dict[str, str]:
    """Return path → text of the form for RFCs, where the project has any, and no form of its own."""
    from sphinx_governance.outputs.issue_form import MARK, issue_form

    kind = loaded.corpus.kinds.get("rfc")
    if kind is None or not any(record.kind == "rfc" for record in loaded.corpus.records):
        return {}
    name, text = issue_form(kind)
    there = _read(loaded.target.root / name)
    return {name: text} if force or not there.strip() or there.startswith(MARK) else {}


def _urls(corpus: Corpus) -> dict[str, str]:
    """Return ``artifact/NAME`` or ``scenario/NAME`` → where it is published, where the project says so."""
    from sphinx_governance.model.guide_names import objects_of

    if not corpus.base_url:
        return {}
    return {
        f"{found.type}/{found.name}": corpus.page_url(found.page, found.anchor)
        for guide in corpus.guides
        for found in objects_of(guide)
    }


def _own(loaded: Loaded) -> Path | None:
    folder = loaded.project.settings.templates
    place = loaded.base / folder if folder else None
    if place is not None and not place.is_dir():
        raise UsageProblem(f"there is no folder {folder!r}", "the setting templates names it")
    return place


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _inside(root: Path, name: str) -> Path:
    """Return where a template goes; a link that leads out of the repository is not followed."""
    place = root / name
    if not place.parent.resolve().is_relative_to(root.resolve()):
        raise UsageProblem(f"{name} leads out of the repository", "take the link away")
    return place


def _refuse_by_hand(root: Path, changed: list[str], *, force: bool) -> None:
    from sphinx_governance.outputs import issue_form, pull_templates

    ours = (pull_templates.MARK, issue_form.MARK)
    for name in changed:
        text = _read(root / name)
        if text.strip() and not text.startswith(ours) and not force:
            raise UsageProblem(
                f"{name} was written by hand; nothing was written",
                "move what it says to the docs, or into a template of your own; then --force",
            )
