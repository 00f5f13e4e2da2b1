"""``check --fix``: safe mendings, shown as a diff before they are made, all of them or none."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem

if TYPE_CHECKING:
    from sphinx_governance.cli.checking import Asked
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.model.finding import Finding, Fix
    from sphinx_governance.report.text import Paint


@dataclass(frozen=True)
class Mending:
    """What a round of fixes comes to: path → text before and after, and the fixes that were made."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    fixes: tuple[Fix, ...]


def mending_of(findings: Iterable[Finding], base: Path) -> Mending:
    """Return what the fixes of findings make of the files in *base*; nothing is written."""
    return mending_by([finding.fix for finding in findings if finding.fix], base)


def mending_by(fixes: Sequence[Fix], base: Path) -> Mending:
    """Return what fixes make of the files in *base*; nothing is written."""
    from sphinx_governance.model.patching import apply_fixes

    texts: dict[str, str] = {}
    for path in sorted({edit.at.path for fix in fixes for edit in fix.edits}):
        # A byte that is no UTF-8 makes a file one that we do not touch.
        with suppress(OSError, UnicodeDecodeError):
            texts[path] = (base / path).read_bytes().decode("utf-8-sig")
    after, made = apply_fixes(texts, fixes)
    return Mending({path: texts[path] for path in after}, after, tuple(made))


def diff_of(mending: Mending, paint: Paint) -> Iterator[str]:
    """Yield a mending as a unified diff."""
    from sphinx_governance.cli.output import diff_lines

    for path, text in mending.after.items():
        yield from diff_lines(path, mending.before[path], text, paint)


def refuse_dirty(paths: Iterable[str], base: Path) -> None:
    """Refuse to touch files that git could not bring back.

    :raises UsageProblem: one of them has uncommitted changes, or is under no version control.
    """
    from sphinx_governance.intake.tree import repository_root
    from sphinx_governance.vcs import VcsError, dirty_files

    hint = "commit or stash it first, or say --allow-dirty"
    root = repository_root(base)
    if root is None:
        raise UsageProblem(
            "the files are in no git repository: a fix could not be taken back",
            "look at it with --diff, then say --allow-dirty",
        )
    try:
        dirty = dirty_files(root)
    except VcsError as error:
        raise UsageProblem(str(error), hint) from error
    for path in paths:
        place = (base / path).resolve().relative_to(root.resolve()).as_posix()
        if place in dirty:
            raise UsageProblem(f"{path} has uncommitted changes", hint)


def write_mending(mending: Mending, base: Path) -> None:
    """Write a mending: every file as a whole, and all of them or none.

    :raises OSError: a file cannot be written; those that were are as before.
    """
    from sphinx_governance.files import write_together

    write_together(
        {base / path: _encoded(base / path, text) for path, text in mending.after.items()}
    )


def _encoded(path: Path, text: str) -> bytes:
    """Return a text as its file holds it: with its mark, where it has one."""
    content = path.read_bytes()
    return (BOM_UTF8 if content.startswith(BOM_UTF8) else b"") + text.encode("utf-8")


def mend(loaded: Loaded, findings: Iterable[Finding], asked: Asked, ours: set[Path]) -> int:
    """Show what the fixes of findings come to, and write it where that is asked; return how many were made.

    :param ours: the files that this run has changed already, to which those of this round are added.
    :raises UsageProblem: a file has uncommitted changes, or cannot be written.
    """
    from sphinx_governance.cli.output import painter, write
    from sphinx_governance.model.text import count

    mending = mending_of(findings, loaded.base)
    if not mending.after:
        return 0
    write(diff_of(mending, painter()))
    if asked.diff:
        return 0
    if not asked.allow_dirty:
        refuse_dirty(
            (path for path in mending.after if loaded.base / path not in ours), loaded.base
        )
    try:
        write_mending(mending, loaded.base)
    except OSError as error:
        raise UsageProblem(f"nothing was written: {error}", "make the file writable") from error
    ours.update(loaded.base / path for path in mending.after)
    fixed, files = count(len(mending.fixes), "fix", "fixes"), count(len(mending.after), "file")
    click.echo(f"Made {fixed} in {files}.", err=True)
    return len(mending.fixes)
