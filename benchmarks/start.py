"""What the extension adds to the start of Sphinx: a project of one page, built again without a change."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, Task, in_turn

RUNS = 41


def results() -> Iterator[tuple[str, str, str]]:
    """Yield what was measured, the figure, and the goal."""
    with tempfile.TemporaryDirectory() as name:
        tasks = {
            "ours": _project(Path(name, "ours"), ["sphinx_governance"]),
            "plain": _project(Path(name, "plain"), []),
        }
        # The first builds read the page, and write the compiled files of all modules.
        in_turn(tasks, 1)
        figures = in_turn(tasks, RUNS)
        yield f"start of Sphinx, {RUNS} runs", _added(figures), "under 60 ms above"
        fresh = {name: Task((*task.command, "-E")) for name, task in tasks.items()}
        yield "the same, the page read anew", _added(in_turn(fresh, RUNS)), "—"


def _project(folder: Path, extensions: list[str]) -> Task:
    source = folder / "source"
    source.mkdir(parents=True)
    conf = f'extensions = {extensions!r}\nhtml_theme = "basic"\n'
    (source / "conf.py").write_text(conf, encoding="utf-8")
    (source / "index.rst").write_text("Home\n====\n\nText.\n", encoding="utf-8")
    return Task((sys.executable, "-m", "sphinx", "-q", str(source), str(folder / "out")))


def _added(figures: dict[str, Figure]) -> str:
    ours, plain = figures["ours"], figures["plain"]
    return f"{1000 * ours.above(plain):.0f} ms above; {ours}, plain {plain}"
