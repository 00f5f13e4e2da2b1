"""Wires the parts of the extension: one line each, in the order in which a build meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_governance import __version__
from sphinx_governance.assets import setup_assets
from sphinx_governance.builder import setup_builders
from sphinx_governance.collect import setup_collect
from sphinx_governance.freshness import setup_freshness
from sphinx_governance.navigation import setup_navigation
from sphinx_governance.publish import setup_publish
from sphinx_governance.registration import setup_domain
from sphinx_governance.resolve import setup_resolve
from sphinx_governance.sidebar import setup_sidebar
from sphinx_governance.sphinx_config import setup_config
from sphinx_governance.toctrees import setup_toctrees

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ENV_VERSION = 9
"""Counts changes to what is kept in the environment; a pickled one of another version is re-read."""


def setup_extension(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    setup_config(app)
    setup_domain(app)
    setup_collect(app)
    setup_toctrees(app)
    setup_navigation(app)
    setup_freshness(app)
    setup_resolve(app)
    setup_sidebar(app)
    setup_assets(app)
    setup_builders(app)
    setup_publish(app)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
