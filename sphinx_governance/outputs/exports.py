"""What leaves a project as a file: by name, so that command, builder and docs know the same ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.drawn import dot, edges
from sphinx_governance.model.index import IndexOptions
from sphinx_governance.outputs.atom import decisions_as_atom
from sphinx_governance.outputs.codeowners import codeowners
from sphinx_governance.outputs.governance_json import dump, governance_as_json
from sphinx_governance.outputs.records_csv import records_as_csv


def export(
    name: str,
    corpus: Corpus,
    published: Mapping[str, str] = MappingProxyType({}),
    base: str = "",
) -> str:
    """Return one of :data:`~.export_names.EXPORTS` as text: the same for the same sources.

    :param published: page → URL, where the pages are published.
    :param base: where the site is published, "" where that is not known.
    """
    match name:
        case "json":
            return dump(governance_as_json(corpus, published))
        case "csv":
            return records_as_csv(corpus, published)
        case "atom":
            return decisions_as_atom(corpus, published, base)
        case "dot":
            return dot(edges(corpus, IndexOptions())) + "\n"
        case "codeowners":
            return codeowners(corpus).text
        case "snippets":
            # Not at the top: a build of pages needs no templates of records.
            from sphinx_governance.outputs.snippets import snippets

            return json.dumps(snippets(corpus.kinds), ensure_ascii=False, indent=2) + "\n"
    raise ValueError(name)
