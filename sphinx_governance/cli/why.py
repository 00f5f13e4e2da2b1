"""``sphinx-governance why``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.options import format_option, reading_options
from sphinx_governance.cli.registries import registry_options

if TYPE_CHECKING:
    from sphinx_governance.model.governed import Governed
    from sphinx_governance.model.registry import Registry


class _Answer(NamedTuple):
    path: str
    decisions: tuple[Governed, ...]


@click.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, shell_complete=completing.files
)
@click.option(
    "--project",
    metavar="PROJECT",
    help="The project with the records; by default the one around the working directory.",
)
@registry_options
@format_option("text", "json")
@reading_options
def why(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    project: str | None,
    registry: str | None,
    folder: str | None,
    form: str,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Say which records govern PATH: those in force first, each with the pattern that says so.

    PATH is a file or a folder of the repository. It need not be there (yet).

    \b
    Examples:
      sphinx-governance why src/db/pool.py
      sphinx-governance why src/db --format json
      sphinx-governance why src/db/pool.py --registry https://example.org/docs/governance.json
    """
    from sphinx_governance.cli.output import write, write_json

    if registry:
        from sphinx_governance.cli.registries import read_registry_from

        known = read_registry_from(registry, folder)
    else:
        from sphinx_governance.cli.projects import project_registry

        known, _ = project_registry(project, conf=not no_conf, cached=not no_cache)
    answers = [_answer(known, path) for path in paths]
    if form == "json":
        from sphinx_governance.outputs.checklist_json import decision_as_json

        write_json({
            "schema": 1,
            "paths": [
                {"path": path, "decisions": [decision_as_json(item) for item in decisions]}
                for path, decisions in answers
            ],
        })  # fmt: skip
        return
    for number, answer in enumerate(answers):
        write([""] if number else [])
        write(_lines(known, answer))


def _answer(registry: Registry, path: str) -> _Answer:
    from sphinx_governance.model.governed import governed
    from sphinx_governance.model.patterns import Paths

    name, files = _files(path)
    return _Answer(name, governed(registry, Paths(files)))


def _files(path: str) -> tuple[str, Sequence[str]]:
    """Return a path as the repository has it, and the files that it means: a folder's are those below it.

    :raises UsageProblem: it lies outside the repository.
    """
    from sphinx_governance.cli.errors import UsageProblem
    from sphinx_governance.intake.tree import repository_root
    from sphinx_governance.vcs import tracked_files

    root = repository_root(Path.cwd()) or Path.cwd()
    # Not resolved: a symbolic link is a file of the repository too.
    name = Path(os.path.relpath(os.path.normpath(Path.cwd() / path), root)).as_posix()
    if name.startswith("../") or name == "..":
        raise UsageProblem(f"{path!r} lies outside {root}", "name a file of this repository")
    if not (root / name).is_dir():
        return name, [name]
    inside = "" if name == "." else f"{name}/"
    below = sorted(file for file in tracked_files(root) or _walked(root / name, root))
    return name, [file for file in below if file.startswith(inside)]


def _walked(folder: Path, root: Path) -> list[str]:
    return [file.relative_to(root).as_posix() for file in folder.rglob("*") if file.is_file()]


def _lines(registry: Registry, answer: _Answer) -> list[str]:
    from sphinx_governance.model.text import count
    from sphinx_governance.outputs.checklist_text import decisions_as_text
    from sphinx_governance.outputs.safe_markdown import visible

    name = visible(answer.path)
    if answer.decisions:
        return [name, *(f"  {line}" for line in decisions_as_text(answer.decisions))]
    number = sum(1 for record in registry.records if record.governs)
    looked = f"Looked at {count(number, 'record')} with the field governs."
    return [f"{name}: no record governs it. {looked}"]
