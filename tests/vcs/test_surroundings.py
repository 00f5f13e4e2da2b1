"""A corpus and its repository: what differs, as records, wherever in the repository the corpus lies."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sphinx_governance import vcs
from sphinx_governance.config import Settings
from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Severity
from sphinx_governance.model.severity import RuleSetting
from sphinx_governance.rules.registry import run_rules
from sphinx_governance.session import corpus_of_project
from sphinx_governance.surround import Around, surroundings_of
from sphinx_governance.vcs import UnknownRefError

from .conftest import Repository

RULES = {
    "number-taken", "transition-illegal", "frozen-record-edited", "new-record-status",
}  # fmt: skip
MAIN = Around(against="main", kind="adr")


def adr(number: int, title: str, status: str, text: str = "We do so.") -> str:
    return f"# {number}. {title}\n\n## Status\n\n{status}\n\n## Decision\n\n{text}\n"


def around(
    folder: Path, options: Around = MAIN, **settings: object
) -> tuple[Corpus, tuple[str, ...]]:
    corpus = read_folder(BareFolder(folder, cached=False))
    chosen = replace(Settings(), **settings)  # type: ignore[arg-type]
    return surroundings_of(corpus, folder, chosen, options)


def said(corpus: Corpus) -> list[str]:
    return [
        f"{item.at.path}:{item.at.line}: {item.severity}: {item.rule}: {item.message}"
        for item in run_rules(corpus)
        if item.rule in RULES
    ]


@pytest.fixture
def branch(repository: Repository) -> Repository:
    """Return a repository with two records in docs/adr, on a branch of its own."""
    repository.commit({
        "README.md": "# A\n",
        "docs/adr/0001-use-a-queue.md": adr(1, "Use a queue", "Accepted"),
        "docs/adr/0002-use-a-table.md": adr(2, "Use a table", "Proposed"),
    })  # fmt: skip
    repository.git("checkout", "-q", "-b", "topic")
    return repository


FOLDERS = ["", "docs", "docs/adr"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_wherever_the_corpus_lies(branch: Repository, folder: str) -> None:
    branch.git("checkout", "-q", "main")
    branch.commit({"docs/adr/0003-use-mail.md": adr(3, "Use mail", "Proposed")})
    branch.git("checkout", "-q", "topic")
    long = "The queue was too slow for us, and so it is a table now that a job empties every single minute."
    branch.write({
        "docs/adr/0001-use-a-queue.md": adr(1, "Use a queue", "Proposed", long),
        "docs/adr/0003-use-a-file.md": adr(3, "Use a file", "Proposed"),
    })  # fmt: skip
    corpus, notes = around(branch.root / folder)
    at = os.path.relpath("docs/adr", folder or ".").replace(os.sep, "/")
    at = "" if at == "." else f"{at}/"
    assert said(corpus) == [
        f"{at}0001-use-a-queue.md:1: error: frozen-record-edited: 20 words changed in ADR-0001, which was accepted already",
        f"{at}0001-use-a-queue.md:5: error: transition-illegal: ADR-0001 went from accepted to proposed, but accepted leads only to deprecated or superseded",
        f"{at}0003-use-a-file.md:1: error: number-taken: ADR-0003 is taken on main, by {at}0003-use-mail.md",
    ]
    commit = branch.git("merge-base", "HEAD", "main").strip()
    assert notes == (f"compared with main (merge base {commit[:7]})",)
    assert corpus.tree is not None
    assert (corpus.tree.prefix, corpus.tree.tracked, corpus.tree.whole) == (folder, True, True)
    assert corpus.tree.has("README.md")
    assert corpus.tree.place(f"{at}0003-use-a-file.md") in corpus.tree.files


def test_a_sphinx_project_and_its_bare_folder_say_the_same(branch: Repository) -> None:
    branch.git("mv", "docs/adr", "adr")
    conf = "extensions = ['myst_parser', 'sphinx_governance']\n"
    files = {f"site/source/{name}": text for name, text in {
        "conf.py": conf, "index.rst": "A\n=\n\n.. adr-index::\n",
        "adr/0004-x.md": adr(4, "X", "Accepted"), "adr/0005-y.rst": "Y\n=\n\n.. adr::\n   :status: draft\n",
    }.items()}  # fmt: skip
    branch.commit(files)
    branch.git("branch", "-f", "main")
    branch.write({
        "site/source/adr/0004-x.md": adr(4, "X", "Draft"),
        "site/source/adr/0005-y.rst": "Y\n=\n\n.. adr::\n   :status: accepted\n",
    })  # fmt: skip
    source = branch.root / "site" / "source"
    corpus, base, _ = corpus_of_project(source)
    found, _ = surroundings_of(corpus, base, Settings(), Around(against="main", source=source))
    bare, _ = around(source)
    assert (
        said(found)
        == said(bare)
        == [
            "adr/0004-x.md:5: error: transition-illegal: ADR-0004 went from accepted to draft, but accepted leads only to deprecated or superseded",
            "adr/0005-y.rst:5: error: transition-illegal: ADR-0005 went from draft to accepted, but draft leads only to proposed",
        ]
    )


def test_a_settings_file_above_the_source_folder(branch: Repository) -> None:
    branch.commit({
        "governance.toml": "small-edit = 1\n",
        "docs/conf.py": "extensions = ['myst_parser', 'sphinx_governance']\n",
        "docs/index.md": "# A\n\n```{adr-index}\n```\n",
    })  # fmt: skip
    branch.git("branch", "-f", "main")
    branch.write({"docs/adr/0001-use-a-queue.md": adr(1, "Use a queue", "Accepted", "We do not.")})
    corpus, base, _ = corpus_of_project(branch.root / "docs")
    assert base == branch.root
    options = Around(against="main", source=branch.root / "docs")
    found, _ = surroundings_of(corpus, base, Settings(small_edit=1), options)
    assert said(found) == [
        "docs/adr/0001-use-a-queue.md:1: error: frozen-record-edited: 1 word changed in ADR-0001, which was accepted already"
    ]


def test_a_renamed_record_is_the_same_record(branch: Repository) -> None:
    branch.git("mv", "docs/adr/0001-use-a-queue.md", "docs/adr/0001-use-a-fast-queue.md")
    branch.git("mv", "docs/adr/0002-use-a-table.md", "docs/adr/0005-use-a-table.md")
    corpus, _ = around(branch.root / "docs" / "adr")
    assert said(corpus) == []
    assert corpus.base is not None
    assert [(edit.before.id, edit.now and edit.now.id) for edit in corpus.base.edited] == [
        ("ADR-0001", "ADR-0001"),
        ("ADR-0002", "ADR-0005"),
    ]


def test_a_renamed_record_that_git_does_not_know_of(branch: Repository) -> None:
    (branch.root / "docs/adr/0001-use-a-queue.md").rename(branch.root / "docs/adr/0001-x.md")
    corpus, _ = around(branch.root / "docs" / "adr")
    assert said(corpus) == []


def test_a_template_filled_in_is_no_renamed_record(branch: Repository) -> None:
    long = "It has these and those consequences, as every record of ours says.\n" * 5
    branch.commit({"docs/adr/0001-use-a-queue.md": adr(1, "Use a queue", "Accepted", long)})
    branch.git("branch", "-f", "main")
    branch.git("mv", "docs/adr/0001-use-a-queue.md", "docs/adr/0003-buy-bread.md")
    branch.write({"docs/adr/0003-buy-bread.md": adr(3, "Buy bread", "Draft", long)})
    branch.git("add", "--all")
    corpus, _ = around(branch.root)
    assert said(corpus) == [
        "docs/adr/0001-use-a-queue.md:0: error: frozen-record-edited: ADR-0001, which was accepted already, is gone from docs/adr/0001-use-a-queue.md"
    ]


def test_a_number_that_both_branches_took_for_one_file(branch: Repository) -> None:
    record = {"docs/adr/0003-x.md": adr(3, "X", "Draft")}
    branch.git("checkout", "-q", "main")
    branch.commit(record)
    branch.git("checkout", "-q", "topic")
    branch.write(record)
    assert said(around(branch.root)[0]) == []


def test_a_record_that_the_other_branch_renamed_is_not_taken(branch: Repository) -> None:
    branch.git("checkout", "-q", "main")
    branch.git("mv", "docs/adr/0002-use-a-table.md", "docs/adr/0002-use-tables.md")
    branch.commit()
    branch.git("checkout", "-q", "topic")
    branch.commit({"docs/adr/0002-use-a-table.md": adr(2, "Use a table", "Proposed", "Yes.")})
    assert said(around(branch.root)[0]) == []


def test_an_uncommitted_record_counts(branch: Repository) -> None:
    branch.git("checkout", "-q", "main")
    branch.write({"docs/adr/0003-x.md": adr(3, "X", "Accepted")})
    corpus, _ = around(branch.root)
    setting = RuleSetting(severity=Severity.WARNING)
    corpus = replace(corpus, severities={"new-record-status": setting})
    assert [line for line in said(corpus) if "new-record-status" in line]


def test_the_default_branch_of_the_upstream_is_compared_with(
    branch: Repository, tmp_path: Path
) -> None:
    clone = branch.clone(tmp_path / "clone")
    clone.git("checkout", "-q", "-b", "mine")
    assert around(clone.root, Around())[1][0].startswith("compared with origin/topic (merge base ")
    assert around(branch.root, Around())[1] == (
        "not compared: no upstream default branch (--against names a ref)",
    )
    assert around(branch.root, Around(), against="main")[1][0].startswith("compared with main")


def test_a_wrong_ref_is_wrong_use_only_where_a_person_just_typed_it(branch: Repository) -> None:
    with pytest.raises(UnknownRefError) as raised:
        around(branch.root, Around(against="mian"))
    assert raised.value.note.hint == "did you mean main?"
    corpus, notes = around(branch.root, Around(), against="mian")
    assert notes == ("not compared: there is no git ref 'mian'; did you mean main?",)
    assert corpus.base is None
    assert corpus.tree is not None


def test_outside_a_repository(tmp_path: Path) -> None:
    (tmp_path / "0001-a.md").write_text(adr(1, "A", "Accepted"))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("b")
    corpus, notes = around(tmp_path, Around(today=date(2026, 1, 1)))
    assert notes == ()
    asked = Around(today=date(2026, 1, 1), against="main")
    assert around(tmp_path, asked)[1] == ("not compared: not in a git repository",)
    assert corpus.tree is not None
    assert corpus.tree.files == {"0001-a.md", "sub/b.txt"}
    assert not corpus.tree.tracked
    assert not corpus.tree.whole
    assert (corpus.base, corpus.today) == (None, date(2026, 1, 1))


def test_without_git(branch: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    corpus, notes = around(branch.root)
    assert notes == ("git could not be asked: git is not installed; install git, or ignore this",)
    assert corpus.base is None
    assert corpus.tree is not None
    assert "docs/adr/0001-use-a-queue.md" in corpus.tree.files


def test_in_a_shallow_clone(branch: Repository, tmp_path: Path) -> None:
    branch.commit({"docs/adr/0003-x.md": adr(3, "X", "Draft")})
    branch.git("checkout", "-q", "main")
    branch.commit({"README.md": "# B\n"})
    clone = branch.clone(tmp_path / "clone", "--depth", "1", "--no-single-branch")
    clone.git("checkout", "-q", "topic")
    corpus, notes = around(clone.root, Around(against="origin/main"))
    assert notes[0].startswith("not compared: this is a shallow clone")
    assert corpus.base is None


def test_nothing_is_compared_where_nobody_wants_it(branch: Repository) -> None:
    corpus, notes = around(branch.root, Around(compare=False))
    assert (corpus.base, notes) == (None, ())
    assert corpus.tree is not None


def test_several_records_on_a_page_are_compared_one_by_one(repository: Repository) -> None:
    def page(first: str, second: str) -> str:
        return "".join(
            f".. adr:: {title}\n   :number: {number}\n   :status: accepted\n\n   Decision\n   --------\n   {text}\n\n"
            for number, title, text in ((1, "One", first), (2, "Two", second))
        )

    repository.commit({"log.rst": "Log\n===\n\n" + page("We do.", "We do too.")})
    repository.write({"log.rst": "Log\n===\n\n" + page("We do.", "We do it no more.")})
    corpus, _ = around(repository.root, small_edit=1)
    assert said(corpus) == [
        "log.rst:12: error: frozen-record-edited: 3 words changed in ADR-0002, which was accepted already"
    ]


def test_what_cannot_be_read_as_text_is_no_crash(branch: Repository) -> None:
    name = os.fsdecode(b"docs/adr/0003-\xe9\n.md")
    branch.commit({name: adr(3, "E", "Accepted").encode("latin-1") + b"\xe9\x00"})
    branch.git("branch", "-f", "main")
    branch.write({name: b"\xff\xfe"})
    corpus, notes = around(branch.root)
    assert notes[0].startswith("compared with main")
    assert corpus.base is not None
    run_rules(corpus)


def test_a_linked_worktree_and_a_submodule(branch: Repository, tmp_path: Path) -> None:
    branch.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"), "main")
    changed = {"docs/adr/0001-use-a-queue.md": adr(1, "Use a queue", "Draft")}
    linked = Repository(tmp_path / "linked")
    linked.write(changed)
    assert len(said(around(linked.root)[0])) == 1
    assert said(around(branch.root)[0]) == []

    outer = branch.clone(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", "-b", "main", str(branch.root), "records")
    inner = Repository(outer.root / "records")
    inner.write(changed)
    assert len(said(around(inner.root, Around(against="origin/main"))[0])) == 1


def test_what_a_commit_touched_lately_is_not_stale(branch: Repository) -> None:
    def stale(day: date, **settings: int) -> list[str]:
        corpus, _ = around(branch.root / "docs", Around(today=day, compare=False), **settings)
        return [item.at.path for item in run_rules(corpus) if item.rule == "stale-record"]

    day = date.fromisoformat(branch.git("log", "-1", "--format=%cs").strip())
    record = "---\nstatus: proposed\ncreated: 2020-01-01\n---\n# A\n"
    branch.commit({"docs/adr/0003-a.md": record})
    assert stale(day) == []
    assert stale(day + timedelta(days=180)) == []
    assert stale(day + timedelta(days=182)) == ["adr/0003-a.md"]
    assert stale(day + timedelta(days=182), stale_after=365) == []
    branch.git("rm", "-q", "--cached", "docs/adr/0003-a.md")
    branch.git("commit", "-q", "--amend", "--allow-empty", "-m", "Without it")
    assert stale(day) == ["adr/0003-a.md"]


def test_git_is_not_asked_for_history_that_no_rule_needs(
    branch: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    run = vcs._run

    def counted(
        root: Path, *arguments: str, stdin: bytes | None = None, index: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        calls.append(arguments[0])
        return run(root, *arguments, stdin=stdin, index=index)

    monkeypatch.setattr(vcs, "_run", counted)
    branch.write({"docs/adr/0001-use-a-queue.md": adr(1, "Use a queue", "Accepted", "No.")})
    corpus, _ = around(branch.root, replace(MAIN, today=date(2026, 1, 1)))
    run_rules(corpus)
    assert calls == ["ls-files", "merge-base", "diff", "ls-tree", "cat-file"]
