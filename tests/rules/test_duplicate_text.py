from __future__ import annotations

from textwrap import indent

import pytest

from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.model.record import Location
from sphinx_governance.rules.registry import run_rules

from .tools import findings, report

RULE = "duplicate-text"
HINT = "keep one of them, and link to it or include it elsewhere"


def words(first: int, last: int) -> str:
    return " ".join(f"w{number}" for number in range(first, last))


TEXT = words(0, 30)


def places(files: dict[str, str], settings: dict[str, object] | None = None) -> list[list[str]]:
    return [
        [f"{at.path}:{at.line}" for at in (item.at, *item.related)]
        for item in findings(RULE, files, settings)
    ]


def test_the_first_place_is_reported_with_all_others() -> None:
    files = {
        "b.rst": f"Title\n=====\n\n* one\n* {TEXT}\n",
        "a.md": f"# Title\n\nOther.\n\n{TEXT}\n\n{TEXT.upper()}!\n",
        "c/d.md": f"| a | b |\n| --- | --- |\n| x | **{TEXT}** |\n",
    }
    opening = "w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12 w13 w…"
    assert report(RULE, files) == [
        f"a.md:5:0: warning: the same paragraph stands in 4 places: '{opening}' = {HINT}"
    ]
    (item,) = findings(RULE, files)
    assert item.related == (Location("a.md", 7), Location("b.rst", 5), Location("c/d.md", 3))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((TEXT, TEXT), "the same paragraph stands in 2 places"),
        (
            (words(0, 60), words(3, 60)),
            "nearly the same paragraph stands in 2 places, 94 % alike",
        ),
        ((words(0, 60), words(5, 35)), "all of a shorter paragraph stands in this one too"),
        ((words(5, 35), words(0, 60)), "all of this paragraph stands in a longer one too"),
        (
            (f"{words(0, 30)} x", words(0, 60)),
            "96 % of this paragraph stands in a longer one too",
        ),
        (
            (words(0, 60), f"{words(0, 30)} x"),
            "96 % of a shorter paragraph stands in this one too",
        ),
        (
            (words(0, 60), words(0, 30), words(30, 60)),
            "this paragraph stands in 3 places, wholly or in part",
        ),
    ],
)
def test_how_alike_they_are(texts: tuple[str, ...], said: str) -> None:
    files = {f"{index}.md": f"{text}\n" for index, text in enumerate(texts)}
    assert [item.message.partition(": '")[0] for item in findings(RULE, files)] == [said]


def test_list_items_and_cells_are_called_what_they_are() -> None:
    item = {"a.md": f"* {TEXT}\n", "b.md": f"{TEXT}\n"}
    cell = {"a.md": f"| a |\n| --- |\n| {TEXT} |\n", "b.md": f"{TEXT}\n"}
    said = [findings(RULE, files)[0].message.split(" stands")[0] for files in (item, cell)]
    assert said == ["the same list item", "the same table cell"]


@pytest.mark.parametrize(
    "block",
    [
        f"> {TEXT}\n",
        f"```\n{TEXT}\n```\n",
        f"## {TEXT}\n",
        f"<div>\n{TEXT}\n</div>\n",
        f"<!-- {TEXT} -->\n",
        words(0, 19) + "\n",
    ],
    ids=["quotation", "code", "heading", "html", "comment", "short"],
)
def test_what_is_not_compared(block: str) -> None:
    assert findings(RULE, {"a.md": f"# A\n\n{block}", "b.md": f"# B\n\n{block}"}) == []


@pytest.mark.parametrize(
    "block", [f"    {TEXT}\n", f"::\n\n    {TEXT}\n", f".. note to self\n   {TEXT}\n"]
)
def test_what_is_not_compared_in_rst(block: str) -> None:
    assert findings(RULE, {"a.rst": f"A\n=\n\n{block}", "b.rst": f"B\n=\n\n{block}"}) == []


def test_code_is_compared_where_asked_for() -> None:
    files = {"a.md": f"```\n{TEXT}\n```\n", "b.rst": f"::\n\n{indent(TEXT, '   ')}\n"}
    assert places(files, {"duplicates": {"code": True}}) == [["a.md:1", "b.rst:3"]]


def test_the_settings_say_from_when_on() -> None:
    files = {
        "a.md": words(0, 60),
        "b.md": words(10, 70),
        "c.md": "one two three",
        "d.md": "one two three",
    }
    assert places(files) == []
    assert places(files, {"duplicates": {"similarity": 70}}) == [["a.md:1", "b.md:1"]]
    assert places(files, {"duplicates": {"containment": 80}}) == [["a.md:1", "b.md:1"]]
    assert places(files, {"duplicates": {"words": 3}}) == [["c.md:1", "d.md:1"]]


@pytest.mark.parametrize("allowed", ["a", "b", "c"])
def test_an_allowed_block_is_not_compared(allowed: str) -> None:
    comment = f"<!-- governance: allow {RULE} — it is the licence -->\n"
    files = {f"{name}.md": (comment if name == allowed else "---\n") + TEXT for name in "abc"}
    assert places(files) == [[f"{name}.md:2" for name in "abc" if name != allowed]]


def test_an_allowance_without_a_reason_is_none() -> None:
    assert places({"a.md": f"<!-- governance: allow {RULE} -->\n{TEXT}", "b.md": TEXT})


def test_the_headers_of_records_are_not_compared() -> None:
    files = {
        f"decisions/000{number}-x.md": f"# {number}. Title {number}\n\n* Status: accepted\n* Deciders: {TEXT}\n"
        for number in (1, 2)
    }
    assert findings(RULE, files) == []


def test_closed_records_are_noted() -> None:
    def record(status: str, text: str) -> str:
        return f"# Title\n\n## Status\n\n{status}\n\n## Context\n\n{text}\n"

    files = {
        "decisions/0001-a.md": record("Superseded by [2](0002-b.md)", TEXT),
        "decisions/0002-b.md": record("Accepted", TEXT),
    }
    assert [item.severity for item in findings(RULE, files)] == ["note"]
    files["README.md"] = TEXT
    assert [item.severity for item in findings(RULE, files)] == ["warning"]
    assert [item.severity for item in findings(RULE, files, {"rules": {RULE: "note"}})] == ["note"]


def test_parallel_cases_of_one_file_are_noted() -> None:
    case = "The command {} shows every record of the folder with its number and its title, and may be stopped at any time with one key, so that nothing is ever left half written by it"
    files = {"a.md": f"* {case.format('list')}\n* {case.format('show')}\n"}
    assert [item.severity for item in findings(RULE, files)] == ["note"]
    apart = {"a.md": case.format("list"), "b.md": case.format("show")}
    assert [item.severity for item in findings(RULE, apart)] == ["warning"]
    same = {"a.md": f"{case}\n\n{case}\n"}
    assert [item.severity for item in findings(RULE, same)] == ["warning"]
    long = {"a.md": f"{words(0, 60)} x\n\n{words(0, 60)} y\n"}
    assert [item.severity for item in findings(RULE, long)] == ["warning"]


def test_a_licence_line_in_hundreds_of_files_is_one_finding() -> None:
    corpus = corpus_of_texts({f"{number:03}.md": f"{TEXT}\n" for number in range(300)})
    (item,) = (item for item in run_rules(corpus) if item.rule == RULE)
    assert len(item.related) == 299
