"""A Sphinx project made around real records says of them what a bare folder says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record

from .tools import CORPORA, RealCorpus, needs_corpora

pytestmark = needs_corpora

SOURCES = {
    "eips": ("eip", "eip-*.md"),
    "peps": ("pep", "pep-*.rst"),
    "numpy-neps": ("nep", "nep-*.rst"),
}
"""Corpus → preset and patterns, of those that lie in no folder with a record's name."""

EVERY = {"eips": 4}
"""Corpus → of how many files one is taken: MyST needs half a minute for all."""

OWN_ROLES = frozenset({"numpy-neps", "peps"})
"""Corpora whose text uses roles and directives that their own conf.py defines."""


@dataclass(frozen=True)
class Facts:
    """What must be the same, however a record is read."""

    header: tuple[object, ...]
    fields: tuple[object, ...]
    relations: tuple[object, ...]
    sections: tuple[object, ...]


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_gives_the_records_of_the_bare_folder(
    corpus: RealCorpus, project: Callable[..., Any]
) -> None:
    made = project({"index.rst": "Records\n=======\n"})
    folder = made.source / "decisions"
    copy_documents(corpus.folder, folder, EVERY.get(corpus.name, 1))
    settings: dict[str, object] = {}
    if corpus.name in SOURCES:
        preset, pattern = SOURCES[corpus.name]
        settings["governance_kinds"] = {preset: {"preset": preset, "sources": [pattern]}}
    built = made.build("governance-collect", jobs=2, **settings).corpus
    bare = read_folder(BareFolder(folder))
    found, wanted = facts(built, "decisions/"), facts(bare)
    assert wanted
    assert sorted(found) == sorted(wanted)
    assert [line for path in wanted for line in compared(path, found[path], wanted[path])] == []
    if corpus.name not in OWN_ROLES:
        assert links(built, "decisions/") == links(bare)


def copy_documents(source: Path, target: Path, every: int) -> None:
    names = sorted(file.name for file in source.iterdir() if file.suffix in {".md", ".rst"})
    target.mkdir()
    for name in names[::every]:
        shutil.copy(source / name, target / name)


def facts(corpus: Corpus, below: str = "") -> Mapping[str, Facts]:
    return {record.path.removeprefix(below): _facts(corpus, record) for record in corpus.records}


def links(corpus: Corpus, below: str = "") -> Mapping[str, tuple[object, ...]]:
    """Return path → what its text refers to: links, and mentions of records."""
    return {
        document.path.removeprefix(below): (
            sorted((link.kind, link.text, link.target, link.at.line) for link in document.links),
            sorted((mention.text, mention.at.line) for mention in document.mentions),
        )
        for document in corpus.documents
        if document.records
    }


def _facts(corpus: Corpus, record: Record) -> Facts:
    status = record.status
    return Facts(
        (
            record.id, record.number, record.slug, record.title, record.at.line, record.at.column,
            record.header_at.line, record.header_at.column, record.date, record.form, record.digest,
            tuple((claim.source, claim.text, claim.at.line) for claim in record.claims),
            (status.name, status.text, status.remark, status.at.line, status.at.column)
            if status
            else None,
        ),
        tuple(
            (entry.label, entry.value, entry.form, entry.label_at.line, entry.label_at.column,
             entry.at.line, entry.at.column)
            for entry in record.fields
        ),
        tuple(
            (relation.type, corpus.target_id(record, relation), relation.at.line, relation.at.column)
            for relation in record.relations
        ),
        tuple((item.title, item.at.line, item.filled, item.parent) for item in record.sections),
    )  # fmt: skip


def compared(path: str, found: Facts, wanted: Facts) -> Iterator[str]:
    """Yield a line for each thing that the two producers say differently."""
    for name in Facts.__dataclass_fields__:
        mine, theirs = getattr(found, name), getattr(wanted, name)
        yield from (f"{path}: {name}: Sphinx alone: {item}" for item in mine if item not in theirs)
        yield from (f"{path}: {name}: bare alone: {item}" for item in theirs if item not in mine)
