"""Real git repositories, made in the test's own folder; nothing of the user's configuration counts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.tools import write_files


@dataclass(frozen=True)
class Repository:
    """A repository, and what a person does in it."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git; it must succeed."""
        done = subprocess.run(
            ["git", "-C", self.root, *arguments], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return os.fsdecode(done.stdout)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        write_files(self.root, files)

    def commit(
        self, files: Mapping[str, str | bytes] | None = None, message: str = "Change"
    ) -> str:
        """Write files, commit everything, and return the commit."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD").strip()

    def clone(self, folder: Path, *options: str) -> Repository:
        """Return a clone; by ``file://``, so that options for the transport count."""
        subprocess.run(
            ["git", "clone", "--quiet", *options, f"file://{self.root}", folder],
            check=True, capture_output=True,
        )  # fmt: skip
        return Repository(folder)


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = {
        "init.defaultBranch": "main", "user.name": "A", "user.email": "a@example.org",
        "protocol.file.allow": "always", "core.autocrlf": "false", "commit.gpgSign": "false",
    }  # fmt: skip
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    for index, (key, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{index}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{index}", value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return an empty repository."""
    return make(tmp_path / "repository")


def make(folder: Path) -> Repository:
    """Make an empty repository."""
    folder.mkdir(parents=True)
    made = Repository(folder)
    made.git("init", "--quiet")
    return made
