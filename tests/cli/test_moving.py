"""``status`` and ``supersede``: the lines that they change, in every form, and what they refuse."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from .tools import call, write_files

TODAY = ("--today", "2026-03-04")
NYGARD = "# {n}. Use {x}\n\nDate: 2025-01-02\n\n## Status\n\n{s}\n\n## Context\n\nText.\n\n## Decision\n\nText.\n\n## Consequences\n\nText.\n"
MADR = "---\nstatus: {s}\ndate: 2025-01-02\n---\n# Use {x}\n\n## Context and Problem Statement\n\nText.\n\n## Decision Outcome\n\nText.\n"
REST = "Use {x}\n=====\n\n.. adr::\n   :status: {s}\n   :date: 2025-01-02\n   :deciders: @leads\n\nContext\n-------\n\nText.\n\nDecision\n--------\n\nText.\n\nConsequences\n------------\n\nText.\n"
MYST = "# Use {x}\n\n```{{adr}}\n:status: {s}\n:date: 2025-01-02\n:deciders: '@leads'\n```\n\n## Context\n\nText.\n\n## Decision\n\nText.\n\n## Consequences\n\nText.\n"
PEP = "PEP: {n}\nTitle: Use {x}\nAuthor: Ann Author <ann@example.org>\nStatus: {s}\nType: Process\nCreated: 02-Jan-2025\n\n\nAbstract\n========\n\nText.\n\nCopyright\n=========\n\nText.\n"
SETTINGS = '[tool.sphinx-governance.kinds.pep]\npreset = "pep"\nsources = ["pep-*.rst"]\n'

FORMS = {
    "nygard": (NYGARD, "000{n}-use-{x}.md"),
    "madr": (MADR, "000{n}-use-{x}.md"),
    "rest": (REST, "000{n}-use-{x}.rst"),
    "myst": (MYST, "000{n}-use-{x}.md"),
    "pep": (PEP, "pep-000{n}.rst"),
}


def archive(folder: Path, form: str, *states: str, ending: str = "\n") -> list[Path]:
    """Write records in a form, one for each state; return their files."""
    text, name = FORMS[form]
    files = {}
    for number, (state, what) in enumerate(zip(states, "xyz", strict=False), 1):
        written = state.capitalize() if form in {"nygard", "pep"} else state
        content = text.format(n=number, x=what, s=written).replace("\n", ending)
        files[name.format(n=number, x=what)] = content.encode()
    write_files(folder, files)
    if form == "pep":
        write_files(folder, {"pyproject.toml": SETTINGS})
    return [folder / path for path in files]


def prefix(form: str) -> str:
    return "PEP" if form == "pep" else "ADR"


def changed(before: str, after: str) -> list[str]:
    """Return the lines that were taken out and put in."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[0] + line[2:] for line in lines if line[0] in "+-"]


def status_of(folder: Path, identifier: str) -> str:
    (record,) = call("show", identifier, folder, "--format", "json").json["records"]
    status = record["status"]
    return str(status)


def errors(folder: Path) -> set[str]:
    found = call("check", folder, "--format", "json").json["findings"]
    return {item["rule"] for item in found if item["severity"] == "error"}


MOVED = {
    "nygard": ["-Date: 2025-01-02", "+Date: 2026-03-04", "-Proposed", "+Accepted"],
    "madr": ["-status: proposed", "-date: 2025-01-02", "+status: accepted", "+date: 2026-03-04"],
    "rest": [
        "-   :status: proposed", "-   :date: 2025-01-02",
        "+   :status: accepted", "+   :date: 2026-03-04",
    ],
    "myst": [
        "-:status: proposed", "-:date: 2025-01-02", "+:status: accepted", "+:date: 2026-03-04",
    ],
    "pep": ["-Status: Draft", "+Status: Accepted"],
}  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_a_move_changes_its_lines_only(form: str, ending: str, tmp_path: Path, cache: Path) -> None:
    start = "draft" if form == "pep" else "proposed"
    (file,) = archive(tmp_path, form, start, ending=ending)
    before = file.read_bytes()
    shown = call("status", f"{prefix(form)}-1", "accepted", tmp_path, *TODAY, "--diff")
    assert (shown.status, file.read_bytes()) == (0, before), shown.err
    assert "ccepted" in shown.out
    ran = call("status", f"{prefix(form)}-1", "accepted", tmp_path, *TODAY)
    assert ran.status == 0, ran.err
    assert f"{start} → accepted" in ran.out
    after = file.read_bytes()
    assert sorted(changed(before.decode(), after.decode())) == sorted(MOVED[form])
    assert after.count(b"\r") == (after.count(b"\n") if ending == "\r\n" else 0)
    assert status_of(tmp_path, f"{prefix(form)}-1") == "accepted"
    assert not errors(tmp_path)
    assert "already" in call("status", f"{prefix(form)}-1", "accepted", tmp_path).out


