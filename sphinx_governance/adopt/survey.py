"""What is there before anything is added: records, of which kinds, in which folders and forms."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_governance.adopt.conf_py import ConfFile, read_conf
from sphinx_governance.adopt.pages import Page, is_matched, patterns, read_page
from sphinx_governance.config import Project, find_settings, load_project, read_toml
from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.intake.gather import identities, may_declare, record_directives
from sphinx_governance.intake.naming import SUFFIXES, read_name
from sphinx_governance.intake.reading import content_of, decode
from sphinx_governance.intake.tree import documents_below
from sphinx_governance.model.record import Record

_SKIPPED = frozenset({"node_modules", "venv", "env", "site-packages", "target", "build"})
_TRIALS = frozenset({"test", "tests", "testdata", "fixtures", "examples"})
"""Folders of a repository whose records are there to be tried, beside its docs."""

_ENOUGH = 2
"""So many numbered files with a status make a folder one of records, whatever its name is."""

_MOST = 50
"""Folders that are looked into for that."""


@dataclass(frozen=True)
class Group:
    """Records of one kind in one folder; *folder* is relative to what was looked through."""

    kind: str
    folder: str
    records: tuple[Record, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that their statuses or headers have, the most common first."""
        entries = [(record.field("status"), record.form) for record in self.records]
        found = Counter(entry.form if entry else form for entry, form in entries)
        return tuple(form for form, _ in found.most_common() if form)


@dataclass(frozen=True)
class Site:
    """A Sphinx project, read without running its conf.py. Paths are relative to *source*."""

    source: Path
    conf: ConfFile
    pages: tuple[Page, ...]

    @property
    def root_page(self) -> Page | None:
        """The first page."""
        return next((page for page in self.pages if page.name == self.conf.root_page), None)


@dataclass(frozen=True)
class Survey:
    """What was found below *root*, a Sphinx project's or a bare folder's."""

    root: Path
    project: Project
    groups: tuple[Group, ...]
    site: Site | None = None
    outside: tuple[Group, ...] = ()
    """Records of the repository that lie outside the Sphinx project."""
    unnamed: tuple[str, ...] = ()
    """Folders of records, among those of the groups, that the settings must name."""
    excluded: tuple[str, ...] = ()
    """Folders of records that conf.py leaves out."""
    unsupported: int = 0
    """Records in markups that Sphinx cannot read."""
    documents: tuple[str, ...] = field(default=())

    @property
    def records(self) -> int:
        """How many records there are, wherever they lie."""
        return sum(len(group.records) for group in (*self.groups, *self.outside))


def survey_site(source: Path, root: Path, kind: str) -> Survey:
    """Return what is in a Sphinx project, and in the repository around it."""
    conf = _conf_of(source)
    settings = find_settings(source, stop=root)
    table, problems = read_toml(settings) if settings else ({}, ())
    own = {
        name: value
        for name in ("kinds", "exclude")
        if (value := conf.value(f"governance_{name}")) is not None
    }
    project = load_project({**table, **own}, settings, problems)
    paths = _documents(source)
    looked = _look(source, paths, project, kind)
    if looked.unnamed:
        looked = _look(source, paths, _naming(project, kind, looked), kind, looked.unnamed)
    inside = source.relative_to(root).as_posix() if source.is_relative_to(root) else ""
    around = _documents(root) if inside != "." else []
    others = [
        path
        for path in around
        if not path.startswith(f"{inside}/") and _TRIALS.isdisjoint(path.split("/"))
    ]
    excluded = patterns(conf.value("exclude_patterns"))
    indexes = frozenset({"record-index", *(f"{item.name}-index" for item in project.kinds)})
    pages = tuple(
        read_page(path, text, indexes)
        for path in paths
        if _suffix(path) in SUFFIXES and (text := _text(source / path)) is not None
    )
    left_out = {
        group.folder
        for group in looked.groups
        if any(is_matched(record.path, excluded) for record in group.records)
    }
    return Survey(
        root,
        project,
        tuple(group for group in looked.groups if group.folder not in left_out),
        Site(source, conf, pages),
        _look(root, others, project, kind).groups if inside else (),
        looked.unnamed,
        tuple(sorted(left_out)),
        looked.unsupported,
        tuple(paths),
    )


