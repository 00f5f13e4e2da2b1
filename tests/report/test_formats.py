"""A format is there because its module is; JSON; and what no string of a stranger may break."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import sphinx_governance.report
from sphinx_governance.model.finding import Edit, Finding, Fix, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.report import formats
from sphinx_governance.report.context import Context
from sphinx_governance.report.formats import FORMATS, format_of
from sphinx_governance.report.summary import Outcome
from sphinx_governance.report.text import TextReport

from .test_junit import valid_junit
from .tools import CONTEXT, EXAMINED, ONE_SIDED, OUTCOME, commands, valid_json, valid_sarif

FOLDER = Path(sphinx_governance.report.__file__).parent


def test_every_module_with_a_renderer_is_a_format() -> None:
    having = {
        path.stem.removesuffix("_report")
        for path in FOLDER.glob("*.py")
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "render"
            for node in ast.parse(path.read_text(encoding="utf-8")).body
        )
    }
    assert set(FORMATS) == having == {"github", "json", "junit", "sarif", "text"}
    assert len(FORMATS) == 5


def test_a_module_that_is_added_is_a_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'SUFFIXES = (".count",)\ndef render(outcome, context): return f"{len(outcome.findings)}\\n"\n'
    (tmp_path / "tally.py").write_text(text)
    monkeypatch.setattr(
        sphinx_governance.report, "__path__", [*sphinx_governance.report.__path__, str(tmp_path)]
    )
    formats._modules.cache_clear()
    try:
        assert "tally" in FORMATS
        assert FORMATS["tally"](OUTCOME, CONTEXT) == "3\n"
        assert format_of("x.count") == "tally"
    finally:
        formats._modules.cache_clear()
        sys.modules.pop("sphinx_governance.report.tally", None)


def test_names_are_known_without_loading_a_format() -> None:
    code = (
        "import sys; from sphinx_governance.report.formats import FORMATS; list(FORMATS);"
        "print([name for name in sys.modules if 'xml' in name or 'report.sarif' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("out/findings.sarif", "sarif"), ("findings.sarif.json", "sarif"), ("FINDINGS.SARIF", "sarif"),
        ("junit.xml", "junit"), ("findings.json", "json"), ("report.txt", "text"),
        ("report", None), ("report.md", None), ("json", None), ("", None),
    ],
)  # fmt: skip
def test_a_file_s_name_asks_for_a_format(path: str, name: str | None) -> None:
    assert format_of(path) == name


def test_json_has_the_fix_and_counts_the_baseline() -> None:
    data = valid_json(FORMATS["json"](OUTCOME, CONTEXT))
    assert data["summary"] == {
        "error": 1, "warning": 1, "note": 1, "total": 3, "fixable": 1, "baselined": 1
    }  # fmt: skip
    assert [finding["fix"] is None for finding in data["findings"]] == [True, False, True]
    assert data["findings"][1]["related"] == [
        {"path": "decisions/0004-x.rst", "line": 2, "column": 5}
    ]
    assert data["findings"][1]["fix"] == {
        "title": "writes the other side",
        "edits": [
            {
                "path": "decisions/0004-x.rst",
                "line": 2,
                "column": 5,
                "old": "old\nlines",
                "new": "new",
            },
            {"path": "decisions/0004-x.rst", "line": 9, "column": 1, "old": "", "new": ":x: y\n"},
        ],
    }


def test_text_is_what_the_text_report_says() -> None:
    report = TextReport(CONTEXT.lines, CONTEXT.url)
    assert FORMATS["text"](OUTCOME, CONTEXT).splitlines() == list(report.render(OUTCOME))


NASTY = st.sampled_from(
    ["\n::error::x", "\r::set-output name=a::b", "##[error]x", "::stop-commands::t", "]]>", "<!--", "&#0;",
     "\x00", "\x1b[31m", "\x85", "\u2028", "\u2029", "\ud800", "\udcff", "\ufffe", "\uffff", "\u202e",
     "\u2066", "\u061c", "\ufeff", "%", "%0A", ",", ":", "=", '"', "\\", "](", "{0}", "../", "x" * 3_000,
     "日本", "e\u0301", "\U0001f600", "\U000e0041"]
)  # fmt: skip
CHARS = st.characters(blacklist_categories=())
TEXTS = st.lists(st.one_of(NASTY, st.text(CHARS, max_size=8)), max_size=5).map("".join)
NUMBERS = st.integers(0, 10**9)
PLACES = st.builds(Location, TEXTS, NUMBERS, NUMBERS)
FIXES = st.builds(
    Fix, TEXTS, st.lists(st.builds(Edit, PLACES, TEXTS, TEXTS), max_size=3).map(tuple)
)
FOUND = st.builds(
    Finding,
    rule=st.one_of(TEXTS, st.sampled_from([rule.name for rule in CONTEXT.rules])),
    severity=st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.NOTE]),
    message=TEXTS.map(lambda text: f"m{text}"), at=PLACES, hint=TEXTS, length=st.integers(0, 10_000),
    related=st.lists(PLACES, max_size=5).map(tuple),
    fingerprint=st.just("0123456789abcdef"), fix=st.none() | FIXES,
)  # fmt: skip
OUTCOMES = st.builds(
    Outcome,
    findings=st.lists(FOUND, max_size=6).map(tuple), examined=st.just(EXAMINED), mode=TEXTS,
    seconds=st.none() | st.floats(0, 1e6), baselined=st.lists(FOUND, max_size=2).map(tuple),
)  # fmt: skip
EXAMPLES = settings(
    max_examples=25, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
HIDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff]"
)


@EXAMPLES
@given(OUTCOMES, TEXTS)
def test_no_string_breaks_a_format(outcome: Outcome, line: str) -> None:
    context = replace(CONTEXT, lines=lambda path, number: line)
    texts = {name: renderer(outcome, context) for name, renderer in FORMATS.items()}
    for text in texts.values():
        assert text.endswith("\n")
        text.encode("utf-8")
    valid_json(texts["json"])
    run = valid_sarif(texts["sarif"])
    assert len(run["results"]) == len(outcome.findings) + len(outcome.baselined)
    for result in run["results"]:
        assert not HIDING.search(result["message"]["text"])
    assert not HIDING.search(texts["text"])


@EXAMPLES
@given(OUTCOMES)
def test_no_string_makes_a_command_of_its_own(outcome: Outcome) -> None:
    text = FORMATS["github"](outcome, CONTEXT)
    *lines, last = re.split(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text.removesuffix("\n"))
    assert all(re.match(r"::(error|warning|notice) ", line) for line in lines)
    assert re.fullmatch(r"Examined [\w, .]+", last)
    read = list(commands(text))
    assert len(read) == len(lines) <= 30
    for command in read:
        assert set(command.properties) <= {"file", "line", "endLine", "col", "title"}
        assert not HIDING.search(command.message)


@EXAMPLES
@given(OUTCOMES)
def test_no_string_breaks_xml(outcome: Outcome) -> None:
    text = FORMATS["junit"](outcome, CONTEXT)
    # Two rules whose names differ in what is not shown are no rules of anyone's.
    named = {finding.rule for finding in (*outcome.findings, *outcome.baselined)}
    if named <= {rule.name for rule in CONTEXT.rules}:
        valid_junit(text)
    assert not HIDING.search(text)


def test_the_same_outcome_gives_the_same_bytes() -> None:
    for renderer in FORMATS.values():
        assert renderer(OUTCOME, CONTEXT) == renderer(OUTCOME, Context(CONTEXT.rules))
    assert ONE_SIDED in OUTCOME.findings
