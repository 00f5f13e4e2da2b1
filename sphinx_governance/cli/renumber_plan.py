"""What ``renumber`` is going to do: found and read once before anything is written."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.cli.mending import Mending, diff_of, mending_by, write_mending
from sphinx_governance.cli.naming import Wanted, free_number, manner_of
from sphinx_governance.cli.output import painter, write
from sphinx_governance.cli.rereading import Rereader
from sphinx_governance.files import SourceLines, relative, write_together
from sphinx_governance.intake.anchors import github_slug
from sphinx_governance.intake.gather import record_directives
from sphinx_governance.intake.looking import text_of, text_of_document
from sphinx_governance.intake.naming import identity_of
from sphinx_governance.intake.reading import content_of
from sphinx_governance.model.finding import Fix
from sphinx_governance.model.record import Location
from sphinx_governance.model.renumber_plan import Left, Renumber
from sphinx_governance.model.renumbering import Renumbering
from sphinx_governance.model.retitling import kept_anchor, ruled
from sphinx_governance.model.text import count, printable, shorten
from sphinx_governance.outputs.fragment_comments import regions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.cli.naming import Manner
    from sphinx_governance.model.finding import Edit
    from sphinx_governance.model.record import Record

_LONGEST = 1_000_000
"""Bytes of a file that is no document and is still looked into for the record's file name."""


@dataclass(frozen=True, kw_only=True)
class Plan:
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

        if self.moved:
            click.echo(f"rename {self._name(self.moved[0])} → {self._name(self.moved[1])}")
        write(diff_of(self.mending, painter()))
        self._tell_left()

    def tell(self) -> None:
        """Tell what was done, file by file."""

        same = self.move.number == self.move.record.number
        new = "the same everywhere" if same else self.move.id
        click.echo(f"{self.move.record.id} is {new} now.")
        if self.moved:
            click.echo(f"  {self._name(self.moved[0])} → {self._name(self.moved[1])}")
        for path in self.mending.after:
            edits = [
                edit for fix in self.mending.fixes for edit in fix.edits if edit.at.path == path
            ]
            click.echo(f"  {self._now(path)}: {count(len(edits), 'change')}")
        self._tell_left()

    def _tell_left(self) -> None:

        if self.left:
            verb = "is" if len(self.left) == 1 else "are"
            click.echo(f"{count(len(self.left), 'reference')} {verb} left to you:", err=True)
        for item in self.left:
            where = f"{self._shown(item.at.path)}:{item.at.line}"
            text = repr(shorten(printable(item.text), 80))
            click.echo(f"  {where}: {text}: {item.why}", err=True)
        for path in self.generated:
            click.echo(f"{self._shown(path)} has generated parts: sphinx-governance sync", err=True)
        target = self.loaded.target
        if target.source is None and not target.whole:
            click.echo(
                f"Only {target.path.name} was looked through; name the repository to look through all.",
                err=True,
            )

    def _now(self, path: str) -> str:
        """Return the name of a file after the move."""
        if path != self.move.record.path or self.moved is None:
            return self._shown(path)
        new = self.moved[1]
        return self._name(new if self.move.suffix else new / PurePosixPath(path).name)

    def _name(self, path: Path) -> str:

        return self._shown(relative(path, self.loaded.base))

    def _shown(self, path: str) -> str:
        return printable(self.loaded.place(path))


def planned(loaded: Loaded, record: Record, wanted: Wanted, kind: str | None) -> Plan:
    """Return what is to be done, which was read once to be sure.

    :raises UsageProblem: it cannot be done.
    """
    move, names = _move(loaded, record, wanted)
    source = SourceLines(loaded.base)
    work = Renumbering(loaded.corpus, move, source)
    unread = _look_through(loaded, work)
    work.headers()
    edits = [*work.edits, *ruled(work.edits, record, source)]
    if not work.shared and move.number != record.number:
        edits += _anchor(loaded, record, source.whole(record.path))
    kept, generated = _outside_fragments(loaded, edits)
    mending = mending_by([Fix(f"renumber {record.id}", tuple(kept))] if kept else [], loaded.base)
    if kept and not mending.fixes:
        at = kept[0].at
        raise UsageProblem(
            f"{loaded.place(at.path)} does not read as expected; nothing was written",
            "run it again with --no-cache",
        )
    if not kept and not names:
        raise UsageProblem(f"{record.id} has that number", "name another, or leave it out")
    _verify(loaded, move, mending, names, kind)
    moved = (names[0], names[1]) if names else None
    left = (*work.left, *unread, *_elsewhere(loaded, move))
    return Plan(
        loaded=loaded, move=move, mending=mending, moved=moved, left=left, generated=generated
    )


def _move(
    loaded: Loaded, record: Record, wanted: Wanted
) -> tuple[Renumber, tuple[Path, Path] | None]:
    """Return the record's new number and name, and the file or folder to rename with its new place.

    :raises UsageProblem: the number or the name is taken.
    """
    corpus = loaded.corpus
    kind = corpus.kinds.spec(record.kind)
    fellows = [item for item in corpus.records if item.kind == record.kind]
    manner = manner_of(loaded, kind, fellows)
    number = free_number(loaded, kind, record.prefix, manner, wanted, record)
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
    if digits[0] == digits[1]:
        return move, None
    new = old.with_name(part.replace(digits[0], digits[1], 1) + suffix)
    if os.path.lexists(new):
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


def _look_through(loaded: Loaded, work: Renumbering) -> list[Left]:
    """Read every document that may name the record, and note what does; return those that cannot be read."""
    unread = []
    directives = record_directives(loaded.project)
    named = _named(work.move)
    for document in loaded.corpus.told:
        try:
            content = content_of(loaded.base / document.path)
        except OSError:
            continue
        if document.path != work.move.record.path and not named.search(content):
            continue
        try:
            content.decode()
            text = text_of(document.path, content, directives, document.within)
        except Exception as error:  # noqa: BLE001 - one document that breaks a parser must not stop the others
            why = f"the document cannot be read: {type(error).__name__}"
            unread.append(Left(Location(document.path, 1), work.move.record.id, why))
            continue
        work.look_through(text)
        if document.page:
            work.look_through(text_of_document(document))
    return unread


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
    markdown = "myst" if loaded.target.source else "md"
    edit = kept_anchor(record, "rst" if record.path.endswith(".rst") else markdown, lines)
    return [edit] if edit else []


def _outside_fragments(loaded: Loaded, edits: Iterable[Edit]) -> tuple[list[Edit], tuple[str, ...]]:
    """Return the edits that are not in generated text, and the files that have some in it."""
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
