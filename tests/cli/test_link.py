"""``link``: a relation in the form of the record's own header, written once, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_moving import FORMS, archive, changed, errors, prefix
from .tools import call, write_files

WRITTEN = {
    "nygard": ["+", "+Depends on [1. Use x](0001-use-x.md)"],
    "madr": ["+depends-on: ADR-0001"],
    "rest": ["+   :depends-on: ADR-0001"],
    "myst": ["+:depends-on: ADR-0001"],
    "pep": ["+Requires: PEP-0001"],
}
SECTIONS = "\n## Context and Problem Statement\n\nText.\n\n## Decision Outcome\n\nText.\n"


def relations(folder: Path, identifier: str) -> set[str]:
    (record,) = call("show", identifier, folder, "--format", "json").json["records"]
    return {f"{item['type']} {item['target']}" for item in record["relations"]}


@pytest.mark.parametrize(
    ("form", "ending"), [*((form, "\r\n") for form in FORMS), ("nygard", "\n")]
)
def test_a_relation_is_written_as_its_file_writes_such_things(
    form: str, ending: str, tmp_path: Path, cache: Path
) -> None:
    files = archive(tmp_path, form, "accepted", "accepted", ending=ending)
    before = [file.read_bytes() for file in files]
    words = (f"{prefix(form)}-2", "depends-on", f"{prefix(form)}-1", tmp_path)
    shown = call("link", *words, "--diff")
    assert shown.status == 0, shown.err
    assert [file.read_bytes() for file in files] == before
    ran = call("link", *words)
    assert ran.status == 0, ran.err
    assert f"{prefix(form)}-0002 depends on {prefix(form)}-0001" in ran.out
    after = files[1].read_bytes()
    assert changed(before[1].decode(), after.decode()) == WRITTEN[form]
    assert files[0].read_bytes() == before[0]
    assert after.count(b"\r") == (after.count(b"\n") if ending == "\r\n" else 0)
    assert f"depends-on {prefix(form)}-0001" in relations(tmp_path, f"{prefix(form)}-2")
    assert not errors(tmp_path)
    again = call("link", *words)
    assert (again.status, files[1].read_bytes()) == (0, after)
    assert "say so already" in again.out


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("---\nstatus: accepted\namends: ADR-0001\n---\n# Use z\n",
         ["-amends: ADR-0001", "+amends: ADR-0001, ADR-0002"]),
        ("---\nstatus: accepted\namends: [ADR-0001]\n---\n# Use z\n",
         ["-amends: [ADR-0001]", "+amends: [ADR-0001, ADR-0002]"]),
        ('---\nstatus: accepted\namends: ["ADR-0001"]\n---\n# Use z\n',
         ['-amends: ["ADR-0001"]', '+amends: ["ADR-0001", "ADR-0002"]']),
        ('---\nstatus: accepted\namends: "ADR-0001"\n---\n# Use z\n',
         ['-amends: "ADR-0001"', '+amends: "ADR-0001, ADR-0002"']),
        ("---\namends:\n  - ADR-0001\nstatus: accepted\n---\n# Use z\n", ["+  - ADR-0002"]),
        ("---\namends:\nstatus: accepted\n---\n# Use z\n", ["-amends:", "+amends: ADR-0002"]),
        ("# Use z\n\n* Status: accepted\n* Date: 2025-01-02\n", ["+* Amends: ADR-0002"]),
        ("# Use z\n\n* Status: accepted\n* Amends:\n  * ADR-0001\n", ["+  * ADR-0002"]),
        ("# Use z\n\n**Status:** Accepted  \n**Date:** 2025-01-02\n", ["+**Amends:** ADR-0002  "]),
        ("# Use z\n\n**Status:** Accepted\n\n**Date:** 2025-01-02\n",
         ["+", "+**Amends:** ADR-0002"]),
        ("# Use z\n\n**Status:** Accepted | **Date:** 2025-01-02\n\n**Deciders:** Ann\n",
         ["+", "+**Amends:** ADR-0002"]),
        ("# Use z\n\n| Field | Value |\n| --- | --- |\n| Status | accepted |\n| Date | 2025-01-02 |\n",
         ["+| Amends | ADR-0002 |"]),
        ("# Use z\n\n**Status:** accepted\n**Amends:** [ADR-0001](0001-use-x.md)\n",
         ["-**Amends:** [ADR-0001](0001-use-x.md)", "+**Amends:** [ADR-0001](0001-use-x.md), ADR-0002"]),
        ("# Use z\n", ["+---", "+amends: ADR-0002", "+---", "+"]),
    ],
)  # fmt: skip
def test_every_form_of_a_header(
    header: str, expected: list[str], tmp_path: Path, cache: Path
) -> None:
    archive(tmp_path, "madr", "accepted", "accepted")
    file = tmp_path / "0003-use-z.md"
    file.write_text(header + SECTIONS, encoding="utf-8")
    before = file.read_text()
    known = relations(tmp_path, "3")
    ran = call("link", "3", "amends", "2", tmp_path)
    assert ran.status == 0, ran.err
    assert changed(before, file.read_text()) == expected
    assert relations(tmp_path, "3") == known | {"amends ADR-0002"}


def test_an_inverse_is_written_at_the_other_end(tmp_path: Path, cache: Path) -> None:
    files = archive(tmp_path, "rest", "accepted", "accepted")
    ran = call("link", "ADR-1", "amended-by", "ADR-2", tmp_path)
    assert ran.status == 0, ran.err
    assert "ADR-0002 amends ADR-0001 (0002-use-y.rst)" in ran.out
    assert "   :amends: ADR-0001\n" in files[1].read_text()
    assert "amend" not in files[0].read_text()
    for words in (("ADR-1", "amended-by", "ADR-2"), ("2", "amends", "1"), ("2", "Amends", "1")):
        assert "say so already" in call("link", *words, tmp_path).out
    assert not errors(tmp_path)


def test_what_is_refused(tmp_path: Path, cache: Path) -> None:
    files = archive(tmp_path, "pep", "accepted", "accepted")
    before = [file.read_bytes() for file in files]
    assert "did you mean depends-on?" in call("link", "2", "depend-on", "1", tmp_path).err
    assert "relations: supersedes" in call("link", "2", "xyzzy", "1", tmp_path).err
    assert "cannot be related to itself" in call("link", "2", "requires", "PEP-2", tmp_path).err
    ran = call("link", "2", "amends", "1", tmp_path)
    assert "know no relation 'amends'" in ran.err
    assert "depends-on, superseded-by and supersedes" in ran.err
    assert "sphinx-governance supersede 1 2" in call("link", "2", "supersedes", "1", tmp_path).err
    assert "sphinx-governance supersede 1 2" in call("link", "1", "replaced-by", "2", tmp_path).err
    assert [file.read_bytes() for file in files] == before


def test_where_no_line_can_be_added_says_what_to_write(tmp_path: Path, cache: Path) -> None:
    archive(tmp_path, "madr", "accepted")
    write_files(tmp_path, {"0002-use-y.md": f"---\n---\n# Use y\n{SECTIONS}"})
    before = (tmp_path / "0002-use-y.md").read_bytes()
    ran = call("link", "2", "amends", "1", tmp_path)
    assert ran.status == 2
    assert "nothing was written" in ran.err
    assert "add 'amends: ADR-0001' to ADR-0002 (0002-use-y.md)" in ran.err
    assert (tmp_path / "0002-use-y.md").read_bytes() == before


@pytest.mark.parametrize("form", ["rest", "myst", "nygard"])
def test_in_a_sphinx_project(form: str, tmp_path: Path, cache: Path) -> None:
    write_files(
        tmp_path / "docs",
        {
            "conf.py": 'extensions = ["myst_parser", "sphinx_governance"]\n',
            "index.rst": "Home\n====\n\n.. record-index::\n",
        },
    )
    files = archive(tmp_path / "docs/decisions", form, "accepted", "accepted")
    before = files[1].read_text()
    ran = call("link", "ADR-1", "required-by", "ADR-2", tmp_path)
    assert ran.status == 0, ran.err
    assert changed(before, files[1].read_text()) == WRITTEN[form]
    assert not errors(tmp_path)
