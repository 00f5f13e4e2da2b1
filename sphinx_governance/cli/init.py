"""``sphinx-governance init``: what is there, what is missing, and the least that adds it."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.editing import iso, today_option
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import path_argument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_governance.adopt.plan import Change, First, Plan
    from sphinx_governance.adopt.survey import Group, Survey
    from sphinx_governance.cli.target import Target

_TITLE = "Record architecture decisions"


@click.command()
@path_argument
@click.option("--kind", default="adr", metavar="KIND", help="Kind of the records (default: adr).")
@click.option("--no-first", is_flag=True, help="Write no first record where there is none.")
@click.option("--dry-run", is_flag=True, help="Show the plan as a diff; write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@click.option("--no-conf", is_flag=True, help="Do not run conf.py for the check at the end.")
@today_option
def init(  # noqa: PLR0913 - one parameter an option
    path: str | None,
    kind: str,
    no_first: bool,
    dry_run: bool,
    yes: bool,
    no_conf: bool,
    today: datetime | None,
) -> None:
    """Find the records of a project, show what is missing, and add just that.

    In a Sphinx project: the extension in conf.py, a page that lists the records, its entry in a
    toctree. Where there is no record, a first one. Records that are there stay as they are, and so
    does what cannot be changed with certainty: the line to write is said. A second run changes nothing.

    \b
    Examples:
      sphinx-governance init --dry-run
      sphinx-governance init
      sphinx-governance init path/to/project --yes
    """  # fmt: skip
    from sphinx_governance.adopt.plan import plan_for
    from sphinx_governance.cli.output import write

    target = _target(path)
    survey = _survey(target, kind)
    around = _site_around(target)
    wants_first = not (no_first or survey.records or around)
    first = _first(target, survey, kind, iso(today)) if wants_first else None
    plan = plan_for(survey, kind, first)
    if around:
        where = f"{survey.root.name} lies in the Sphinx project {around}; to set that up"
        plan = replace(plan, by_hand=(*plan.by_hand, (where, f"sphinx-governance init {around}")))
    write(_found(target, survey))
    write(_planned(plan, survey.root))
    if dry_run:
        _show(plan, survey.root)
        return
    if plan.changes and not _agreed(len(plan.changes), yes=yes):
        click.echo("Nothing was written.")
        return
    if plan.changes:
        _write(plan, survey.root)
        click.echo()
    write(_next(target, survey, kind, conf=not no_conf))


def _target(path: str | None) -> Target:
    """Return the project to set up; where none is around, the working directory begins one."""
    from sphinx_governance.cli.target import Target, find_target

    try:
        return find_target(path)
    except UsageProblem:
        if path is not None:
            raise
        return Target(Path.cwd())


def _site_around(target: Target) -> str:
    """Return the Sphinx project that a bare folder lies in, as a shell here would name it, "" for none."""
    from shlex import quote

    from sphinx_governance.intake.tree import repository_root

    place = target.path.resolve()
    root = repository_root(place)
    if target.source is not None or root is None:
        return ""
    above = [folder for folder in place.parents if folder.is_relative_to(root)]
    found = next((folder for folder in above if (folder / "conf.py").is_file()), None)
    return quote(_from_here(found)) if found else ""


def _from_here(place: Path) -> str:
    """Return a path as a shell in this folder would name it."""
    here = Path.cwd()
    return place.relative_to(here).as_posix() if place.is_relative_to(here) else str(place)


def _survey(target: Target, kind: str) -> Survey:
    from sphinx_governance.adopt.survey import survey_folder, survey_site
    from sphinx_governance.cli.errors import unknown

    if target.only:
        raise UsageProblem(f"{target.only} is a file", "name a folder")
    if target.source is not None:
        survey = survey_site(target.source, target.root, kind)
    else:
        survey = survey_folder(target.path.resolve(), kind)
    if survey.project.kinds.get(kind) is None:
        names = [each.name for each in survey.project.kinds]
        raise unknown("kind of record", kind, names, f"kinds: {', '.join(names)}")
    return survey


def _first(target: Target, survey: Survey, kind: str, today: str) -> First:
    """Return the first record of a project that has none."""
    from sphinx_governance.adopt.plan import First
    from sphinx_governance.cli.drafting import draft_of, numbered, text_of
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.cli.naming import Wanted
    from sphinx_governance.model.corpus import Corpus
    from sphinx_governance.model.document import Document

    documents = [path for path in survey.documents if path.endswith((".md", ".rst"))]
    if survey.site is not None:
        # Its page is in the markup of the first page, which is sure to be read.
        root = survey.site.root_page
        documents = [root.path if root else "index.rst"]
    corpus = Corpus(
        kinds=survey.project.kinds, documents=tuple(Document(path=path) for path in documents)
    )
    loaded = Loaded(corpus, target, target.source or target.path, survey.project)
    draft = numbered(loaded, draft_of(loaded, kind, _TITLE, today)._replace(first=True), Wanted())
    text, place = text_of(loaded, draft, None, None)
    return First(place, text, kind)


def _found(target: Target, survey: Survey) -> Iterator[str]:
    """Say what is there."""
    from sphinx_governance.files import relative
    from sphinx_governance.intake.tree import repository_root
    from sphinx_governance.model.text import count, printable

    site = survey.site
    where = relative(site.source, survey.root) if site else ""
    what = f"a Sphinx project in {where}" if site and where != "." else "a Sphinx project"
    name = printable(survey.root.name or str(survey.root))
    git = "" if repository_root(survey.root) else "; it is in no git repository"
    yield f"Found {what if site else 'a folder without Sphinx'}: {name}{git}."
    inside = f"{where}/" if site and where != "." else ""
    for group in survey.groups:
        yield f"  {_described(group, inside, survey)}"
    for group in survey.outside:
        yield f"  {_described(group, '', survey)}"
    if not survey.records:
        yield "  no record"
    if survey.unsupported:
        yield f"  {count(survey.unsupported, 'record')} in a markup that Sphinx cannot read"
    beside = sorted(
        path.name for stem in ("README", "CONTRIBUTING") for path in survey.root.glob(f"{stem}.*")
    )
    if beside:
        yield f"  {' and '.join(map(printable, beside))}"
    if site and "sphinx_governance" in site.conf.words:
        yield "  the extension in conf.py"
    yield ""


def _described(group: Group, inside: str, survey: Survey) -> str:
    from sphinx_governance.model.text import count, listed, printable

    kind = survey.project.kinds.get(group.kind)
    prefix = kind.prefix if kind else group.kind
    forms = f" ({listed(group.forms, 'and')})" if group.forms else ""
    folder = f"{inside}{group.folder}".rstrip("/") or "."
    return f"{count(len(group.records), prefix)} in {printable(folder)}{forms}"


def _planned(plan: Plan, root: Path) -> Iterator[str]:
    """Say what is to be written, and what is left to do by hand."""
    from sphinx_governance.files import relative
    from sphinx_governance.model.text import printable

    if plan.changes:
        yield "To write:"
        names = [printable(relative(change.place, root)) for change in plan.changes]
        wide = max(map(len, names))
        for name, change in zip(names, plan.changes, strict=True):
            new = "new: " if change.before is None else ""
            yield f"  {name:<{wide}}  {new}{printable(change.what)}"
    else:
        yield "Nothing is to be written."
    if plan.by_hand:
        yield "By hand:"
        for where, add in plan.by_hand:
            yield f"  {printable(where)}:"
            yield from (f"      {printable(line)}" for line in add.split("\n"))
    yield ""


def _show(plan: Plan, root: Path) -> None:
    from sphinx_governance.cli.output import diff_lines, painter, write
    from sphinx_governance.files import relative

    colours = painter()
    for change in plan.changes:
        name = relative(change.place, root)
        write(diff_lines(name, change.before or "", change.after, colours))


def _agreed(files: int, *, yes: bool) -> bool:
    """Return whether the plan may be carried out.

    :raises UsageProblem: there is nobody to ask.
    """
    from sphinx_governance.model.text import count

    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageProblem(
            "nothing was written: there is no terminal to ask at",
            "to write what is shown: --yes; to see it as a diff: --dry-run",
        )
    return click.confirm(f"Write {count(files, 'file')}?", default=True)


def _write(plan: Plan, root: Path) -> None:
    """Write every file of a plan, or none.

    :raises UsageProblem: one cannot be written, or has changed.
    """
    from sphinx_governance.files import relative, write_together

    made = _folders(plan.changes, root)
    try:
        contents = {change.place: _content(change, root) for change in plan.changes}
        for folder in made:
            folder.mkdir()
        write_together(contents)
    except OSError as error:
        for folder in reversed(made):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise UsageProblem(f"nothing was written: {error}", "make the file writable") from error
    for change in plan.changes:
        click.echo(f"Wrote {relative(change.place, root)}")


def _folders(changes: Sequence[Change], root: Path) -> list[Path]:
    """Return the folders that are not there yet, outer ones first."""
    missing: dict[Path, None] = {}
    for change in changes:
        around = [place for place in change.place.parents if place.is_relative_to(root)]
        missing.update((place, None) for place in reversed(around) if not place.exists())
    return list(missing)


def _content(change: Change, root: Path) -> bytes:
    """Return what is written to a file: with its mark, where it has one.

    :raises UsageProblem: it is not as it was, or lies outside the project.
    """
    place = change.place
    if not place.resolve().is_relative_to(root.resolve()):
        raise UsageProblem(
            f"{place} leads out of the project; nothing was written", "edit it there"
        )
    content = place.read_bytes() if place.exists() else None
    text = None if content is None else content.decode("utf-8-sig")
    if text != change.before:
        raise UsageProblem(f"{place} has changed; nothing was written", "run init again")
    mark = BOM_UTF8 if content and content.startswith(BOM_UTF8) else b""
    return mark + change.after.encode("utf-8")


def _next(target: Target, survey: Survey, kind: str, *, conf: bool) -> Iterator[str]:
    """Say what ``check`` finds, and which commands come next."""
    path = _path(target)
    if survey.records:
        yield from _checked(target, kind, path, conf=conf)
    yield "Next:"
    for words, what in (
        (f"list{path}", "the records"),
        (f"check{path}", "what is wrong with them, and what to do"),
        (f'new {kind} "…"{path}', "the next one"),
    ):
        yield f"  {f'sphinx-governance {words}':<40}  {what}"


def _path(target: Target) -> str:
    """Return the PATH that commands need in this folder, "" where they find the project by themselves."""
    from shlex import quote

    from sphinx_governance.cli.target import find_target

    try:
        found = find_target(None)
    except UsageProblem:
        found = None
    if found is not None and (found.source, found.root) == (target.source, target.root):
        return ""
    return f" {quote(_from_here(target.path.resolve()))}"


def _checked(target: Target, kind: str, path: str, *, conf: bool) -> Iterator[str]:
    """Say how much ``check`` finds now, and how an archive is accepted as it is."""
    import io
    from contextlib import redirect_stderr

    from sphinx_governance.cli.check import findings_of
    from sphinx_governance.model.finding import Severity
    from sphinx_governance.model.text import count, listed

    try:
        # What Sphinx warns of besides is for check to show.
        with redirect_stderr(io.StringIO()):
            findings = findings_of(target if conf else replace(target, source=None), kind)
    except UsageProblem as problem:
        yield f"check cannot read the project yet: {problem.message}"
        return
    counts = [
        count(number, word)
        for word, number in (
            (severity.value, sum(item.severity is severity for item in findings))
            for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        )
        if number
    ]
    yield f"check finds {listed(counts, 'and')}." if counts else "check finds nothing."
    if any(item.severity is not Severity.NOTE for item in findings):
        yield f"To accept them as they are: sphinx-governance check{path} --write-baseline"
    yield ""
