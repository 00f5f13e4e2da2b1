"""The stylesheet and the script: from this package, only on pages that use them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_governance.domain import governance
from sphinx_governance.views.labels import SCRIPT_WORDS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STYLES = "governance.css"
SCRIPT = "governance-index.js"
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
    """Name the files on a page with a record or an index; single HTML has all of them in one page."""
    if doctree is None:
        return
    domain = governance(app.env)
    pages = set(domain.documents) if app.builder.name == "singlehtml" else {page}
    has_records = any(domain.documents[name].records for name in pages if name in domain.documents)
    views = [domain.views[name] for name in sorted(pages) if name in domain.views]
    if has_records or views:
        app.add_css_file(STYLES)
    if any(view.indexes for view in views) and app.builder.name in _SCRIPTED:
        words: dict[str, Any] = {f"data-{name}": str(text) for name, text in SCRIPT_WORDS.items()}
        app.add_js_file(SCRIPT, loading_method="defer", **words)
