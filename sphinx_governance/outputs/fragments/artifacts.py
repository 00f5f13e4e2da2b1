"""What a contribution may owe, as a table: artifact, where it lives, when it is due."""

from __future__ import annotations

from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Options,
    Source,
    shown,
    table,
)
from sphinx_governance.outputs.safe_markdown import code

OPTIONS = ()


def make(source: Source, options: Options) -> Made:
    """Return the artifacts of the guide."""
    del options
    rows = [
        (
            source.to_guide(shown(found.title), "artifact", found.id, found.at),
            ", ".join(code(path).replace("|", "\\|") for path in found.paths),
            shown(found.when),
        )
        for found in source.corpus.artifacts.values()
    ]
    if not rows:
        raise FragmentError("the guide has no artifact", "write one: .. artifact:: changelog")
    return Made(table(("Artifact", "Where", "When"), rows), "the guide in the docs")
