project = "Planted"
extensions = ["myst_parser", "sphinx_governance"]
myst_enable_extensions = ["colon_fence", "deflist"]
nitpicky = True
exclude_patterns = ["parts"]
