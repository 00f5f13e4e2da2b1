"""Real folders of records, read without Sphinx: everything is as a reader wrote it down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.record import Location
from tests.cli.tools import call, run

from .tools import CORPORA, RealCorpus, differences, expected, listed, needs_corpora

pytestmark = needs_corpora

COUNTS = {
    "massgen-2025-10": 3, "openedx-course-discovery": 34, "govuk-aws": 38, "madr": 19,
    "numpy-neps": 56, "eips": 949, "peps": 103,
}  # fmt: skip
TWICE = [
    *(("list", corpus) for corpus in CORPORA),
    # Checking reads more than listing does only where not every page is a record.
    *(
        ("check", corpus)
        for corpus in CORPORA
        if corpus.name in {"massgen-2025-10", "madr", "numpy-neps"}
    ),
]
BELOW = [corpus for corpus in CORPORA if corpus.records]


def test_the_tables_have_a_row_for_every_record() -> None:
    assert {corpus.name: len(expected(corpus.name)) for corpus in CORPORA} == COUNTS


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_the_folder_of_the_records(corpus: RealCorpus) -> None:
    found = call("list", corpus.folder, "--format", "json")
    assert (found.status, found.err) == (0, "")
    assert differences(listed(found.json["records"]), expected(corpus.name)) == []
    assert found.json["examined"]["records"] == COUNTS[corpus.name]


@pytest.mark.parametrize("corpus", BELOW, ids=str)
def test_the_root_of_the_repository(corpus: RealCorpus) -> None:
    found = call("list", corpus.root, "--no-conf", "--format", "json").json
    assert all(record["path"].startswith(f"{corpus.records}/") for record in found["records"])
    assert differences(listed(found["records"], corpus.records), expected(corpus.name)) == []


def test_as_a_program_of_its_own() -> None:
    corpus = CORPORA[0]
    found = run("list", corpus.folder, "--format", "json")
    assert (found.status, found.err) == (0, "")
    assert differences(listed(found.json["records"]), expected(corpus.name)) == []


@pytest.mark.parametrize(("command", "corpus"), TWICE, ids=str)
def test_the_second_run_is_read_from_the_cache_and_says_the_same(
    command: str, corpus: RealCorpus, cache: Path
) -> None:
    arguments = (command, corpus.folder, "--format", "json")
    first = call(*arguments)
    kept = {file: file.read_bytes() for file in cache.rglob("*.json")}
    assert kept
    assert call(*arguments) == first
    assert {file: file.read_bytes() for file in cache.rglob("*.json")} == kept


def test_two_headings_of_massgen_say_another_number_than_their_files() -> None:
    found = call("check", CORPORA[0].root, "--no-conf", "--format", "json").json["findings"]
    mismatches = [item for item in found if item["rule"] == "number-mismatch"]
    assert [(item["path"], item["line"], item["column"]) for item in mismatches] == [
        ("docs/source/decisions/0002-multi-agent-architecture.md", 1, 3),
        ("docs/source/decisions/0003-case-driven-development.md", 1, 3),
    ]


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_every_field_stands_where_it_is_said_to_stand(corpus: RealCorpus) -> None:
    lines = {
        path.name: path.read_text(encoding="utf-8").split("\n")
        for path in corpus.folder.iterdir()
        if path.suffix in {".md", ".rst"}
    }

    def rest(at: Location) -> str:
        return lines[at.path][at.line - 1][at.column - 1 :] if at.column else ""

    read = read_folder(BareFolder(corpus.folder, everything=False))
    written = [entry for record in read.records for entry in record.fields]
    assert len(written) >= COUNTS[corpus.name]
    labels = [
        f"{entry.label_at}: {entry.label!r} is not at {rest(entry.label_at)[:40]!r}"
        for entry in written
        if not rest(entry.label_at).casefold().startswith(entry.label.casefold())
    ]
    values = [
        f"{entry.at}: {entry.value[:40]!r} is not at {rest(entry.at)[:40]!r}"
        for entry in written
        if words(entry.value) and words(entry.value)[0] not in words(rest(entry.at))[:1]
    ]
    assert labels + values == []


def words(text: str) -> list[str]:
    """Return the words of a text, whatever the markup is between them."""
    return re.findall(r"\w+", re.sub(r"^\W*:\w+:(?=`)", "", text))
