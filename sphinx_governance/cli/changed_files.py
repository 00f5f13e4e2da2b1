"""The changed files of a pull request: from git, or from a list that somebody made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.model.surroundings import Change

_STATUS = re.compile(r"(?P<letter>[ACDMRT])\d{0,3}")
_LINE = re.compile(r"(?P<status>[ACDMRT]\d{0,3})(?:\t| +)(?P<paths>\S.*)")
_SIGNS = {"t": b"\t", "n": b"\n", "r": b"\r", "a": b"\a", "b": b"\b", "f": b"\f", "v": b"\v"}
_FORM = 'the output of "git diff --name-status -z", or a line for each file: A path'
_MANY = 100_000


def read_changes(content: bytes) -> tuple[Change, ...]:
    """Return the changes in a list of files: ``git diff --name-status``, with or without ``-z``, or paths.

    :raises UsageProblem: it is no such list.
    """
    text = content.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    found = tuple(_from_fields(text.split("\0")) if "\0" in text else _from_lines(text))
    if len(found) > _MANY:
        raise UsageProblem(f"the list has {len(found):,} files", f"at most {_MANY:,} are looked at")
    return found


def _from_fields(fields: Sequence[str]) -> Iterator[Change]:
    left = iter(fields[:-1] if not fields[-1] else fields)
    for status in left:
        match = _STATUS.fullmatch(status)
        if match is None:
            raise UsageProblem(f"{status!r} in the list of files is no status", f"give {_FORM}")
        try:
            old = next(left)
            new = next(left) if match["letter"] in "RC" else old
        except StopIteration:
            raise UsageProblem("the list of files ends in the middle", f"give {_FORM}") from None
        yield _change(match["letter"], new, old)


def _from_lines(text: str) -> Iterator[Change]:
    for line in text.split("\n"):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            yield _change("M", _unquoted(line), _unquoted(line))
            continue
        paths = [_unquoted(path) for path in match["paths"].split("\t")]
        if len(paths) != 1 + (match["status"][0] in "RC"):
            raise UsageProblem(
                f"the line {line[:80]!r} in the list of files cannot be read",
                "a renamed file has two paths, parted by tabs",
            )
        yield _change(match["status"][0], paths[-1], paths[0])


def _change(letter: str, path: str, old: str) -> Change:
    if letter in "AC":
        return Change("A", path, "")
    return Change(letter if letter in "DR" else "M", path, old)


def _unquoted(path: str) -> str:
    """Return a path as git means it: in quotation marks it has C's escapes."""
    if len(path) < 2 or not (path[0] == path[-1] == '"'):
        return path
    raw = path[1:-1].encode("utf-8", "surrogateescape")
    return re.sub(rb"\\([0-7]{3}|.)", _escaped, raw).decode("utf-8", "surrogateescape")


def _escaped(match: re.Match[bytes]) -> bytes:
    sign = match[1].decode("latin-1")
    if len(sign) == 3:
        return bytes([int(sign, 8) & 0xFF])
    return _SIGNS.get(sign, match[1])


def changes_from_git(place: Path, base: str | None, head: str) -> tuple[Change, ...]:
    """Return what *head* changed since it left *base*.

    :param base: a ref; None for the upstream's default branch.
    :raises UsageProblem: there is no repository or no such ref.
    """
    from sphinx_governance.intake.tree import repository_root
    from sphinx_governance.vcs import VcsError, changes_between, default_base

    root = repository_root(place.resolve())
    if root is None:
        raise UsageProblem(
            f"{place} is in no git repository", f"name the files with --files-from: {_FORM}"
        )
    ref = base or default_base(root)
    if ref is None:
        raise UsageProblem(
            "no upstream default branch is known", "name what to compare with: --base origin/main"
        )
    try:
        found = changes_between(root, ref, head)
    except VcsError as error:
        hint = error.note.hint.replace("--against", "--base")
        raise UsageProblem(error.note.message, hint) from error
    return tuple(Change(item.status, item.path, item.old) for item in found)
