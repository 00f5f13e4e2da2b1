"""What plain Sphinx leaves stale, without this extension: all that test_random_edits leaves out, each proved.

Should one of these tests fail on a new Sphinx, then Sphinx has mended it, and the random edits can have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from .twins import Twins

PLAIN = 'extensions = ["myst_parser"]\nhtml_theme = "basic"\nhtml_sidebars = {"**": []}\n'
HOME = "Home\n====\n\n.. toctree::\n\n   a\n   b\n"
ONE = {"index.rst": HOME, "a.rst": "A\n=\n\nOne.\n", "b.rst": "B\n=\n\nTwo.\n"}


@dataclass(frozen=True)
class Stale:
    """Files, an edit of them (None deletes), and text of an output that only an incremental build has."""

    files: dict[str, str]
    edit: dict[str, str | None]
    output: str
    text: str
    between: Sequence[str] = ()
    """What is built between the edit and the last build: a builder, or a file."""


LEFT_STALE = {
    "searchindex.js keeps words that are gone": Stale(
        {**ONE, "b.rst": "B\n=\n\nWombat.\n"}, {"b.rst": "B\n=\n\nKoala.\n"}, "searchindex.js", "wombat",
    ),
    "the output of a deleted page stays": Stale(
        ONE, {"b.rst": None, "index.rst": "Home\n====\n\n.. toctree::\n\n   a\n"}, "b.html", "Two.",
    ),
    "a link by :doc: shows an old title": Stale(
        {**ONE, "a.rst": "A\n=\n\n:doc:`b`\n"}, {"b.rst": "New\n===\n"}, "a.html", '<span class="doc">B</span>',
    ),
    "previous and next show old titles": Stale(ONE, {"b.rst": "New\n===\n"}, "a.html", 'title="B"'),
    "a toctree names a deleted page": Stale(ONE, {"b.rst": None}, "index.html", 'href="b.html"'),
    "a toctree shows old titles two levels down": Stale(
        {**ONE, "index.rst": HOME.replace("   b\n", ""), "a.rst": "A\n=\n\n.. toctree::\n\n   b\n"},
        {"b.rst": "New\n===\n"}, "index.html", ">B</a>",
    ),
    "a MyST link to a file that came later": Stale(
        {**ONE, "a.rst": "A\n=\n", "b.md": "# B\n\n[](c.md)\n", "index.rst": HOME + "   c\n"},
        {"c.md": "# C\n", "b.rst": None}, "b.html", "xref myst",
    ),
    "a glob toctree, after another builder has missed a page": Stale(
        {**ONE, "index.rst": "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n"},
        {"b.rst": None}, "index.html", "b.html", ("text",),
    ),
    "a setting of HTML, then one page built alone": Stale(
        ONE, {"conf.py": PLAIN + 'html_baseurl = "https://a.example/"\n'}, "a.html", "!canonical", ("b.rst",),
    ),
    "a theme's sidebars show old titles": Stale(
        {**ONE, "conf.py": 'html_theme = "alabaster"\n', "index.rst": HOME + "   c\n", "c.rst": "C\n=\n"},
        {"c.rst": "New\n===\n"}, "a.html", ">C</a>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_STALE)
def test_plain_sphinx_leaves_it_stale(tmp_path: Path, name: str) -> None:
    case = LEFT_STALE[name]
    files = {"conf.py": PLAIN, **case.files}
    if "b.md" in files:
        del files["b.rst"]
    twins = Twins(tmp_path)
    twins.write({f"src/{path}": text for path, text in files.items()})
    for builder in ("html", *(step for step in case.between if "." not in step)):
        twins.build(builder)
    edited = {**files, **case.edit}
    twins.write({f"src/{path}": text for path, text in edited.items() if text is not None})
    for step in case.between:
        _ = twins.build(only=(step,)) if "." in step else twins.build(step)
    twins.build()
    twins.clean()
    kept, made = (_read(tmp_path / place / "html" / case.output) for place in ("again", "clean"))
    text = case.text.removeprefix("!")
    assert (text in kept, text in made) == (
        (False, True) if case.text.startswith("!") else (True, False)
    ), kept


def test_plain_sphinx_tells_of_a_page_once(tmp_path: Path) -> None:
    twins = Twins(tmp_path)
    files = {"conf.py": PLAIN, "index.rst": "Home\n====\n\n:doc:`none`\n", "a.rst": "A\n=\n"}
    twins.write({f"src/{path}": text for path, text in files.items()})
    assert len(twins.build().warnings) == 2
    assert twins.build().warnings == []
    assert len(twins.clean().warnings) == 2


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
