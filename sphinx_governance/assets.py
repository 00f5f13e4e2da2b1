"""The stylesheet and the script: from this package, only on pages that use them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_governance.domain import governance
from sphinx_governance.views.labels import SCRIPT_WORDS, WIZARD_WORDS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STYLES = "governance.css"
INDEX_SCRIPT = "governance-index.js"
WIZARD_SCRIPT = "governance-wizard.js"
_FOLDER = Path(__file__).parent / "views" / "static"
_SCRIPTED = frozenset({"html", "dirhtml", "singlehtml"})


def setup_assets(app: Sphinx) -> None:
    """Offer the files to HTML builders, and name them page by page."""
    app.connect("builder-inited", _offer)
    app.connect("html-page-context", _name)


def _offer(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path.append(str(_FOLDER))


def _name(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the files on a page that uses them; single HTML has all pages in one."""
    if doctree is None:
        return
    domain = governance(app.env)
    pages = sorted(domain.env.found_docs) if app.builder.name == "singlehtml" else [page]
    documents = [domain.documents[name] for name in pages if name in domain.documents]
    views = [domain.views[name] for name in pages if name in domain.views]
    if views or any(document.records or document.guide for document in documents):
        app.add_css_file(STYLES)
    if app.builder.name not in _SCRIPTED:
        return
    if any(view.indexes for view in views):
        _script(app, INDEX_SCRIPT, SCRIPT_WORDS)
    if any(document.guide and document.guide.trees for document in documents):
        _script(app, WIZARD_SCRIPT, WIZARD_WORDS)


def _script(app: Sphinx, name: str, words: Mapping[str, object]) -> None:
    """Name a script, with what it says on its own element."""
    data: dict[str, Any] = {f"data-{key}": str(text) for key, text in words.items()}
    app.add_js_file(name, loading_method="defer", **data)
