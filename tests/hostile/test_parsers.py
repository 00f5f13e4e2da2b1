"""No text makes a parser raise, point outside its file, or take long."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_governance.config import load_project
from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.intake.bare_rest import outline_from_rest
from sphinx_governance.intake.from_markdown import outline_from_markdown
from sphinx_governance.intake.inline import read_allow
from sphinx_governance.intake.naming import read_name
from sphinx_governance.intake.outline import Entry, Outline
from sphinx_governance.intake.reading import decode
from sphinx_governance.intake.rfc2822 import read_header_block, read_options
from sphinx_governance.intake.title import plain_title, split_title
from sphinx_governance.intake.yaml_header import front_matter_end, read_yaml
from sphinx_governance.model.dates import read_date
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.reference import read_reference, read_references
from sphinx_governance.model.status import read_status
from sphinx_governance.model.text import bracketed, fold, printable, slugify
from tests.cli.tools import call, write_files

ADR = load_project({}).kinds.spec("adr")
DIRECTIVES = frozenset({"adr", "rfc"})

PIECES = st.sampled_from(
    """
    # ## === --- *** ** * ` `` ``` ~~~ ::: > >> - + 1. | |---| [ ] ( ) ]( [x](y.md) ![]( < > <!-- -->
    <b> </b> & &amp; &#0; \\ \\* { } {adr} ```{adr} ```{adr}\\x20T .. .. adr:: ..\\x20adr::\\x20T .. _x: .. |x|
    replace:: raw:: include:: :: : :a: :status: :doc:`x` `x`_ `x <y>`_ [1]_ |x| __ ~ ^ % %\\x20governance:\\x20allow
    status: Status Status: **Status:** accepted Superseded by ADR-7 ADR 0007 7. 2024-10-08 08.10.2024
    --- ... &a *a !!int 0x7 "x" 'x ? title:\\x20x date
    """.replace("\\x20", " ")
    .split("\n")[1]
    .split()
    + "\n \n\n \t \r\n    \x00 \x0b \x0c \x1b[31m \u2028 \u200b \u202e \ufeff é 日本 😀 \ud800".split(
        " "
    )
    + "```{adr} T|```{adr}|.. adr:: T|.. adr::|:status: accepted|% governance: allow x|## Status|"
    "Superseded by|**Status:** x|* Status: x|| Status | x ||---|---|Title\n=====|Status\n------|"
    ".. include:: /etc/passwd|.. raw:: html|.. list-table::|   * - a|+---+|`x`_|.. _x: y|:doc:`x`|"
    "[x](y.md)|![x](y)|<!-- x -->|<b>|[^1]|[^1]: x|(x)=|+++|---\na: b\n---|PEP: 7|2024-10-08|ADR-7".split(
        "|"
    )
    + [
        "\n",
        "\n\n",
        "   ",
        "  ",
        "\t",
        "#",
        "*",
        "`",
        "[",
        "]",
        "(",
        ")",
        ">",
        "-",
        ":",
        "\\",
        "|",
        "x",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
LINES = TEXTS.map(str.splitlines)

relaxed = settings(max_examples=100, deadline=None, database=None, derandomize=True)


def check_entry(entry: Entry, lines: list[str], first: int = 1) -> None:
    for line, column in (
        (entry.line, entry.column),
        (entry.label_line, entry.label_column),
        *((span.line, span.column) for span in entry.spans),
    ):
        assert first <= line < first + len(lines)
        assert 0 <= column <= len(lines[line - first]) + 3


def places(outline: Outline) -> Iterator[tuple[int, int]]:
    for _, entries in outline.entries:
        for entry in entries:
            yield entry.line, entry.column
            yield entry.label_line, entry.label_column
    for block in outline.blocks:
        yield block.line, 0
        yield block.last, 0
        yield from ((run.line, run.column) for run in block.runs)
    yield from ((heading.line, heading.column) for heading in outline.headings)
    yield from ((link.line, link.column) for link in outline.links)
    yield from ((mention.line, mention.column) for mention in outline.mentions)
    for allow in outline.allows:
        yield from ((allow.line, 0), (allow.first, 0), (allow.last, 0))
    for directive in outline.directives:
        yield directive.line, 0


def check_outline(outline: Outline, source: str) -> None:
    lines = source.splitlines()
    for line, column in places(outline):
        assert 0 <= line <= max(len(lines), 1)
        assert 0 <= column <= (len(lines[line - 1]) if 0 < line <= len(lines) else 0) + 1
    assert all(-1 <= block.heading < len(outline.headings) for block in outline.blocks)
    assert outline.trimmed().counted == len(outline.blocks)


@relaxed
@given(TEXTS)
def test_small_readers(text: str) -> None:
    found = read_date(text)
    assert found.iso is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", found.iso)
    state, _ = read_status(text, ADR.lifecycle.words)
    assert state is None or state in ADR.lifecycle.by_name
    assert read_reference(text).number is None or read_reference(text).number >= 0  # type: ignore[operator]
    list(read_references(text))
    title = split_title(text, ADR)
    assert "\n" not in title.text
    plain_title(text)
    read_allow(text)
    name = read_name(text)
    assert name is None or name.number is None or name.number >= 0
    assert re.fullmatch(r"[a-z0-9-]*", slugify(text))
    assert fold(fold(text)) == fold(text)
    bracketed(text)


@relaxed
@given(TEXTS)
def test_what_is_printable_has_no_control_characters(text: str) -> None:
    shown = printable(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@relaxed
@given(LINES)
def test_options(lines: list[str]) -> None:
    entries, taken = read_options(enumerate(lines, start=1))
    assert 0 <= taken <= len(lines)
    for entry in entries:
        check_entry(entry, lines)
        assert entry.label_line <= taken


@relaxed
@given(LINES)
def test_header_blocks(lines: list[str]) -> None:
    entries, taken = read_header_block(lines)
    assert 0 <= taken <= len(lines)
    for entry in entries:
        check_entry(entry, lines)


@relaxed
@given(LINES)
def test_yaml(lines: list[str]) -> None:
    entries, troubles = read_yaml(lines, 2)
    for entry in entries:
        assert 2 <= entry.label_line < 2 + len(lines)
        assert 2 <= entry.line <= 2 + len(lines)
    for trouble in troubles:
        assert 2 <= trouble.line <= 2 + len(lines)
    assert 0 <= front_matter_end(lines) <= len(lines)


@relaxed
@given(TEXTS)
def test_markdown(text: str) -> None:
    source, _ = decode(text.encode("utf-8", "surrogatepass").replace(b"\x00", b""))
    assert source is not None
    check_outline(outline_from_markdown("a.md", source, record_directives=DIRECTIVES), source)


@relaxed
@given(TEXTS)
def test_rest(text: str) -> None:
    source, _ = decode(text.encode("utf-8", "surrogatepass").replace(b"\x00", b""))
    assert source is not None
    check_outline(outline_from_rest("a.rst", source, record_directives=DIRECTIVES), source)


@relaxed
@given(st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_a_record_is_never_lost(content: bytes) -> None:
    for path in ("decisions/0007-use-x.md", "decisions/0007-use-x.rst"):
        corpus = corpus_of_texts({path: content})
        (document,) = corpus.documents
        assert document.records
        assert not [
            trouble for trouble in document.troubles if "cannot be parsed" in trouble.message
        ]
        if not any(item.declared for item in document.records):
            assert [item.id for item in document.records] == ["ADR-0007"]


LONG = 20_000
SLOW = {
    "gap": f"a{' ' * LONG}a", "gaps": "a: b \t" * LONG, "spaces": " " * LONG, "words": "a " * LONG, "digits": "7" * LONG, "letters": "A" * LONG,
    "dashes": "-" * LONG, "dotted": "1." * LONG, "dates": "2024-" * LONG, "opening": "[" * LONG,
    "links": "[a](" * (LONG // 4), "nested": "[[a]" * (LONG // 4), "round": "(" * LONG,
    "ticks": "`" * LONG, "ticked": "`a " * (LONG // 3), "stars": "*" * LONG, "starred": "*a " * (LONG // 3),
    "roles": ":a:" * (LONG // 3), "colons": ":" * LONG, "angles": "<" * LONG, "commas": "," * LONG,
    "slashes": "/" * LONG, "identifiers": "ADR-7 " * (LONG // 6), "superseded": "superseded by " * (LONG // 14),
    "prefix": "a-" * LONG, "months": "may " * (LONG // 4), "zeros": "0" * LONG, "marks": "\u0301" * LONG,
    "lines": "\n" * LONG, "bars": "|" * LONG, "dashed": "a - " * (LONG // 4),
}  # fmt: skip
READERS: tuple[Callable[[str], object], ...] = (
    read_date,
    lambda text: read_status(text, ADR.lifecycle.words),
    read_reference,
    lambda text: list(read_references(text)),
    lambda text: split_title(text, ADR),
    plain_title,
    read_allow,
    read_name,
    slugify,
    fold,
    printable,
    bracketed,
    split_list,
    lambda text: read_options([(1, text), (2, f":a: {text}"), (3, f"  {text}")]),
    lambda text: read_header_block([f"A: {text}", "B: 1", f" {text}"]),
    lambda text: read_yaml([f"a: {text}", "b: ["], 2),
    lambda text: read_yaml([f"a: {text}"], 2),
)


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_long_values_are_read_at_once(text: str) -> None:
    for position, reader in enumerate(READERS):
        started = time.process_time()
        reader(text)
        assert time.process_time() - started < 1, f"reader {position}"


SIZE = 10_000
BODIES = {
    **{name: text[:SIZE] for name, text in SLOW.items()},
    "quotes": ">" * 10_000 + " x", "emphasis": "*a **b " * (SIZE // 7), "headings": "# a\n" * (SIZE // 4),
    "statuses": "## Status\n\nAccepted\n\n" * (SIZE // 22), "labels": "**Status:** x\n" * (SIZE // 14),
    "bullets": "* Status: x\n" * (SIZE // 12), "table": "| Status | x |\n" * (SIZE // 15),
    "wide": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b" * 2_000 + "|\n",
    "lists": "".join(" " * (2 * depth) + "- x\n" for depth in range(140)),
    "fences": "```{adr} T\n:status: x\n```\n" * (SIZE // 30), "open fences": "```{adr} T\n" * (SIZE // 11),
    "comments": "<!-- " * (SIZE // 5), "divisions": "<div>\n" * (SIZE // 6), "myst roles": "{x}`a`" * (SIZE // 6),
    "footnotes": "[^a]: x\n\n" * (SIZE // 9), "definitions": "[a]: b\n" * (SIZE // 7) + "[a]" * 3_000,
    "directives": ".. adr:: T\n   :status: x\n\n" * (SIZE // 28), "substitutions": "|a|_ " * (SIZE // 5),
    "references": "`a`_ " * (SIZE // 5), "grid": ("+--" * 80 + "+\n" + "|a " * 80 + "|\n") * (SIZE // 480),
    "fields": ":a: b\n" * (SIZE // 6), "citations": "[a]_ " * (SIZE // 5), "lines of a block": "| a\n" * (SIZE // 4),
    "mentions": "ADR-7 and ADR-8. " * (SIZE // 17), "linked": "[ADR-7](0007-x.md) " * (SIZE // 19),
}  # fmt: skip
"""What costs a parser or a rule most, as the text of a document."""

HEADS = {
    "md": "# 7. X\n\n## Status\n\nAccepted\n\n## Context\n\n",
    "rst": "X\n=\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n\n",
}


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_long_documents_are_checked_in_time(suffix: str, tmp_path: Path) -> None:
    files = {
        f"{number:04}-x.{suffix}": HEADS[suffix].encode() + body.encode()
        for number, body in enumerate(BODIES.values(), start=1)
    }
    started = time.process_time()
    ran = call("check", write_files(tmp_path / "adr", files), "--format", "json")
    assert time.process_time() - started < 20
    assert ran.status == 1
    assert ran.json["examined"]["documents"] == len(BODIES)
    assert ran.json["examined"]["records"] >= len(BODIES)


def test_many_headings_cost_no_more_than_few() -> None:
    started = time.process_time()
    (record,) = corpus_of_texts({"decisions/0007-x.md": "# X\n" + "## a\n" * 20_000}).records
    assert len(record.sections) == 20_000
    assert time.process_time() - started < 10


def test_a_paragraph_that_is_too_long_for_markup_is_told_and_loses_nothing_else() -> None:
    text = HEADS["rst"] + "ADR-7 " * 10_000
    (document,) = corpus_of_texts({"decisions/0007-use-x.rst": text}).documents
    (trouble,) = document.troubles
    assert (trouble.at.line, "too long" in trouble.message) == (12, True)
    assert document.records[0].status_name == "accepted"
    assert len(document.mentions) == 10_000
