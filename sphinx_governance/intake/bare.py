"""A folder of records outside any Sphinx project, read safely: the files in it, and nothing else.

No conf.py is run, no ``docutils.conf`` is read, no URL is asked, and no link is
followed out of the folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sphinx_governance import __version__
from sphinx_governance.config import (
    TOML_NAME,
    Project,
    find_settings,
    load_baseline,
    load_project,
    read_toml,
)
from sphinx_governance.intake.beside import missing_files
from sphinx_governance.intake.cache import OutlineCache
from sphinx_governance.intake.gather import (
    document_of,
    identities,
    may_declare,
    record_directives,
)
from sphinx_governance.intake.naming import SUFFIXES, UNSUPPORTED, Identity
from sphinx_governance.intake.outline import Outline
from sphinx_governance.intake.passages import (
    PassageSource,
    kept_clusters,
    kept_file,
    passages_of,
    rows_of,
)
from sphinx_governance.intake.reading import content_of, outline_of_bytes
from sphinx_governance.intake.tree import Tracked, repository_root, tree_of
from sphinx_governance.model.corpus import Corpus, Keep
from sphinx_governance.model.document import Document, Trouble
from sphinx_governance.model.duplication import Duplicates
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Tree

_IGNORED = frozenset(
    {"node_modules", "__pycache__", "venv", "env", "site-packages", "_build", "target"}
)
"""Folders that hold other people's documents or built ones."""

Progress = Callable[[int, int], None]
"""Called with how many documents were read, and how many there are."""


@dataclass(frozen=True)
class BareFolder:
    """A folder to read: *kind* is that of the records directly in it, *everything* reads other pages too.

    *tracked* names the files of the repository around it; see :mod:`~.intake.tree`.
    """

    root: Path
    kind: str = "adr"
    everything: bool = True
    cached: bool = True
    progress: Progress | None = None
    tracked: Tracked | None = None


@dataclass
class _Files:
    """What lies in a folder: documents, records in markups we cannot read, and links that lead out."""

    documents: list[str] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)


def read_folder(folder: BareFolder) -> Corpus:
    """Return the corpus of a bare folder."""
    root = folder.root.resolve()
    project = project_of_folder(root)
    files = _list_files(root)
    found, base = _identities(project, files.documents, folder.kind)
    contents, troubles = _read(root, files.documents)
    directives = record_directives(project)
    wanted = {
        path: content
        for path, content in contents.items()
        if folder.everything or path in found or may_declare(content, directives)
    }
    source = _passage_source(root, wanted, directives, folder)
    outlines = _outlines(root, wanted, directives, folder, source)
    documents = [document_of(outlines[path], project, found.get(path)) for path in sorted(wanted)]
    documents += [Document(path=path) for path in sorted(set(contents) - set(wanted))]
    ordered = tuple(sorted(documents, key=lambda document: document.path))
    duplicates = project.settings.duplicates
    around = repository_root(root) or root
    return Corpus(
        kinds=project.kinds,
        documents=ordered,
        tree=tree_of(around, root, folder.tracked) if folder.everything else None,
        missing=missing_files(project, around),
        problems=project.problems,
        troubles=(*troubles, *_left_out(files, project, folder.kind, base)),
        settings_path=project.path.name if project.path else "",
        project=root.name,
        source_url=project.settings.source_url,
        markdown_target=project.settings.markdown_target,
        folder=base,
        expected=True,
        severities=project.settings.rules,
        baseline=load_baseline(project.settings.baseline, root if root.is_dir() else root.parent),
        duplicates=duplicates,
        passage_source=source,
        keep=_keep(root, source, ordered, duplicates) if folder.cached else None,
    )


def corpus_of_texts(
    texts: Mapping[str, str | bytes],
    settings: Mapping[str, object] | None = None,
    kind: str = "adr",
) -> Corpus:
    """Return the corpus of documents given as path → text: what :func:`read_folder` makes of files."""
    project = load_project(settings or {})
    directives = record_directives(project)
    found, _ = _identities(project, texts, kind)
    outlines = [
        outline_of_bytes(
            path,
            text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"),
            directives,
        )
        for path, text in sorted(texts.items())
    ]
    return Corpus(
        kinds=project.kinds,
        documents=tuple(
            document_of(outline, project, found.get(outline.path)) for outline in outlines
        ),
        tree=Tree(frozenset(texts), whole=True),
        problems=project.problems,
        settings_path=TOML_NAME,
        severities=project.settings.rules,
        expected=True,
        duplicates=project.settings.duplicates,
        passage_source=lambda: tuple(
            passage
            for outline in outlines
            for passage in passages_of(outline.path, rows_of(outline))
        ),
    )


def project_of_folder(root: Path) -> Project:
    """Return the settings that lie in the folder itself: what is above it is not ours to read."""
    path = find_settings(root, stop=root)
    if path is None or not _is_inside(path, root):
        return load_project({})
    table, problems = read_toml(path)
    return load_project(table, path, problems)


