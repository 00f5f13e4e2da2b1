"""CSV, graphs, CODEOWNERS and snippets: what is in them, and that nothing in them does anything."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.drawn import dot, edges
from sphinx_governance.model.index import IndexOptions
from sphinx_governance.outputs.codeowners import MARK, codeowners, translated
from sphinx_governance.outputs.export_names import EXPORTS
from sphinx_governance.outputs.exports import export
from sphinx_governance.outputs.record_graph import as_mermaid, as_text, graph_as_json
from sphinx_governance.outputs.records_csv import COLUMNS, records_as_csv
from sphinx_governance.outputs.snippets import snippets
from sphinx_governance.rules.registry import run_rules

TEXTS = {
    "adr/0001-a.rst": """Use a "queue", always
=====================

.. adr::
   :status: superseded
   :date: 2025-03-04
   :deciders: @ana, Jo (@o/team)
   :tags: =1+1, mail
   :superseded-by: ADR-0002
   :governs: src/**
""",
    "adr/0002-b.rst": """=HYPERLINK("https://evil.example")
==================================

.. adr::
   :status: accepted
   :date: 2025-03-05
   :deciders: @ana, Jo (@o/team), Max
   :supersedes: ADR-0001
   :governs: docs/*, /src/, *.py, [a-c].txt, !src/x, a b/c.md
""",
    "adr/0003-c.rst": """Depends
=======

.. adr::
   :status: accepted
   :date: 2025-03-06
   :deciders: Max
   :depends-on: ADR-0002
   :governs: lib/
""",
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_of_texts(TEXTS)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_line_for_each_record(corpus: Corpus) -> None:
    text = records_as_csv(corpus, {"": "https://d.example/a.html"})
    assert text.count("\r\n") == text.count("\n") == 4
    first, second, third = rows(text)
    assert tuple(first) == COLUMNS
    assert first["title"] == 'Use a "queue", always'
    assert (first["superseded-by"], second["supersedes"]) == ("ADR-0002", "ADR-0001")
    assert first["deciders"] == "'@ana; Jo (@o/team)"
    assert first["tags"] == "'=1+1; mail"
    assert second["title"].startswith("'=HYPERLINK(")
    assert (third["depends-on"], third["number"], third["line"]) == ("ADR-0002", "3", "1")
    assert third["url"] == "https://d.example/a.html#adr-0003"


@settings(max_examples=40)
@given(title=st.text(max_size=20), tag=st.text("=+-@\t\r\n,;\"' a1\x00\x1b", max_size=8))
def test_no_cell_is_a_formula(title: str, tag: str) -> None:
    found = corpus_of_texts(
        {"adr/0001-a.md": f"# {title}\n\n* Status: {tag}\n* Tags: {tag}\n* Summary: {title}\n"}
    )
    text = records_as_csv(found)
    (row,) = rows(text)
    assert len(text.splitlines()) == 2
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", cell)


def test_a_graph_is_the_same_in_every_form(corpus: Corpus) -> None:
    found = edges(corpus, IndexOptions())
    data = graph_as_json(corpus, found)
    assert data["edges"] == [
        {"source": "ADR-0002", "type": "supersedes", "target": "ADR-0001"},
        {"source": "ADR-0003", "type": "depends-on", "target": "ADR-0002"},
    ]
    assert as_text(found).splitlines() == [
        'ADR-0002 =HYPERLINK("https://evil.example") (accepted)',
        '  supersedes ADR-0001 Use a "queue", always (superseded)',
        "ADR-0003 Depends (accepted)",
        '  depends on ADR-0002 =HYPERLINK("https://evil.example") (accepted)',
    ]
    assert '  "ADR-0003" -> "ADR-0002" [label="depends on", style=solid];' in dot(found)
    mermaid = as_mermaid(found).splitlines()
    assert mermaid[0] == "flowchart LR"
    assert '  r2 -->|"supersedes"| r1' in mermaid
    assert '  r1["ADR-0001<br/>Use a #34;queue#34;, always"]' in mermaid


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
def test_graphviz_draws_it(corpus: Corpus) -> None:
    done = subprocess.run(["dot", "-Tplain"], input=export("dot", corpus).encode(), capture_output=True, check=True)  # fmt: skip
    assert done.stdout.count(b"\nedge ") == 2


HOSTILE = st.text('"];\\`<>&#%{}|()[]\n\x1b\u202e-> click', max_size=25)


@settings(max_examples=40)
@given(HOSTILE)
def test_a_title_stays_inside_its_box(title: str) -> None:
    known = edges(corpus_of_texts(TEXTS), IndexOptions())[:1]
    found = [(replace(record, title=title), kind, other) for record, kind, other in known]
    mermaid = as_mermaid(found).splitlines()
    assert len(mermaid) == 4
    for line in mermaid[1:3]:
        assert re.fullmatch(r'  r\d\["[^"`<>{}%\\\]]*(<br/>[^"`<>{}%\\\]]*)*"\]', line)
    boxes = [
        line
        for line in dot(found).splitlines()
        if line.startswith('  "') and "->" not in line.split("[")[0]
    ]
    assert len(boxes) == 2
    for line in boxes:
        assert re.fullmatch(r'  "ADR-000\d" \[label="(?:[^"\\]|\\.)*"\];', line)


def test_codeowners_ask_who_decided(corpus: Corpus) -> None:
    found = codeowners(corpus)
    assert found.text.splitlines() == [
        MARK,
        "",
        '# ADR-0002 =HYPERLINK("https://evil.example")',
        "/docs/ @ana @o/team",
        "/src/ @ana @o/team",
        "*.py @ana @o/team",
        "/a\\ b/c.md @ana @o/team",
    ]
    assert found.left_out == (
        "ADR-0002: CODEOWNERS cannot say [a-c].txt",
        "ADR-0002: CODEOWNERS cannot say !src/x",
        "ADR-0003 governs paths, but none of its deciders is a @handle",
    )


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("docs/**", "/docs/**"),
        ("docs/", "docs/"),
        ("docs/a/", "/docs/a/"),
        ("/docs", "/docs"),
        ("**/x/*.py", "**/x/*.py"),
        ("src/*/x.py", "/src/*/x.py"),
        ("*", "*"),
        ("a#b", None),
        ("a\\ b", None),
        ("a\nb @evil", None),
    ],
)
def test_patterns_mean_the_same(pattern: str, line: str | None) -> None:
    assert translated(pattern) == line


@settings(max_examples=40)
@given(
    title=HOSTILE,
    who=st.text("@ab/-. \n#*", max_size=12),
    what=st.text("ab/*!#[]\\ \n@", max_size=12),
)
def test_codeowners_have_no_line_of_a_stranger(title: str, who: str, what: str) -> None:
    text = f"# {title}\n\n* Status: accepted\n* Deciders: {who}\n* Governs: {what}\n"
    for line in codeowners(corpus_of_texts({"adr/0001-a.md": text})).text.splitlines():
        assert re.fullmatch(r"(#[^\x00-\x1f]*|([^\s#]|\\ )+( @[\w./-]+)+|)", line)


def expanded(body: list[str]) -> str:
    """Return what VS Code writes where every placeholder stays as it is."""
    text = "\n".join(body)
    assert re.findall(r"\$\{1:([^}]*)\}", text) or "${1" not in text
    title = next(iter(re.findall(r"\$\{1:([^}]*)\}", text)), "")
    text = text.replace("${1/./=/g}", "=" * len(title))
    text = re.sub(r"\$\{CURRENT_YEAR\}-\$\{CURRENT_MONTH\}-\$\{CURRENT_DATE\}", "2026-01-02", text)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}])*)\}", r"\1", text)
    return re.sub(r"\\([\\$}])", r"\1", text) + "\n"


@pytest.mark.parametrize("kind", ["adr", "rfc"])
@pytest.mark.parametrize(("scope", "suffix"), [("restructuredtext", "rst"), ("markdown", "md")])
def test_a_snippet_is_a_record(kind: str, scope: str, suffix: str) -> None:
    found = snippets(corpus_of_texts({}).kinds)
    (snippet,) = [
        item for item in found.values() if (item["prefix"], item["scope"]) == (kind, scope)
    ]
    body: Any = snippet["body"]
    made = corpus_of_texts({f"{kind}/0001-title.{suffix}": expanded(body)})
    (record,) = made.records
    assert (record.title, record.status_name, record.declared) == ("Title", "draft", True)
    said = {item.rule for item in run_rules(made) if item.severity.value != "note"}
    assert said <= {"template-text", "record-unlisted"}


def test_snippets_of_the_guide_in_both_markups() -> None:
    found = snippets(corpus_of_texts({}).kinds)
    for name in ("artifact", "scenario", "decision-tree"):
        both = [item for item in found.values() if item["prefix"] == name]
        assert sorted(str(item["scope"]) for item in both) == ["markdown", "restructuredtext"]
    tree: Any = found["Decision tree (MyST)"]["body"]
    text = expanded(tree)
    fences = [line for line in text.splitlines() if line.startswith("```")]
    assert [len(line) - len(line.lstrip("`")) for line in fences] == [5, 4, 3, 3, 3, 3, 4, 5]


def test_a_kind_of_ones_own_is_escaped() -> None:
    table = {"kinds": {"note": {"prefix": "NOTE", "title": "N $x", "fields": {"who": {"type": "text", "required": True}}, "lifecycle": {"states": {"a|b,c": {"phase": "live", "initial": True}}}}}}  # fmt: skip
    found = snippets(corpus_of_texts({}, table).kinds)
    body: Any = found["N $x (reST)"]["body"]
    assert r",a\|b\,c," in "\n".join(body)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_is_text_and_stays_the_same(name: str, corpus: Corpus) -> None:
    text = export(name, corpus)
    assert text == export(name, corpus_of_texts(dict(reversed(TEXTS.items()))))
    assert text.endswith("\n")
    if name in {"json", "snippets"}:
        json.loads(text)
