"""``check`` says of fragments what ``sync`` would do, at places of the project; and both hold for random texts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sphinx_governance.fragment_hosts import headings_in
from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.model.markers import lines_of
from sphinx_governance.outputs.fragment_comments import regions_of
from sphinx_governance.outputs.fragment_renewal import renew
from sphinx_governance.outputs.fragment_source import Source
from tests.cli.tools import call, write_files
from tests.fragments.tools import RECORDS, region


@pytest.fixture
def root(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / ".git").mkdir()
    conf = 'extensions = ["sphinx_governance", "myst_parser"]\n'
    pages = {"docs/conf.py": conf, "docs/index.rst": "Home\n====\n\n.. adr-index::\n"}
    return write_files(
        tmp_path, {**pages, **{path: text.encode() for path, text in RECORDS.items()}}
    )


def found(root: Path, readme: str, *options: str) -> list[str]:
    write_files(root, {"README.md": readme.encode()})
    ran = call("check", root, "--select", "fragments", *options)
    return [line for line in ran.out.splitlines() if line.startswith("README.md:")]


def test_what_check_finds(root: Path) -> None:
    assert found(root, region("records")) == [
        "README.md:1:1: error[fragment-drift]: the fragment 'records' is not what the docs say now"
    ]
    call("sync", root)
    whole = (root / "README.md").read_text()
    assert found(root, whole) == []
    assert found(root, whole.replace("accepted", "rejected")) == [
        "README.md:1:1: error[fragment-edited]: the fragment 'records' was edited by hand"
    ]
    assert found(root, f"\n{region('recrods')}") == [
        "README.md:2:1: error[fragment-unknown]: the fragment 'recrods': there is no fragment 'recrods'"
    ]
    assert found(root, "# Home\n\n<!-- governance:end toc -->\n") == [
        "README.md:3:1: error[fragment-marker]: the fragment 'toc' ends and does not begin"
    ]


def test_where_fragments_cannot_be_compared(root: Path) -> None:
    assert found(root, region("records"), "--no-conf") == []
    write_files(root, {"docs/adr/README.md": region("records")})
    assert "fragment" not in call("check", root / "docs/adr").out
    ran = call("sync", root / "docs/adr")
    assert (ran.status, "PATH is a folder inside a repository" in ran.err) == (2, True)


PIECES = [
    "```\n", "~~~~\n", "    indented\n", "- item\n", "  - item\n", "> quoted\n", "<div>\n", "</div>\n", "<pre>\n",
    "</pre>\n", "<!--\n", "-->\n", "text\n", "\n", "\n", "## Heading\n", "Heading\n===\n", "| a |\n| - |\n", "\t", " ",
    "<details>\n", "[a]: b\n", "\r\n", "\r", "\x0c", "\u2028", "<!-- governance:begin toc -->", "`", "<script>\n",
    *([region("toc"), region("records shape=list"), "\n\n"] * 3),
    *"<!-- governance:begin toc -->\n|<!-- governance:end toc -->\n|  <!-- governance:end toc --> \n".split("|"),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_random_texts(seed: int) -> None:
    corpus = corpus_of_texts(RECORDS)
    chance, written = random.Random(seed), 0
    source = Source(corpus, str, lambda path: "", headings_in)
    for _ in range(400):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 14)))
        before = regions_of("README.md", text).regions
        renewed = renew({"README.md": text}, source)
        after = renewed.texts["README.md"]
        if renewed.troubles:
            assert after == text
            continue
        written += bool(before)
        again = renew(renewed.texts, source)
        assert (again.texts["README.md"], again.stale, again.troubles) == (after, (), ())
        assert not any(item.edited for item in again.regions)
        assert outside(after) == outside(text)
    assert written > 40


def outside(text: str) -> list[str]:
    lines = lines_of(text)
    for item in sorted(regions_of("README.md", text).regions, key=lambda item: -item.begin):
        del lines[item.begin : item.end - 1]
    return lines
