"""Random histories: what we say of them is what the files say, and what ``git status`` says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_governance.vcs import changes, contents, listing, tracked_files

from .conftest import Repository, make

NAMES = ("a.md", "b.md", "d/c.md", "d/e f.md", 'q"\n.md', os.fsdecode(b"\xff.md"))
TEXTS = ("one\n", "two\n", "".join(f"line {number}\n" for number in range(40)))
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["add", "commit", "unstage"]), st.just(""), st.just("")),
)


def take(repository: Repository, step: tuple[str, str, str]) -> None:
    """Do one thing that people do."""
    what, name, other = step
    path = repository.root / name
    if what == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(other)
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif what == "move" and path.is_file():
        (repository.root / other).parent.mkdir(exist_ok=True)
        path.replace(repository.root / other)
    elif what == "add":
        repository.git("add", "--all")
    elif what == "commit":
        repository.commit()
    elif what == "unstage":
        repository.git("reset", "-q")


def files_of(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def changed_in_status(repository: Repository) -> set[str]:
    output = repository.git("status", "--porcelain", "-z", "-uall", "--no-renames")
    return {entry[3:] for entry in output.split("\0")[:-1]}


@given(before=st.lists(STEPS, max_size=5), after=st.lists(STEPS, max_size=8))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_changes_are_what_differs(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    for root in folder():
        repository = make(root / "repository")
        for step in before:
            take(repository, step)
        base, old = repository.commit(), files_of(repository.root)
        for step in after:
            take(repository, step)
        now = files_of(repository.root)
        assert tracked_files(repository.root) == now.keys()

        found = changes(repository.root, base)
        gone = {change.path for change in found if change.status == "D"}
        gone |= {change.old for change in found if change.status == "R"}
        assert (
            gone - {change.path for change in found if change.status != "D"}
            == old.keys() - now.keys()
        )
        here = {change.path for change in found if change.status != "D"}
        assert here == {path for path in now if old.get(path) != now[path]}
        read = contents(repository.root, [change.blob for change in found if change.blob])
        for change in found:
            if change.old:
                assert read[change.blob] == old[change.old]

        head = {name for change in changes(repository.root, "HEAD") for name in change[1:3] if name}
        assert head <= changed_in_status(repository)
        repository.git("add", "--all")
        head = {name for change in changes(repository.root, "HEAD") for name in change[1:3] if name}
        assert head == changed_in_status(repository)
        assert listing(repository.root).untracked == set()


def folder() -> Iterator[Path]:
    """Yield a folder of this example's own."""
    with TemporaryDirectory() as name:
        yield Path(name)
