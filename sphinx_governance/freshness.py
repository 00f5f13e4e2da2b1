"""Which pages must be written again, though their own source did not change.

A page shows what stands elsewhere: the records it lists, links to or is related
to, the pages that refer to it, its neighbours in navigation. The fingerprint of
all that is kept beside the output, because another builder, or a build of a
single page, may have read the change first; and it is kept only for pages that
were really written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_governance import __version__
from sphinx_governance.builder import CollectBuilder
from sphinx_governance.domain import GovernanceDomain, digest, governance
from sphinx_governance.files import write_if_different
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document
from sphinx_governance.model.drawn import edges
from sphinx_governance.model.guide_names import guide_facts, guide_references
from sphinx_governance.model.index import COLUMNS, select
from sphinx_governance.model.record import Record
from sphinx_governance.model.reference import read_reference
from sphinx_governance.quiet import no_collecting
from sphinx_governance.views.links import title_text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STATE_FILE = ".governance-state.json"
_LABELLED = frozenset({"ref", "any"})
"""Roles that find a label; MyST's links to ``#name`` do too."""


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
    with no_collecting():
        domain.session = Session(old, fingerprints(domain))
    changed = (page for page, value in domain.session.new.items() if before.get(page) != value)
    return sorted(set(changed) & env.found_docs)


def _note_written(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Note a page that is written; in the parent process, also where others write."""
    governance(app.env).session.written.add(page)


def fingerprints(domain: GovernanceDomain) -> dict[str, str]:
    """Return page → digest of all that it shows of other pages."""
    corpus, env = domain.corpus(), domain.env
    facts_of = _facts_of(corpus)
    titles = {page: _markup(title) for page, title in env.titles.items()}
    relations = env.collect_relations()
    adopted: dict[str, list[str]] = domain.data["adopted"]
    settings = _settings(domain)
    shown: dict[str, list[object]] = {
        # Whether there is a toctree shows, though it is hidden: as an element with nothing in it.
        page: [settings, _navigation(titles, relations, page), bool(adopted.get(page))]
        for page in env.found_docs
    }
    for document in corpus.documents:
        if document.page in shown:
            found = corpus.referred(document)
            shown[document.page] += [
                (facts_of(record), titles.get(record.page)) for record in found
            ]
            shown[document.page] += _labels(env, document)
            # MyST's links to files have the page as their target, and show its title.
            shown[document.page] += [titles.get(link.target) for link in document.links]
            for record in document.records:
                shown[document.page] += _header(domain, record, facts_of)
    for page, marked in domain.data["marked"].items():
        # Among them those in the header of a page that is no record, which are no mentions.
        for text in marked:
            claims = corpus.find(read_reference(text), prefix="")
            shown.setdefault(page, []).append([facts_of(record) for record in claims])
    for page, views in domain.views.items():
        for options in views.indexes:
            shown.setdefault(page, []).append(
                [facts_of(record) for record in select(corpus, options)]
            )
        for options in views.graphs:
            pairs = edges(corpus, options)
            shown.setdefault(page, []).append(
                [(facts_of(one), kind, facts_of(two)) for one, kind, two in pairs]
            )
    for page, seen in _guides(domain, titles, facts_of):
        shown.setdefault(page, []).append(seen)
    return {page: digest(found) for page, found in shown.items()}


def _guides(
    domain: GovernanceDomain, titles: dict[str, str], facts_of: Callable[[Record], str]
) -> Iterator[tuple[str, object]]:
    """Yield page → what it shows of guides.

    A page with a part of the guide, or a table of it, shows who owes what on all pages; one
    that only refers to a part shows its title.
    """
    corpus = domain.corpus()
    if not corpus.guides:
        return
    referring = [
        (document, sorted(references))
        for document in corpus.documents
        if (references := guide_references(document))
    ]
    explained = [
        (found.page, references, titles.get(found.page), [facts_of(item) for item in found.records])
        for found, references in referring
    ]
    whole = digest(([guide_facts(guide) for guide in corpus.guides], explained))
    for document in corpus.documents:
        views = domain.views.get(document.page)
        if document.guide or (views and views.tables):
            yield document.page, whole
    for document, named in referring:
        yield document.page, [domain.guide_object(*reference) for reference in named]


def _settings(domain: GovernanceDomain) -> str:
    """Return the settings that pages are read with: another builder may have read them anew."""
    settings = domain.project.settings
    read = [item.name for item in fields(settings) if item.metadata["rebuild"] == "env"]
    return digest([getattr(settings, name) for name in read])


def _markup(title: nodes.Element) -> str:
    """Return a title with its markup, which shows too."""
    return "".join(node if isinstance(node, str) else str(node) for node in title.children)


def _labels(env: BuildEnvironment, document: Document) -> Iterator[object]:
    """Yield where the labels are that a page refers to: a record's may be an author's, on whatever page."""
    standard = env.domains.standard_domain
    for link in document.links:
        if link.kind in _LABELLED or link.target.startswith("#"):
            name = link.target.removeprefix("#").lower()
            yield (standard.labels.get(name), standard.anonlabels.get(name))


def _facts_of(corpus: Corpus) -> Callable[[Record], str]:
    """Return what gives the digest of a record's facts: many pages show the same record."""
    known = {id(record): digest(facts(record)) for record in corpus.records}
    return lambda record: known[id(record)]


def facts(record: Record) -> tuple[object, ...]:
    """Return what other pages show of a record: not its lines, which every edit moves."""
    status = (record.status.name, record.status.text) if record.status else ()
    columns = tuple((entry.name, entry.value) for entry in record.fields if entry.name in COLUMNS)
    date = record.date.iso if record.date else None
    return (record.id, record.kind, record.title, status, date, columns, record.page, record.anchor)


def _header(
    domain: GovernanceDomain, record: Record, facts_of: Callable[[Record], str]
) -> Iterator[object]:
    corpus = domain.corpus()
    for kind, other in corpus.neighbours(record):
        yield (kind, facts_of(other))
    for page in corpus.referring_pages(record):
        title = domain.env.titles.get(page)
        yield (page, title_text(title) if title is not None else "")


def _navigation(
    titles: dict[str, str], relations: dict[str, list[str | None]], page: str
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
    return [(other, titles.get(other, "")) for other in around]
