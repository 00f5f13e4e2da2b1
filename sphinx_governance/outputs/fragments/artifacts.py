"""What a contribution may owe, as a table: artifact, where it lives, when it is due."""

from __future__ import annotations

from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Options,
    Source,
    shown,
    shown_code,
)

OPTIONS = ()


def make(source: Source, options: Options) -> Made:
    """Return the artifacts of the guide."""
    del options
    artifacts = [
        {
            "id": found.id,
            "title": shown(found.title),
            "link": source.to_guide(shown(found.title), "artifact", found.id, found.at),
            "paths": [shown_code(path) for path in found.paths],
            "when": shown(found.when),
        }
        for found in source.corpus.artifacts.values()
    ]
    if not artifacts:
        raise FragmentError("the guide has no artifact", "write one: .. artifact:: changelog")
    rows = [(item["link"], ", ".join(item["paths"]), item["when"]) for item in artifacts]
    heading = ("Artifact", "Where", "When")
    body = source.rendered("artifacts", artifacts=artifacts, heading=heading, rows=rows)
    return Made(body, "the guide in the docs")
