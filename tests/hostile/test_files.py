"""What may lie in a folder beside documents: pipes, links in a circle, names of any bytes."""

from __future__ import annotations

import os
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from sphinx_governance.intake import reading
from tests.cli.tools import Ran, call, run, write_files

GOOD = "# 1. Good\n\n## Status\n\nAccepted\n"


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    return write_files(tmp_path / "adr", {"0001-good.md": GOOD})


def ids(ran: Ran) -> list[str]:
    assert ran.status in {0, 1}, ran.err
    return [record["id"] for record in ran.json["records"]]


def unreadable(ran: Ran) -> dict[str, str]:
    """Return path → message of what could not be read."""
    assert ran.status in {0, 1}, ran.err
    found: list[dict[str, Any]] = ran.json["findings"]
    return {item["path"]: item["message"] for item in found if item["rule"] == "unreadable"}


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "0002-pipe.md")
    listed = run("list", folder, "--format", "json", timeout=20)
    assert ids(listed) == ["ADR-0001", "ADR-0002"]
    assert unreadable(run("check", folder, "--format", "json", timeout=20)) == {
        "0002-pipe.md": "the file cannot be read: it is not a regular file"
    }
    assert run("check", folder, timeout=20).status == 1


def test_links_in_a_circle(folder: Path) -> None:
    (folder / "0002-itself.md").symlink_to(folder / "0002-itself.md")
    (folder / "0003-there.md").symlink_to(folder / "0004-back.md")
    (folder / "0004-back.md").symlink_to(folder / "0003-there.md")
    (folder / "around").symlink_to(folder)
    (folder / "up").symlink_to("..")
    told = unreadable(call("check", folder, "--format", "json"))
    assert set(told) == {"0002-itself.md", "0003-there.md", "0004-back.md", "up"}
    assert ids(call("list", folder, "--format", "json")) == [f"ADR-000{n}" for n in (1, 2, 3, 4)]


def test_a_link_within_the_folder_is_read_and_one_to_a_sibling_is_not(
    tmp_path: Path, folder: Path
) -> None:
    write_files(tmp_path / "adr-private", {"secret.md": "# 9. SECRET\n"})
    (folder / "0002-copy.md").symlink_to("0001-good.md")
    (folder / "0003-out.md").symlink_to("../adr-private/secret.md")
    ran = call("list", folder, "--format", "json")
    assert [record["title"] for record in ran.json["records"]] == ["Good", "Good"]
    assert list(unreadable(call("check", folder, "--format", "json"))) == ["0003-out.md"]


def test_settings_that_lie_elsewhere_are_not_read(tmp_path: Path, folder: Path) -> None:
    write_files(tmp_path, {"secret.toml": '[kinds.adr]\nprefix = "SECRET"\n'})
    (folder / "governance.toml").symlink_to(tmp_path / "secret.toml")
    assert ids(call("list", folder, "--format", "json")) == ["ADR-0001"]
    assert list(unreadable(call("check", folder, "--format", "json"))) == ["governance.toml"]


def test_folders_in_each_other_without_end(tmp_path: Path, cache: Path) -> None:
    at = os.open(tmp_path, os.O_RDONLY)
    depth = 1200
    for _ in range(depth):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    ran = call("list", tmp_path, "--format", "json")
    assert ran.status == 0, ran.err
    place = tmp_path
    for _ in range(depth):
        place /= "d"
    for _ in range(depth):
        place.rmdir()
        place = place.parent


def test_only_so_much_of_a_file_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 1000)
    file = folder / "0002-big.md"
    file.write_text(GOOD + "word " * 2000)
    started = time.process_time()
    with file.open("ab") as opened:
        opened.truncate(10**12)
    ran = call("check", folder, "--format", "json")
    assert "only its first 1,000 bytes" in unreadable(ran)["0002-big.md"]
    assert time.process_time() - started < 5
    assert [item["status"] for item in call("list", folder, "--format", "json").json["records"]] == [
        "accepted", "accepted",
    ]  # fmt: skip


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "0002-closed.md").write_text(GOOD)
    opened = Path.open

    def refusing(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "0002-closed.md":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    assert ids(call("list", folder, "--format", "json")) == ["ADR-0001", "ADR-0002"]
    assert unreadable(call("check", folder, "--format", "json")) == {
        "0002-closed.md": "the file cannot be read: Permission denied"
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permissions(folder: Path) -> None:
    (folder / "0002-closed.md").write_text(GOOD)
    (folder / "0002-closed.md").chmod(0)
    assert "0002-closed.md" in unreadable(call("check", folder, "--format", "json"))


def test_names_of_any_bytes(folder: Path) -> None:
    names = (b"0002-\xff\xfe.md", b"0003-\xe2\x80\xae.md", b"0004- .md", b"0005-a\\b.md", b"0006-%s{}.md",
             b"0007-\x7f\x07.md", b"0008--rf.md", b"0009-" + b"x" * 200 + b".md")  # fmt: skip
    for name in names:
        (folder / os.fsdecode(name)).write_text(GOOD)
    for command in ("list", "check"):
        ran = run(command, folder, "--format", "json")
        assert ran.status in {0, 1}
        assert ran.err == ""
        assert ran.json["examined"]["records"] == 1 + len(names)
        text = run(command, folder)
        signs = {sign for sign in text.out + text.err if unicodedata.category(sign) in {"Cc", "Cf"}}
        assert signs <= {"\n"}


def test_a_folder_whose_name_writes_to_the_terminal(tmp_path: Path, cache: Path) -> None:
    folder = write_files(tmp_path / "\x1b[31mred\x07\u202e", {"0001-good.md": GOOD})
    empty = tmp_path / "\x1b[2Jempty"
    empty.mkdir()
    for arguments in (("list", folder), ("check", folder), ("list", empty), ("check", empty),
                      ("show", "1", folder), ("list", f"{folder}/no")):  # fmt: skip
        ran = run(*arguments, env={"FORCE_COLOR": "1"})
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err), arguments


def test_names_that_differ_in_case_alone_and_suffixes_in_capitals(folder: Path) -> None:
    write_files(folder, {"0002-A.MD": GOOD, "0003-b.Rst": "B\n=\n\nStatus\n------\n\nAccepted\n",
                         "0004-c.markdown": GOOD, "0005-d.txt": GOOD})  # fmt: skip
    found = call("list", folder, "--format", "json").json["records"]
    assert {record["path"]: record["status"] for record in found} == {
        "0001-good.md": "accepted", "0002-A.MD": "accepted", "0003-b.Rst": "accepted",
        "0004-c.markdown": "accepted",
    }  # fmt: skip


def test_a_record_in_a_markup_that_cannot_be_read_is_named(folder: Path) -> None:
    write_files(folder, {"adr/0002-x.adoc": "= X\n", "notes.adoc": "= Notes\n"})
    told = unreadable(call("check", folder, "--format", "json"))
    assert told == {"adr/0002-x.adoc": "a record in a markup that is not supported"}
