"""All documents of a table of cases in one corpus, read bare or by Sphinx: one build for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_governance.domain import governance
from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.model.corpus import Corpus

from .tools import Case

CONF = """\
extensions = ["myst_parser", "sphinx_governance"]
myst_enable_extensions = ["colon_fence"]
"""
Read = Callable[[str, Iterable[Case]], Corpus]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return a function that reads cases ``bare`` or by ``sphinx``, once a module."""
    kept: dict[str, Corpus] = {}

    def reading(mode: str, cases: Iterable[Case]) -> Corpus:
        if mode not in kept:
            texts = {place: text for case in cases for place, text in case.texts.items()}
            kept[mode] = (
                corpus_of_texts(texts) if mode == "bare" else _built(tmp_path_factory, texts)
            )
        return kept[mode]

    return reading


def _built(factory: pytest.TempPathFactory, texts: dict[str, str]) -> Corpus:
    folder = factory.mktemp("project")
    for name, text in {**texts, "conf.py": CONF, "index.rst": "Index\n=====\n"}.items():
        file = folder / "src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return build(folder)


def build(folder: Path) -> Corpus:
    """Return the corpus of the project in ``folder/src``."""
    source = folder / "src"
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            source, source, folder / "out", folder / "doctrees", "governance-collect",
            status=None, warning=StringIO(),
        )  # fmt: skip
        app.build()
        return governance(app.env).corpus()
