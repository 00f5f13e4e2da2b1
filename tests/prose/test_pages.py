"""Every page of real projects, whole: no node that nobody knows, and the same words in the same order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sphinx_governance.fragment_prose import FragmentProse
from sphinx_governance.outputs.markdown import DIALECTS, write_blocks

from ..corpora.tools import CORPORA, needs_corpora
from .pages import collected, words_on
from .tools import words_of

pytestmark = pytest.mark.filterwarnings(
    # MyST-Parser 5.2 on Sphinx 9: a file that reST includes is parsed with what Sphinx 11 removes.
    "ignore:'sphinx.environment.BuildEnvironment.app' is deprecated"
)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "source"

LEFT_OUT = {
    "massgen": {"a text in html is left out": 4},
    "docs": {},
}
"""What the pages hold that is in no markup of the docs."""


def compared(source: Path, out: Path) -> dict[str, int]:
    """Compare every page, and return what was said of all of them but for links."""
    app = collected(source, out)
    pages, said = FragmentProse(app), dict[str, int]()
    for page in sorted(app.env.found_docs):
        prose = pages.whole(page)
        for dialect in DIALECTS.values():
            written = write_blocks(prose.blocks, lambda target, picture: "x", dialect)
            written = written.replace("☑", "[x]")
            assert words_of(written) == words_on(pages.resolved(page)), (page, dialect.name)
        for item in prose.unsaid:
            if not item.message.startswith("the link "):
                said[item.message] = said.get(item.message, 0) + 1
    assert len(app.env.found_docs) > 60
    return said


def test_own_docs(tmp_path: Path) -> None:
    assert compared(DOCS, tmp_path) == LEFT_OUT["docs"]


@needs_corpora
def test_massgen(tmp_path: Path) -> None:
    (massgen,) = (corpus for corpus in CORPORA if corpus.name == "massgen-2025-10")
    copy = tmp_path / "copy"
    shutil.copytree(massgen.root, copy)
    conf = (
        'project = "MassGen"\nextensions = ["myst_parser", "sphinx_design", "sphinx_governance"]\n'
    )
    (copy / "docs/source/conf.py").write_text(conf, encoding="utf-8")
    assert compared(copy / "docs/source", tmp_path / "out") == LEFT_OUT["massgen"]
