"""Where records stand in the project: the first whole index of a kind is the parent of its records.

Sphinx's navigation trees cost every page the size of the whole tree, so records
are put into a real, hidden toctree of the index page, which gives them parent,
previous and next, and their place in LaTeX, and are kept out of ``env.tocs``,
which sidebars are made of.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_governance.domain import GovernanceDomain, governance
from sphinx_governance.model.corpus import Corpus

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_CLASS = "governance-toctree"


def setup_navigation(app: Sphinx) -> None:
    """Adopt records at the end of reading, before Sphinx looks for pages in no toctree."""
    app.connect("env-updated", _adopt_records, priority=200)
    app.connect("env-updated", _keep_out_of_sidebars, priority=250)


def parents(domain: GovernanceDomain, corpus: Corpus) -> dict[str, list[str]]:
    """Return index page → pages of records that are in no toctree of their authors, in order."""
    included = {page for pages in _own_toctrees(domain) for page in pages}
    found: dict[str, list[str]] = {}
    for kind in corpus.kinds:
        index = _index_of(domain, kind.name)
        for record in corpus.records:
            free = record.page not in included and record.page != domain.env.config.root_doc
            if index and record.kind == kind.name and free and record.page != index:
                found.setdefault(index, [])
                if record.page not in found[index]:
                    found[index].append(record.page)
                    included.add(record.page)
    return found


def _index_of(domain: GovernanceDomain, kind: str) -> str | None:
    """Return the first page with an index of a kind that leaves no record out: its own, else any."""
    whole = [
        (not options.kinds, page)
        for page, views in sorted(domain.views.items())
        for options in views.indexes
        if not options.filtered and (not options.kinds or kind in options.kinds)
    ]
    return min(whole)[1] if whole else None


def _own_toctrees(domain: GovernanceDomain) -> Iterator[list[str]]:
    """Yield what each page's author put in toctrees: without what was adopted."""
    for page, included in domain.env.toctree_includes.items():
        yield domain.data["own"].get(page, included)


def _adopt_records(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give each index page the records that nobody else includes; return the pages that changed."""
    domain = governance(env)
    if domain.data["settled"] == domain.state:
        return []  # no page came, went or was read: nobody's place changed
    adopted: dict[str, list[str]] = domain.data["adopted"]
    own: dict[str, list[str]] = domain.data["own"]
    for page in domain.views:
        if page not in own:  # read anew: what is in its toctrees now is its author's
            own[page] = list(env.toctree_includes.get(page, ()))
            adopted.pop(page, None)
    wanted = parents(domain, domain.corpus())
    _forget(env, own, adopted, wanted)
    for page in sorted({*adopted, *wanted}):
        before, after = adopted.get(page, []), wanted.get(page, [])
        if page in env.found_docs and page in own:
            _include(env, page, own[page], after)
        if before != after and page in own:
            _put_toctree(app, page, after)
    domain.data["adopted"] = wanted
    domain.data["settled"] = domain.state
    return []


def _include(env: BuildEnvironment, page: str, own: list[str], after: list[str]) -> None:
    """Tell the environment which pages *page* includes."""
    for record in after:
        # The entry says that the record is in a toctree. It names no page to write with the record:
        # a hidden toctree shows nothing, and what else the index shows is in its fingerprint.
        env.files_to_rebuild.setdefault(record, set())
    if own or after:
        env.toctree_includes[page] = [*own, *after]
    else:
        env.toctree_includes.pop(page, None)


def _forget(
    env: BuildEnvironment,
    own: dict[str, list[str]],
    adopted: dict[str, list[str]],
    wanted: dict[str, list[str]],
) -> None:
    """Take back that pages include records they no longer do: Sphinx may have to report these."""
    for page, records in adopted.items():
        for gone in {*records} - {*wanted.get(page, ()), *own.get(page, ())}:
            including = env.files_to_rebuild.get(gone, set())
            including.discard(page)
            if not including:
                env.files_to_rebuild.pop(gone, None)


def _put_toctree(app: Sphinx, page: str, records: list[str]) -> None:
    """Put the hidden toctree into the page's stored doctree, which LaTeX and single HTML are made of."""
    # Not env.get_doctree(): it would go on giving out the doctree as it is now.
    doctree = pickle.loads(Path(app.doctreedir, f"{page}.doctree").read_bytes())  # noqa: S301 - Sphinx's own
    _remove_toctrees(doctree)
    if records:
        tree = addnodes.toctree(
            "", parent=page, entries=[(None, record) for record in records], includefiles=list(records),
            maxdepth=1, caption=None, glob=False, hidden=True, includehidden=False, numbered=0,
            titlesonly=True,
        )  # fmt: skip
        section = next(iter(doctree.findall(nodes.section)), None)
        hidden = nodes.compound("", tree, classes=["toctree-wrapper", _CLASS])
        (doctree if section is None else section).append(hidden)
    app.builder.write_doctree(page, doctree)


def _remove_toctrees(doctree: nodes.document) -> None:
    for old in list(doctree.findall(nodes.compound)):
        if _CLASS in old["classes"]:
            old.parent.remove(old)


def _keep_out_of_sidebars(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Take what the root page adopted out of its doctree as sidebars are made of it: every page has them."""
    whole = app.builder.format != "html" or app.builder.name == "singlehtml"
    if not whole and env.config.root_doc in governance(env).data["adopted"]:
        _remove_toctrees(env.master_doctree)
    return []
