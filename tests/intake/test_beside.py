"""The files around documents, and those beside them that the settings list; nothing outside is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_governance.config import load_project
from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.intake.beside import Beside, read_beside
from sphinx_governance.intake.tree import project_root, tree_of, walk_files


def write(root: Path, *names: str, text: str = "# A\n\n[x](y.md)\n") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def beside(
    root: Path, files: list[str] | None = None, base: str = "", known: tuple[str, ...] = ()
) -> Beside:
    tree = tree_of(root, root / base)
    assert tree
    return read_beside(load_project({} if files is None else {"files": files}), root, tree, known)


def test_the_default_takes_the_well_known_names_at_the_root(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "CONTRIBUTING.rst", "SECURITY.txt", "NOTES.md", "sub/README.md")
    found = beside(tmp_path)
    assert [document.path for document in found.documents] == ["CONTRIBUTING.rst", "README.md"]
    assert (found.missing, found.troubles) == ((), ())


def test_paths_are_those_of_the_corpus_and_nothing_is_read_twice(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "CHANGELOG.md", "docs/source/index.md")
    found = beside(tmp_path, base="docs/source", known=("CHANGELOG.md",))
    assert [document.path for document in found.documents] == ["../../README.md"]
    assert found.documents[0].links[0].at.path == "../../README.md"
    assert found.documents[0].anchors == {"a"}


def test_listed_files_and_patterns(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "packages/a/README.md", "packages/b/README.md")
    found = beside(tmp_path, ["packages/*/README.md", "./README.md", "gone.md", "none/*.md"])
    assert [document.path for document in found.documents] == [
        "README.md", "packages/a/README.md", "packages/b/README.md",
    ]  # fmt: skip
    assert found.missing == ("gone.md",)


def test_a_file_that_git_ignores_is_read_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "LOCAL.md")
    tree = tree_of(tmp_path, tmp_path, lambda root: frozenset({"README.md"}))
    assert tree
    assert (tree.tracked, tree.whole, tree.files) == (True, True, frozenset({"README.md"}))
    found = read_beside(load_project({"files": ["LOCAL.md"]}), tmp_path, tree, ())
    assert ([document.path for document in found.documents], found.missing) == (["LOCAL.md"], ())


def test_records_are_not_looked_for(tmp_path: Path) -> None:
    text = "# A\n\n```{adr}\n:status: accepted\n```\n"
    write(tmp_path, "decisions/0001-a.md", text=text)
    found = beside(tmp_path, ["decisions/0001-a.md"])
    assert [document.records for document in found.documents] == [()]


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    write(tmp_path, "secret.md", text="# Secret\n")
    write(root, "a.md")
    (root / "README.md").symlink_to(tmp_path / "secret.md")
    (root / "CHANGELOG.md").symlink_to("a.md")
    found = beside(root)
    assert [document.path for document in found.documents] == ["CHANGELOG.md"]
    assert [(item.at.path, item.message) for item in found.troubles] == [
        ("README.md", "the file cannot be read: it is a link that leads out of the repository")
    ]
    assert beside(root, ["../secret.md"]).documents == ()


def test_walking(tmp_path: Path) -> None:
    write(tmp_path, "a.md", ".github/b.md", "node_modules/x/c.md", ".git/config", "d/e.py")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert set(walk_files(tmp_path) or ()) == {
        "a.md",
        ".github/b.md",
        "node_modules",
        ".git",
        "d/e.py",
        "loop",
    }
    assert walk_files(tmp_path / "gone") == frozenset()


def test_too_many_files_are_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_governance.intake.tree._MOST", 2)
    write(tmp_path, "a.md", "b.md", "c.md")
    assert walk_files(tmp_path) is None
    assert tree_of(tmp_path, tmp_path) is None


def test_what_is_a_whole_project(tmp_path: Path) -> None:
    write(tmp_path, "docs/source/conf.py", "docs/source/a.md")
    assert project_root(tmp_path / "docs/source") == tmp_path / "docs/source"
    write(tmp_path, "README.md", "LICENSE")
    assert project_root(tmp_path / "docs/source") == tmp_path
    tree = tree_of(tmp_path, tmp_path / "docs/source")
    assert tree
    assert (tree.prefix, tree.whole, tree.tracked) == ("docs/source", True, False)
    part = tree_of(tmp_path / "docs", tmp_path / "docs")
    assert part
    assert not part.whole


def test_a_bare_folder_in_a_repository_knows_its_files_and_reads_none_of_them(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        "docs/adr/0001-a.md",
        text="# 1. A\n\n[x](../../README.md#no) [y](../../gone.md)\n",
    )
    write(tmp_path, "README.md", ".git/HEAD")
    os.chmod(tmp_path / "README.md", 0)  # noqa: PTH101
    corpus = read_folder(BareFolder(tmp_path / "docs/adr", cached=False))
    assert corpus.tree
    assert (corpus.tree.prefix, corpus.tree.whole) == ("docs/adr", True)
    assert corpus.beside == ()
    assert [document.path for document in corpus.documents] == ["0001-a.md"]


def test_a_bare_folder_names_what_its_settings_miss(tmp_path: Path) -> None:
    write(tmp_path, "0001-a.md", "README.md")
    write(tmp_path, "governance.toml", text='files = ["README.md", "HACKING.md"]\n')
    corpus = read_folder(BareFolder(tmp_path, cached=False))
    assert corpus.missing == ("HACKING.md",)
    assert corpus.beside == ()


@pytest.mark.parametrize("name", ["README.md", "docs/../README.md"])
def test_a_file_is_read_once_however_it_is_listed(tmp_path: Path, name: str) -> None:
    write(tmp_path, "README.md", "docs/x.md")
    assert len(beside(tmp_path, ["README.*", name]).documents) == 1
