"""What PATH means: a Sphinx project, a repository that holds one, or a bare folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx_governance.cli.errors import UsageProblem
from sphinx_governance.config import TOML_NAME, find_settings
from sphinx_governance.intake.tree import project_root, repository_root

CONF_PLACES = ("docs/source", "docs", "doc/source", "doc", ".")
"""Where a repository's conf.py is looked for, in this order."""


@dataclass(frozen=True)
class Target:
    """What to read: *source* is a Sphinx source folder, or None for a bare folder."""

    path: Path
    source: Path | None = None
    only: str = ""

    @property
    def root(self) -> Path:
        """The folder that paths in reports are relative to."""
        if self.source is None:
            return self.path
        return project_root(self.source)

    @property
    def whole(self) -> bool:
        """Whether it is read as a whole: not a folder in a repository, nor without its conf.py."""
        if self.source is not None:
            return True
        inside = repository_root(self.path) not in {None, self.path}
        return not (self.only or inside or _source_of(self.path))

    @property
    def without_conf(self) -> bool:
        """Whether it is a Sphinx project whose conf.py is not run, as was asked."""
        return self.source is None and not self.only and _source_of(self.path) is not None

    @property
    def mode(self) -> str:
        """How it is read, for the report."""
        if self.source is None:
            return f"a bare folder: {self.path.name or self.path}, no conf.py run"
        return f"a Sphinx project: {_short(self.source, self.root)}, its conf.py run"


def find_target(path: str | None, *, conf: bool = True) -> Target:
    """Return what a command should read.

    :param conf: whether a conf.py may be run; without it every folder is bare.
    :raises UsageProblem: PATH is not there, or no project is around the working directory.
    """
    if path is None:
        return _around(Path.cwd(), conf=conf)
    place = Path(path)
    if not place.exists():
        raise UsageProblem(
            f"there is no file or folder {path!r}", "check the spelling, or leave PATH out"
        )
    place = place.resolve()
    if place.is_file():
        return Target(place.parent, only=place.name)
    return Target(place, _source_of(place) if conf else None)


def _source_of(folder: Path) -> Path | None:
    if (folder / "conf.py").is_file():
        return folder
    places = (folder / place for place in CONF_PLACES)
    return next((place.resolve() for place in places if (place / "conf.py").is_file()), None)


def _around(start: Path, *, conf: bool) -> Target:
    """Return the project around *start*: the nearest conf.py, settings file or repository above it."""
    for place in (start, *start.parents):
        found = _source_of(place) if conf else None
        if found is not None:
            return Target(place, found)
        if (
            (place / ".git").exists()
            or (place / TOML_NAME).is_file()
            or find_settings(place, stop=place)
        ):
            return Target(place)
    raise UsageProblem(
        "no project was found here or above: no conf.py, settings or repository",
        "name a folder: sphinx-governance list docs/adr",
    )


def _short(path: Path, root: Path) -> str:
    if path == root:
        return path.name
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
