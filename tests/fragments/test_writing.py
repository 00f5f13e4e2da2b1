"""``sync`` writes all files or none: killed at any moment, beside another one, over what changed meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_governance import files
from tests.cli.tools import call, write_files
from tests.fragments.tools import RECORDS, region

HOSTS = ("CONTRIBUTING.md", "README.md", "docs/a.md")
OLD = f"# Home\n\n{region('records shape=list')}\nAfter it.\n"

KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
from sphinx_governance.cli import main

moment, number = sys.argv[1], int(sys.argv[2])
passed = 0

def killed(original):
    def call(*args, **options):
        global passed
        passed += 1
        if passed == number and moment != "written":
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **options)
    return call

def by_halves(handle, mode, original=os.fdopen):
    global passed
    passed += 1
    if passed == number:
        os.write(handle, b"# Half")
        os.fsync(handle)
        os.kill(os.getpid(), signal.SIGKILL)
    return original(handle, mode)

if moment == "made":
    tempfile.mkstemp = killed(tempfile.mkstemp)
elif moment == "written":
    os.fdopen = by_halves
elif moment == "mode":
    Path.chmod = killed(Path.chmod)
else:
    Path.replace = killed(Path.replace)
main(["sync", "--no-conf", "--no-cache", sys.argv[3]])
"""


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    settings = {"governance.toml": 'files = ["*.md", "docs/a.md"]\n'}
    records = {path: text.encode() for path, text in RECORDS.items()}
    return write_files(tmp_path, {**settings, **records, **dict.fromkeys(HOSTS, OLD.encode())})


def hidden(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob(".*") if path.name != ".git")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed so here")
@pytest.mark.parametrize(
    ("moment", "number", "new"),
    [
        ("made", 1, 0), ("made", 3, 0), ("written", 1, 0), ("written", 2, 0), ("mode", 3, 0),
        ("renamed", 1, 0), ("renamed", 2, 1), ("renamed", 3, 2),
    ],
)  # fmt: skip
def test_a_kill_leaves_each_file_old_or_new(root: Path, moment: str, number: int, new: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, moment, str(number), str(root)], timeout=60, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    texts = [(root / name).read_text() for name in HOSTS]
    assert sum(text != OLD for text in texts) == new
    assert all(
        "ADR-0002" in text and text.endswith("\nAfter it.\n") for text in texts if text != OLD
    )
    # What it left is hidden, is nobody's content, and goes with the next run.
    assert all(name.endswith(".unfinished") for name in hidden(root))
    ran = call("sync", root)
    assert (ran.status, ran.out.count("Wrote ")) == (0, 3 - new)
    assert hidden(root) == []
    assert call("sync", root).out == "Every fragment is up to date.\n"


def test_what_another_process_writes_just_now_is_left_alone(root: Path) -> None:
    ours = root / f".README.md-{os.getpid()}-abc.unfinished"
    for name in (ours, root / ".README.md-note.unfinished", root / ".README.md-0-x.txt"):
        name.write_text("x")
    call("sync", root)
    assert len(hidden(root)) == 3


def test_many_at_once(root: Path) -> None:
    many = {f"docs/page-{number}.md": OLD.encode() for number in range(40)}
    write_files(root, {**many, "governance.toml": 'files = ["*.md", "docs/*.md"]\n'})
    command = "from sphinx_governance.cli import main; main(['sync', '--no-conf', '--no-cache'])"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", command],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    for each in running:
        _, err = each.communicate(timeout=120)
        assert each.returncode == 0, err
    assert call("sync", root, "--check").status == 0
    assert hidden(root) == []


def test_what_a_person_wrote_meanwhile_is_not_lost(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = OLD.replace("After it.", "Mine.")

    def meanwhile(path: Path) -> None:
        (root / "README.md").write_text(theirs)

    monkeypatch.setattr(files, "clear_leftovers", meanwhile)
    ran = call("sync", root)
    assert (ran.status, ran.out) == (2, "")
    assert "README.md was changed meanwhile; nothing was written" in ran.err
    assert (root / "README.md").read_text() == theirs
    assert (root / "CONTRIBUTING.md").read_text() == OLD
    monkeypatch.setattr(
        files, "clear_leftovers", lambda path: (root / "docs/a.md").unlink(missing_ok=True)
    )
    ran = call("sync", root)
    assert (
        ran.status,
        "docs/a.md cannot be read: No such file or directory; nothing" in ran.err,
    ) == (2, True)
    monkeypatch.undo()
    assert call("sync", root).status == 0
    assert (root / "README.md").read_text().endswith("\nMine.\n")


def test_the_second_file_that_fails_takes_the_first_one_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced, count = Path.replace, 0

    def full(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == 2:
            raise OSError(28, "No space left on device")
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", full)
    ran = call("sync", root)
    assert (ran.status, "cannot be written: No space left on device" in ran.err) == (2, True)
    assert [(root / name).read_text() for name in HOSTS] == [OLD] * 3
    assert hidden(root) == []
