"""Fixtures for real builds: a project from texts, built as often and by what builder a test likes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_governance.domain import governance
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record

CONF = 'project = "Example"\nextensions = ["myst_parser", "sphinx_governance"]\n'


@dataclass
class Built:
    """One finished build."""

    app: Sphinx
    warnings: list[str]
    outdir: Path
    status: str

    @property
    def corpus(self) -> Corpus:
        return governance(self.app.env).corpus()

    @property
    def records(self) -> dict[str, Record]:
        return {record.id: record for record in self.corpus.records}

    def text(self, name: str) -> str:
        return (self.outdir / name).read_text(encoding="utf-8")

    def json(self, name: str = "governance.json") -> Any:
        return json.loads(self.text(name))


@dataclass
class Project:
    """A Sphinx project in a temporary folder."""

    folder: Path

    @property
    def source(self) -> Path:
        return self.folder / "src"

    def write(self, files: Mapping[str, str]) -> None:
        """Write files; Sphinx compares times to the microsecond, so an edit after a build shows."""
        for name, text in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def build(
        self, builder: str = "html", *, jobs: int = 1, fresh: bool = False, **config: object
    ) -> Built:
        """Build with doctrees that all builders share."""
        heard, said = StringIO(), StringIO()
        outdir = self.folder / "out" / builder
        with patch_docutils(str(self.source)), docutils_namespace():
            app = Sphinx(
                self.source,
                self.source,
                outdir,
                self.folder / "doctrees",
                builder,
                confoverrides=config,
                status=said,
                warning=heard,
                freshenv=fresh,
                parallel=jobs,
            )
            app.build()
        lines = (
            heard.getvalue()
            .replace("\x1b[31m", "")
            .replace("\x1b[91m", "")
            .replace("\x1b[39;49;00m", "")
        )
        place = f"{self.source.resolve()}/"
        warnings = [line.replace(place, "") for line in lines.split("\n") if line.strip()]
        return Built(app, warnings, outdir, said.getvalue())


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Return a function that makes a project of files; a conf.py is there unless one is given."""

    def make(files: Mapping[str, str], name: str = "project") -> Project:
        made = Project(tmp_path / name)
        made.write({"conf.py": CONF, **files})
        return made

    return make


@pytest.fixture(autouse=True)
def _own_surroundings(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Give tests a cache of their own, and a terminal that the surroundings do not shape."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder that is empty."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
