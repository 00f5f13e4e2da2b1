"""``renumber``: every reference follows, at its own place; what nobody can know is left and listed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from .test_link import SECTIONS
from .test_moving import MADR, MYST, NYGARD, REST, archive, changed, errors
from .tools import call, write_files

PAGE = """\
# Notes

ADR-0002 and ADR-0002 on one line, [it](adr/0002-use-y.md "a title") and [that](<adr/0002-use-y.md#2-use-y>).
[Encoded](adr/0002%2Duse-y.md#status), [ref], [other][two], ![drawn](adr/0002-use-y.md), {adr}`2`,
{adr}`the queue <ADR-2>`, [](#ADR-2), [](adr/0002-use-y.md), [ADR-0002: Use y](adr/0002-use-y.md).
This is 2 of 2, version 2.0, ADR-0020 and ADR-0021, [another](adr/0001-use-x.md), [elsewhere](other/0002-use-y.md).

| No | Title | Days |
| --- | --- | --- |
| 2 | [Use y](adr/0002-use-y.md) | 12 |
| 1 | [Use x](adr/0001-use-x.md) | 2 |
| [0002](0002-old.md) | [2. Old](adr/0002-old.md) {any}`0002-old` | 2 |

```text
ADR-0002 in code, adr/0002-use-y.md
```

`ADR-0002` <a href="adr/0002-use-y.md">so</a> <https://example.org/blob/main/adr/0002-use-y.md>

[ref]: adr/0002-use-y.md
[two]: <adr/0002-use-y.md> 'Again'
"""
RENUMBERED = (
    PAGE.replace("adr/0002-use-y.md", "adr/0007-use-y.md")
    .replace("#2-use-y", "#7-use-y")
    .replace("0002%2Duse", "0007%2Duse")
    .replace("ADR-0002", "ADR-0007")
    .replace("{adr}`2`", "{adr}`7`")
    .replace("<ADR-2>", "<ADR-7>")
    .replace("#ADR-2", "#ADR-7")
    .replace("| 2 | [Use y]", "| 7 | [Use y]")
    .replace("ADR-0007 in code, adr/0007-use-y.md", "ADR-0002 in code, adr/0002-use-y.md")
    .replace("`ADR-0007` <a", "`ADR-0002` <a")
    .replace("main/adr/0007", "main/adr/0002")
)


def nygard(number: int, what: str, more: str = "") -> str:
    text = NYGARD.format(n=number, x=what, s="Accepted")
    return text.replace("Accepted\n", f"Accepted\n{more}")


def repository(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return write_files(folder, {path: text.encode() if isinstance(text, str) else text
                                for path, text in files.items()})  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and ".git" not in file.parts
    }


def findings(folder: Path) -> set[tuple[str, str]]:
    ran = call("check", folder, "--no-cache", "--format", "json")
    assert ran.status < 2, ran.err
    found = ran.json["findings"]
    return {(item["rule"], item["message"]) for item in found}


@pytest.mark.parametrize("form", ["nygard", "madr", "rest", "myst", "pep"])
def test_a_record_says_its_new_number(form: str, tmp_path: Path, cache: Path) -> None:
    files = archive(tmp_path, form, "accepted", "accepted", ending="\r\n")
    files[1].write_bytes(b"\xef\xbb\xbf" + files[1].read_bytes().rstrip(b"\r\n"))
    files[1].chmod(0o640)
    before = files[1].read_bytes()
    name = "PEP-2" if form == "pep" else "ADR-2"
    known = errors(tmp_path)
    ran = call("renumber", name, "12", tmp_path)
    assert ran.status == 0, ran.err
    assert not files[1].exists()
    new = files[1].with_name(files[1].name.replace("0002", "0012"))
    after = new.read_bytes()
    anchors = {
        "rest": ["+.. _adr-0002:", "+"], "pep": ["+.. _pep-0002:", "+"],
    }  # fmt: skip
    heads = {"nygard": ["-# 2. Use y", "+# 12. Use y"], "pep": ["-PEP: 2", "+PEP: 12"]}
    lines = anchors.get(form, ['+<a id="adr-0002"></a>', "+"]) + heads.get(form, [])
    assert sorted(changed(before.decode("utf-8-sig"), after.decode("utf-8-sig"))) == sorted(lines)
    assert after.startswith(b"\xef\xbb\xbf")
    assert not after.endswith(b"\n")
    assert after.count(b"\r") == after.count(b"\n")
    assert new.stat().st_mode & 0o777 == 0o640
    assert errors(tmp_path) <= known


def test_every_reference_follows(tmp_path: Path, cache: Path) -> None:
    own = "\nThis is ADR-0002, as [above](#2-use-y) and [here](0002-use-y.md).\n"
    header = '---\nstatus: "superseded by [ADR-0002](0002-use-y.md)"\ndate: 2025-01-02\n'
    folder = repository(
        tmp_path / "shop",
        {
            "docs/adr/0001-use-x.md": f"{header}related: see ADR-0002\n---\n# Use x\n{SECTIONS}",
            "docs/adr/0002-use-y.md": nygard(2, "y", own),
            "docs/adr/0003-use-z.md": nygard(3, "z", "\nAmends [2. Use y](0002-use-y.md)\n"),
            "docs/notes.md": PAGE,
            "docs/page.rst": "Page\n====\n\nOf `ADR-2 <adr/0002-use-y.md>`_ and ADR-0002 or\nADR 2 and ADR-0002 there, y_.\n\n"
            ".. _y: adr/0002-use-y.md\n\n.. toctree::\n\n   adr/0002-use-y\n   Title <adr/0002-use-y>\n   adr/0001-use-x\n\n"
            ".. note:: ADR-2 is\n   good.\n\n::\n\n   ADR-0002\n",
            "mkdocs.yml": "nav:\n  - adr/0002-use-y.md\n",
        },
    )  # fmt: skip
    before = findings(folder)
    files = contents(folder)
    shown = call("renumber", "ADR-2", "7", folder, "--diff")
    assert shown.status == 0, shown.err
    assert "rename docs/adr/0002-use-y.md → docs/adr/0007-use-y.md" in shown.out
    assert "+# 7. Use y" in shown.out
    assert contents(folder) == files
    ran = call("renumber", "ADR-2", "7", folder)
    assert ran.status == 0, ran.err
    assert "ADR-0002 is ADR-0007 now." in ran.out
    assert (folder / "docs/notes.md").read_text() == RENUMBERED
    assert not (folder / "docs/adr/0002-use-y.md").exists()
    record = (folder / "docs/adr/0007-use-y.md").read_text()
    assert record.startswith('<a id="adr-0002"></a>\n\n# 7. Use y\n')
    assert "This is ADR-0007, as [above](#7-use-y) and [here](0007-use-y.md)." in record
    assert "Amends [7. Use y](0007-use-y.md)" in (folder / "docs/adr/0003-use-z.md").read_text()
    first = (folder / "docs/adr/0001-use-x.md").read_text()
    assert 'status: "superseded by [ADR-0007](0007-use-y.md)"' in first
    assert "related: see ADR-0007" in first
    page = (folder / "docs/page.rst").read_text()
    expected = files["docs/page.rst"].decode().replace("0002", "0007").replace("ADR-2", "ADR-7")
    expected = expected.replace("ADR 2", "ADR 7").replace("   ADR-0007\n", "   ADR-0002\n")
    assert page == expected
    assert "mkdocs.yml:2: '0002-use-y': the file is no document" in ran.err
    assert "docs/notes.md:18" in ran.err
    assert "it is an address on another site" in ran.err
    assert "2 references are left to you" in ran.err
    now = {
        (rule, message.replace("0007", "0002").replace("ADR-7", "ADR-2"))
        for rule, message in findings(folder)
    }
    assert {item for item in now - before if item[0] != "number-gap"} == set()


def test_a_relation_whose_link_leads_elsewhere_is_listed(tmp_path: Path, cache: Path) -> None:
    folder = write_files(
        tmp_path / "adr",
        {
            "0002-use-y.md": nygard(2, "y"),
            "0003-use-z.md": nygard(3, "z", "\nAmends [2. Use q](0002-use-q.md)\n"),
        },
    )
    before = (folder / "0003-use-z.md").read_text()
    ran = call("renumber", "2", "9", folder)
    assert ran.status == 0, ran.err
    assert (folder / "0003-use-z.md").read_text() == before
    assert "0003-use-z.md:9: '2. Use q': its link leads elsewhere" in ran.err


def test_of_two_with_one_number_paths_follow_and_bare_names_are_listed(
    tmp_path: Path, cache: Path
) -> None:
    folder = repository(
        tmp_path / "shop",
        {
            "docs/adr/0002-use-x.md": nygard(2, "x"),
            "docs/adr/0002-use-y.md": nygard(2, "y", "\nThis is ADR-0002.\n"),
            "docs/adr/0003-use-z.md": nygard(3, "z", "\nAmends ADR-0002\n"),
            "docs/notes.md": "ADR-0002, [ADR-0002](adr/0002-use-y.md), {adr}`2`,"
            " [2. Use x](adr/0002-use-x.md) and [y](adr/0002-use-y.md#adr-0002).\n",
        },
    )
    known = errors(folder)
    ran = call("renumber", "2", folder)
    assert ran.status == 2
    assert "means 2 records" in ran.err
    ran = call("renumber", folder / "docs/adr/0002-use-y.md", folder)
    assert ran.status == 0, ran.err
    assert "ADR-0002 is ADR-0004 now." in ran.out
    assert (folder / "docs/notes.md").read_text() == (
        "ADR-0002, [ADR-0004](adr/0004-use-y.md), {adr}`2`,"
        " [2. Use x](adr/0002-use-x.md) and [y](adr/0004-use-y.md#adr-0002).\n"
    )
    record = (folder / "docs/adr/0004-use-y.md").read_text()
    assert record.startswith("# 4. Use y\n"), "the old anchor is the other record's"
    assert "This is ADR-0002." in record
    assert "Amends ADR-0002" in (folder / "docs/adr/0003-use-z.md").read_text()
    for place in ("docs/notes.md:1: 'ADR-0002'", "docs/notes.md:1: '2'", "docs/adr/0003-use-z.md:9",
                  "docs/adr/0002-use-y.md:9"):  # fmt: skip
        assert place in ran.err, ran.err
    assert "more than one record has the number" in ran.err
    assert errors(folder) == known - {"number-duplicate"}


def test_in_a_sphinx_project(tmp_path: Path, cache: Path) -> None:
    folder = repository(
        tmp_path / "shop",
        {
            "docs/conf.py": 'extensions = ["myst_parser", "sphinx_governance"]\n',
            "docs/index.rst": "Home\n====\n\n.. toctree::\n\n   decisions/0002-use-y\n   X <decisions/0001-use-x>\n"
            "   decisions/0009-use-z\n   guide\n\n"
            ".. figure:: /decisions/0009-use-z.png\n\n   See ADR-0009.\n\n"
            "By :adr:`9`, :adr:`z <ADR-0009>`, :doc:`decisions/0009-use-z`, :doc:`z </decisions/0009-use-z>`,\n"
            ":ref:`adr-0009`, :ref:`z <adr-0009>`, :any:`ADR-9` and :gov:record:`ADR-0009`.\n\n"
            ".. include:: part.txt\n",
            "docs/guide.md": "# Guide\n\n{adr}`9`, {doc}`decisions/0009-use-z`, [](#ADR-9), [z](#adr-0009),\n"
            "[](decisions/0009-use-z.rst) and [z](/decisions/0009-use-z.rst), ADR-0009.\n",
            "docs/part.txt": "Included: ADR-0009.\n",
            "docs/decisions/0001-use-x.rst": REST.format(x="x", s="accepted"),
            "docs/decisions/0002-use-y.md": MYST.format(x="y", s="accepted").replace(
                ":deciders:", ":depends-on: 9\n:deciders:"
            ),
            "docs/decisions/0009-use-z.rst": REST.format(x="z", s="accepted").replace(
                "Use z\n=====", "ADR-9: Use z\n============"
            ),
            "docs/decisions/0009-use-z.png": b"\x89PNG",
            "README.md": "[The decision](docs/decisions/0009-use-z.rst), ADR-0009.\n",
        },
    )  # fmt: skip
    before = findings(folder)
    files = contents(folder)
    ran = call("renumber", "ADR-9", "10", folder)
    assert ran.status == 0, ran.err
    assert "left to you" not in ran.err, ran.err
    after = contents(folder)
    text = after["docs/index.rst"].decode()
    assert text == (
        files["docs/index.rst"].decode()
        .replace("9-use-z", "10-use-z").replace("00010-use-z", "0010-use-z")
        .replace("0010-use-z.png", "0009-use-z.png")
        .replace("ADR-0009", "ADR-0010").replace("`9`", "`10`").replace("adr-0009", "adr-0010")
        .replace("ADR-9", "ADR-10")
    )  # fmt: skip
    guide = after["docs/guide.md"].decode()
    assert "9" not in guide, guide
    assert after["docs/part.txt"] == b"Included: ADR-0010.\n"
    assert ":depends-on: 10\n" in after["docs/decisions/0002-use-y.md"].decode()
    assert after["README.md"] == b"[The decision](docs/decisions/0010-use-z.rst), ADR-0010.\n"
    record = after["docs/decisions/0010-use-z.rst"].decode()
    assert record.startswith(".. _adr-0009:\n\nADR-10: Use z\n=============\n")
    assert "docs/decisions/0009-use-z.rst" not in after
    now = findings(folder)
    assert not [item for item in now - before if item[0] != "number-gap"]
    assert not [item for item in now if item[0] in {"reference-broken", "link-broken"}]


def test_a_folder_per_record_moves_as_a_whole(tmp_path: Path, cache: Path) -> None:
    text = MADR.format(x="x", s="accepted").replace("Text.", "![d](drawing.png) [n](notes.md)", 1)
    folder = repository(
        tmp_path / "shop",
        {
            "docs/adr/0002-use-x/README.md": text,
            "docs/adr/0002-use-x/drawing.png": b"\x89PNG",
            "docs/adr/0002-use-x/notes.md": "# Notes\n\n[up](README.md), [so](../0002-use-x/drawing.png)\n",
            "docs/index.md": "[x](adr/0002-use-x/) [y](adr/0002-use-x/README.md#use-x) ![z](adr/0002-use-x/drawing.png)\n",
        },
    )  # fmt: skip
    ran = call("renumber", "2", "11", folder)
    assert ran.status == 0, ran.err
    after = contents(folder)
    assert {path for path in after if path.startswith("docs/adr")} == {
        f"docs/adr/0011-use-x/{name}" for name in ("README.md", "drawing.png", "notes.md")
    }
    assert after["docs/index.md"] == (
        b"[x](adr/0011-use-x/) [y](adr/0011-use-x/README.md#use-x) ![z](adr/0011-use-x/drawing.png)\n"
    )
    notes = after["docs/adr/0011-use-x/notes.md"].decode()
    assert notes == "# Notes\n\n[up](README.md), [so](../0011-use-x/drawing.png)\n"
    assert not errors(folder)


def test_what_is_refused(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "adr"
    write_files(folder, {
        "0001-use-x.md": nygard(1, "x"), "0002-use-y.md": nygard(2, "y"),
        "0004-use-y.md/keep.txt": "", "20250102-by-date.md": MADR.format(x="date", s="accepted"),
    })  # fmt: skip
    before = contents(folder)
    assert "the number 1 is taken here" in call("renumber", "2", "1", folder).err
    assert "0004-use-y.md is there already" in call("renumber", "2", "4", folder).err
    assert "there is no record '9'" in call("renumber", "9", folder).err
    assert "goes by no number" in call("renumber", folder / "20250102-by-date.md", folder).err
    assert "is no number" in call("renumber", "2", "x", folder).err
    assert contents(folder) == before


def test_all_or_nothing(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "adr"
    write_files(folder, {
        "0001-use-x.md": nygard(1, "x", "\nAmends [2. Use y](0002-use-y.md)\n"),
        "0002-use-y.md": nygard(2, "y"),
    })  # fmt: skip
    before = contents(folder)

    def fails(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("sphinx_governance.files._staged", fails)
        assert "nothing was written: no space left" in call("renumber", "2", folder).err
    assert contents(folder) == before
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", fails)
        assert "nothing was written: no space left" in call("renumber", "2", folder).err
    assert contents(folder) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_stops_all_of_it(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "adr"
    write_files(folder, {
        "0001-use-x.md": nygard(1, "x", "\nAmends [2. Use y](0002-use-y.md)\n"),
        "0002-use-y.md": nygard(2, "y"),
    })  # fmt: skip
    (folder / "0001-use-x.md").chmod(0o444)
    before = contents(folder)
    ran = call("renumber", "2", folder)
    assert "0001-use-x.md is read-only" in ran.err
    assert contents(folder) == before


def test_strange_names_links_and_signs(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "adr"
    write_files(folder, {
        "0002-use y (2).md": nygard(2, "y \x1b[31m\u202e <script>"),
        "0003-use-z.md": nygard(
            3, "z", "\nAmends [2. Use y](<0002-use y (2).md>), [it](0002-use%20y%20\\(2\\).md)\n"
        ),
        "real.txt": nygard(4, "link"),
    })  # fmt: skip
    (folder / "0004-link.md").symlink_to("real.txt")
    ran = call("renumber", "2", "8", folder)
    assert ran.status == 0, ran.err
    assert "\x1b" not in ran.out + ran.err
    assert (folder / "0008-use y (2).md").is_file()
    text = (folder / "0003-use-z.md").read_text()
    assert "[8. Use y](<0008-use y (2).md>)" in text
    assert "0003-use-z.md:9: '0002-use%20y%20(2).md': where the target is written" in ran.err
    ran = call("renumber", "4", "9", folder)
    assert ran.status == 0, ran.err
    assert (folder / "0009-link.md").is_symlink()
    assert (folder / "real.txt").read_text().startswith('<a id="adr-0004"></a>\n\n# 9. Use link')


def test_generated_parts_are_left_to_sync(tmp_path: Path, cache: Path) -> None:
    readme = "# Shop\n\nSee ADR-0002.\n\n<!-- governance:begin records kind=adr -->\nADR-0002\n<!-- governance:end records -->\n"
    folder = repository(
        tmp_path / "shop", {"README.md": readme, "docs/adr/0002-use-y.md": nygard(2, "y")}
    )
    ran = call("renumber", "2", "3", folder)
    assert ran.status == 0, ran.err
    assert (folder / "README.md").read_text() == readme.replace("See ADR-0002", "See ADR-0003")
    assert "README.md has generated parts: sphinx-governance sync" in ran.err


def test_a_drawn_table_keeps_its_columns(tmp_path: Path, cache: Path) -> None:
    table = "Page\n====\n\n=====  =====\nADR-9  ADR-1\n=====  =====\nADR-9  text\n=====  =====\n"
    folder = tmp_path / "adr"
    write_files(folder, {
        "0001-use-x.md": nygard(1, "x"), "0009-use-y.md": nygard(9, "y"), "page.rst": table,
    })  # fmt: skip
    ran = call("renumber", "9", "8", folder, "--diff")
    assert "+ADR-8  ADR-1" in ran.out
    ran = call("renumber", "9", "10", folder)
    assert ran.status == 0, ran.err
    assert (folder / "page.rst").read_text() == table
    assert "page.rst:5: 'ADR-9': it would move the columns of its table" in ran.err


def test_a_run_that_was_cut_off_can_be_repeated(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for form, name in (("nygard", "0002-use-y.md"), ("pep", "pep-0002.rst")):
        folder = tmp_path / form
        archive(folder, form, "accepted", "accepted")
        more = "" if form == "pep" else "\n\nAmends [2. Use y](0002-use-y.md)"
        first = next(folder.glob("*1*"))
        first.write_text(first.read_text().replace("\nAccepted\n", f"\nAccepted{more}\n"))
        identifier = "PEP-2" if form == "pep" else "ADR-2"

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", killed)
            assert call("renumber", identifier, "12", folder).status == 130
        assert (folder / name).is_file()
        again = identifier if form == "nygard" else "PEP-12"
        ran = call("renumber", again, "12", folder)
        assert ran.status == 0, ran.err
        assert (folder / name.replace("0002", "0012")).is_file()
        assert "0002-use-y" not in first.read_text()


def test_one_of_several_records_on_a_page(tmp_path: Path, cache: Path) -> None:
    text = (
        "Decisions\n=========\n\n.. adr:: Use x\n   :number: 1\n   :status: accepted\n\n   Text.\n\n"
        ".. adr:: Use y\n   :number: 2\n   :status: accepted\n   :depends-on: 1\n\n   See ADR-0001.\n"
    )
    folder = write_files(tmp_path / "adr", {"all.rst": text})
    ran = call("renumber", "1", "5", folder)
    assert ran.status == 0, ran.err
    expected = text.replace(":number: 1", ":number: 5").replace("on: 1", "on: 5").replace("0001", "0005")  # fmt: skip
    assert (folder / "all.rst").read_text() == expected.replace(
        ".. adr:: Use x", ".. _adr-0001:\n\n.. adr:: Use x"
    )


def test_documents_that_cannot_be_read_are_listed(tmp_path: Path, cache: Path) -> None:
    folder = write_files(
        tmp_path / "adr",
        {"0002-use-y.md": nygard(2, "y"), "old.md": b"ADR-0002 caf\xe9\n", "nul.md": b"ADR-0002\0"},
    )
    ran = call("renumber", "2", "5", folder)
    assert ran.status == 0, ran.err
    assert "old.md:1: 'ADR-0002': the document cannot be read: UnicodeDecodeError" in ran.err
    assert (folder / "old.md").read_bytes() == b"ADR-0002 caf\xe9\n"


def test_a_slip_between_name_and_title_is_mended(tmp_path: Path, cache: Path) -> None:
    folder = write_files(tmp_path / "adr", {"0003-use-y.md": nygard(2, "y")})
    assert "number-mismatch" in {rule for rule, _ in findings(folder)}
    ran = call("renumber", "3", "3", folder)
    assert ran.status == 0, ran.err
    assert (folder / "0003-use-y.md").read_text() == nygard(3, "y")
    assert "ADR-0003 has that number" in call("renumber", "3", "3", folder).err
