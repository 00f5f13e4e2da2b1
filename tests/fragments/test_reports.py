"""What ``check`` and ``-b governance`` say of fragments; what was generated is no copy of its source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.cli.tools import call, write_files
from tests.fragments.tools import RECORDS, region

SAID = (
    "We keep every request in a queue, so that a slow consumer never holds up the producer, and what "
    "could not be delivered is tried again with growing pauses until a person looks at it or a day is over."
)
CONF = 'extensions = ["sphinx_governance", "myst_parser"]\n'
NEWS = f"# Changelog\n\n## 1.0\n\n- {SAID}\n"


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return write_files(
        tmp_path,
        {
            "CHANGELOG.md": NEWS.encode(),
            "docs/index.rst": "Home\n====\n\n.. adr-index::\n",
            **{path: text.encode() for path, text in RECORDS.items()},
        },
    )


@pytest.mark.parametrize("conf", [True, False])
def test_what_is_generated_is_no_copy(root: Path, conf: bool) -> None:
    write_files(root, {"docs/conf.py": CONF} if conf else {})
    write_files(root, {"README.md": f"# Tool\n\n{region('changelog')}\nMore.\n".encode()})

    def found() -> list[str]:
        ran = call("check", root, "--select", "duplicate-text")
        assert "0 text blocks" not in ran.out
        return [line for line in ran.out.splitlines() if "[duplicate-text]" in line]

    assert found() == []
    assert call("sync", root).status == 0
    generated = (root / "README.md").read_text()
    assert SAID in " ".join(generated.split())
    assert found() == []
    # Kept clusters know of it too: the text is the same, and no longer a fragment.
    write_files(
        root, {"governance.toml": 'files = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"]\n'}
    )
    assert found() == []
    by_hand = generated.replace("More.", f"{SAID}\n")
    write_files(root, {"README.md": by_hand.encode()})
    assert len(found()) == 1
    write_files(root, {"README.md": generated, "CONTRIBUTING.md": f"# How\n\n{SAID}\n"})
    assert len(found()) == 1


def test_links_in_generated_text_are_checked(root: Path) -> None:
    write_files(root, {"docs/conf.py": CONF, "README.md": region("records shape=list").encode()})
    call("sync", root)
    text = (root / "README.md").read_text().replace("0002-drop-it.md", "0002-lost.md")
    write_files(root, {"README.md": text})
    ran = call("check", root)
    assert "README.md:5:" in ran.out
    assert "link-broken" in ran.out
    assert "fragment-edited" in ran.out


def test_the_builder_says_what_check_says(root: Path) -> None:
    write_files(
        root,
        {
            "docs/conf.py": CONF,
            "README.md": f"{region('records')}\n{region('toc')}".encode(),
            "CONTRIBUTING.md": region("records", "By hand.\n").encode(),
        },
    )
    checked = call("check", root, "--select", "fragments", "--format", "json").json
    assert checked["examined"]["fragments"] == 3
    said = [(item["rule"], item["path"], item["line"]) for item in checked["findings"]]
    assert said == [
        ("fragment-edited", "CONTRIBUTING.md", 1), ("fragment-drift", "README.md", 1),
        ("fragment-drift", "README.md", 4),
    ]  # fmt: skip
    app = SphinxTestApp("governance", srcdir=root / "docs", builddir=root / "build")
    try:
        app.build()
        assert "[governance.fragment-drift]" in app.warning.getvalue()
        assert ", 3 fragments in" in app.status.getvalue() + app.warning.getvalue()
        assert app.statuscode == 1
        findings = json.loads((Path(app.outdir) / "findings.json").read_text())
    finally:
        app.cleanup()
    assert findings["examined"]["fragments"] == 3
    built = [
        (item["rule"], item["line"]) for item in findings["findings"] if "fragment" in item["rule"]
    ]
    assert built == [(rule, line) for rule, _, line in said]


def test_other_builders_make_no_fragment(root: Path) -> None:
    write_files(root, {"docs/conf.py": CONF, "README.md": region("recrods").encode()})
    app = SphinxTestApp("dummy", srcdir=root / "docs", builddir=root / "build")
    try:
        app.build()
        assert "fragment" not in app.warning.getvalue()
    finally:
        app.cleanup()


def test_without_fragments_none_are_counted(root: Path) -> None:
    write_files(root, {"docs/conf.py": CONF})
    ran = call("check", root)
    assert "fragment" not in ran.out.partition("Examined")[2]
    assert call("check", root, "--format", "json").json["examined"]["fragments"] == 0
    asked = call("check", root, "--select", "link-broken", "--format", "json").json
    assert asked["examined"]["fragments"] == 0


def test_markers_that_cannot_be_read_are_said(root: Path) -> None:
    begin = "<!-- governance:begin toc -->"
    shown = f"Home\n====\n\n::\n\n    {begin}\n"
    write_files(root, {"README.rst": shown})
    assert call("sync", root).out.startswith("There is no fragment")
    write_files(root, {"README.rst": f"{shown}\n{begin}\n"})
    ran = call("sync", root)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(
        "README.rst:1: README.rst has markers\n    fragments stand in Markdown files\n"
    )


def test_a_host_that_cannot_be_opened_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(root, {"README.md": region("toc").encode()})
    opened = Path.open

    def refused(self: Path, *args: object, **options: object) -> object:
        if self.name == "README.md":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    ran = call("sync", root)
    assert (ran.status, "README.md:1: README.md cannot be read: Permission denied" in ran.err) == (
        2,
        True,
    )


def test_the_list_teaches(root: Path) -> None:
    write_files(root, {"README.md": f"{region('records')}\n{region('records:x')}".encode()})
    call("sync", root)
    text = (root / "README.md").read_text().replace("accepted", "rejected", 1)
    write_files(
        root, {"README.md": f"{text}\n{region('toc')}{region('values object=a:b')}".encode()}
    )
    out = call("sync", root, "--list").out
    for name in ("decision-tree", "cli", "values"):
        assert f"\n{name}\n    " in out
    assert out.splitlines()[-5:] == [
        "In this project:",
        "    README.md:1: records: edited by hand",
        "    README.md:11: records:x: up to date",
        "    README.md:21: toc: not up to date",
        "    README.md:23: values: not compared: no code of the project is run here",
    ]
    write_files(root, {"README.md": region("nothing").encode()})
    assert "README.md:1: the fragment 'nothing': there is no" in call("sync", root, "--list").out
    (root / "README.md").unlink()
    assert "has no fragment yet." in call("sync", root, "--list").out