def test_a_move_that_is_not_allowed_names_those_that_are(tmp_path: Path, cache: Path) -> None:
    (file,) = archive(tmp_path, "nygard", "rejected")
    before = file.read_bytes()
    ran = call("status", "1", "accepted", tmp_path)
    assert ran.status == 2
    assert "ADR-0001 is rejected: it cannot become accepted" in ran.err
    assert "does not change any more" in ran.err
    assert file.read_bytes() == before
    (file,) = archive(tmp_path, "nygard", "accepted")
    assert "may become deprecated or superseded" in call("status", "1", "draft", tmp_path).err
    assert "did you mean rejected?" in call("status", "1", "rejectd", tmp_path).err
    assert call("status", "1", "draft", tmp_path, "--force").status == 0
    assert status_of(tmp_path, "1") == "draft"


def test_what_the_new_state_requires_is_named_and_nothing_written(
    tmp_path: Path, cache: Path
) -> None:
    text = (
        "Plan\n====\n\n.. rfc::\n   :status: draft\n   :created: 2025-01-02\n   :authors: Ann\n\n"
    )
    sections = ("Summary", "Motivation", "Design", "Alternatives")
    text += "\n".join(f"{name}\n{'-' * len(name)}\n\nText.\n" for name in sections)
    folder = write_files(tmp_path / "rfcs", {"0001-plan.rst": text})
    ran = call("status", "RFC-1", "proposed", folder)
    assert ran.status == 2
    assert "there is no 'discussion'" in ran.err
    assert "add 'discussion'" in ran.err
    assert (folder / "0001-plan.rst").read_text() == text
    write_files(
        folder, {"0001-plan.rst": text.replace("   :authors", "   :issue: #1\n   :authors")}
    )
    assert call("status", "RFC-1", "proposed", folder).status == 0
    archive(tmp_path / "adr", "nygard", "accepted")
    ran = call("status", "1", "superseded", tmp_path / "adr")
    assert ran.status == 2
    assert "sphinx-governance supersede ADR-0001 NEW" in ran.err


@pytest.mark.parametrize(
    ("written", "state", "expected"),
    [
        ("✅ Accepted", "deprecated", "Deprecated"),
        ("**Proposed**", "rejected", "**Rejected**"),
        ("PROPOSED", "accepted", "ACCEPTED"),
        ("proposed, 2024-10-08", "accepted", "accepted, 2026-03-04"),
        ("Proposed by the core team", "accepted", "Accepted by the core team"),
    ],
)
def test_decoration_and_remarks(
    written: str, state: str, expected: str, tmp_path: Path, cache: Path
) -> None:
    file = tmp_path / "0001-use-x.md"
    file.write_text(NYGARD.format(n=1, x="x", s=written), encoding="utf-8")
    ran = call("status", "1", state, tmp_path, *TODAY)
    assert ran.status == 0, ran.err
    assert f"\n{expected}\n" in file.read_text(encoding="utf-8")
    assert status_of(tmp_path, "1") == state


def test_a_record_without_a_status_says_what_to_write(tmp_path: Path, cache: Path) -> None:
    write_files(tmp_path, {"0001-use-x.md": "# Use x\n\n## Context\n\nText.\n"})
    ran = call("status", "1", "accepted", tmp_path)
    assert ran.status == 2
    assert "ADR-0001 has no status that could be changed" in ran.err
    assert "0001-use-x.md" in ran.err


def test_two_claimants_of_a_number_are_told_apart_first(tmp_path: Path, cache: Path) -> None:
    for name in ("0001-use-x.md", "0001-use-y.md"):
        write_files(tmp_path, {name: NYGARD.format(n=1, x="x", s="Proposed")})
    ran = call("status", "1", "accepted", tmp_path)
    assert ran.status == 2
    assert "0001-use-x.md and ADR-0001 in 0001-use-y.md" in ran.err