def _list_files(root: Path) -> _Files:
    files = _Files()
    if root.is_file():
        files.documents.append(root.name)
        return files

    def note(error: OSError) -> None:
        files.unreadable.append(
            (os.path.relpath(error.filename or root, root), error.strerror or str(error))
        )

    for place, folders, names in _walk(root, note):
        relative = PurePosixPath(Path(place).relative_to(root).as_posix())
        kept = [name for name in folders if not name.startswith(".") and name not in _IGNORED]
        links = {name for name in (*kept, *names) if Path(place, name).is_symlink()}
        outside = {name for name in links if not _is_inside(Path(place, name), root)}
        files.outside += [str(relative / name) for name in sorted(outside)]
        # A link to a folder in here is not followed: what it leads to is read where it is.
        folders[:] = sorted(set(kept) - links, reverse=True)
        for name in sorted(set(names) - outside):
            _sort_in(files, name, str(relative / name))
    files.documents.sort()
    return files


def _walk(
    root: Path, note: Callable[[OSError], None]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Walk as ``os.walk`` does, which in Python 3.11 cannot follow a thousand folders in each other."""
    left = [str(root)]
    while left:
        place = left.pop()
        found = next(os.walk(place, onerror=note), None)
        if found:
            yield found
            left += [os.path.join(place, name) for name in found[1]]  # noqa: PTH118 - bytes in names


def _is_inside(path: Path, root: Path) -> bool:
    """Return whether what a path leads to lies in the folder; a link to itself leads nowhere."""
    return Path(os.path.realpath(path)).is_relative_to(root)


def _sort_in(files: _Files, name: str, path: str) -> None:
    suffix = PurePosixPath(name).suffix.lower()
    if name.startswith("."):
        return
    if suffix in SUFFIXES:
        files.documents.append(path)
    elif suffix in UNSUPPORTED:
        files.unsupported.append(path)


def _identities(
    project: Project, paths: Iterable[str], kind: str
) -> tuple[dict[str, Identity], str]:
    """Return the records among *paths*, and the folder that was taken for the named one.

    Where the folder itself holds none, and just one folder below it does (``doc/neps``),
    that one was meant.
    """
    listed = list(paths)
    found = identities(project, listed, top=kind)
    if found:
        return found, ""
    below = sorted({str(PurePosixPath(path).parent) for path in listed})
    tried = {folder: identities(project, listed, top=kind, folder=folder) for folder in below}
    rich = {folder: records for folder, records in tried.items() if len(records) > 1}
    if len(rich) == 1:
        ((folder, records),) = rich.items()
        return records, folder
    return {}, ""


def _read(root: Path, paths: list[str]) -> tuple[dict[str, bytes], list[Trouble]]:
    contents, troubles = {}, []
    base = root.parent if root.is_file() else root
    for path in paths:
        try:
            contents[path] = content_of(base / path)
        except OSError as error:
            why = error.strerror or str(error)
            troubles.append(Trouble(f"the file cannot be read: {why}", Location(path, 1)))
            contents[path] = b""
    return contents, troubles


def _outlines(
    root: Path,
    contents: Mapping[str, bytes],
    directives: frozenset[str],
    folder: BareFolder,
    source: PassageSource,
) -> dict[str, Outline]:
    salt = hashlib.sha256("\0".join(sorted(directives)).encode()).hexdigest()[:8]
    cache = OutlineCache(root, __version__) if folder.cached else None
    outlines: dict[str, Outline] = {}
    for index, (path, content) in enumerate(contents.items()):
        key = f"{hashlib.sha256(content).hexdigest()[:32]}{PurePosixPath(path).suffix}{salt}"
        outline = cache.get(key, path) if cache else None
        if outline is None:
            whole = outline_of_bytes(path, content, directives)
            # Who only lists records asks for no passages.
            source.add(path, key, whole if folder.everything else None)
            outline = whole.trimmed()
            if cache:
                cache.put(key, outline)
        else:
            source.add(path, key)
        outlines[path] = outline
        if folder.progress:
            folder.progress(index + 1, len(contents))
    if cache:
        cache.save()
    return outlines


def _passage_source(
    root: Path, contents: Mapping[str, bytes], directives: frozenset[str], folder: BareFolder
) -> PassageSource:
    file = kept_file(root, "passages", __version__) if folder.cached else None
    return PassageSource(file, lambda path: outline_of_bytes(path, contents[path], directives))


def _keep(
    root: Path, source: PassageSource, documents: tuple[Document, ...], duplicates: Duplicates
) -> Keep:
    file = kept_file(root, "clusters", __version__)
    return kept_clusters(file, source.digest, documents, duplicates)


def _left_out(files: _Files, project: Project, kind: str, base: str) -> list[Trouble]:
    """Return what could be a record and was not read: no archive is passed over in silence."""
    hint = "Sphinx reads reStructuredText and Markdown; convert it, for example with pandoc"
    named = identities(project, [f"{path}.md" for path in files.unsupported], top=kind, folder=base)
    troubles = [
        Trouble(
            "a record in a markup that is not supported",
            Location(path.removesuffix(".md"), 1),
            hint,
        )
        for path in named
    ]
    troubles += [
        Trouble(
            "a link that leads out of the folder was not followed",
            Location(path),
            "copy the file here",
        )
        for path in files.outside
    ]
    troubles += [
        Trouble(f"the folder cannot be read: {why}", Location(path))
        for path, why in files.unreadable
    ]
    return troubles
