"""What PATH means: a project, the root of one, a folder, several of them, one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .tools import Ran, call, run, write_files

RECORD = "# 1. Use X\n\n## Status\n\nAccepted\n"
BROKEN = "# 1. Use X\n\n## Status\n\nSuperseded by ADR-9\n"
CONF = 'extensions = ["myst_parser", "sphinx_governance"]\n'


def paths(ran: Ran) -> list[str]:
    assert ran.status == 0, ran.err
    return [record["path"] for record in ran.json["records"]]


@pytest.mark.parametrize("place", ["docs/source", "docs", "doc/source", "doc", "."])
def test_the_conf_py_of_a_repository(place: str, tmp_path: Path, cache: Path) -> None:
    files = {"conf.py": CONF, "index.rst": "Home\n====\n", "adr/0001-use-x.md": RECORD}
    write_files(tmp_path / place, files)
    (tmp_path / ".git").mkdir()
    expected = [Path(place, "adr/0001-use-x.md").as_posix()]
    assert paths(call("list", tmp_path, "--format", "json")) == expected
    assert paths(call("list", tmp_path / place, "--format", "json")) == expected
    inside = call("check", tmp_path)
    shown = tmp_path.name if place == "." else place
    assert f"Read as a Sphinx project: {shown}, its conf.py run." in inside.out


def test_the_first_of_several_conf_py_counts(tmp_path: Path, cache: Path) -> None:
    for place in ("docs", "docs/source"):
        write_files(tmp_path / place, {"conf.py": CONF, "index.rst": "Home\n====\n"})
    write_files(tmp_path / "docs/source", {"adr/0001-use-x.md": RECORD})
    (tmp_path / ".git").mkdir()
    assert "docs/source, its conf.py run" in call("check", tmp_path).out


def test_a_folder_of_a_sphinx_project_is_bare(tmp_path: Path, cache: Path) -> None:
    write_files(
        tmp_path, {"docs/conf.py": "raise SystemExit(9)\n", "docs/adr/0001-use-x.md": RECORD}
    )
    assert paths(call("list", tmp_path / "docs/adr", "--format", "json")) == ["0001-use-x.md"]


@pytest.mark.parametrize("mark", [".git/HEAD", "governance.toml", "pyproject.toml"])
def test_without_path_the_project_around(mark: str, tmp_path: Path) -> None:
    content = "[tool.sphinx-governance]\n" if mark == "pyproject.toml" else ""
    write_files(tmp_path, {mark: content, "docs/adr/0001-use-x.md": RECORD, "src/a.py": ""})
    env = {"XDG_CACHE_HOME": str(tmp_path / ".cache")}
    ran = run("list", "--format", "json", cwd=tmp_path / "src", env=env)
    assert paths(ran) == ["docs/adr/0001-use-x.md"]


def test_several_paths_are_told_apart(tmp_path: Path, cache: Path) -> None:
    write_files(
        tmp_path, {"a/0001-use-x.md": BROKEN, "b/0001-use-x.md": BROKEN, "c/0001-use-x.md": RECORD}
    )
    ran = call("check", *(tmp_path / name for name in "abc"), "--format", "json")
    assert ran.status == 1
    found: list[dict[str, Any]] = ran.json["findings"]
    places = [item["path"] for item in found if item["rule"] == "relation-target-missing"]
    assert places == ["a/0001-use-x.md", "b/0001-use-x.md"]
    assert ran.json["examined"]["records"] == 3
    assert ran.json["summary"]["total"] == len(found)


def test_one_file_is_checked_with_what_lies_beside_it(tmp_path: Path, cache: Path) -> None:
    next_one = RECORD.replace("# 1", "# 2").replace("Accepted", "Accepted\n\nSupersedes ADR-1")
    write_files(tmp_path, {"0001-use-x.md": BROKEN, "0002-use-y.md": next_one})
    alone = call("check", tmp_path / "0002-use-y.md", "--format", "json").json["findings"]
    assert not [item for item in alone if item["rule"] == "relation-target-missing"]
    assert all(
        "0002-use-y.md" in {item["path"], *(place["path"] for place in item["related"])}
        for item in alone
    )
    assert paths(call("list", tmp_path / "0002-use-y.md", "--format", "json")) == ["0002-use-y.md"]


def test_the_cache_is_left_alone_where_it_is_not_wanted(tmp_path: Path, cache: Path) -> None:
    folder = write_files(tmp_path / "adr", {"0001-use-x.md": RECORD})
    first = call("list", folder, "--no-cache", "--format", "json")
    assert not list(cache.rglob("*.json"))
    assert call("list", folder, "--format", "json") == first
    (kept,) = cache.rglob("*.json")
    for content in ("", "{", "[]", '{"version": 1}', kept.read_text()[:-20], "\x00" * 100):
        kept.write_text(content)
        assert call("list", folder, "--format", "json") == first


def test_a_cache_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = write_files(tmp_path / "adr", {"0001-use-x.md": RECORD})
    assert paths(call("list", folder, "--format", "json")) == ["0001-use-x.md"]


def test_what_changes_is_read_anew(tmp_path: Path, cache: Path) -> None:
    folder = write_files(tmp_path / "adr", {"0001-use-x.md": RECORD})
    for status in ("accepted", "rejected", "accepted"):
        write_files(folder, {"0001-use-x.md": RECORD.replace("Accepted", status)})
        (record,) = call("list", folder, "--format", "json").json["records"]
        assert record["status"] == status
    (folder / "0001-use-x.md").rename(folder / "0002-use-x.md")
    (record,) = call("list", folder, "--format", "json").json["records"]
    assert (record["id"], record["path"]) == ("ADR-0002", "0002-use-x.md")


def test_settings_of_a_bare_folder_that_are_wrong_are_told_and_nothing_stops(
    tmp_path: Path, cache: Path
) -> None:
    folder = write_files(
        tmp_path / "adr", {"0001-use-x.md": RECORD, "governance.toml": "[rulez]\n"}
    )
    ran = call("check", folder, "--format", "json")
    assert [item["rule"] for item in ran.json["findings"]].count("config") == 1
    assert ran.json["examined"]["records"] == 1
    for content in ("[rules", "kinds = 1\n", "\xff\xfe"):
        (folder / "governance.toml").write_bytes(content.encode("latin-1"))
        ran = call("check", folder, "--format", "json")
        assert ran.status in {1, 2}
        assert ran.json["examined"]["records"] == 1
