"""The names of exports and of their files, for those who need no more of them."""

from __future__ import annotations

EXPORTS = ("json", "csv", "atom", "dot", "codeowners", "snippets")
FILES = {
    "json": "governance.json",
    "csv": "records.csv",
    "atom": "decisions.atom",
    "dot": "graph.dot",
}
"""Export → the file that ``-b governance`` writes."""

PUBLISHED = {name: FILES[name] for name in ("json", "atom")}
"""Those that a site of HTML pages has too."""
