"""The files that hold fragments: found, read and made anew. What writes them is ``sync``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sphinx_governance.config import Project
from sphinx_governance.intake.beside import listed_files
from sphinx_governance.intake.from_markdown import named_headings
from sphinx_governance.intake.reading import LIMIT, content_of
from sphinx_governance.intake.tree import tree_of
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.markers import FragmentTrouble, Region
from sphinx_governance.model.record import Location
from sphinx_governance.outputs.fragment_comments import regions_of
from sphinx_governance.outputs.fragment_declared import declared_troubles
from sphinx_governance.outputs.fragment_registry import asked_by, generators
from sphinx_governance.outputs.fragment_renewal import Renewed, renew
from sphinx_governance.outputs.fragment_source import FragmentError, HostHeading, Source
from sphinx_governance.project_code import ProjectCode
from sphinx_governance.vcs import tracked_files

_MARKDOWN = frozenset({".md", ".markdown"})
_MARKERS = (b"governance:begin", b"governance:end")
_LONGEST = 3_600
"""Seconds that code of the project may take, whatever the settings say."""

_AT_THE_START = re.compile(rb"^<!--\s*governance:(?:begin|end)\s", re.MULTILINE)


@dataclass(frozen=True)
class Repository:
    """Where a project's files are: *base* is the folder that the paths of its corpus are relative to."""

    root: Path
    base: Path

    def place(self, path: str) -> str:
        """Return a path of the corpus as one of the repository."""
        return Path(os.path.normpath(os.path.relpath(self.base / path, self.root))).as_posix()

    def from_root(self, path: str) -> str:
        """Return a path of the repository as one of the corpus."""
        return Path(os.path.relpath(self.root / path, self.base)).as_posix()

    def holds(self, path: str) -> bool:
        """Return whether a path leads, through whatever links, to a file of the repository."""
        root = Path(os.path.realpath(self.root))
        real = Path(os.path.realpath(root / path))
        return real.is_relative_to(root) and ".git" not in real.relative_to(root).parts

    def text(self, path: str) -> str:
        """Return the text of a file as it is, byte order mark and line ends included.

        :raises FragmentError: it is none, leads out of the repository, or cannot be read.
        """
        if not self.holds(path):
            raise FragmentError(f"{path} leads out of the repository", "name a file inside")
        try:
            content = content_of(self.root / path)
        except OSError as error:
            why = error.strerror or str(error)
            raise FragmentError(
                f"{path} cannot be read: {why}", "paths begin at the root"
            ) from error
        if len(content) > LIMIT:
            raise FragmentError(f"{path} is too long", f"it may have {LIMIT:,} bytes")
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FragmentError(f"{path} is not UTF-8", "save it as UTF-8") from error
        if "\x00" in text:
            raise FragmentError(f"{path} is binary: it has a NUL byte", "name a text")
        return text


class Hosts(NamedTuple):
    """The texts of the files that hold fragments, by path; where there are troubles, none counts."""

    texts: Mapping[str, str]
    troubles: tuple[FragmentTrouble, ...] = ()

    @property
    def regions(self) -> tuple[Region, ...]:
        """Their fragments as they stand; what is wrong with one is not said here."""
        found = (regions_of(path, text).regions for path, text in self.texts.items())
        return tuple(region for regions in found for region in regions)


def read_hosts(project: Project, place: Repository) -> Hosts:
    """Return the files of a project that hold fragments."""
    texts: dict[str, str] = {}
    troubles: list[FragmentTrouble] = []
    for name in _hosts(project, place):
        try:
            texts[name] = _text(place, name)
        except FragmentError as error:
            at = Location(name, 1, 1)
            troubles.append(FragmentTrouble("fragment-marker", str(error), at, error.hint))
    return Hosts(texts, tuple(troubles))


def renewed_hosts(
    hosts: Hosts, corpus: Corpus, project: Project, place: Repository, source: Path | None
) -> Renewed:
    """Return the files that hold fragments, with these made anew.

    :param source: the folder of the project's conf.py, where that was run: only then its code may be.
    """
    declared = (
        replace(item, at=item.at._replace(path=place.place(item.at.path)))
        for item in corpus.fragments
    )
    troubles = (*declared_troubles(declared, generators()), *hosts.troubles)
    if troubles:
        return Renewed(hosts.texts, troubles=troubles)
    code = None
    if source is not None:
        seconds = min(project.settings.import_seconds, _LONGEST)
        code = ProjectCode(source, place.root, seconds, lambda: asked_by(hosts.regions))
    own = place.base / project.settings.templates if project.settings.templates else None
    return renew(
        hosts.texts, Source(corpus, place.place, place.text, headings_in, code=code, templates=own)
    )


def _text(place: Repository, name: str) -> str:
    if PurePosixPath(name).suffix.lower() not in _MARKDOWN:
        raise FragmentError(f"{name} has markers", "fragments stand in Markdown files")
    return place.text(name)


def _hosts(project: Project, place: Repository) -> Iterator[str]:
    """Yield the listed files that have a marker, each file once, whatever links lead to it."""
    tree = tree_of(place.root, place.root, tracked_files)
    names = sorted(set(listed_files(project, place.root, tree))) if tree else []
    seen: set[str] = set()
    for name in sorted(names, key=lambda item: ((place.root / item).is_symlink(), item)):
        real = os.path.realpath(place.root / name)
        if real in seen:
            continue
        seen.add(real)
        # A link that leads out is not even read: that it is one is what is said of it.
        markdown = PurePosixPath(name).suffix.lower() in _MARKDOWN
        outside = markdown and not place.holds(name)
        if outside or _has_marker(place.root / name, markdown=markdown):
            yield name


def _has_marker(path: Path, *, markdown: bool) -> bool:
    """Return whether a file has what may be a marker, or cannot be read, which is to be said.

    In reStructuredText, code is indented: what begins a line there was meant as a marker.
    """
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return markdown
    if not markdown:
        return _AT_THE_START.search(content) is not None
    return any(marker in content for marker in _MARKERS)


def headings_in(text: str) -> tuple[HostHeading, ...]:
    """Return the headings of a Markdown text, with their anchors."""
    found = named_headings("\n".join(text.removeprefix("\ufeff").splitlines()))
    return tuple(HostHeading(item.text, item.level, item.line, anchor) for item, anchor in found)
