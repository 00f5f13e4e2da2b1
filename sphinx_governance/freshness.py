"""Which pages must be written again, though their own source did not change.

A page shows what stands elsewhere: the records it lists, links to or is related
to, the pages that refer to it, its neighbours in navigation. The fingerprint of
all that is kept beside the output, because another builder, or a build of a
single page, may have read the change first; and it is kept only for pages that
were really written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_governance import __version__
from sphinx_governance.builder import CollectBuilder
from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.files import write_if_different
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.index import COLUMNS, select, values
from sphinx_governance.model.record import Record
from sphinx_governance.views.graph import edges

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STATE_FILE = ".governance-state.json"


@dataclass
class Session:
    """What one build knows of the output: as it was, as it should be, and which pages it wrote."""

    old: dict[str, Any]
    new: dict[str, str]
    written: set[str] = field(default_factory=set)


def setup_freshness(app: Sphinx) -> None:
    """Compare when all is read and in its place; keep when all is written."""
    app.connect("env-updated", _pages_to_rewrite, priority=900)
    app.connect("doctree-resolved", _note_written)


def load_state(app: Sphinx) -> dict[str, Any]:
    """Return what the last build into this output folder kept, nothing where it is of another version."""
    try:
        state = json.loads(Path(app.outdir, STATE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    good = isinstance(state, dict) and state.get("version") == __version__
    return state if good else {}


def save_state(app: Sphinx, findings: dict[str, Any]) -> None:
    """Keep the fingerprints of the pages that were written, and the findings."""
    domain = governance(app.env)
    session = domain.session
    old = session.old.get("pages", {})
    pages = {
        page: value if page in session.written else old.get(page, "")
        for page, value in session.new.items()
    }
    # Where a page is still to be written, as after the build of a single one, the next build looks again.
    settled = domain.state if pages == session.new else ""
    state = {"version": __version__, "state": settled, "pages": pages, "findings": findings}
    write_if_different(Path(app.outdir, STATE_FILE), json.dumps(state, sort_keys=True))


def _pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something else than when they were last written."""
    domain = governance(env)
    old = load_state(app)
    before: dict[str, str] = old.get("pages", {})
    if old.get("state") == domain.state and before and all(before.values()):
        domain.session = Session(old, before)
        return []
    if isinstance(app.builder, CollectBuilder):
        domain.session = Session(old, {})
        return []
    domain.session = Session(old, fingerprints(domain))
    changed = (page for page, value in domain.session.new.items() if before.get(page) != value)
    return sorted(set(changed) & env.found_docs)


def _note_written(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Note a page that is written; in the parent process, also where others write."""
    governance(app.env).session.written.add(page)


def fingerprints(domain: GovernanceDomain) -> dict[str, str]:
    """Return page → digest of all that it shows of other pages."""
    corpus, env = domain.corpus(), domain.env
    relations = env.collect_relations()
    shown: dict[str, list[object]] = {
        page: [_navigation(env, relations, page)] for page in env.found_docs
    }
    for document in corpus.documents:
        if document.page in shown:
            shown[document.page] += [facts(record) for record in corpus.referred(document)]
            for record in document.records:
                shown[document.page] += _header(domain, corpus, record)
    for page, views in domain.views.items():
        for options in views.indexes:
            shown.setdefault(page, []).append([facts(record) for record in select(corpus, options)])
        for options in views.graphs:
            pairs = edges(corpus, options)
            shown.setdefault(page, []).append([(facts(one), kind, facts(two)) for one, kind, two in pairs])
    return {page: _digest(found) for page, found in shown.items()}


def facts(record: Record) -> tuple[object, ...]:
    """Return what other pages show of a record: not its lines, which every edit moves."""
    status = (record.status.name, record.status.text) if record.status else ()
    columns = tuple(tuple(values(record, column)) for column in COLUMNS if column != "id")
    return (record.id, record.kind, record.title, status, columns, record.page, record.anchor)


def _header(domain: GovernanceDomain, corpus: Corpus, record: Record) -> Iterator[object]:
    for kind, other in corpus.neighbours(record):
        yield (kind, facts(other))
    for page in corpus.referring_pages(record):
        title = domain.env.titles.get(page)
        yield (page, title.astext() if title is not None else "")


def _navigation(
    env: BuildEnvironment, relations: dict[str, list[str | None]], page: str
) -> list[tuple[str, str]]:
    """Return the pages above, before and after a page, with their titles, as themes show them."""
    around: list[str] = []
    above, before, after = relations.get(page) or (None, None, None)
    seen: set[str] = set()
    while above and above not in seen:
        seen.add(above)
        around.append(above)
        above = (relations.get(above) or [None])[0]
    around += [other for other in (before, after) if other]
    return [(other, env.titles[other].astext() if other in env.titles else "") for other in around]


def _digest(shown: list[object]) -> str:
    return hashlib.sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()[:32]
