"""What to tell an author to write: in the words that the project's other records use."""

from __future__ import annotations

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record
from sphinx_governance.model.text import printable

_STATUS = "status-section"


def label(corpus: Corpus, record: Record, name: str) -> str:
    """Return the label under which records like this one write a field: ``Superseded-By``.

    "" where they write it in the text of their status.
    """
    written = [
        entry
        for fellow in corpus.records
        if (fellow.kind, fellow.profile) == (record.kind, record.profile)
        for entry in fellow.fields
        if entry.name == name
    ]
    if written:
        return "" if written[0].form == _STATUS else printable(written[0].label)
    spec = corpus.spec(record).by_field.get(name)
    if record.form == "directive":
        return name
    if spec and spec.aliases:
        return spec.aliases[0]
    in_status = name == "superseded-by" and "superseded" in corpus.spec(record).lifecycle.by_name
    return "" if in_status else name


def how_to_relate(corpus: Corpus, record: Record, relation: str, other: str) -> str:
    """Return how to write a relation to *other* in a record: ``add 'Superseded-By: ADR-5'``."""
    named = label(corpus, record, relation)
    if named:
        return f"add {f'{named}: {other}'!r} to {record.id}"
    words = relation.replace("-", " ").capitalize()
    return f"write {f'{words} {other}'!r} in the status of {record.id}"
