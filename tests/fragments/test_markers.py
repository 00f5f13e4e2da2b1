"""Markers in hostile texts: what is none is left alone, what is wrong stops everything."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from tests.cli.tools import call, write_files
from tests.fragments.tools import RECORDS, body, refused, region

LIST = "records shape=list"
GOOD = region(LIST)


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / "repo/.git").mkdir(parents=True)
    return write_files(tmp_path / "repo", {path: text.encode() for path, text in RECORDS.items()})


@pytest.mark.parametrize(
    "shown",
    [
        f"```markdown\n{GOOD}```\n",
        f"~~~\n{GOOD}~~~\n",
        "".join(f"    {line}\n" for line in GOOD.splitlines()),
        f"- item\n\n  ```\n  {GOOD.splitlines()[0]}\n  ```\n",
        f"> ```\n> {GOOD.splitlines()[0]}\n> ```\n",
        f"<pre>\n{GOOD}</pre>\n",
        f"<div><pre>\n{GOOD}</pre></div>\n",
        f"<!--\n{GOOD.splitlines()[0]}\n",
        f"<div>\n<!-- an example:\n{GOOD.splitlines()[0]}\n</div>\n",
        "`<!-- governance:begin records -->`\n",
        "Write <!-- governance:begin records --> before it.\n",
        "<!-- governance:beginning -->\n",
        f"```\n{GOOD}",
        "<!-- governance:item add/changelog -->\n",
    ],
)
def test_what_is_shown_is_not_touched(root: Path, shown: str) -> None:
    content = f"# Home\n\n{shown}"
    write_files(root, {"README.md": content.encode()})
    assert call("sync", root).out.startswith("There is no fragment")
    write_files(root, {"README.md": f"{GOOD}\n{content}".encode()})
    assert call("sync", root).out == "Wrote README.md\n"
    assert (root / "README.md").read_text().endswith(f"\n\n{content}")


@pytest.mark.parametrize(
    ("readme", "line", "message"),
    [
        ("\n<!-- governance:begin records -->\n", 2, "the fragment 'records' has no end"),
        ("<!-- governance:end records -->\n", 1, "the fragment 'records' ends and does not begin"),
        (f"<!-- governance:begin toc -->\n{GOOD}<!-- governance:end toc -->\n", 2, "the fragment 'records' begins inside 'toc', which begins in line 1"),
        (GOOD + GOOD, 3, "there are two fragments 'records': line 1 begins one too"),
        ("<!-- governance:begin toc -->\n<!-- governance:end records -->\n", 2, "the fragment 'records' ends, but what began in line 1 is 'toc'"),
        ("<!-- governance:end toc -->\n<!-- governance:begin toc -->\n", 1, "the fragment 'toc' ends and does not begin"),
        (region("recrods"), 1, "there is no fragment 'recrods'"),
        (region("records limt=3"), 1, "there is no option 'limt' here"),
        (region("records limit=3 limit=4"), 1, "the option 'limit' is given twice"),
        (region("records limit"), 1, "'limit' is no option"),
        (region("records limit=-1"), 1, "the option limit may not be '-1'"),
        ("<!-- governance:begin -->\n<!-- governance:end -->\n", 1, "a fragment has no name"),
        (region("Records!"), 1, "a fragment may not be named 'Records!'"),
        (f"- item\n\n  {GOOD.splitlines()[0]}\n  {GOOD.splitlines()[1]}\n", 3, "a marker stands in a list or a quotation"),
        (f"<!-- governance:begin records {'a=b ' * 50_000}-->\n", 1, "a marker has more than 2,000 characters"),
        (f"<!-- governance:begin x{' ' * 200_000}y -->\n", 1, "a marker has more than 2,000 characters"),
        (region("records", f"<!-- Generated from {'; edit ' * 30_000} -->\n"), 1, "the fragment 'records' was edited by hand"),
        (f"> {GOOD.splitlines()[0]}\n", 1, "a marker stands in a list or a quotation"),
        (f"{GOOD.splitlines()[0]}\n```\n{GOOD.splitlines()[1]}\n", 1, "the fragment 'records' has no end"),
    ],
)  # fmt: skip
def test_what_is_wrong_stops_everything(root: Path, readme: str, line: int, message: str) -> None:
    write_files(root, {"CONTRIBUTING.md": GOOD.encode()})
    said = refused(root, readme)
    assert said[0].startswith(f"README.md:{line}: ")
    assert message in said[0]
    assert "nothing was written" in "".join(said)
    assert (root / "CONTRIBUTING.md").read_text() == GOOD


def test_the_nearest_name_is_offered(root: Path) -> None:
    assert "did you mean records?" in refused(root, region("recrods"))[1]
    assert "did you mean limit?" in refused(root, region("records limt=3"))[1]


def test_two_of_one_generator_have_labels(root: Path) -> None:
    write_files(
        root,
        {
            "README.md": region("records:new status=proposed")
            + region("records:old status=accepted")
        },
    )
    assert call("sync", root).status == 0
    text = (root / "README.md").read_text()
    assert ("ADR-0002" in body(text, "records:new"), "ADR-0001" in body(text, "records:new")) == (
        True,
        False,
    )
    assert "ADR-0001" in body(text, "records:old")


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [True, False])
def test_bytes_around_are_kept(root: Path, ending: bytes, mark: bytes, last: bool) -> None:
    lines = [b"Before \x0c \xe2\x80\xa8", *GOOD.encode().splitlines(), b"After"]
    if not last:
        lines.pop()
    content = mark + ending.join(lines)
    write_files(root, {"README.md": content})
    (root / "README.md").chmod(0o640)
    assert call("sync", root).out == "Wrote README.md\n"
    made = (root / "README.md").read_bytes()
    cut = content.index(b"<!-- governance:end")
    assert made.startswith(content[:cut])
    assert made.endswith(content[cut:])
    assert made.replace(ending, b"").count(b"\n") == made.replace(ending, b"").count(b"\r") == 0
    assert stat.S_IMODE((root / "README.md").stat().st_mode) == 0o640
    assert call("sync", root).out == "Every fragment is up to date.\n"


def test_a_hand_edit_is_noticed(root: Path) -> None:
    write_files(root, {"README.md": GOOD.encode()})
    call("sync", root)
    whole = (root / "README.md").read_text()
    said = refused(root, whole.replace("Drop", "Keep"))
    assert said[0] == "README.md:1: the fragment 'records' was edited by hand"
    assert "--force" in said[-1]
    assert call("sync", root, "--check").status == 1
    assert call("sync", root, "--force").out == "Wrote README.md\n"
    assert (root / "README.md").read_text() == whole
    refused(root, region(LIST, "What somebody wrote.\n"))
    refused(root, whole.replace("\n\n<!-- governance:end", "\nmore\n\n<!-- governance:end"))


def test_line_ends_are_no_edit(root: Path) -> None:
    write_files(root, {"README.md": GOOD.encode()})
    call("sync", root)
    crlf = (root / "README.md").read_bytes().replace(b"\n", b"\r\n")
    write_files(
        root, {"README.md": crlf, "docs/adr/0003-new.md": "# 3. New\n\n## Status\n\nAccepted\n"}
    )
    assert call("sync", root).out == "Wrote README.md\n"
    assert b"ADR-0003" in (root / "README.md").read_bytes()


def test_drift_is_shown_and_not_written(root: Path) -> None:
    write_files(root, {"README.md": GOOD.encode()})
    ran = call("sync", root, "--check")
    assert (ran.status, ran.err) == (
        1, "README.md:1: the fragment 'records' is not up to date; run: sphinx-governance sync\n",
    )  # fmt: skip
    ran = call("sync", root, "--diff")
    assert (ran.status, "+- [ADR-0001" in ran.out) == (0, True)
    assert (root / "README.md").read_text() == GOOD


def test_five_megabytes(root: Path) -> None:
    filler = f"{'Some words of a paragraph that goes on. ' * 20}`code` and *more*.\n\n" * 5_800
    content = f"{filler}{GOOD}"
    write_files(root, {"README.md": content.encode()})
    started = time.process_time()
    assert call("sync", root).out == "Wrote README.md\n"
    assert time.process_time() - started < 60
    assert (root / "README.md").read_text().startswith(filler)
    said = refused(root, filler + content)
    assert said[0] == "README.md:1: README.md is too long"


@pytest.mark.parametrize("content", [b"\xff\n", b"\x00\n"])
def test_what_is_no_text_is_refused(root: Path, content: bytes) -> None:
    assert refused(root, content + GOOD.encode())[0].startswith("README.md:1: README.md is ")


def test_a_read_only_file_stops_everything(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(root, {"README.md": GOOD.encode(), "CONTRIBUTING.md": GOOD.encode()})
    (root / "README.md").chmod(0o444)
    # Whoever runs the tests as root may write to every file.
    monkeypatch.setattr(os, "access", lambda path, mode: bool(Path(path).stat().st_mode & 0o200))
    ran = call("sync", root)
    assert (ran.status, "README.md is read-only; nothing was written" in ran.err) == (2, True)
    assert (root / "CONTRIBUTING.md").read_text() == GOOD


def test_a_link_out_of_the_repository_is_not_followed(root: Path) -> None:
    outside = root.parent / "outside.md"
    outside.write_text(GOOD)
    (root / "README.md").symlink_to(outside)
    ran = call("sync", root)
    assert (ran.status, "README.md leads out of the repository" in ran.err) == (2, True)
    assert outside.read_text() == GOOD


def test_a_link_inside_is_followed_once(root: Path) -> None:
    write_files(root, {"CONTRIBUTING.md": GOOD.encode()})
    (root / "README.md").symlink_to("CONTRIBUTING.md")
    assert call("sync", root).out == "Wrote CONTRIBUTING.md\n"
    assert (root / "README.md").is_symlink()
    assert call("sync", root).out == "Every fragment is up to date.\n"


def test_only_listed_files_are_hosts(root: Path) -> None:
    write_files(root, {"NOTES.md": GOOD.encode()})
    assert call("sync", root).out.startswith("There is no fragment")
    write_files(root, {"governance.toml": 'files = ["NOTES.md"]\n'})
    assert call("sync", root).out == "Wrote NOTES.md\n"
    ran = call("sync", root / "NOTES.md")
    assert (ran.status, "PATH is a file" in ran.err) == (2, True)


def test_a_failed_write_leaves_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(root, {"README.md": GOOD.encode()})

    def broken(self: Path, target: Path) -> Path:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", broken)
    ran = call("sync", root)
    assert (ran.status, "cannot be written" in ran.err) == (2, True)
    assert (root / "README.md").read_text() == GOOD
    assert [item.name for item in root.iterdir() if item.name.startswith(".README")] == []
