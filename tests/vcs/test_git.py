"""Facts from git, in every situation that a repository can be in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from sphinx_governance import vcs
from sphinx_governance.intake.tree import repository_root
from sphinx_governance.vcs import (
    FileChange,
    UnknownRefError,
    VcsError,
    changes,
    contents,
    default_base,
    listing,
    merge_base,
    names_at,
    tracked_files,
)

from .conftest import Repository, make

ODD = ["a\nb.md", 'it\'s "so".md', "tab\there.md", "ünïcode.md", " blank .md", "-x.md"]


def files(root: Path) -> set[str]:
    found = tracked_files(root)
    assert found is not None
    return set(found)


def brief(found: tuple[FileChange, ...]) -> list[tuple[str, str, str]]:
    return [(change.status, change.path, change.old) for change in found]


def why_not(repository: Repository, ref: str) -> tuple[str, str]:
    with pytest.raises(VcsError) as raised:
        merge_base(repository.root, ref)
    return raised.value.note


def test_files_are_tracked_or_new_and_there(repository: Repository) -> None:
    repository.commit({".gitignore": "*.tmp\nout/\n", "a.md": "a", "gone.md": "a", "d/b.md": "b"})
    repository.write({"new.md": "n", "x.tmp": "x", "out/page.html": "h"})
    (repository.root / "gone.md").unlink()
    assert files(repository.root) == {".gitignore", "a.md", "d/b.md", "new.md"}
    assert listing(repository.root).untracked == {"new.md"}


def test_files_in_a_conflict_are_named_once(repository: Repository) -> None:
    repository.commit({"a.md": "a\n"})
    repository.git("checkout", "-q", "-b", "other")
    repository.commit({"a.md": "b\n"})
    repository.git("checkout", "-q", "main")
    repository.commit({"a.md": "c\n"})
    with pytest.raises(AssertionError):
        repository.git("merge", "other")
    assert files(repository.root) == {"a.md"}
    assert brief(changes(repository.root, "HEAD")) == [("M", "a.md", "a.md")]


def test_files_left_out_by_a_sparse_checkout_are_in_the_repository(repository: Repository) -> None:
    repository.commit({"a/x.md": "x", "b/y.md": "y"})
    repository.git("sparse-checkout", "set", "a")
    assert not (repository.root / "b").exists()
    assert files(repository.root) == {"a/x.md", "b/y.md"}
    assert changes(repository.root, "HEAD") == ()


def test_names_of_any_bytes_come_through(repository: Repository) -> None:
    names = [*ODD, os.fsdecode(b"latin-\xe9.md")]
    before = repository.commit(dict.fromkeys(names, "one\n"))
    assert files(repository.root) == set(names)
    assert set(names_at(repository.root, "HEAD")) == set(names)
    repository.write({name: f"two {index}\n" for index, name in enumerate(names)})
    found = changes(repository.root, before)
    assert {change.path for change in found} == set(names)
    assert {change.status for change in found} == {"M"}
    assert contents(repository.root, {change.blob for change in found}) == {found[0].blob: b"one\n"}


def test_changes_are_those_since_the_branches_parted(repository: Repository) -> None:
    lines = "".join(f"line {number}\n" for number in range(30))
    start = repository.commit({"kept.md": "k", "edited.md": "e", "gone.md": "g", "old.md": lines})
    repository.git("checkout", "-q", "-b", "topic")
    repository.git("mv", "old.md", "new.md")
    repository.commit({"edited.md": "E", "added.md": "a"})
    (repository.root / "gone.md").unlink()
    repository.write({"untracked.md": "u"})
    repository.git("checkout", "-q", "main", "--", "kept.md")
    repository.git("branch", "-f", "main", "main")
    assert merge_base(repository.root, "main") == start
    assert brief(changes(repository.root, start)) == [
        ("A", "added.md", ""),
        ("M", "edited.md", "edited.md"),
        ("D", "gone.md", "gone.md"),
        ("R", "new.md", "old.md"),
        ("A", "untracked.md", ""),
    ]


def test_what_the_other_branch_did_since_is_no_change(repository: Repository) -> None:
    repository.commit({"a.md": "a"})
    repository.git("branch", "topic")
    repository.commit({"b.md": "b"})
    repository.git("checkout", "-q", "topic")
    base = merge_base(repository.root, "main")
    assert changes(repository.root, base) == ()
    assert names_at(repository.root, "main") == ("a.md", "b.md")


def test_a_file_taken_out_of_the_index_only_was_changed_if_anything(repository: Repository) -> None:
    repository.commit({"a.md": "a"})
    repository.git("rm", "--quiet", "--cached", "a.md")
    assert brief(changes(repository.root, "HEAD")) == [("M", "a.md", "a.md")]


def test_links_and_modes(repository: Repository) -> None:
    repository.commit({"a.md": "a", "b.md": "b"})
    (repository.root / "link.md").symlink_to("a.md")
    before = repository.commit()
    (repository.root / "link.md").unlink()
    repository.write({"link.md": "a file now"})
    (repository.root / "b.md").chmod(0o755)
    found = changes(repository.root, before)
    assert [change[:2] for change in found] == [("M", "b.md"), ("M", "link.md")]
    assert found[1].blob == "", "the content of a link is no document"


def test_the_default_branch_of_the_upstream(repository: Repository, tmp_path: Path) -> None:
    assert default_base(repository.root) is None
    repository.commit({"a.md": "a"})
    repository.git("branch", "trunk")
    clone = repository.clone(tmp_path / "clone")
    assert default_base(clone.root) == "origin/main"
    clone.git("remote", "set-head", "origin", "trunk")
    assert default_base(clone.root) == "origin/trunk"
    clone.git("remote", "set-head", "origin", "--delete")
    assert default_base(clone.root) == "origin/main"
    clone.git("branch", "-r", "-d", "origin/main")
    assert default_base(clone.root) is None
    clone.git("update-ref", "refs/remotes/origin/master", "HEAD")
    assert default_base(clone.root) == "origin/master"


def test_a_detached_head_is_compared_as_a_branch_is(repository: Repository) -> None:
    first = repository.commit({"a.md": "a"})
    repository.git("checkout", "-q", "--detach")
    repository.commit({"a.md": "b"})
    assert merge_base(repository.root, "main") == first
    assert len(changes(repository.root, first)) == 1


def test_tags_commits_and_expressions_are_refs(repository: Repository) -> None:
    first = repository.commit({"a.md": "a"})
    repository.git("tag", "-a", "v1", "-m", "One")
    repository.commit({"a.md": "b"})
    for ref in ("v1", first, first[:10], "HEAD~1", "main@{0}~1"):
        assert merge_base(repository.root, ref) == first


def test_an_unknown_ref_offers_the_nearest(repository: Repository) -> None:
    repository.commit({"a.md": "a"})
    repository.git("branch", "develop")
    with pytest.raises(UnknownRefError) as raised:
        merge_base(repository.root, "devlop")
    assert raised.value.note == ("there is no git ref 'devlop'", "did you mean develop?")
    assert why_not(repository, "9999") == ("there is no git ref '9999'", "refs: develop and main")


@pytest.mark.parametrize("ref", ["--output=x", "-x", "", "a\nb", "a\0b", "--upload-pack=touch x"])
def test_what_is_no_ref_never_gets_to_git(
    repository: Repository, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a.md": "a"})
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnknownRefError, match="is not a git ref"):
        merge_base(repository.root, ref)
    assert not (repository.root / "x").exists()


def test_a_branch_without_a_commit(repository: Repository) -> None:
    repository.write({"a.md": "a"})
    assert files(repository.root) == {"a.md"}
    assert why_not(repository, "main") == (
        "there is no git ref 'main'",
        "this repository has no refs",
    )
    other = make(repository.root.parent / "other")
    other.commit({"a.md": "a"})
    other.git("checkout", "-q", "--orphan", "fresh")
    assert why_not(other, "main") == ("the branch has no commit yet", "commit first")


def test_histories_with_nothing_in_common(repository: Repository) -> None:
    repository.commit({"a.md": "a"})
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit({"b.md": "b"})
    assert why_not(repository, "main")[0] == "it has no history in common with main"


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"a.md": "a"})
    repository.git("checkout", "-q", "-b", "topic")
    for text in "bcd":
        repository.commit({"b.md": text})
    repository.git("checkout", "-q", "main")
    repository.commit({"c.md": "c"})
    clone = repository.clone(tmp_path / "clone", "--depth", "1", "--no-single-branch")
    clone.git("checkout", "-q", "topic")
    message, hint = why_not(clone, "origin/main")
    assert message.startswith("this is a shallow clone")
    assert "git fetch --unshallow" in hint
    alone = repository.clone(tmp_path / "alone", "--depth", "1", "--branch", "topic")
    assert why_not(alone, "origin/main") == (
        "there is no git ref 'origin/main'",
        "this is a shallow clone; fetch that branch first (in CI: fetch-depth: 0)",
    )


def test_a_partial_clone_is_not_completed_behind_the_users_back(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    first = repository.commit({"a.md": "one\n"})
    repository.commit({"a.md": "two\n"})
    clone = repository.clone(tmp_path / "clone", "--filter=blob:none")
    assert names_at(clone.root, first) == ("a.md",)
    with pytest.raises(VcsError) as raised:
        contents(clone.root, [change.blob for change in changes(clone.root, first)])
    assert raised.value.note.message


def test_a_linked_worktree(repository: Repository, tmp_path: Path) -> None:
    first = repository.commit({"a.md": "a"})
    repository.git("worktree", "add", "-q", "-b", "topic", str(tmp_path / "linked"))
    linked = Repository(tmp_path / "linked")
    linked.commit({"b.md": "b"})
    assert repository_root(linked.root) == linked.root
    assert files(linked.root) == {"a.md", "b.md"}
    assert brief(changes(linked.root, merge_base(linked.root, "main"))) == [("A", "b.md", "")]
    assert merge_base(linked.root, "main") == first


def test_a_submodule_is_a_file_outside_and_a_repository_inside(
    repository: Repository, tmp_path: Path
) -> None:
    inner = make(tmp_path / "inner")
    inner.commit({"0001-a.md": "# A\n"})
    repository.commit({"a.md": "a"})
    repository.git("submodule", "--quiet", "add", str(inner.root), "decisions")
    before = repository.commit()
    place = repository.root / "decisions"
    assert repository_root(place) == place
    assert files(place) == {"0001-a.md"}
    assert files(repository.root) == {".gitmodules", "a.md", "decisions"}
    (place / "0001-a.md").write_text("# B\n")
    assert changes(repository.root, before) == ()


def test_a_bare_repository_and_no_repository(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"a.md": "a"})
    bare = repository.clone(tmp_path / "bare.git", "--bare")
    assert repository_root(bare.root) is None
    assert tracked_files(bare.root) is None
    assert tracked_files(tmp_path) is None
    assert default_base(tmp_path) is None


def test_a_broken_repository_is_not_taken_for_the_one_around_it(repository: Repository) -> None:
    repository.commit({"a.md": "a"})
    for name, broken in (("empty", None), ("dangling", "gitdir: /nowhere\n")):
        place = repository.root / name
        place.mkdir()
        if broken is None:
            (place / ".git").mkdir()
        else:
            (place / ".git").write_text(broken)
        assert repository_root(place) == place
        assert tracked_files(place) is None


def test_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit({"a.md": "a"})
    monkeypatch.setenv("PATH", "")
    assert tracked_files(repository.root) is None
    assert default_base(repository.root) is None
    assert why_not(repository, "main") == (
        "git is not installed",
        "install git, or ignore this",
    )


def test_git_that_hangs_is_given_up(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec sleep 30\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(vcs, "_PATIENCE", 0.2)
    assert "did not answer" in why_not(repository, "main")[0]


def test_a_hook_s_own_repository_is_not_asked(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make(tmp_path / "other")
    other.commit({"other.md": "o"})
    repository.commit({"a.md": "a"})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert files(repository.root) == {"a.md"}


def test_nothing_that_the_repository_configures_is_run(
    repository: Repository, tmp_path: Path
) -> None:
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\ncat\n")
    program.chmod(0o755)
    before = repository.commit({".gitattributes": "*.md diff=evil\n", "a.md": "a"})
    for key in ("core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv",
                "core.pager", "pager.diff"):  # fmt: skip
        repository.git("config", key, str(program))
    hooks = repository.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "post-index-change").write_text(program.read_text())
    (hooks / "post-index-change").chmod(0o755)
    (tmp_path / "ran").unlink(missing_ok=True)
    repository.write({"a.md": "b"})
    listing(repository.root)
    contents(repository.root, [change.blob for change in changes(repository.root, before)])
    names_at(repository.root, merge_base(repository.root, "main"))
    assert not (tmp_path / "ran").exists()


def test_the_repository_is_not_written_to(repository: Repository) -> None:
    repository.commit({"a.md": "a"})
    # Git would refresh what it knows of the file, and write that down.
    os.utime(repository.root / "a.md", (1_000_000_000, 1_000_000_000))
    index = repository.root / ".git" / "index"
    before = index.read_bytes(), index.stat().st_mtime_ns
    listing(repository.root)
    assert changes(repository.root, "HEAD") == ()
    assert (index.read_bytes(), index.stat().st_mtime_ns) == before


def test_settings_of_the_user_change_nothing(repository: Repository) -> None:
    lines = "".join(f"line {number}\n" for number in range(30))
    repository.commit({"d/old.md": lines, "d/é.md": "e"})
    for key, value in {
        "diff.renames": "false", "diff.noprefix": "true", "status.showUntrackedFiles": "no",
        "core.quotePath": "true", "color.ui": "always", "diff.relative": "true",
    }.items():  # fmt: skip
        repository.git("config", key, value)
    repository.git("mv", "d/old.md", "d/new.md")
    repository.write({"u.md": "u"})
    assert brief(changes(repository.root, "HEAD")) == [
        ("R", "d/new.md", "d/old.md"),
        ("A", "u.md", ""),
    ]


def test_many_contents_come_by_one_call(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = repository.commit({f"{number}.md": f"{number}\n\n" for number in range(300)})
    repository.write({f"{number}.md": "now\n" for number in range(300)})
    found = changes(repository.root, before)
    calls: list[str] = []
    run = vcs._run

    def counted(
        root: Path, *arguments: str, stdin: bytes | None = None, index: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        calls.append(arguments[0])
        return run(root, *arguments, stdin=stdin, index=index)

    monkeypatch.setattr(vcs, "_run", counted)
    read = contents(repository.root, [change.blob for change in found])
    assert {change.path: read[change.blob] for change in found} == {
        f"{number}.md": f"{number}\n\n".encode() for number in range(300)
    }
    assert calls == ["cat-file"]
    assert contents(repository.root, []) == {}