REPLACED = {
    "nygard": (
        ["-Accepted", "+Superseded by [2. Use y](0002-use-y.md)"],
        ["+", "+Supersedes [1. Use x](0001-use-x.md)"],
    ),
    "madr": (
        ["-status: accepted", "+status: superseded by [ADR-0002](0002-use-y.md)"],
        ["+supersedes: ADR-0001"],
    ),
    "rest": (["-   :status: accepted", "+   :status: superseded"], ["+   :supersedes: ADR-0001"]),
    "myst": (["-:status: accepted", "+:status: superseded"], ["+:supersedes: ADR-0001"]),
    "pep": (
        ["-Status: Accepted", "+Status: Superseded", "+Superseded-By: PEP-0002"],
        ["+Replaces: PEP-0001"],
    ),
}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_supersession_is_written_at_both_ends(
    form: str, ending: str, tmp_path: Path, cache: Path
) -> None:
    files = archive(tmp_path, form, "accepted", "accepted", ending=ending)
    before = [file.read_bytes() for file in files]
    pair = (f"{prefix(form)}-1", f"{prefix(form)}-2", tmp_path)
    shown = call("supersede", *pair, "--diff")
    assert shown.status == 0, shown.err
    assert "uperseded" in shown.out
    assert [file.read_bytes() for file in files] == before
    ran = call("supersede", *pair)
    assert ran.status == 0, ran.err
    after = [file.read_bytes() for file in files]
    found = [
        changed(*(text.decode() for text in texts)) for texts in zip(before, after, strict=True)
    ]
    assert [sorted(lines) for lines in found] == [sorted(lines) for lines in REPLACED[form]]
    for text in after:
        assert text.count(b"\r") == (text.count(b"\n") if ending == "\r\n" else 0)
    assert status_of(tmp_path, f"{prefix(form)}-1") == "superseded"
    assert not errors(tmp_path)
    assert "say so already" in call("supersede", *pair).out


def test_a_second_relation_goes_into_the_same_field(tmp_path: Path, cache: Path) -> None:
    files = archive(tmp_path, "rest", "accepted", "accepted", "accepted")
    for old in ("1", "2"):
        ran = call("supersede", old, "3", tmp_path)
        assert ran.status == 0, ran.err
    assert "   :supersedes: ADR-0001, ADR-0002\n" in files[2].read_text()
    assert not errors(tmp_path)


def test_supersession_that_is_refused(tmp_path: Path, cache: Path) -> None:
    files = archive(tmp_path, "nygard", "accepted", "draft", "accepted")
    before = [file.read_bytes() for file in files]
    assert "cannot supersede itself" in call("supersede", "1", "1", tmp_path).err
    assert (
        "ADR-0002 is draft: it supersedes nothing yet" in call("supersede", "1", "2", tmp_path).err
    )
    assert (
        "ADR-0002 is draft: it cannot become superseded"
        in call("supersede", "2", "1", tmp_path).err
    )
    assert [file.read_bytes() for file in files] == before
    assert call("supersede", "1", "3", tmp_path).status == 0
    files[1].write_bytes(files[1].read_bytes().replace(b"Draft", b"Accepted"))
    assert "is superseded by ADR-0003 already" in call("supersede", "1", "2", tmp_path).err


def test_neither_file_changes_where_one_cannot(tmp_path: Path, cache: Path) -> None:
    files = archive(tmp_path, "nygard", "accepted")
    bare = write_files(tmp_path, {"0002-use-y.md": "---\n---\n# Use y\n\n## Context\n\nText.\n"})
    before = files[0].read_bytes()
    ran = call("supersede", "1", "2", bare)
    assert ran.status == 2
    assert "nothing was written" in ran.err
    assert files[0].read_bytes() == before


