"""The command line: one module a command. Sphinx is loaded only by what needs it."""

from __future__ import annotations

from sphinx_governance.cli.main import main

__all__ = ["main"]
