"""A project built in two ways: again and again in one place, and cleanly in another."""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

NOT_COMPARED = {
    "searchindex.js": "the words of deleted and changed pages stay in it",
    ".buildinfo": "it is written before what it describes",
    ".governance-state.json": "what an incremental build knows, and a clean one does not need",
}
"""Files that are not compared: plain Sphinx leaves them stale, or they are no output."""

_PAGES = (".html", ".htm", ".txt", ".rst", ".md", ".png", ".svg", ".map")
"""What may be left of pages that are gone: plain Sphinx deletes no output."""

_KEPT = {".html", ".json", ".inv", ".txt", ".tex", ".js"}
"""Endings of files that are compared."""


class _Templates(BytecodeCache):
    """Compiled templates: without this, every build compiles its theme's again, a quarter of its time."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_TEMPLATES = _Templates()


@dataclass
class Build:
    """What a build said and did."""

    warnings: list[str]
    status: str
    written: set[str]
    again: set[str] = field(default_factory=set)
    """The pages that Sphinx reads again on every build: they name a page that is not there."""

    @property
    def findings(self) -> list[str]:
        """The warnings that are ours."""
        return [line for line in self.warnings if "[governance." in line]


@dataclass
class Twins:
    """A project's sources, and the two places it is built in."""

    folder: Path
    files: dict[str, str] = field(default_factory=dict)

    def write(self, files: dict[str, str]) -> None:
        """Write what changed and delete what went, with the times that the clock says."""
        for name in self.files.keys() - files.keys():
            (self.folder / name).unlink()
        for name, text in files.items():
            if self.files.get(name) != text:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.files = dict(files)

    def build(self, builder: str = "html", *, jobs: int = 1, only: tuple[str, ...] = ()) -> Build:
        """Build where it was built before."""
        return self._build("again", builder, jobs, only)

    def clean(self, builder: str = "html") -> Build:
        """Build where nothing was built before."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        return self._build("clean", builder, 1, ())

    def _build(self, place: str, builder: str, jobs: int, only: tuple[str, ...]) -> Build:
        source, heard, said = self.folder / "src", StringIO(), StringIO()
        written: set[str] = set()
        with patch_docutils(str(source)), docutils_namespace():
            app = Sphinx(
                source, source, self.folder / place / builder, self.folder / place / "doctrees", builder,
                status=said, warning=heard, freshenv=place == "clean", parallel=jobs,
            )  # fmt: skip
            templates = getattr(app.builder, "templates", None)
            if templates is not None:
                templates.environment.bytecode_cache = _TEMPLATES
            app.connect("doctree-resolved", lambda app, doctree, page: written.add(page))
            app.build(filenames=[source / name for name in only])
        lines = strip_colors(heard.getvalue()).split("\n")
        return Build(
            [line for line in lines if line.strip()],
            said.getvalue(),
            written,
            set(app.env.reread_always),
        )

    def differences(self, builder: str = "html") -> list[str]:
        """Return how the two outputs differ, as lines of a diff."""
        again, clean = (_contents(self.folder / place / builder) for place in ("again", "clean"))
        found = [f"{name} is missing" for name in sorted(clean.keys() - again.keys())]
        left = sorted(again.keys() - clean.keys())
        found += [f"{name} is left" for name in left if not name.endswith(_PAGES)]
        for name in sorted(again.keys() & clean.keys()):
            if again[name] != clean[name]:
                found += _diff(name, again[name], clean[name])
        return found


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in _KEPT and path.name not in NOT_COMPARED and "_static" not in path.parts
    }


def _diff(name: str, again: bytes, clean: bytes) -> list[str]:
    texts = [content.decode("utf-8", "replace") for content in (again, clean)]
    if name.endswith(".json"):
        texts = [json.dumps(json.loads(text), indent=1) for text in texts]
    old, new = (text.split("\n") for text in texts)
    lines = difflib.unified_diff(old, new, f"{name} incremental", f"{name} clean", n=1, lineterm="")
    return list(lines)[:40]


def compare(twins: Twins, again: Build, builder: str, history: Sequence[str] = ()) -> None:
    """Assert that what was just built equals what a clean build makes and says."""
    clean = twins.clean(builder)
    differences = twins.differences(builder)
    if again.findings != clean.findings:
        differences += difflib.unified_diff(
            again.findings, clean.findings, "incremental", "clean", n=0, lineterm=""
        )
    # Sphinx tells of a page when it reads or writes it: an incremental build says less, never something else.
    differences += [
        f"only told again: {line}" for line in again.warnings if line not in clean.warnings
    ]
    assert not differences, "\n".join([f"builder {builder}, after:", *history, "", *differences])
