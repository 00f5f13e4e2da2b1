"""``sphinx-governance adr``: the command line of adr-tools, for those whose fingers know it."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from sphinx_governance.cli.adr_folder import (
    MARKER,
    TEMPLATES,
    AdrFile,
    AdrFolder,
    adr_folder,
    read_text,
    write_texts,
)
from sphinx_governance.cli.errors import UsageProblem

_FIRST = "Record architecture decisions"
_OPTIONS_FIRST = {"allow_interspersed_args": False}


@dataclass
class Drafts:
    """Records of a folder, edited in memory until all of them are written."""

    folder: AdrFolder
    texts: dict[str, str]

    def link(self, source: AdrFile, words: str, target: AdrFile) -> None:
        """Say in the Status section of one record what it is to another."""
        from sphinx_governance.outputs.adr_text import NoStatusError, link_to, title_of, with_link

        title = title_of(self.text(target), Path(target.name).stem)
        link = f"{words} {link_to(title, target.name)}"
        try:
            self.texts[source.name] = with_link(self.text(source), link)
        except NoStatusError as error:
            raise UsageProblem(
                f"{self.folder.shown(source.name)} has no section “## Status”, where links go",
                "nothing was written",
            ) from error

    def supersede(self, record: AdrFile, by: AdrFile) -> None:
        """Say in both that a record is superseded."""
        from sphinx_governance.outputs.adr_text import SUPERSEDED_BY, SUPERSEDES, without_accepted

        self.link(record, SUPERSEDED_BY, by)
        self.texts[record.name] = without_accepted(self.texts[record.name])
        self.link(by, SUPERSEDES, record)

    def text(self, record: AdrFile) -> str:
        """Return a record's text as it is by now."""
        if record.name not in self.texts:
            self.texts[record.name] = self.folder.read(record)
        return self.texts[record.name]

    def write(self, beside: Mapping[Path, str] | None = None) -> None:
        """Write all that differs, or nothing."""
        drafts = {self.folder.place / name: text for name, text in self.texts.items()}
        write_texts({**drafts, **(beside or {})})


@click.group()
def adr() -> None:
    """The command line of adr-tools: same arguments, same files.

    With alias adr='sphinx-governance adr' its users need not learn anything. A record is named by
    its number, or by a part of its file name.

    \b
    Examples:
      sphinx-governance adr new Use a queue for mail
      sphinx-governance adr new -s 2 Send mail at once
      sphinx-governance adr link 4 Amends 2 "Amended by"
      sphinx-governance adr help new
    """  # fmt: skip


@adr.command()
@click.argument("directory", required=False)
def init(directory: str | None) -> None:
    """Begin a folder of records with a first one, which says that there are records.

    It is doc/adr, unless DIRECTORY is given; then the file .adr-dir says so to later commands.
    """
    if directory and (directory != _words(directory) or _is_file(directory)):
        raise UsageProblem(f"{directory} is no folder", "name a folder, or none")
    folder = AdrFolder(posixpath.normpath(directory)) if directory else adr_folder()
    for record in folder.records():
        if record.name.endswith("-record-architecture-decisions.md"):
            raise UsageProblem(f"{folder.shown(record.name)} is there already", "see: adr list")
    drafts, record = _draft(folder, _FIRST, read_text(TEMPLATES / "init.md"))
    drafts.write({Path(MARKER): f"{directory}\n"} if directory else None)
    click.echo(folder.shown(record.name))


def _is_file(path: str) -> bool:
    return Path(path).exists() and not Path(path).is_dir()


@adr.command(context_settings=_OPTIONS_FIRST)
@click.option(
    "-s", "superseded", multiple=True, metavar="SUPERSEDED", help="A record that this one replaces."
)
@click.option(
    "-l",
    "links",
    multiple=True,
    metavar="TARGET:LINK:REVERSE-LINK",
    help="A record to link to, what the new one says of it, and what it says of the new one.",
)
@click.argument("title", nargs=-1)
def new(superseded: tuple[str, ...], links: tuple[str, ...], title: tuple[str, ...]) -> None:
    """Write a new record with the next number, open it in VISUAL or EDITOR, and print its path.

    The words of TITLE need no quotes. The template is the file that ADR_TEMPLATE names, else
    templates/template.md in the folder of records, else one of ours; in it NUMBER, TITLE, DATE and
    STATUS are replaced. ADR_DATE takes the place of today.

    \b
    Examples:
      sphinx-governance adr new Use MySQL
      sphinx-governance adr new -s 3 -s 4 -l "5:Amends:Amended by" Use PostgreSQL
    """  # fmt: skip
    from sphinx_governance.cli.programs import edit, editor
    from sphinx_governance.outputs.adr_text import one_line

    folder = adr_folder()
    line = one_line(" ".join(title))
    if not line:
        raise UsageProblem("no title given", "adr new Use a queue for mail")
    old = [folder.find(reference) for reference in superseded]
    linked = [_link_of(folder, text) for text in links]
    command = editor()
    drafts, record = _draft(folder, line, folder.template())
    for item in old:
        drafts.supersede(item, record)
    for item, words, back in linked:
        drafts.link(record, words, item)
        drafts.link(item, back, record)
    drafts.write()
    edit(command, folder.shown(record.name))
    click.echo(folder.shown(record.name))


