"""What a file would say if it were written otherwise: read by the reader of bare folders."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx_governance.intake.gather import document_of, identities, record_directives
from sphinx_governance.intake.naming import SUFFIXES, Identity
from sphinx_governance.intake.reading import outline_of_bytes

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded
    from sphinx_governance.intake.outline import Outline
    from sphinx_governance.model.finding import Fix
    from sphinx_governance.model.record import Record


class Rereader:
    """Reads texts as documents of a corpus; holds what its file names say."""

    def __init__(
        self, loaded: Loaded, kind: str | None, paths: Iterable[str] | None = None
    ) -> None:
        """Begin; *paths* are the documents to suppose, those of the corpus if None."""
        self._project, corpus = loaded.project, loaded.corpus
        self._directives = record_directives(self._project)
        source = loaded.target.source
        top = None if source else kind or "adr"
        below = "."
        if source:
            below = posixpath.relpath(source.as_posix(), loaded.base.resolve().as_posix())
        named = {
            posixpath.relpath(path, below): path
            for path in (paths or (document.path for document in corpus.documents))
            if posixpath.splitext(path)[1].lower() in SUFFIXES
        }
        inside = (path for path in named if not path.startswith("../"))
        found = identities(self._project, inside, top=top, folder=corpus.folder)
        self._identities: dict[str, Identity] = {named[path]: found[path] for path in found}

    def outline(self, path: str, text: str) -> Outline:
        """Return the outline of a text that stands at *path*."""
        return outline_of_bytes(path, text.encode("utf-8", "surrogatepass"), self._directives)

    def records(self, outline: Outline) -> tuple[Record, ...]:
        """Return the records that an outline holds where it stands."""
        return document_of(outline, self._project, self._identities.get(outline.path)).records


def record_after(loaded: Loaded, record: Record, fix: Fix, kind: str | None) -> Record | None:
    """Return a record as its file would say it with a fix, None where it would not."""
    from sphinx_governance.cli.mending import mending_by

    text = mending_by([fix], loaded.base).after.get(record.path)
    if text is None:
        return None
    reader = Rereader(loaded, kind)
    found = reader.records(reader.outline(record.path, text))
    return next((item for item in found if item.id == record.id), None)
