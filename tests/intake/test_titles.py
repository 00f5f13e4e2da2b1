"""Titles: the number before them is taken off, in every form people write it."""

from __future__ import annotations

import pytest

from sphinx_governance.config import load_project
from sphinx_governance.intake.naming import FileName
from sphinx_governance.intake.title import plain_title, split_title

from .conftest import Read
from .tools import Case, md, rst

ADR = load_project({}).kinds.spec("adr")


@pytest.mark.parametrize(
    ("heading", "title", "number"),
    [
        ("7. Use X", "Use X", "7"),
        ("0007. Use X", "Use X", "0007"),
        ("7 - Use X", "Use X", "7"),
        ("7 – Use X", "Use X", "7"),
        ("7) Use X", "Use X", "7"),
        ("7: Use X", "Use X", "7"),
        ("0007 Use X", "Use X", "0007"),
        ("#7 – Use X", "Use X", "7"),
        ("ADR-7: Use X", "Use X", "7"),
        ("ADR-0007: Use X", "Use X", "0007"),
        ("ADR-0007 Use X", "Use X", "0007"),
        ("ADR 7 – Use X", "Use X", "7"),
        ("ADR 7 — Use X", "Use X", "7"),
        ("ADR007: Use X", "Use X", "007"),
        ("ADR #7: Use X", "Use X", "7"),
        ("adr_0007 | Use X", "Use X", "0007"),
        ("[ADR-7] Use X", "Use X", "7"),
        ("[7] Use X", "[7] Use X", ""),
        ("Architecture Decision Record 7: Use X", "Use X", "7"),
        ("Decision 7: Use X", "Use X", "7"),
        ("ADR-NNNN: Use X", "Use X", "NNNN"),
        ("ADR-7", "", "7"),
        # Numbers that belong to the title
        ("2024 in review", "2024 in review", ""),
        ("3 ways to use X", "3 ways to use X", ""),
        ("Python 3.12 is required", "Python 3.12 is required", ""),
        ("Use HTTP 2", "Use HTTP 2", ""),
        ("RFC-2822 headers", "RFC-2822 headers", ""),
        ("7.1 Use X", "7.1 Use X", ""),
        ("X-7: Use it", "X-7: Use it", ""),
        ("Use X", "Use X", ""),
        ("", "", ""),
    ],
)
def test_a_number_before_the_title(heading: str, title: str, number: str) -> None:
    assert split_title(heading, ADR)[:2] == (title, number)


def test_the_word_of_the_file_name_counts_too() -> None:
    name = FileName(word="oep", digits="0050")
    assert split_title("OEP-50: Hooks", ADR, name)[:2] == ("Hooks", "50")
    assert split_title("OEP-50: Hooks", ADR)[:2] == ("OEP-50: Hooks", "")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Gas for `CALL*`", "Gas for CALL*"),
        ("Use **X** and *Y*", "Use X and Y"),
        ("Use ``X``", "Use X"),
        (":code:`X` first", "X first"),
        ("See [EIP-1](./eip-1.md)", "See EIP-1"),
        ("alt_bn128 and SET_X", "alt_bn128 and SET_X"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markup_in_a_title_of_the_metadata(written: str, title: str) -> None:
    assert plain_title(written) == title


CASES = (
    md("with-markup", "# ADR-0007: Use `X`, *not* **Y** nor [Z](z.md)\n",
       title="Use X, not Y nor Z", status=None),
    md("closed-atx", "# 7. Use X #\n", status=None),
    md("setext", "ADR-7: Use X\n========\n", status=None),
    md("with-an-image", "# ![](x.png) 7. Use X\n", status=None),
    md("html-above", "<!-- markdownlint-disable -->\n<a id='x'></a>\n\n# 7. Use X\n", status=None),
    md("label-above", "(adr-7)=\n\n# 7. Use X\n", status=None),
    md("only-sections", "## Status\n\nAccepted\n\n## Context\n", title=""),
    md("one-heading-that-is-a-section", "# Context\n\nText.\n", title="Context", status=None),
    md("metadata-and-heading", "---\ntitle: Use X\n---\n# ADR-7: Use X\n", status=None),
    md("metadata-alone", "---\ntitle: 'ADR-7: Use X'\n---\n## Context\n\nText.\n", status=None),
    rst("overlined", "========\n7. Use X\n========\n\nText.\n", status=None),
    rst("with-markup", "ADR-0007: Use ``X``, *not* Y\n============================\n",
        title="Use X, not Y", status=None),
    rst("label-above", ".. _adr-7:\n\n7. Use X\n========\n", status=None),
    rst("contents-above", "7. Use X\n========\n\n.. contents::\n\nStatus\n------\n\nAccepted\n"),
    rst("numbered-sections", ".. sectnum::\n\nADR-7: Use X\n============\n\nStatus\n------\n\nAccepted\n"),
)  # fmt: skip


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_title_of_a_document(case: Case, mode: str, read: Read) -> None:
    (record,) = read(mode, CASES).at_path(case.place)
    assert (record.title, record.id, record.status_name) == (case.title, case.id, case.status)
    if record.title and record.at.column:
        line = case.source.split("\n")[record.at.line - 1]
        assert line[record.at.column - 1 :].lstrip("'#![]()x.png ")[:3] in {
            "Use",
            "ADR",
            "7. ",
            "Con",
        }