def survey_folder(root: Path, kind: str) -> Survey:
    """Return what is in a bare folder: what ``list`` would show of it."""
    from sphinx_governance.intake.bare import BareFolder, project_of_folder, read_folder

    project = project_of_folder(root)
    records = read_folder(BareFolder(root, kind, everything=False)).records
    paths = _documents(root)
    looked = _look(root, paths, project, kind)
    known = {posixpath.dirname(record.path) for record in records}
    unnamed = tuple(folder for folder in looked.unnamed if folder not in known)
    if unnamed:
        looked = _look(root, paths, _naming(project, kind, looked), kind, unnamed)
    return Survey(
        root, project, looked.groups if unnamed else _grouped(records), unnamed=unnamed,
        unsupported=looked.unsupported, documents=tuple(paths),
    )  # fmt: skip


@dataclass(frozen=True)
class _Looked:
    groups: tuple[Group, ...]
    unnamed: tuple[str, ...]
    unsupported: int


def _look(
    base: Path, paths: Sequence[str], project: Project, kind: str, unnamed: tuple[str, ...] = ()
) -> _Looked:
    """Return the records among documents: those in folders of records, and those that say so.

    :param unnamed: the folders that hold records and have another name, where they are known.
    """
    readable = [path for path in paths if _suffix(path) in SUFFIXES]
    others = [f"{path}.md" for path in paths if _suffix(path) not in SUFFIXES]
    found = identities(project, readable)
    directives = record_directives(project)
    texts = {
        path: content
        for path in readable
        if (content := _content(base / path)) is not None
        and (path in found or may_declare(content, directives))
    }
    records = [
        record
        for record in corpus_of_texts(texts, _table(project), kind).records
        if record.path in found or record.declared
    ]
    known = {record.path for record in records}
    left = [path for path in readable if path not in known]
    return _Looked(
        _grouped(records),
        unnamed or _unnamed(base, left, project, kind),
        len(identities(project, others)),
    )


def _naming(project: Project, kind: str, looked: _Looked) -> Project:
    """Return a project whose settings name the folders that were found to hold records."""
    tables = project.settings.kinds
    spec = project.kinds.get(kind)
    folders = [*(spec.folders if spec else ()), *map(posixpath.basename, looked.unnamed)]
    kinds = {**tables, kind: {**tables.get(kind, {}), "folders": folders}}
    return load_project({"kinds": kinds, "exclude": list(project.settings.exclude)})


def _unnamed(base: Path, paths: Iterable[str], project: Project, kind: str) -> tuple[str, ...]:
    """Return the folders whose numbered documents have the header of a record."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        name = read_name(posixpath.splitext(posixpath.basename(path))[0])
        if name and (name.number is not None or name.date) and posixpath.dirname(path):
            folders[posixpath.dirname(path)].append(path)
    likely = [folder for folder, found in sorted(folders.items()) if len(found) >= _ENOUGH]
    counted = []
    for folder in likely[:_MOST]:
        texts = {
            posixpath.basename(path): content
            for path in folders[folder]
            if (content := _content(base / path)) is not None
        }
        records = corpus_of_texts(texts, _table(project), kind).records
        clear = sum(record.status_name is not None for record in records)
        if clear >= _ENOUGH and clear * 2 >= len(texts):
            counted.append(folder)
    return tuple(counted)


def _grouped(records: Iterable[Record]) -> tuple[Group, ...]:
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        groups[record.kind, _folder_of(record)].append(record)
    return tuple(
        Group(kind, folder, tuple(found)) for (kind, folder), found in sorted(groups.items())
    )


def _folder_of(record: Record) -> str:
    """Return the folder of a record; one in a folder of its own lies in the one above."""
    folder = posixpath.dirname(record.path)
    stem = posixpath.splitext(posixpath.basename(record.path))[0]
    own = read_name(posixpath.basename(folder)) if read_name(stem) is None else None
    return posixpath.dirname(folder) if own and not record.declared else folder


def _documents(folder: Path) -> list[str]:
    found = (path for path, _ in documents_below(str(folder)))
    return sorted(path for path in found if _SKIPPED.isdisjoint(path.split("/")[:-1]))


def _suffix(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _content(path: Path) -> bytes | None:
    """Return a file's content, None where it is not one that can be read."""
    try:
        return content_of(path)
    except OSError:
        return None


def _text(path: Path) -> str | None:
    content = _content(path)
    return None if content is None else decode(content)[0]


def _table(project: Project) -> Mapping[str, object]:
    return {"kinds": project.settings.kinds}


def _conf_of(source: Path) -> ConfFile:
    try:
        text = (source / "conf.py").read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ConfFile("conf.py", "", None)
    return read_conf("conf.py", text)
