"""The page of forms: each of its examples is one and the same record, read with Sphinx and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.intake.recognise import FORMATS
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record
from sphinx_governance.outputs.record_json import record_as_json
from sphinx_governance.rules.registry import run_rules

from ..conftest import CONF, Project
from .tools import SOURCE, Block, blocks_of

FORMS = [block for block in blocks_of(SOURCE / "explanation" / "forms.rst") if block.caption]
NAMES = [f"{block.caption}-{number}" for number, block in enumerate(FORMS)]

SAME = {
    "id": "ADR-0007",
    "kind": "adr",
    "number": 7,
    "title": "Use a queue for mail",
    "status": "accepted",
    "phase": "in-force",
    "date": "2025-10-08",
    "deciders": ["@ana", "@jo"],
    "tags": ["mail", "speed"],
    "sections": ["Context", "Decision", "Consequences"],
}
HEADER = {"Status", "Deciders"}
"""Sections that are a record's header."""


def facts(corpus: Corpus, record: Record) -> dict[str, object]:
    """Return what is known of a record, but for its place and form."""
    data = record_as_json(corpus, record)
    sections = [section.title for section in record.sections if section.title not in HEADER]
    return {**{key: data[key] for key in SAME.keys() - {"sections"}}, "sections": sections}


def expected(block: Block) -> dict[str, object]:
    """Return what an example must say; an archive with sections for its header has no tags, as the page says."""
    return SAME if "## Deciders" not in block.text else {**SAME, "tags": []}


@pytest.mark.parametrize("block", FORMS, ids=NAMES)
def test_each_form_is_the_same_record(block: Block) -> None:
    corpus = corpus_of_texts({block.caption: block.text})
    (record,) = corpus.records
    assert facts(corpus, record) == expected(block)
    assert run_rules(corpus) == ()


def test_sphinx_reads_each_form_as_the_same_record(project: Callable[..., Project]) -> None:
    pages = {f"{number}/{block.caption}": block for number, block in enumerate(FORMS)}
    files = {path: block.text for path, block in pages.items()}
    built = project({"index.rst": ":orphan:\n\nAll\n===\n", **files, "conf.py": CONF}).build(
        "dummy", suppress_warnings=["toc.not_included", "governance"]
    )
    assert built.warnings == []
    for path, block in pages.items():
        (record,) = built.corpus.at_path(path)
        assert facts(built.corpus, record) == expected(block), path


def test_the_page_shows_every_form() -> None:
    shown = [corpus_of_texts({block.caption: block.text}).records[0] for block in FORMS]
    forms = [{entry.form for entry in record.fields} for record in shown]
    assert forms[:4] == [{"directive"}] * 4
    assert set().union(*forms) == {module.FORM for module in FORMATS} | {"directive"}
