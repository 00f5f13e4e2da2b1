"""``new``: number, folder, name and form of the next record, and that ``check`` takes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_governance.intake.bare import BareFolder, read_folder

from .test_moving import FORMS, archive, prefix, status_of
from .tools import Ran, call, run, write_files

TODAY = ("--today", "2026-03-04")
TEMPLATES = ("nygard", "madr", "madr-minimal", "madr-bare", "y-statement")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=Ann Author", "-c", "user.email=a@example.org",
         *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def worse_than_notes(folder: Path) -> list[str]:
    """Return what ``check`` finds on the day, but for text of the template that is still to be filled in."""
    found = call("check", folder, "--format", "json", *TODAY).json["findings"]
    return [
        item["message"]
        for item in found
        if item["severity"] != "note" and item["rule"] != "template-text"
    ]


def made(ran: Ran) -> Path:
    assert ran.status == 0, ran.err
    return Path(ran.out.strip())


@pytest.fixture
def repository(tmp_path: Path, cache: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "Ann Author")
    return folder


@pytest.mark.parametrize("known", [True, False], ids=["author known", "author unknown"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_passes_check(
    template: str, known: bool, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not known:
        git(repository, "config", "user.name", "")
    ran = call("new", "adr", "Use a queue: for mail", repository, "--template", template, *TODAY)
    file = made(ran)
    assert file == repository / "docs/decisions/0001-use-a-queue-for-mail.md"
    text = file.read_text()
    assert "2026-03-04" in text
    assert "Use a queue: for mail" in text
    assert ("Ann Author" in text) == (known and template != "nygard")
    assert not worse_than_notes(repository)
    assert status_of(repository, "ADR-1") == "draft"


@pytest.mark.parametrize("known", [True, False], ids=["author known", "author unknown"])
@pytest.mark.parametrize("suffix", [".md", ".rst"])
@pytest.mark.parametrize("kind", ["adr", "rfc"])
def test_directives_in_both_markups(kind: str, suffix: str, known: bool, repository: Path) -> None:
    if not known:
        git(repository, "config", "user.name", "")
    page = {f"docs/notes{suffix}": "Notes\n=====\n\nText.\n"}
    write_files(repository, page)
    file = made(call("new", kind, "日本語 plugins", repository, "--template", kind, *TODAY))
    assert file.suffix == suffix
    assert worse_than_notes(repository) == []
    (record,) = call("show", f"{kind}-1", repository, "--format", "json").json["records"]
    assert (record["status"], record["title"]) == ("draft", "日本語 plugins")


@pytest.mark.parametrize("suffix", [".md", ".rst"])
@pytest.mark.parametrize("kind", ["adr", "rfc"])
def test_in_a_sphinx_project(kind: str, suffix: str, repository: Path) -> None:
    write_files(
        repository / "docs",
        {
            "conf.py": 'extensions = ["myst_parser", "sphinx_governance"]\n',
            f"index{suffix}": f"Home\n====\n\n{'.. record-index::' if suffix == '.rst' else '```{record-index}'}\n"
            + ("" if suffix == ".rst" else "```\n"),
        },
    )
    file = made(call("new", kind, "Use a queue", repository, *TODAY))
    folder = "decisions" if kind == "adr" else "rfc"
    assert file == repository / f"docs/{folder}/0001-use-a-queue{suffix}"
    assert f"{{{kind}}}" in file.read_text() or f".. {kind}::" in file.read_text()
    assert worse_than_notes(repository) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_form_and_name_of_the_others(form: str, repository: Path) -> None:
    folder = repository / "adr"
    start = "draft" if form == "pep" else "proposed"
    files = archive(folder, form, start, start)
    kind = "pep" if form == "pep" else "adr"
    ran = call("new", kind, "Use z", folder, *TODAY)
    file = made(ran)
    expected = "pep-0003.rst" if form == "pep" else f"0003-use-z{files[0].suffix}"
    assert file == folder / expected
    assert worse_than_notes(folder) == []
    assert status_of(folder, f"{prefix(form)}-3") == "draft"
    old, *_, new = read_folder(BareFolder(folder, kind)).records
    assert (old.form, old.profile) == (new.form, new.profile)
    assert new.title == "Use z"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (("adr-007-use_x.md", "adr-008-use_y.md"), "adr-009-new_one.md"),
        (("0009_use_x.md", "0010_use_y.md"), "0011_new_one.md"),
        (("7-use-x.md", "12-use-y.md"), "13-new-one.md"),
        (("0001-use-x/README.md", "0002-use-y/README.md"), "0003-new-one/README.md"),
        (("20250102-use-x.md", "20250103-use-y.md"), "20260304-new-one.md"),
        (("2025-01-02-use-x.md",), "2026-03-04-new-one.md"),
        (("sub/decisions/0001-use-x.md",), "sub/decisions/0002-new-one.md"),
    ],
)
def test_names(files: tuple[str, ...], expected: str, repository: Path) -> None:
    folder = repository / "adr"
    text = "# Use it\n\n## Status\n\nAccepted\n\n## Context\n\nText.\n"
    write_files(folder, dict.fromkeys(files, text))
    assert made(call("new", "adr", "New one", folder, *TODAY)) == folder / expected


def test_numbers_of_all_local_branches_count(repository: Path) -> None:
    folder = repository / "docs/adr"
    archive(folder, "nygard", "accepted")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "one")
    git(repository, "checkout", "-q", "-b", "other")
    write_files(folder, {"0004-on-a-branch.md": "# 4. On a branch\n"})
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "four")
    git(repository, "checkout", "-q", "main")
    assert made(call("new", "adr", "Next", folder)).name == "0005-next.md"
    taken = call("new", "adr", "Next", folder, "--number", "4")
    assert (taken.status, "taken on another branch" in taken.err) == (2, True)
    assert "taken here" in call("new", "adr", "Next", folder, "--number", "1").err
    assert made(call("new", "adr", "Next", folder, "--number", "3")).name == "0003-next.md"


def test_numbers_of_a_remote_count_where_they_are_asked_for(repository: Path) -> None:
    folder = repository / "docs/adr"
    archive(folder, "nygard", "accepted")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "one")
    git(repository, "checkout", "-q", "-b", "theirs")
    write_files(folder, {"0006-theirs.md": "# 6. Theirs\n"})
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "six")
    git(repository, "update-ref", "refs/remotes/origin/theirs", "HEAD")
    git(repository, "checkout", "-q", "main")
    git(repository, "branch", "-q", "-D", "theirs")
    assert made(call("new", "adr", "Near", folder)).name == "0002-near.md"
    assert made(call("new", "adr", "Far", folder, "--against", "origin")).name == "0007-far.md"
    (folder / "0007-far.md").unlink()
    again = call("new", "adr", "Far", folder, "--against", "origin/theirs")
    assert made(again).name == "0007-far.md"
    taken = call("new", "adr", "X", folder, "--number", "6", "--against", "origin")
    assert "taken on another branch" in taken.err
    for wrong in ("orgin/theirs", "--upload-pack=x", "a\nb", "*"):
        ran = call("new", "adr", "X", folder, f"--against={wrong}")
        assert (ran.status, ran.out) == (2, ""), wrong
        assert "git ref" in ran.err
    moved = call("renumber", "ADR-0001", folder, "--against", "origin")
    assert moved.status == 0, moved.err
    assert len(list(folder.glob("0008-*.md"))) == 1


@pytest.mark.parametrize("form", FORMS)
def test_supersedes_is_written_in_the_new_one(form: str, repository: Path) -> None:
    folder = repository / "adr"
    (first, *_) = archive(folder, form, "accepted", "accepted")
    before = first.read_bytes()
    kind = "pep" if form == "pep" else "adr"
    ran = call("new", kind, "Use z", folder, "--supersedes", f"{prefix(form)}-1", *TODAY)
    made(ran)
    assert f"sphinx-governance supersede {prefix(form)}-0001 {prefix(form)}-0003" in ran.err
    assert first.read_bytes() == before
    assert worse_than_notes(folder) == []
    for state in ("accepted",) if form == "pep" else ("proposed", "accepted"):
        moved = call("status", f"{prefix(form)}-3", state, folder, *TODAY)
        assert moved.status == 0, moved.err
    done = call("supersede", f"{prefix(form)}-1", f"{prefix(form)}-3", folder)
    assert done.status == 0, done.err
    assert worse_than_notes(folder) == []


def test_a_template_of_ones_own(repository: Path) -> None:
    own = write_files(
        repository, {"own.md.j2": "# {{ title }} ({{ id }})\n\nStatus: {{ status }}\n"}
    )
    file = made(call("new", "adr", "Use x", repository, "--template", own / "own.md.j2", *TODAY))
    assert file.read_text() == "# Use x (ADR-0001)\n\nStatus: draft\n"
    write_files(repository, {"own.md.j2": "{{ nothing }}\n"})
    ran = call("new", "adr", "Use y", repository, "--template", own / "own.md.j2")
    assert (ran.status, "own.md.j2" in ran.err) == (2, True)
    ran = call("new", "adr", "Use y", repository, "--template", "nigard")
    assert (ran.status, "no template 'nigard'" in ran.err) == (2, True)


def test_a_kind_with_a_template(repository: Path) -> None:
    settings = '[tool.sphinx-governance.kinds.{}]\nprefix = "{}"\ntemplate = "{}"\n'
    write_files(
        repository,
        {
            "pyproject.toml": settings.format("memo", "MEMO", "docs/memo.rst.j2")
            + settings.format("plan", "PLAN", "docs/gone.md")
            + settings.format("adr", "ADR", "madr-minimal"),
            "docs/memo.rst.j2": "{{ title }}\n{{ '=' * (title | columns) }}\n\n.. memo::\n",
        },
    )
    file = made(call("new", "memo", "Use x", repository, *TODAY))
    assert file == repository / "docs/memo/0001-use-x.rst"
    assert file.read_text() == "Use x\n=====\n\n.. memo::\n"
    assert "no template 'docs/gone.md'" in call("new", "plan", "Use x", repository).err
    assert "Considered Options" in made(call("new", "adr", "Use x", repository)).read_text()


def test_nothing_is_overwritten(repository: Path) -> None:
    there = write_files(repository / "adr", {"2026-03-04-use-x.md": "# Use x\n"})
    ran = call("new", "adr", "Use x", there, *TODAY)
    assert (ran.status, "is there already" in ran.err) == (2, True)
    assert (there / "2026-03-04-use-x.md").read_text() == "# Use x\n"
    assert sorted(path.name for path in there.iterdir()) == ["2026-03-04-use-x.md"]


def test_the_editor_is_run_without_a_shell(repository: Path, tmp_path: Path) -> None:
    script = tmp_path / "an editor.py"
    script.write_text("import sys; open(sys.argv[-1], 'a').write(' '.join(sys.argv[1:-1]))\n")
    env = {"VISUAL": f"{sys.executable} '{script}' $HOME;", "XDG_CACHE_HOME": str(tmp_path / "c")}
    ran = run("new", "adr", "Use x", ".", "--edit", cwd=repository, env=env)
    assert ran.status == 0, ran.err
    assert ran.out == "docs/decisions/0001-use-x.md\n"
    assert (repository / ran.out.strip()).read_text().endswith("$HOME;")
    none = run(
        "new", "adr", "Use y", ".", "--edit", cwd=repository, env={"VISUAL": "", "EDITOR": ""}
    )
    assert (none.status, "no editor is set" in none.err) == (2, True)
    assert len(list(repository.rglob("*.md"))) == 1


def test_wrong_use(repository: Path) -> None:
    assert "did you mean adr?" in call("new", "adrs", "X", repository).err
    assert "needs a title" in call("new", "adr", "  ", repository).err
    assert (
        "there is no record 'ADR-9'"
        in call("new", "adr", "X", repository, "--supersedes", "ADR-9").err
    )
    assert not list(repository.rglob("*.md"))
