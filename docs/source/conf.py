"""Settings of the documentation of sphinx-governance, which is its own first user."""

import os

from sphinx_governance import __version__

project = "sphinx-governance"
author = "sphinx-governance contributors"
copyright = "2026, sphinx-governance contributors"
release = __version__
version = ".".join(release.split(".")[:2])

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinx_governance",
]
# A name that resolves to nothing is a warning, and a warning fails the build.
nitpicky = True

html_theme = "furo"
html_title = "sphinx-governance"
# Read the Docs names the canonical address of the version that it builds.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
