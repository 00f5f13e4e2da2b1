"""Decision records, RFCs and contribution rules as typed, checked parts of Sphinx docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0.dev0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension in a Sphinx application."""
    from sphinx_governance.extension import setup_extension

    return setup_extension(app)
