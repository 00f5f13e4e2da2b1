"""Directives, one module a family. They import docutils, not Sphinx: bare folders use them too."""
