"""``export``, ``graph`` and ``search`` as they are called; what builders write besides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from tests.conftest import Project
from tests.outputs.atom_rules import problems

from .tools import call, run, write_files

BASE = "https://docs.example.org/en/latest/"
CONF = f'project = "Shop"\nextensions = ["sphinx_governance"]\nhtml_baseurl = "{BASE}"\n'
PAGES = {
    "conf.py": CONF,
    "index.rst": "Home\n====\n\n.. record-index::\n\nThe queue of the shop is described elsewhere.\n",
    "decisions/0001-queue.rst": """
        Use a queue for mail
        ====================

        .. adr::
           :status: superseded
           :date: 2025-03-04
           :deciders: @ana
           :superseded-by: ADR-0002

        Context
        -------

        Sending blocks the request.

        Decision
        --------

        A Quéue it is.

        Consequences
        ------------

        A worker runs.
        """,
    "decisions/0002-two.rst": """
        Use two queues
        ==============

        .. adr::
           :status: accepted
           :date: 2025-03-05
           :deciders: @ana
           :supersedes: ADR-0001
           :governs: src/**

        Context
        -------

        One is not enough.

        Decision
        --------

        Two.

        Consequences
        ------------

        None for mail.
        """,
}


@pytest.fixture
def docs(tmp_path: Path, cache: Path) -> Path:
    return write_files(tmp_path / "docs", PAGES)


def test_exports_are_what_the_builder_writes(docs: Path, project: Callable[..., Project]) -> None:
    site = project(PAGES)
    built = site.build("governance")
    for name, file in {"json": "governance.json", "csv": "records.csv", "atom": "decisions.atom", "dot": "graph.dot"}.items():  # fmt: skip
        ran = call("export", name, docs)
        assert ran.status == 0, ran.err
        assert ran.out == (built.outdir / file).read_bytes().decode(), name
    html = site.build("html")
    feed = html.text("decisions.atom")
    assert problems(feed) == []
    found = feedparser.parse(feed)
    assert [link.href for link in found.feed.links if link.rel == "self"] == [
        f"{BASE}decisions.atom"
    ]
    assert found.entries[0].link == f"{BASE}decisions/0002-two.html#adr-0002"
    assert (html.outdir / "governance.json").is_file()
    hidden = site.build("html", governance_publish_json=False)
    assert not (hidden.outdir / "decisions.atom").exists()


def test_a_file_is_written_where_it_differs(docs: Path, tmp_path: Path) -> None:
    file = tmp_path / "out" / "records.csv"
    assert "Wrote" in call("export", "csv", docs, "-o", file).err
    assert file.read_bytes().count(b"\r\n") == 3
    assert "up to date" in call("export", "csv", docs, "-o", file).err
    ran = call("export", "csv", docs, "-o", file / "x")
    assert (ran.status, "cannot be written" in ran.err) == (2, True)


def test_codeowners_without_a_line_say_what_is_missing(tmp_path: Path) -> None:
    write_files(tmp_path, {"adr/0001-x.md": "# 1. X\n\n## Status\n\nAccepted\n"})
    ran = call("export", "codeowners", tmp_path / "adr")
    assert (ran.status, ran.out.count("\n")) == (0, 1)
    assert "governs: src/mail/*" in ran.err


def test_codeowners_of_somebody_else_stay(docs: Path, tmp_path: Path) -> None:
    file = tmp_path / "CODEOWNERS"
    file.write_text("* @boss\n")
    ran = call("export", "codeowners", docs, "-o", file)
    assert (ran.status, file.read_text()) == (2, "* @boss\n")
    assert call("export", "codeowners", docs, "-o", file, "--force").status == 0
    assert "/src/** @ana" in file.read_text()
    assert call("export", "codeowners", docs, "-o", file).status == 0


def test_bytes_go_through_a_pipe_as_they_are(docs: Path) -> None:
    ran = run("export", "csv", docs, "--no-conf")
    assert ran.out.count("\r\n") == 3
    ran = run("export", "yaml", docs)
    assert ran.status == 2


def test_graph_in_every_form(docs: Path, tmp_path: Path) -> None:
    assert (
        call("graph", docs).out.splitlines()[1]
        == "  supersedes ADR-0001 Use a queue for mail (superseded)"
    )
    assert call("graph", docs, "--format", "json").json["edges"][0]["type"] == "supersedes"
    assert call("graph", docs, "--format", "mermaid").out.startswith("flowchart LR\n")
    file = tmp_path / "g.dot"
    assert call("graph", docs, "--format", "dot", "-o", file).out == ""
    assert file.read_text().startswith("digraph records {")
    assert call("graph", docs, "--kind", "rfc").out == "No record relates to another.\n"
    assert call("graph", docs, "--kind", "rcf").status == 2


def test_search_finds_the_likeliest_first(docs: Path) -> None:
    ran = call("search", "queue", "--path", docs)
    assert ran.status == 0
    heads = [line for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        "ADR-0001 [superseded] Use a queue for mail",
        "ADR-0002 [accepted] Use two queues",
        "index.rst",
        "2 records and 1 page found.",
    ]
    assert "  decisions/0001-queue.rst:18: A Quéue it is." in ran.out.splitlines()
    assert "  index.rst:6: The queue of the shop is described elsewhere." in ran.out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["QUEUE", "mail"], ["ADR-0001", "ADR-0002"]),
        (["mail queue"], ["ADR-0001", "ADR-0002"]),
        (["queue", "--status", "accepted"], ["ADR-0002"]),
        (["queue", "--kind", "adr"], ["ADR-0001", "ADR-0002"]),
        (["adr-0002"], ["ADR-0002", "ADR-0001"]),
        (["src/**"], ["ADR-0002"]),
        (["nowhere"], []),
    ],
)
def test_search_as_data(arguments: list[str], found: list[str], docs: Path) -> None:
    ran = call("search", *arguments, "--path", docs, "--format", "json")
    assert ran.status == (0 if found else 1)
    hits = ran.json["hits"]
    assert [hit["id"] for hit in hits if hit["id"]] == found
    for hit in hits:
        lines = (docs / hit["path"]).read_text().splitlines()
        assert all(lines[item["line"] - 1].strip() == item["text"] for item in hit["lines"])


def test_search_says_what_it_looked_at(docs: Path, tmp_path: Path) -> None:
    ran = call("search", "nowhere", "--path", docs)
    assert (ran.status, ran.out) == (1, "Nothing holds nowhere: 3 documents searched.\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = call("search", "x", "--path", empty)
    assert (ran.status, ran.out.startswith("No records: 0 documents")) == (1, True)
    assert call("search", " ", "--path", docs).status == 2
    assert call("search", "x", "--status", "acepted", "--path", docs).status == 2


def test_records_that_share_a_page_are_told_apart(tmp_path: Path, cache: Path) -> None:
    page = "Two\n===\n\n.. adr:: First\n   :number: 1\n   :status: draft\n\n   Apple.\n\n.. adr:: Second\n   :number: 2\n   :status: draft\n\n   Pear\x1b[31m.\n"
    write_files(tmp_path, {"decisions/all.rst": page})
    ran = call("search", "pear", "--path", tmp_path)
    assert "\x1b" not in ran.out
    assert [
        hit["id"]
        for hit in call("search", "pear", "--path", tmp_path, "--format", "json").json["hits"]
    ] == ["ADR-0002"]


def test_json_of_both_is_json_alone(docs: Path) -> None:
    for words in (["graph", str(docs)], ["search", "queue", "--path", str(docs)]):
        json.loads(run(*words, "--format", "json", "--no-conf").out)
