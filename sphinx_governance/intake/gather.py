"""From documents' outlines to a Corpus: what both a bare folder and a Sphinx build do."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from sphinx_governance.config import Project
from sphinx_governance.intake.naming import Identity, identify
from sphinx_governance.intake.outline import Outline
from sphinx_governance.model.document import Allow, Document, Link, Mention, Trouble
from sphinx_governance.model.record import Location


def identities(
    project: Project, paths: Iterable[str], top: str | None = None, folder: str = ""
) -> dict[str, Identity]:
    """Return which of *paths* are records by their names; see :func:`~.naming.identify`."""
    import pathspec  # not at the top: a build in which no file came or went does without

    excluded = pathspec.GitIgnoreSpec.from_lines(project.settings.exclude)
    kept = [path for path in paths if not excluded.match_file(path)]
    return identify(kept, project.kinds, top=top, top_folder=folder)


def document_of(
    outline: Outline, project: Project, identity: Identity | None, *, page: str = "", path: str = ""
) -> Document:
    """Return an outline's document, with its records.

    :param path: the file's path as findings name it, where that differs from the outline's.
    """
    from sphinx_governance.intake.assemble import Sheet, records_of

    placed = outline._replace(path=path or outline.path)
    where = placed.path
    return Document(
        path=where,
        page=page,
        records=records_of(Sheet(placed, project.kinds, identity, page)),
        links=tuple(
            Link(
                link.kind,
                link.text,
                link.target,
                Location(where, link.line, link.column),
                Location(where, link.to_line, link.to_column) if link.to_column else None,
            )
            for link in outline.links
        ),
        mentions=tuple(
            Mention(text, Location(where, line, column)) for text, line, column in outline.mentions
        ),
        allows=tuple(
            Allow(allow.rule, allow.reason, Location(where, allow.line), allow.first, allow.last)
            for allow in outline.allows
        ),
        troubles=tuple(
            Trouble(trouble.message, Location(where, trouble.line, trouble.column), trouble.hint)
            for trouble in outline.troubles
        ),
        blocks=outline.counted,
        anchors=frozenset(outline.anchors),
        paths=tuple(
            Mention(text, Location(where, line, column)) for text, line, column in outline.paths
        ),
    )


def record_directives(project: Project) -> frozenset[str]:
    """Return the names of the directives that declare a record."""
    return frozenset(kind.name for kind in project.kinds)


def may_declare(content: bytes, directives: frozenset[str]) -> bool:
    """Return whether a document may hold a record's directive; the parser decides."""
    return any(
        f"{name}::".encode() in content or f"{{{name}}}".encode() in content for name in directives
    )


def folder_of(path: str) -> str:
    """Return a path's folder, "" for the root."""
    return posixpath.dirname(path)
