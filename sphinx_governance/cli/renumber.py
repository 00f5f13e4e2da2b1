"""``sphinx-governance renumber``: another number for a record, wherever it is referred to."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli import completing
from sphinx_governance.cli.editing import diff_option, one_record
from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.options import kind_option, reading_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.cli.mending import Mending
    from sphinx_governance.cli.naming import Manner
    from sphinx_governance.model.finding import Edit
    from sphinx_governance.model.record import Record
    from sphinx_governance.model.renumbering import Left, Renumber, Renumbering

_LONGEST = 1_000_000
"""Bytes of a file that is no document and is still looked into for the record's file name."""


@click.command()
@click.argument("identifier", metavar="ID|FILE", shell_complete=completing.record_ids)
@click.argument("rest", metavar="[NEW] [PATH]", nargs=-1)
@diff_option
@kind_option
@reading_options
def renumber(
    identifier: str,
    rest: tuple[str, ...],
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
    from sphinx_governance.cli.target import find_target

    number, path = _split(rest)
    loaded = load(find_target(path, conf=not no_conf), Request(kind or "adr", cached=not no_cache))
    record = _record(loaded, identifier, kind)
    plan = _plan(loaded, record, number, kind)
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


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What is to be done: the texts that change, and the file or folder that gets another name."""

    loaded: Loaded
    move: Renumber
    mending: Mending
    moved: tuple[Path, Path] | None
    left: tuple[Left, ...]
    generated: tuple[str, ...]

    def write(self) -> None:
        """Write all of it or nothing: the name last, so that a run that was cut off can be repeated.

        :raises UsageProblem: a file or folder cannot be written.
        """
        from sphinx_governance.cli.mending import write_mending
        from sphinx_governance.files import write_together

        base = self.loaded.base
        before = {path: (base / path).read_bytes() for path in self.mending.after}
        try:
            write_mending(self.mending, base)
            try:
                self._rename()
            except OSError:
                write_together({base / path: content for path, content in before.items()})
                raise
        except OSError as error:
            raise UsageProblem(f"nothing was written: {error}", "make it writable") from error

    def _rename(self) -> None:
        if self.moved is None:
            return
        old, new = self.moved
        if os.path.lexists(new):
            raise FileExistsError(f"{new} is there already")
        old.rename(new)

    def show(self) -> None:
        """Show what would be done."""
        from sphinx_governance.cli.mending import diff_of
        from sphinx_governance.cli.output import painter, write

        if self.moved:
            click.echo(f"rename {self._name(self.moved[0])} → {self._name(self.moved[1])}")
        write(diff_of(self.mending, painter()))
        self._tell_left()

    def tell(self) -> None:
        """Tell what was done, file by file."""
        from sphinx_governance.model.text import count

        click.echo(f"{self.move.record.id} is {self.move.id} now.")
        if self.moved:
            click.echo(f"  {self._name(self.moved[0])} → {self._name(self.moved[1])}")
        for path in self.mending.after:
            edits = [
                edit for fix in self.mending.fixes for edit in fix.edits if edit.at.path == path
            ]
            click.echo(f"  {self._shown(path)}: {count(len(edits), 'change')}")
        self._tell_left()

    def _tell_left(self) -> None:
        from sphinx_governance.model.text import count, printable, shorten

        if self.left:
            verb = "is" if len(self.left) == 1 else "are"
            click.echo(f"{count(len(self.left), 'reference')} {verb} left to you:", err=True)
        for item in self.left:
            where = f"{self._shown(item.at.path)}:{item.at.line}"
            text = repr(shorten(printable(item.text), 80))
            click.echo(f"  {printable(where)}: {text}: {item.why}", err=True)
        for path in self.generated:
            click.echo(f"{self._shown(path)} has generated parts: sphinx-governance sync", err=True)
        target = self.loaded.target
        if target.source is None and not target.whole:
            click.echo(
                f"Only {target.path.name} was looked through; name the repository to look through all.",
                err=True,
            )

    def _name(self, path: Path) -> str:
        from sphinx_governance.files import relative

        return self._shown(relative(path, self.loaded.base))

    def _shown(self, path: str) -> str:
        return self.loaded.place(path)


def _plan(loaded: Loaded, record: Record, number: int | None, kind: str | None) -> _Plan:
    """Return what is to be done, which was read once to be sure.

    :raises UsageProblem: it cannot be done.
    """
    from sphinx_governance.cli.mending import mending_by
    from sphinx_governance.files import SourceLines
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.renumbering import Renumbering
    from sphinx_governance.model.retitling import ruled

    move, names = _move(loaded, record, number)
    source = SourceLines(loaded.base)
    work = Renumbering(loaded.corpus, move, source)
    _look_through(loaded, work)
    work.headers()
    edits = [*work.edits, *ruled(work.edits, record, source)]
    if not work.shared:
        edits += _anchor(loaded, record, source.whole(record.path))
    kept, generated = _outside_fragments(loaded, edits)
    mending = mending_by([Fix(f"renumber {record.id}", tuple(kept))] if kept else [], loaded.base)
    if kept and not mending.fixes:
        at = kept[0].at
        raise UsageProblem(
            f"{loaded.place(at.path)} does not read as expected; nothing was written",
            "run it again with --no-cache",
        )
    _verify(loaded, move, mending, names, kind)
    moved = (names[0], names[1]) if names else None
    left = (*work.left, *_elsewhere(loaded, move))
    return _Plan(
        loaded=loaded, move=move, mending=mending, moved=moved, left=left, generated=generated
    )


def _move(
    loaded: Loaded, record: Record, asked: int | None
) -> tuple[Renumber, tuple[Path, Path] | None]:
    """Return the record's new number and name, and the file or folder to rename with its new place.

    :raises UsageProblem: the number or the name is taken.
    """
    from sphinx_governance.cli.naming import free_number, manner_of
    from sphinx_governance.intake.anchors import github_slug
    from sphinx_governance.intake.naming import identity_of
    from sphinx_governance.model.renumbering import Renumber

    corpus = loaded.corpus
    kind = corpus.kinds.spec(record.kind)
    fellows = [item for item in corpus.records if item.kind == record.kind]
    manner = manner_of(loaded, kind, fellows)
    number = free_number(loaded, kind, record.prefix, manner, asked)
    path = PurePosixPath(record.path)
    alone = len(corpus.at_path(record.path)) == 1
    identity = identity_of(record.path, kind) if alone else None
    named = identity if identity and identity.name.digits else None
    part = named.part if named else ""
    digits = _digits(named.name.digits, number, manner) if named else ("", "")
    if named and named.name.date:
        lead = part[: part.index(digits[0], 8) + len(digits[0])]
        digits = (lead, lead.removesuffix(digits[0]) + digits[1])
    suffix = path.suffix if part == path.stem else ""
    heading = _heading(loaded, record)
    base = loaded.base.resolve()
    move = Renumber(
        record=record, number=number, width=_width(record), base=base.as_posix(),
        roots=tuple(_roots(loaded, base / record.path)), part=part, suffix=suffix,
        digits=digits, slug=github_slug(heading),
    )  # fmt: skip
    if not part:
        return move, None
    old = base / record.path if suffix else (base / record.path).parent
    new = old.with_name(part.replace(digits[0], digits[1], 1) + suffix)
    if os.path.lexists(new) and new != old:
        raise UsageProblem(f"{new} is there already", "choose another number")
    return move, (old, new)


def _digits(old: str, number: int, manner: Manner) -> tuple[str, str]:
    """Return the number in a name as it is written, and as the new one is."""
    padded = old.startswith("0") or len(old) == manner.width
    return old, f"{number:0{len(old)}}" if padded else str(number)


def _width(record: Record) -> int:
    return len(record.id) - len(record.prefix) - 1


def _heading(loaded: Loaded, record: Record) -> str:
    """Return the text of the title's heading where that has the number: its anchor changes with it."""
    from sphinx_governance.files import SourceLines

    claims = {item.source for item in record.claims}
    if "heading" not in claims or record.title_in_metadata:
        return ""
    return SourceLines(loaded.base)(record.path, record.at.line).strip("# ")


def _roots(loaded: Loaded, file: Path) -> Iterator[str]:
    """Yield the folders that a leading slash may mean: those above the record, up to the project's root."""
    root = loaded.target.root.resolve()
    for folder in file.parents:
        yield folder.as_posix()
        if folder == root:
            return


def _look_through(loaded: Loaded, work: Renumbering) -> None:
    """Read every document that may name the record, and note what does."""
    from sphinx_governance.intake.gather import record_directives
    from sphinx_governance.intake.looking import text_of, text_of_document
    from sphinx_governance.intake.reading import content_of

    directives = record_directives(loaded.project)
    named = _named(work.move)
    for document in loaded.corpus.told:
        try:
            content = content_of(loaded.base / document.path)
        except OSError:
            continue
        if document.path == work.move.record.path or named.search(content):
            work.look_through(text_of(document.path, content, directives, document.within))
            if document.page:
                work.look_through(text_of_document(document))


def _named(move: Renumber) -> re.Pattern[bytes]:
    """Return what a document has somewhere that names the record: most need not be parsed for it."""
    number = move.record.number or 0
    prefix = re.escape(move.record.prefix.encode())
    ways = [
        rb"%s(?:[-_ #]|\xe2\x80\x91){0,3}0*%d(?!\d)" % (prefix, number),  # ADR-0012
        rb"[`<][!~#]?0*%d[`>]" % number,  # :adr:`12`
    ]
    if move.part:
        ways.append(rb"(?<!\d)%s(?!\d)" % re.escape(move.digits[0].encode()))
    return re.compile(b"|".join(ways), re.IGNORECASE)


def _anchor(loaded: Loaded, record: Record, lines: list[str]) -> list[Edit]:
    """Return the edit that keeps the old anchor, in the markup of the record's file."""
    from sphinx_governance.model.retitling import kept_anchor

    markdown = "myst" if loaded.target.source else "md"
    edit = kept_anchor(record, "rst" if record.path.endswith(".rst") else markdown, lines)
    return [edit] if edit else []


def _outside_fragments(loaded: Loaded, edits: Iterable[Edit]) -> tuple[list[Edit], tuple[str, ...]]:
    """Return the edits that are not in generated text, and the files that have some in it."""
    from sphinx_governance.outputs.fragment_comments import regions_of

    regions = {}
    for path in {edit.at.path for edit in edits}:
        text = (loaded.base / path).read_bytes().decode("utf-8", "replace")
        regions[path] = regions_of(path, text).regions if path.endswith(".md") else ()
    kept, generated = [], {}
    for edit in edits:
        if any(item.begin < edit.at.line < item.end for item in regions[edit.at.path]):
            generated[edit.at.path] = True
        else:
            kept.append(edit)
    return kept, tuple(sorted(generated))


def _verify(
    loaded: Loaded,
    move: Renumber,
    mending: Mending,
    names: tuple[Path, Path] | None,
    kind: str | None,
) -> None:
    """Refuse what would not be read as the same record with another number.

    :raises UsageProblem: it would not.
    """
    from sphinx_governance.cli.rereading import Rereader
    from sphinx_governance.files import relative

    record = move.record
    there = loaded.base.resolve() / record.path
    if names:
        there = names[1] if move.suffix else names[1] / there.name
    path = relative(there, loaded.base.resolve())
    others = [item.path for item in loaded.corpus.documents if item.path != record.path]
    text = mending.after.get(record.path)
    if text is None:
        text = (loaded.base / record.path).read_bytes().decode("utf-8-sig", "replace")
    reader = Rereader(loaded, kind, [*others, path])
    found = reader.records(reader.outline(path, text))
    same = [item for item in found if item.id == move.id]
    if len(same) != 1 or (same[0].title, same[0].status_name) != (record.title, record.status_name):
        raise UsageProblem(
            f"{record.id} would not be read as {move.id}; nothing was written",
            f"its number is written in a way that is not safe to change: {loaded.place(record.path)}",
        )


def _elsewhere(loaded: Loaded, move: Renumber) -> Iterator[Left]:
    """Yield the files that are no documents and name the record's file: settings, lists of redirects."""
    from sphinx_governance.intake.reading import content_of
    from sphinx_governance.model.record import Location
    from sphinx_governance.model.renumbering import Left

    corpus = loaded.corpus
    if corpus.tree is None or not move.part:
        return
    known = {corpus.tree.place(document.path) for document in corpus.told}
    up = os.path.relpath("/", f"/{corpus.tree.prefix}") if corpus.tree.prefix else "."
    for path in sorted(corpus.tree.files - known):
        place = PurePosixPath(os.path.normpath(f"{up}/{path}")).as_posix()
        try:
            content = content_of(loaded.base / place)
        except OSError:
            continue
        if len(content) > _LONGEST or b"\0" in content or move.part.encode() not in content:
            continue
        if place.endswith("governance.json"):
            continue
        for number, line in enumerate(content.split(b"\n"), 1):
            if move.part.encode() in line:
                yield Left(Location(place, number), move.part, "the file is no document")
                break
