"""Facts from git: which files there are, and what differs from another state.

Nothing here goes through a shell, runs a hook, asks the network or writes to the
repository. Paths are relative to the repository's root, with forward slashes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sphinx_governance.intake.tree import repository_root

_PATIENCE = 60.0
"""Seconds after which git is given up: a repository on a dead network drive must not hold a build."""

_KEPT = ("GIT_CONFIG_", "GIT_EXEC_PATH")
"""Git's own variables that stay; in a hook the others name one repository, and not always ours."""

_SAFE = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # No protocol is allowed: in a partial clone git would fetch what is missing.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
}
_OPTIONS = (
    "--no-pager", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
)  # fmt: skip
_REGULAR = "100"
"""What the mode of a file begins with; links and submodules have others."""

_DEFAULT = tuple(
    f"refs/remotes/{remote}/{branch}"
    for remote in ("upstream", "origin")
    for branch in ("HEAD", "main", "master")
)
"""Where the default branch is looked for, in this order: a fork's clone has both remotes."""


class VcsNote(NamedTuple):
    """Why git could not tell something, and what to do about it."""

    message: str
    hint: str = ""


class VcsError(Exception):
    """Git cannot tell; *note* says why."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.note = VcsNote(message, hint)


class UnknownRefError(VcsError):
    """A ref that is not there."""


@dataclass(frozen=True)
class Listing:
    """The files of a working tree: those that git tracks, and new ones that it does not ignore."""

    tracked: frozenset[str]
    untracked: frozenset[str]


class FileChange(NamedTuple):
    """A file that differs from a commit: *status* is A, M, D or R, *old* its name there.

    *blob* is git's name of the content that it had there, "" where it was no file.
    """

    status: str
    path: str
    old: str = ""
    blob: str = ""


def tracked_files(root: Path) -> frozenset[str] | None:
    """Return the files of the working tree that git does not ignore; None where git cannot tell."""
    if repository_root(root) is None:
        return None  # git is not even run
    try:
        found = listing(root)
    except VcsError:
        return None
    return found.tracked | found.untracked


def listing(root: Path) -> Listing:
    """Return the files of the working tree; a submodule counts as a file.

    :raises VcsError: git cannot tell.
    """
    output = _git(
        root, "ls-files", "-z", "-t", "--cached", "--deleted", "--others", "--exclude-standard"
    )
    tagged = [(entry[:1], _path(entry[2:].rstrip(b"/"))) for entry in _parts(output)]
    gone = {path for tag, path in tagged if tag == b"R"}
    untracked = frozenset(path for tag, path in tagged if tag == b"?")
    tracked = frozenset(path for tag, path in tagged if tag not in b"R?") - gone
    return Listing(tracked, untracked)


def dirty_files(root: Path) -> frozenset[str]:
    """Return the files that differ from the last commit, untracked ones too.

    :raises VcsError: git cannot tell.
    """
    output = _git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
    return frozenset(_path(entry[3:]) for entry in _parts(output))


def default_base(root: Path) -> str | None:
    """Return the upstream's default branch, ``origin/main``, or None where none is known."""
    try:
        output = _git(root, "for-each-ref", "--format=%(refname)%00%(symref)", *_DEFAULT)
    except VcsError:
        return None
    rows = [line.split("\0") for line in output.decode("utf-8", "replace").splitlines()]
    found = {name: symbolic or name for name, symbolic in rows}
    best = next((found[name] for name in _DEFAULT if name in found), None)
    return best.removeprefix("refs/remotes/") if best else None


