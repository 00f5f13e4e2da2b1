project = "Guide of MassGen, re-declared"
extensions = ["sphinx_governance", "sphinx.ext.graphviz"]
html_theme = "furo"
