project = "Guide of MassGen, re-declared"
extensions = ["sphinx_governance", "sphinx.ext.graphviz"]
html_theme = "furo"
governance_pull_request_url = (
    "https://github.com/massgen/MassGen/compare?expand=1&template={scenario}.md"
)