def merge_base(root: Path, ref: str, head: str = "HEAD") -> str:
    """Return the commit at which *head*, by default the working tree's, and *ref* parted.

    :raises UnknownRefError: there is no such ref.
    :raises VcsError: the two have nothing in common, or git cannot tell.
    """
    _refuse_no_ref(ref, head)
    found = _run(root, "merge-base", f"{head}^{{commit}}", f"{ref}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode("ascii").strip()
    raise _why_not(root, ref, head)


def _refuse_no_ref(*names: str) -> None:
    """Refuse, as an UnknownRefError, what git could take for an option, or for two refs."""
    for name in names:
        if not name or name.startswith("-") or any(sign in name for sign in "\0\n"):
            raise UnknownRefError(f"{name!r} is not a git ref", "name a branch, a tag or a commit")


def _why_not(root: Path, ref: str, head: str) -> VcsError:
    """Return why there is no merge base."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if not _is_commit(root, ref):
        return _unknown_ref(root, ref, shallow=shallow)
    if not _is_commit(root, head):
        if head != "HEAD":
            return _unknown_ref(root, head, shallow=shallow)
        return VcsError("the branch has no commit yet", "commit first")
    if shallow:
        return VcsError(
            f"this is a shallow clone, which does not reach back to where it left {ref}",
            "fetch the history: git fetch --unshallow (in CI: fetch-depth: 0)",
        )
    return VcsError(f"it has no history in common with {ref}", "name another ref with --against")


def _is_commit(root: Path, ref: str) -> bool:
    return _run(root, "rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}").returncode == 0


def _unknown_ref(root: Path, ref: str, *, shallow: bool) -> UnknownRefError:
    from sphinx_governance.model.text import listed, nearest

    output = _git(root, "for-each-ref", "--format=%(refname:short)")
    names = output.decode("utf-8", "replace").splitlines()
    near = nearest(ref, names)
    if near:
        hint = f"did you mean {near}?"
    elif shallow:
        hint = "this is a shallow clone; fetch that branch first (in CI: fetch-depth: 0)"
    else:
        hint = f"refs: {listed(names[:10], 'and')}" if names else "this repository has no refs"
    return UnknownRefError(f"there is no git ref {ref!r}", hint)


def changes(root: Path, base: str, files: Listing | None = None) -> tuple[FileChange, ...]:
    """Return how the working tree differs from the commit *base*, untracked files included.

    :param files: what :func:`listing` found, where that is known already.
    :raises VcsError: git cannot tell.
    """
    with _own_index(root) as index:
        output = _git(
            root, "diff", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--no-textconv",
            "--ignore-submodules=all", base, "--", index=index,
        )  # fmt: skip
    found = {change.path: change for change in _changed(output)}
    for path in (files or listing(root)).untracked:
        before = found.get(path)
        # Taken out of the index and still there: it was changed, if anything.
        found[path] = before._replace(status="M") if before else FileChange("A", path)
    return tuple(found[path] for path in sorted(found))


def changes_between(root: Path, base: str, head: str) -> tuple[FileChange, ...]:
    """Return how the commit *head* differs from where it and *base* parted, as a pull request shows it.

    :raises UnknownRefError: one of them is not there.
    :raises VcsError: the two have nothing in common, or git cannot tell.
    """
    output = _git(
        root, "diff", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=all", merge_base(root, base, head), f"{head}^{{commit}}", "--",
    )  # fmt: skip
    return tuple(sorted(_changed(output), key=lambda change: change.path))


@contextmanager
def _own_index(root: Path) -> Iterator[str]:
    """Yield a copy of the index: ``git diff`` writes to it what it learns of files, locks or not.

    The copy keeps its time, by which git tells which files it must read again.
    """
    with TemporaryDirectory(prefix="sphinx-governance-") as folder:
        copy = Path(folder, "index")
        try:
            shutil.copy2(_git_folder(root) / "index", copy)
        except OSError:
            yield ""
        else:
            yield str(copy)


def _git_folder(root: Path) -> Path:
    """Return where the index is: ``.git``, or what it points to in a linked worktree or submodule."""
    place = root / ".git"
    if place.is_dir():
        return place
    pointer = place.read_bytes().removeprefix(b"gitdir:").strip()
    return root / os.fsdecode(pointer)


def _changed(output: bytes) -> Iterator[FileChange]:
    entries = iter(_parts(output))
    for entry in entries:
        mode, _, blob, _, status = entry[1:].decode("ascii").split(" ")
        old = new = _path(next(entries))
        if status[0] in "RC":
            new = _path(next(entries))
        content = blob if mode.startswith(_REGULAR) else ""
        if status[0] in "AC":
            yield FileChange("A", new)
        elif status[0] in "DR":
            yield FileChange(status[0], new, old, content)
        else:
            yield FileChange("M", new, old, content)


def contents(root: Path, blobs: Iterable[str]) -> Mapping[str, bytes]:
    """Return blob → content, by one call for all of them.

    :raises VcsError: one of them is not here.
    """
    wanted = sorted(set(blobs))
    if not wanted:
        return {}
    output = _git(root, "cat-file", "--batch", stdin="\n".join(wanted).encode() + b"\n")
    found, position = {}, 0
    for blob in wanted:
        end = output.index(b"\n", position)
        header = output[position:end].split(b" ")
        if header[1:2] != [b"blob"]:
            raise VcsError(
                "the older contents of files are not here (a partial clone)",
                "fetch them: git fetch --refetch --no-filter",
            )
        size = int(header[2])
        found[blob] = output[end + 1 : end + 1 + size]
        position = end + size + 2
    return found


def names_at(root: Path, ref: str) -> tuple[str, ...]:
    """Return the files that the tip of *ref* has.

    :raises VcsError: git cannot tell.
    """
    if ref.startswith("-"):
        raise UnknownRefError(f"{ref!r} is not a git ref", "name a branch, a tag or a commit")
    output = _git(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", ref)
    return tuple(_path(part) for part in _parts(output))


def names_on_branches(root: Path, folder: str, against: str = "") -> frozenset[str]:
    """Return the names that stand in a folder at the tip of any local branch.

    :param against: a ref that counts too, or a remote, all of whose branches do, as last fetched.
    :raises UnknownRefError: it is neither.
    :raises VcsError: git cannot tell.
    """
    if "\n" in folder:
        return frozenset()
    refs = _git(root, "for-each-ref", "--format=%(refname)", "refs/heads").splitlines()
    refs += _refs_of(root, against) if against else []
    inside = b"" if folder in {"", "."} else os.fsencode(folder)
    asked = b"".join(ref + b":" + inside + b"\n" for ref in refs)
    told = _git(root, "cat-file", "--batch-check", stdin=asked) if asked else b""
    rows = (line.split(b" ") for line in told.splitlines())
    # Most branches have the same folder: it is looked into once.
    trees = {row[0].decode("ascii") for row in rows if row[1:2] == [b"tree"]}
    listed = (_git(root, "ls-tree", "--name-only", "-z", tree) for tree in sorted(trees))
    return frozenset(_path(part) for output in listed for part in _parts(output))


def _refs_of(root: Path, name: str) -> list[bytes]:
    """Return a ref, or the branches of a remote."""
    _refuse_no_ref(name)
    if not set("*?[") & set(name):
        of_remote = _git(root, "for-each-ref", "--format=%(refname)", f"refs/remotes/{name}/")
        if of_remote:
            return of_remote.splitlines()
    if not _is_commit(root, name):
        raise _unknown_ref(root, name, shallow=False)
    return [os.fsencode(name)]


def user_name(root: Path) -> str:
    """Return the name that git puts under commits here, "" where it has none."""
    try:
        found = _run(root, "config", "--get", "user.name")
    except VcsError:
        return ""
    return found.stdout.decode("utf-8", "replace").strip() if found.returncode == 0 else ""


def touched_since(root: Path, day: date, folder: str = "") -> frozenset[str]:
    """Return the files in *folder* that a commit on *day* or later changed; none where git cannot tell."""
    try:
        output = _git(
            root, "log", f"--since={day.isoformat()}T00:00:00Z", "--format=", "--name-only", "-z",
            "--no-renames", "--no-ext-diff", "--no-textconv", "--no-show-signature",
            "HEAD", "--", folder or ".",
        )  # fmt: skip
    except VcsError:
        return frozenset()
    return frozenset(_path(part) for part in output.split(b"\0") if part)


def _git(root: Path, *arguments: str, stdin: bytes | None = None, index: str = "") -> bytes:
    done = _run(root, *arguments, stdin=stdin, index=index)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        message = said.removeprefix("fatal: ").removeprefix("error: ")
        raise VcsError(f"git {arguments[0]}: {message or f'exit status {done.returncode}'}")
    return done.stdout


def _run(
    root: Path, *arguments: str, stdin: bytes | None = None, index: str = ""
) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *_OPTIONS, *arguments]
    try:
        return subprocess.run(  # noqa: S603 - no shell, and refs that look like options are refused
            command, input=stdin or b"", capture_output=True, timeout=_PATIENCE, check=False,
            env={**_environment(root), **({"GIT_INDEX_FILE": index} if index else {})},
        )  # fmt: skip
    except FileNotFoundError as error:
        raise VcsError("git is not installed", "install git, or ignore this") from error
    except subprocess.TimeoutExpired as error:
        raise VcsError(f"git {arguments[0]} did not answer in {_PATIENCE:.0f} s") from error
    except (OSError, ValueError) as error:
        raise VcsError(f"git cannot be run: {error}") from error


def _environment(root: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    # A folder whose .git is broken is no repository; git would go on to one around it.
    return {**kept, **_SAFE, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)}


def _parts(output: bytes) -> list[bytes]:
    return output.split(b"\0")[:-1]


def _path(name: bytes) -> str:
    """Return a file's name as Python has it; bytes that are not UTF-8 come through unharmed."""
    return os.fsdecode(name)
