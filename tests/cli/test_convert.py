"""``convert``: headers become a directive or front matter; the record says the same, and no word is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from .test_moving import MADR, NYGARD, archive
from .tools import call, write_files

BODY = "\n## Context and Problem Statement\n\nText.\n\n## Decision Outcome\n\nText.\n"
REST_BODY = "\nContext\n-------\n\nText.\n\nDecision\n--------\n\nText.\n\nConsequences\n------------\n\nText.\n"


def listed(folder: Path, *options: str) -> list[dict[str, object]]:
    found = call("list", folder, "--format", "json", "--no-cache", *options).json["records"]
    names = ("id", "number", "title", "status", "date", "tags", "deciders", "relations")
    return [{name: record.get(name) for name in names} for record in found]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


FORMS = {
    "labels": (
        "# Use z\n\n**Status:** Accepted, 2024-10-08 after a *long* talk\n**Date:** 2024-10-08 (late)\n"
        "**Deciders:** @ann, Bob\n\nA paragraph: it stays.\n" + BODY,
        '---\nstatus: "Accepted, 2024-10-08 after a long talk"\ndate: 2024-10-08 (late)\n'
        'deciders: "@ann, Bob"\n---\n\n# Use z\n\nA paragraph: it stays.\n' + BODY,
    ),
    "bullets": (
        "# Use z\n\n* Status: accepted\n* Deciders:\n  * Ann\n  * Bob\n* Cost: 5 days\n" + BODY,
        '---\nstatus: accepted\ndeciders: "Ann, Bob"\nCost: 5 days\n---\n\n# Use z\n' + BODY,
    ),
    "table": (
        "# Use z\n\n| Field | Value |\n| --- | --- |\n| Status | accepted |\n| Amends | [x](0001-use-x.md) |\n" + BODY,
        '---\nstatus: accepted\namends: "[x](0001-use-x.md)"\n---\n\n# Use z\n' + BODY,
    ),
    "nygard": (
        "# 3. Use z\n\nDate: 2025-01-02\n\n## Status\n\nSuperseded by [1. Use x](0001-use-x.md)\n\n"
        "Amends [1. Use x](0001-use-x.md)\n\nIt took three meetings.\n" + BODY,
        '---\ndate: 2025-01-02\nstatus: "Superseded by [1. Use x](0001-use-x.md)"\n'
        'amends: "[1. Use x](0001-use-x.md)"\n---\n\n# 3. Use z\n\n## Status\n\nIt took three meetings.\n' + BODY,
    ),
    "beside": (
        "---\nlayout: page\n# a remark\n---\n\n# Use z\n\nStatus: accepted\n" + BODY,
        "---\nlayout: page\n# a remark\nstatus: accepted\n---\n\n# Use z\n" + BODY,
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_into_front_matter(form: str, tmp_path: Path, cache: Path) -> None:
    archive(tmp_path, "madr", "accepted")
    before, after = FORMS[form]
    file = tmp_path / "0003-use-z.md"
    file.write_bytes(b"\xef\xbb\xbf" + before.rstrip("\n").replace("\n", "\r\n").encode())
    known = listed(tmp_path)
    shown = call("convert", tmp_path, "3", "--to", "front-matter", "--diff")
    assert shown.status == 0, shown.err
    assert file.read_bytes().decode("utf-8-sig").startswith(before[:9].replace("\n", "\r\n"))
    ran = call("convert", tmp_path, "--to", "front-matter")
    assert ran.status == 0, ran.err
    assert "Converted 1 record; 1 needed nothing." in ran.out
    assert file.read_bytes().decode("utf-8-sig") == after.rstrip("\n").replace("\n", "\r\n")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert listed(tmp_path) == known
    assert "Converted 0 records" in call("convert", tmp_path, "--to", "front-matter").out


DIRECTIVES = {
    "0003-use-z.md": (
        "---\nlayout: page\nstatus: accepted\ndeciders:\n  - '@ann'\n  - Bob\n# a remark\n---\n# Use z\n" + BODY,
        "---\nlayout: page\n# a remark\n---\n# Use z\n\n```{adr}\n:status: accepted\n:deciders: @ann, Bob\n```\n" + BODY,
    ),
    "0004-use-q.md": (
        "---\nstatus: accepted\n---\n\nUse q\n=====\n" + BODY,
        "Use q\n=====\n\n```{adr}\n:status: accepted\n```\n" + BODY,
    ),
    "0005-use-r.rst": (
        "=====\nUse r\n=====\n:Status: accepted\n:Amends: `x <0001-use-x.md>`_,\n   ADR-3\n:Cost: 5 days\n" + REST_BODY,
        "=====\nUse r\n=====\n\n.. adr::\n   :status: accepted\n   :amends: `x <0001-use-x.md>`_, ADR-3\n\n:Cost: 5 days\n"
        + REST_BODY,
    ),
    "0006-use-s.rst": (
        "Use s\n=====\n\nStatus\n------\n\n**Accepted** by :adr:`1`\n\nAmends ADR-0001\n\nMore of it.\n" + REST_BODY,
        "Use s\n=====\n\n.. adr::\n   :status: **Accepted** by :adr:`1`\n   :amends: ADR-0001\n\n"
        "Status\n------\n\nMore of it.\n" + REST_BODY,
    ),
}  # fmt: skip


def test_into_directives(tmp_path: Path, cache: Path) -> None:
    write_files(tmp_path, {"0001-use-x.md": NYGARD.format(n=1, x="x", s="Accepted")})
    for name, (before, _) in DIRECTIVES.items():
        (tmp_path / name).write_text(before, encoding="utf-8")
    known = listed(tmp_path)
    ran = call("convert", tmp_path, "--to", "directive")
    assert ran.status == 0, ran.err
    assert "Converted 5 records; 0 needed nothing." in ran.out
    for name, (before, after) in DIRECTIVES.items():
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert text == after
        assert not words(before) - words(text)
    assert listed(tmp_path) == known
    again = call("convert", tmp_path, "--to", "directive")
    assert (again.status, again.out) == (0, "Converted 0 records; 5 needed nothing.\n")


def test_titles_of_the_metadata_become_headings(tmp_path: Path, cache: Path) -> None:
    files = archive(tmp_path, "pep", "accepted")
    known = listed(tmp_path)
    ran = call("convert", tmp_path, "PEP-1", "--to", "directive")
    assert ran.status == 0, ran.err
    assert (
        files[0]
        .read_text()
        .startswith(
            "#####\nUse x\n#####\n\n.. pep::\n   :number: 1\n   :author: Ann Author <ann@example.org>\n"
        )
    )
    assert listed(tmp_path) == known


def test_what_cannot_be_converted_stays_and_is_said(tmp_path: Path, cache: Path) -> None:
    twice = "# Use z\n\n**Status:** Accepted\n**Date:** 2025-01-01\n\n## Date\n\n2025-01-02\n"
    write_files(
        tmp_path,
        {
            "0001-use-x.md": NYGARD.format(n=1, x="x", s="Accepted").replace("## Context", "## Date\n\n2025-02-02\n\n## Context"),
            "0002-use-y.rst": f"Use y\n=====\n\n:Status: accepted\n{REST_BODY}",
            "0003-use-z.md": f"{twice}{BODY}",
            "0004-use-q.md": MADR.format(x="q", s="accepted"),
            "0005-use-r.md": f"# Use r\n\n**Status:** Accepted\n{BODY}",
            "0006-binary.md": b"# Use s\n\n**Status:** Accepted \xff\n",
        },
    )  # fmt: skip
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    ran = call("convert", tmp_path, "--to", "front-matter")
    assert ran.status == 1
    assert "Converted 1 record; 1 needed nothing." in ran.out
    assert "0001-use-x.md:11: not converted: 'Date' is there twice (line 3 too)" in ran.err
    assert "0002-use-y.rst:1: not converted: reStructuredText has no front matter" in ran.err
    assert "0003-use-z.md:8: not converted: 'Date' is there twice (line 4 too)" in ran.err
    assert "0006-binary.md:1: not converted: the file cannot be read" in ran.err
    changed = {name for name, text in before.items() if (tmp_path / name).read_bytes() != text}
    assert changed == {"0005-use-r.md"}


def test_a_sphinx_project_reads_what_was_converted(tmp_path: Path, cache: Path) -> None:
    docs = write_files(
        tmp_path / "docs",
        {
            "conf.py": 'extensions = ["myst_parser", "sphinx_governance"]\n',
            "index.rst": "Home\n====\n\n.. record-index::\n",
        },
    )
    files = {name: text for name, (text, _) in DIRECTIVES.items() if name != "0006-use-s.rst"}
    files["0001-use-x.md"] = FORMS["nygard"][0].replace("3. Use z", "1. Use x").replace("0001-", "0003-").replace("x.md", "z.md")  # fmt: skip
    for name, text in files.items():
        write_files(docs / "decisions", {name: text.encode()})
    known = listed(tmp_path)
    ran = call("convert", tmp_path, "--to", "directive")
    assert ran.status == 0, ran.err
    assert listed(tmp_path) == known
    assert "Converted 0 records" in call("convert", tmp_path, "--to", "directive").out


def test_a_remark_that_has_no_place_is_not_lost(tmp_path: Path, cache: Path) -> None:
    text = MADR.format(x="x", s="accepted  # decided in May")
    write_files(tmp_path, {"0001-use-x.md": text})
    ran = call("convert", tmp_path, "--to", "directive")
    assert ran.status == 1
    assert "0001-use-x.md:2: not converted: it would not say the same: word 'decided'" in ran.err
    assert (tmp_path / "0001-use-x.md").read_text() == text
