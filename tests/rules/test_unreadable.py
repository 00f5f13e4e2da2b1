from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.document import Trouble
from sphinx_governance.model.record import Location
from sphinx_governance.rules.registry import run_rules

from .tools import corpus, findings, report

RULE = "unreadable"


def test_front_matter_that_is_no_yaml() -> None:
    files = {"decisions/0001-a.md": "---\nstatus: accepted\ndeciders: @leads\n---\n# A\n"}
    (found,) = report(RULE, files)
    assert found.startswith("decisions/0001-a.md:3:0: error: the front matter is not valid YAML: ")


def test_files_that_are_no_text() -> None:
    files = {
        "decisions/0001-a.md": b"# A\n\n\xff\n",
        "decisions/0002-b.rst": b"\x00\x01",
        "decisions/0003-c.md": b"# C\n",
    }
    assert report(RULE, files) == [
        "decisions/0001-a.md:3:0: error: the file is not UTF-8: byte 0xff at offset 5 = save it as UTF-8",
        "decisions/0002-b.rst:1:0: error: the file is binary: it has a NUL byte = save it as UTF-8 text",
    ]


def test_what_was_left_out_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "adr"
    folder.mkdir()
    (folder / "0001-a.adoc").write_text("= A\n")
    (folder / "0002-b.md").write_text("# B\n")
    (tmp_path / "secret.md").write_text("secret\n")
    (folder / "0003-c.md").symlink_to(tmp_path / "secret.md")
    found = [
        item
        for item in run_rules(read_folder(BareFolder(folder, cached=False)))
        if item.rule == RULE
    ]
    assert [(item.at.path, item.message) for item in found] == [
        ("0001-a.adoc", "a record in a markup that is not supported"),
        ("0003-c.md", "a link that leads out of the folder was not followed"),
    ]
    assert all(item.hint for item in found)


def test_messages_are_printable_and_short() -> None:
    trouble = Trouble("\x1b[31m" + "x" * 1000, Location("a.md", 1), "\x1b[32mh")
    found = run_rules(replace(corpus({"decisions/0001-a.md": "# A\n"}), troubles=(trouble,)))
    (one,) = (item for item in found if item.rule == RULE)
    assert one.message.startswith("[31mxx")
    assert len(one.message) == 400
    assert one.hint == "[32mh"


def test_good_files_are_no_finding() -> None:
    assert findings(RULE, {"decisions/0001-a.md": "# A\n", "b.rst": "B\n=\n"}) == []