def _draft(folder: AdrFolder, title: str, template: str) -> tuple[Drafts, AdrFile]:
    """Return a new record, written nowhere yet."""
    from sphinx_governance.outputs.adr_text import ACCEPTED, filled, one_line, slug_of

    number, slug = folder.next_number(), slug_of(title)
    if not slug:
        raise UsageProblem(
            f"the title {title!r} has no letter and no digit", "the file's name is made of them"
        )
    today = datetime.now().astimezone().date().isoformat()
    values = {
        "NUMBER": str(number),
        "TITLE": title,
        "DATE": one_line(os.environ.get("ADR_DATE", "")) or today,
        "STATUS": ACCEPTED,
    }
    record = AdrFile(number, f"{number:04d}-{slug}.md")
    return Drafts(folder, {record.name: filled(template, values)}), record


def _link_of(folder: AdrFolder, text: str) -> tuple[AdrFile, str, str]:
    """Return the target of a link of the option -l, the words for it and those back."""
    parts = [_words(part) for part in text.split(":", 2)]
    if len(parts) < 3 or not all(parts):
        raise UsageProblem(
            f"-l {text} is not TARGET:LINK:REVERSE-LINK", 'write it as: -l "5:Amends:Amended by"'
        )
    return folder.find(parts[0]), parts[1], parts[2]


def _words(text: str) -> str:
    from sphinx_governance.outputs.adr_text import one_line

    return one_line(text)


@adr.command()
@click.argument("source")
@click.argument("words", metavar="LINK")
@click.argument("target")
@click.argument("back", metavar="REVERSE-LINK")
def link(source: str, words: str, target: str, back: str) -> None:
    """Link two records, from SOURCE to TARGET and back, in their Status sections.

    \b
    Example:
      sphinx-governance adr link 12 Amends 10 "Amended by"
    """  # fmt: skip
    folder = adr_folder()
    drafts = Drafts(folder, {})
    one, other = folder.find(source), folder.find(target)
    if one == other:
        raise UsageProblem(f"{source} and {target} are one record", "name two")
    if not _words(words) or not _words(back):
        raise UsageProblem("a link has no words", 'adr link 12 Amends 10 "Amended by"')
    drafts.link(one, _words(words), other)
    drafts.link(other, _words(back), one)
    drafts.write()


@adr.command(name="list")
def list_records() -> None:
    """List the files of the records."""
    folder = adr_folder()
    for record in folder.existing():
        click.echo(folder.shown(record.name))


@adr.group(invoke_without_command=True)
@click.pass_context
def generate(context: click.Context) -> None:
    """Generate a report on the records; without a name, list the reports."""
    if context.invoked_subcommand is None:
        for name in sorted(generate.commands):
            click.echo(name)


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PREFIX = click.option(
    "-p", "prefix", metavar="LINK_PREFIX", default="", help="What links begin with."
)


@generate.command()
@click.option("-i", "intro", type=_FILE, help="Markdown that stands before the list.")
@click.option("-o", "outro", type=_FILE, help="Markdown that stands after it.")
@_PREFIX
def toc(intro: Path | None, outro: Path | None, prefix: str) -> None:
    """A table of contents, in Markdown."""
    from sphinx_governance.outputs.adr_reports import contents

    before, after = (read_text(path) if path else "" for path in (intro, outro))
    for line in contents(adr_folder().listed(), prefix, before, after):
        click.echo(line)


@generate.command()
@_PREFIX
@click.option(
    "-e",
    "extension",
    metavar="LINK-EXTENSION",
    default=".html",
    show_default=True,
    help="What links end with.",
)
def graph(prefix: str, extension: str) -> None:
    """A graph of records and links, for Graphviz.

    \b
    Example:
      sphinx-governance adr generate graph > graph.dot
    """  # fmt: skip
    from sphinx_governance.outputs.adr_reports import graph as lines_of

    for line in lines_of(adr_folder().listed(), prefix, extension):
        click.echo(line)


@adr.command()
def config() -> None:
    """Show where the program and its templates are, as variables of a shell."""
    program = Path(sys.argv[0]).absolute().parent
    for name, place in (("adr_bin_dir", program), ("adr_template_dir", TEMPLATES)):
        value = "".join(f"\\{item}" if item in '"$`\\' else item for item in str(place))
        click.echo(f'{name}="{value}"')


@adr.command(name="help")
@click.argument("command", nargs=-1)
@click.pass_context
def help_(context: click.Context, command: tuple[str, ...]) -> None:
    """Show the help of a command, in the pager that ADR_PAGER or PAGER names."""
    from sphinx_governance.cli.programs import show

    assert context.parent is not None  # noqa: S101 - it is a command of the group
    about = context.parent
    for name in command:
        found = about.command.commands.get(name) if isinstance(about.command, click.Group) else None
        if found is None:
            raise UsageProblem(f"there is no command {' '.join(command)!r}", "see: adr help")
        about = click.Context(found, parent=about, info_name=name)
    show(f"{about.get_help()}\n")


@adr.command(name="upgrade-repository")
def upgrade_repository() -> None:
    """Write dates as ISO 8601 has them: “Date: 12/01/1992” becomes “Date: 1992-01-12”."""
    from sphinx_governance.outputs.adr_text import OldDateError, upgraded

    folder = adr_folder()
    drafts = Drafts(folder, {})
    for record in folder.existing():
        try:
            drafts.texts[record.name] = upgraded(folder.read(record))
        except OldDateError as error:
            raise UsageProblem(
                f"{folder.shown(record.name)}:{error} has a date that is no day/month/year",
                "nothing was written",
            ) from error
    drafts.write()
