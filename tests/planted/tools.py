"""A clean project with a git history, and defects planted into copies of it.

A planted text carries marks: ``«rule»`` says that the rule must find something on this line, ``«~rule»``
that the rule, as a natural companion, does so too. The marks are taken out before the text is written,
and say what is expected and where: nothing of it is copied from a report.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.tools import call

CLEAN = Path(__file__).parents[1] / "roots" / "planted"
TODAY = "2026-11-22"
LONG_AGO = "2025-12-01T12:00:00Z"
MARK = re.compile("«(?P<companion>~?)(?P<rule>[a-z-]+)»")
Place = tuple[str, str, int]
"""Rule, path, line."""

COMPANIONS = {
    "number-taken": "a second record of a number is a new one, and the first is on the base branch too",
    "relation-asymmetric": "a successor that says what it supersedes contradicts who claims it wrongly",
}
"""Rules that a defect of another rule breaks as well, and why: they are marked, and must be found too."""

Edit = tuple[str, str]
"""What stands in the clean file once, and what is planted in its place."""

SETTINGS = "pyproject.toml"
NEW_IS_FINE: tuple[Edit, ...] = (('new-record-status = "warning"', 'new-record-status = "off"'),)
"""For scenes that plant whole records, of whatever status."""


@dataclass(frozen=True)
class Scene:
    """Defects that are looked for in one run: edits by file, new files, and files that go."""

    edits: Mapping[str, tuple[Edit, ...]]
    files: Mapping[str, str | bytes]
    gone: tuple[str, ...] = ()
    long_ago: bool = False
    """Whether all of it was committed long ago; else it is what the branch changes."""


@dataclass(frozen=True)
class Planted:
    """What was planted, and what was found."""

    expected: Counter[Place]
    companions: Counter[Place]
    found: Counter[Place]
    findings: tuple[Mapping[str, Any], ...]

    @property
    def unexplained(self) -> set[str]:
        """Companions that nobody gave a reason for."""
        return {rule for rule, _, _ in self.companions} - COMPANIONS.keys()

    @property
    def missed(self) -> list[Place]:
        """What was planted and not found where it stands."""
        return sorted((self.expected + self.companions - self.found).elements())

    @property
    def surplus(self) -> list[tuple[Place, str]]:
        """What was found and not planted, with its message."""
        places = self.found - self.expected - self.companions
        messages = {place_of(item): item["message"] for item in self.findings}
        return sorted((place, messages[place]) for place in places)


def git(folder: Path, *arguments: str) -> None:
    """Run git, with nothing of the user's configuration."""
    names = {
        f"GIT_{who}_{what}": "a@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    } | {"GIT_AUTHOR_DATE": LONG_AGO, "GIT_COMMITTER_DATE": LONG_AGO}
    env = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, env=env, check=True, capture_output=True)


def make_clean(folder: Path) -> Path:
    """Return a repository of the clean project on a branch; ``main`` has gone on and taken 13 and 14."""
    shutil.copytree(CLEAN, folder, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Clean")
    git(folder, "checkout", "-q", "-b", "work")
    git(folder, "checkout", "-q", "main")
    one = (folder / "docs/decisions/0006-retry-jobs.rst").read_text(encoding="utf-8")
    for number, title in ((13, "Run once"), (14, "Run twice")):
        other = folder / f"docs/decisions/00{number}-taken-elsewhere.rst"
        other.write_text(one.replace("6. Retry jobs", f"{number}. {title}"), encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Another branch was merged")
    git(folder, "checkout", "-q", "work")
    return folder


def plant(clean: Path, folder: Path, scene: Scene) -> Planted:
    """Plant a scene's defects into a copy of the clean project, and look for them."""
    shutil.copytree(clean, folder)
    expected: Counter[Place] = Counter()
    companions: Counter[Place] = Counter()
    texts: dict[str, str | bytes] = dict(scene.files)
    for path, edits in scene.edits.items():
        texts[path] = edited((folder / path).read_text(encoding="utf-8"), edits)
    for path, text in texts.items():
        if isinstance(text, str):
            for companion, rule, line in marks(text):
                (companions if companion else expected)[rule, path, line] += 1
            text = MARK.sub("", text).encode()
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    for path in scene.gone:
        (folder / path).unlink()
    if scene.long_ago:
        git(folder, "add", "--all")
        git(folder, "commit", "-q", "-m", "Long ago")
    findings = check(folder, against="work" if scene.long_ago else "main")
    return Planted(expected, companions, Counter(map(place_of, findings)), tuple(findings))


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    """Return a text with what is planted; each place must be there exactly once."""
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def marks(text: str) -> list[tuple[bool, str, int]]:
    """Return whether each mark is a companion's, its rule, and its line."""
    return [
        (bool(match["companion"]), match["rule"], number)
        for number, line in enumerate(text.split("\n"), 1)
        for match in MARK.finditer(line)
    ]


def check(folder: Path, *options: str, against: str = "main") -> list[Mapping[str, Any]]:
    """Return what ``check`` finds in a project, as it would on the day of the tests."""
    around = ("--today", TODAY, "--against", against)
    with warnings.catch_warnings():
        # MyST-Parser 5.2 on Sphinx 9: its include uses what Sphinx 11 removes.
        warnings.filterwarnings("ignore", "'sphinx.environment.BuildEnvironment.app'")
        ran = call("check", folder / "docs", "--format", "json", *around, *options)
    assert ran.status in {0, 1}, ran
    found: list[Mapping[str, Any]] = ran.json["findings"]
    return found


def place_of(finding: Mapping[str, Any]) -> Place:
    """Return a finding's rule, path and line."""
    return finding["rule"], finding["path"], finding["line"]


Planter = Callable[[Scene], Planted]
