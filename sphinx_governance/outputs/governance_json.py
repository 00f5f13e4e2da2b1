"""``governance.json``: all that a project decided, as data for bots, dashboards and other projects.

Its schema is ``schema/governance-1.json`` in the package. The same sources give
the same bytes: no times, no absolute paths, everything sorted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.kind import RecordKind
from sphinx_governance.model.markers import DeclaredFragment
from sphinx_governance.model.record import Record
from sphinx_governance.outputs.guide_json import guides_as_json
from sphinx_governance.outputs.record_json import record_as_json, record_url

SCHEMA = 1


def governance_as_json(
    corpus: Corpus, published: Mapping[str, str] = MappingProxyType({})
) -> dict[str, object]:
    """Return the corpus as plain data.

    :param published: page → URL, where the pages are published.
    """
    inverse = _inverse_relations(corpus)
    mentioned = _mentioned_by(corpus)
    return {
        "schema": SCHEMA,
        "project": corpus.project,
        "examined": dict(corpus.examined),
        "kinds": [_kind(kind) for kind in corpus.kinds],
        "records": [
            _record(corpus, record, inverse, mentioned, record_url(record, published))
            for record in corpus.records
        ],
        **guides_as_json(corpus, published),
        "fragments": [_fragment(item, published.get(item.page)) for item in corpus.fragments],
    }


def dump(data: object) -> str:
    """Return data as JSON text, in a form that differs little when the data does."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _kind(kind: RecordKind) -> dict[str, object]:
    return {
        "name": kind.name,
        "title": kind.title,
        "prefix": kind.prefix,
        "folders": list(kind.folders),
        "states": [
            {
                "name": state.name,
                "phase": state.phase,
                "moves": list(state.moves),
                "frozen": state.frozen,
            }
            for state in kind.lifecycle.states
        ],
    }


def _record(
    corpus: Corpus,
    record: Record,
    inverse: dict[str, list[dict[str, str]]],
    mentioned: dict[str, list[str]],
    url: str | None,
) -> dict[str, object]:
    state = corpus.spec(record).lifecycle.state(record.status_name)
    return {
        **record_as_json(corpus, record),
        "frozen": bool(state and state.frozen),
        "page": record.page or None,
        "anchor": record.anchor or None,
        "url": url,
        "inverse_relations": inverse.get(record.id, []),
        "referenced_by": [path for path in mentioned.get(record.id, []) if path != record.path],
        "sections": [
            {"title": section.title, "level": section.level, "line": section.at.line}
            for section in record.sections
        ],
        "digest": record.digest,
    }


def _fragment(fragment: DeclaredFragment, url: str | None) -> dict[str, object]:
    return {
        "name": fragment.name,
        "path": fragment.at.path,
        "line": fragment.at.line,
        "page": fragment.page,
        "anchor": fragment.anchor or None,
        "url": f"{url}#{fragment.anchor}" if url and fragment.anchor else url,
        "digest": fragment.digest,
    }


def _inverse_relations(corpus: Corpus) -> dict[str, list[dict[str, str]]]:
    """Return record → the relations that others write to it, as it has them in turn."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in corpus.records:
        for relation, target in corpus.related(record):
            found[target.id].add((relation.inverse, record.id))
    return {
        key: [{"type": kind, "target": other} for kind, other in sorted(pairs)]
        for key, pairs in found.items()
    }


def _mentioned_by(corpus: Corpus) -> dict[str, list[str]]:
    """Return record → the files that mention it or link to it."""
    found: dict[str, set[str]] = defaultdict(set)
    for document in corpus.documents:
        for record in corpus.referred(document):
            found[record.id].add(document.path)
    return {key: sorted(paths) for key, paths in found.items()}
