"""Settings of the documentation of sphinx-governance, which is its own first user."""

import os
import sys
from pathlib import Path

from sphinx_governance import __version__

# The parts of the reference that are made from the code: docs/reference_pages.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

project = "sphinx-governance"
author = "sphinx-governance contributors"
copyright = "2026, sphinx-governance contributors"
release = __version__
version = ".".join(release.split(".")[:2])

extensions = [
    "myst_parser",
    "reference_pages",
    # Draws record-graph where the machine has Graphviz; where it has none, the list stands alone.
    "sphinx.ext.graphviz",
    "sphinx_design",
    "sphinx_governance",
]
# A name that resolves to nothing is a warning, and a warning fails the build.
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3


html_theme = "furo"
html_title = "sphinx-governance"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_copy_source = False
html_show_sphinx = False
# Read the Docs names the canonical address of the version that it builds. README links to the latest.
html_baseurl = os.environ.get(
    "READTHEDOCS_CANONICAL_URL", "https://sphinx-governance.readthedocs.io/en/latest/"
)

governance_source_url = "https://github.com/sphinx-governance/sphinx-governance/blob/main/{path}"
