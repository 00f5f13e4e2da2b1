from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "section-empty"


def titles(files: dict[str, str]) -> list[str]:
    return [
        item.message.removeprefix("the section ").partition(" of ")[0]
        for item in findings(RULE, files)
    ]


def md(text: str) -> dict[str, str]:
    return {
        "decisions/0001-a.md": f"# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n{text}\n\n## Next\n\nText.\n"
    }


def rst(text: str) -> dict[str, str]:
    head = "A\n=\n\n.. adr::\n   :status: accepted\n\nContext\n-------\n\n"
    return {"decisions/0001-a.rst": f"{head}{text}\n\nNext\n----\n\nText.\n"}


def test_stands_at_the_heading() -> None:
    files = rst("")
    assert report(RULE, files) == [
        (
            "decisions/0001-a.rst:7:1: warning: the section 'Context' of ADR-0001 is empty"
            " = write it, or remove the heading"
        )
    ]
    assert findings(RULE, files)[0].length == len("Context")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!-- What is the issue? -->",
        "% a comment",
        "<!-- one -->\n\n<!-- two -->",
        "[1]: https://example.org",
    ],
)
def test_a_comment_is_nothing_in_markdown(text: str) -> None:
    assert titles(md(text)) == ["'Context'"]


@pytest.mark.parametrize(
    "text", ["", ".. What is the issue?", ".. _a-label:", ".. |x| replace:: y"]
)
def test_a_comment_is_nothing_in_rest(text: str) -> None:
    assert titles(rst(text)) == ["'Context'"]


@pytest.mark.parametrize(
    "text",
    [
        "Text", "- item", "> quote", "```\ncode\n```", "![](x.png)", "| a |\n| - |", "### Sub", "    code",
        "<br>", "---", ":::{note}\nx\n:::", "```{include} x.md\n```", "```{toctree}\nx\n```",
    ],
)  # fmt: skip
def test_anything_else_is_something_in_markdown(text: str) -> None:
    assert titles(md(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Text", "- item", "::\n\n   code", ".. image:: x.png", ".. note:: x", "Sub\n~~~\n",
        ".. include:: x.rst",
        ".. literalinclude:: x", ".. toctree::\n\n   x", ".. mermaid::\n\n   a", "| line", "term\n  text",
        ":a: b", ".. csv-table::\n   :file: x.csv", ".. _x: https://example.org", ".. [1] note",
        ".. raw:: html\n\n   <br>", "====  ====\na     b\n====  ====",
    ],
)  # fmt: skip
def test_anything_else_is_something_in_rest(text: str) -> None:
    assert titles(rst(text)) == []


def test_the_last_section_and_one_before_a_deeper_one() -> None:
    text = "# 1. A\n\n## Context\n\n### Forces\n\n### Aims\n\n## Decision\n"
    assert titles({"decisions/0001-a.md": text}) == ["'Decision'"]


def test_an_empty_status_is_an_empty_field() -> None:
    assert titles({"decisions/0001-a.md": "# 1. A\n\n## Status\n\n## Context\n\nText.\n"}) == []


def test_a_page_that_is_no_record_is_not_asked() -> None:
    assert titles({"guide.md": "# Guide\n\n## Empty\n", "decisions/0001-a.md": "# A\n"}) == []


def test_a_title_of_the_same_level_as_its_sections() -> None:
    text = "A\n-\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n\nDecision\n--------\n\nText.\n"
    assert titles({"decisions/0001-a.rst": text}) == ["'Context'"]