@pytest.mark.parametrize("form", ["nygard", "madr", "rest", "myst"])
def test_in_a_sphinx_project(form: str, tmp_path: Path, cache: Path) -> None:
    write_files(
        tmp_path / "docs",
        {
            "conf.py": 'extensions = ["myst_parser", "sphinx_governance"]\n',
            "index.rst": "Home\n====\n\n.. record-index::\n",
        },
    )
    files = archive(tmp_path / "docs/decisions", form, "accepted", "proposed")
    before = [file.read_text() for file in files]
    for arguments in (("status", "ADR-2", "accepted"), ("supersede", "ADR-1", "ADR-2")):
        ran = call(*arguments, tmp_path, *(TODAY if arguments[0] == "status" else ()))
        assert ran.status == 0, ran.err
    old, new = (
        changed(*texts) for texts in zip(before, (f.read_text() for f in files), strict=True)
    )
    assert sorted(old) == sorted(REPLACED[form][0])
    assert sorted(new) == sorted([*MOVED[form], *REPLACED[form][1]])
    assert not errors(tmp_path)


RFC = {
    "rest": ("rfcs/0001-x.rst", "Use it\n======\n\n.. rfc::\n   :status: draft\n   :authors: Ana\n   :created: 2025-01-02\n{body}", "   :discussion: #12"),
    "myst": ("rfcs/0001-x.md", "# Use it\n\n```{{rfc}}\n:status: draft\n:authors: Ana\n:created: 2025-01-02\n```\n{body}", ":discussion: '#12'"),
    "front-matter": ("rfcs/0001-x.md", "---\nstatus: draft\nauthors: Ana\ncreated: 2025-01-02\n---\n\n# Use it\n{body}", "discussion: '#12'"),
    "label-lines": ("rfcs/0001-x.md", "# Use it\n\n**Status:** Draft\n**Authors:** Ana\n**Created:** 2025-01-02\n{body}", "**Discussion:** #12"),
    "field-list": ("rfcs/0001-x.rst", "Use it\n======\n\n:Status: draft\n:Authors: Ana\n:Created: 2025-01-02\n{body}", ":Discussion: #12"),
}  # fmt: skip


@pytest.mark.parametrize("form", RFC)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_status_is_given_what_it_asks_for(form: str, ending: str, tmp_path: Path) -> None:
    name, text, line = RFC[form]
    heads = ("Summary", "Motivation", "Design", "Alternatives")
    sections = [
        f"{head}\n{'-' * len(head)}" if name.endswith("rst") else f"## {head}" for head in heads
    ]
    body = "".join(f"\n{section}\n\nText.\n" for section in sections)
    before = text.format(body=body).replace("\n", ending)
    write_files(tmp_path, {name: before.encode()})
    if form in {"rest", "myst"}:
        refused = call("status", "RFC-0001", "proposed", tmp_path)
        assert (refused.status, "--set discussion=" in refused.err) == (2, True)
    ran = call("status", "RFC-0001", "proposed", tmp_path, "--set", "discussion=#12")
    assert ran.status == 0, ran.err
    after = (tmp_path / name).read_bytes().decode()
    assert (after.count("\r\n") > 0) == (ending == "\r\n")
    assert f"+{line}" in changed(before, after)
    assert len(changed(before, after)) == 3
    assert status_of(tmp_path, "RFC-0001") == "proposed"
    assert errors(tmp_path) == set()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("discusion=#1", "did you mean discussion?"),
        ("discussion", "gives no field a value"),
        ("discussion= ", "gives no field a value"),
        ("status=accepted", "already"),
        ("authors=Jo", "already"),
    ],
)
def test_what_cannot_be_given(given: str, said: str, tmp_path: Path) -> None:
    name, text, _ = RFC["front-matter"]
    write_files(tmp_path, {name: text.format(body="\n## Summary\n\nText.\n")})
    before = (tmp_path / name).read_bytes()
    ran = call("status", "RFC-0001", "proposed", tmp_path, "--set", given)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert (tmp_path / name).read_bytes() == before


def test_what_is_given_cannot_break_the_header(tmp_path: Path) -> None:
    name, text, _ = RFC["front-matter"]
    for value in ("x: y", "a #b", "it's", '"', "\x1b[31m\nstatus: accepted", "- x", "[", "@ana"):
        write_files(tmp_path, {name: text.format(body="\n## Summary\n\nText.\n")})
        ran = call("status", "RFC-0001", "withdrawn", tmp_path, "--set", f"discussion={value}")
        if ran.status == 0:
            assert status_of(tmp_path, "RFC-0001") == "withdrawn", value
            (record,) = call("show", "RFC-0001", tmp_path, "--format", "json").json["records"]
            assert (record["authors"], record["created"]) == (["Ana"], "2025-01-02"), value
        else:
            assert "nothing was written" in ran.err, value
