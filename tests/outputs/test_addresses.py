"""Where pages are published, for both kinds of addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.kind import Kinds
from tests.cli.tools import call, write_files

HOME = "https://shop.example/en/"


@pytest.mark.parametrize(
    ("suffix", "page", "anchor", "expected"),
    [
        (".html", "index", "", "https://shop.example/en/index.html"),
        (".html", "a b/c", "x y", "https://shop.example/en/a%20b/c.html#x%20y"),
        ("/", "index", "", "https://shop.example/en/"),
        ("/", "adr/index", "top", "https://shop.example/en/adr/#top"),
        ("/", "adr/0001-x", "adr-0001", "https://shop.example/en/adr/0001-x/#adr-0001"),
        ("/", "reindex", "", "https://shop.example/en/reindex/"),
        (".htm", "x", "", "https://shop.example/en/x.htm"),
        (".html", "", "x", ""),
    ],
)
def test_page_url(suffix: str, page: str, anchor: str, expected: str) -> None:
    corpus = Corpus(kinds=Kinds(()), base_url=HOME, page_suffix=suffix)
    assert corpus.page_url(page, anchor) == expected


def test_nothing_is_known_without_a_base() -> None:
    assert Corpus(kinds=Kinds(())).page_url("index") == ""


@pytest.mark.parametrize(("name", "suffix"), [("html", ".html"), ("dirhtml", "/")])
def test_what_is_written_elsewhere_leads_to_the_page(
    name: str, suffix: str, tmp_path: Path
) -> None:
    record = "Use it\n======\n\n.. adr::\n   :status: accepted\n   :date: 2025-10-08\n   :deciders: Ana\n"
    settings = f'extensions = ["sphinx_governance"]\nhtml_baseurl = "{HOME}"\n'
    write_files(
        tmp_path,
        {
            "docs/conf.py": f'{settings}governance_published_as = "{name}"\n',
            "docs/index.rst": "Home\n====\n\n.. adr-index::\n",
            "docs/adr/0001-use-it.rst": record,
            "README.md": "<!-- governance:begin records shape=list -->\n<!-- governance:end records -->\n",
        },
    )
    (tmp_path / ".git").mkdir()
    assert call("sync", tmp_path).status == 0
    wanted = f"{HOME}adr/0001-use-it{suffix}#adr-0001"
    assert f"[ADR-0001 Use it]({wanted})" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert call("export", "json", tmp_path).json["records"][0]["url"] == wanted
