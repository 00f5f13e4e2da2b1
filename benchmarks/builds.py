"""How long builds of a Sphinx project take, against the same project written by hand, and sphinx-needs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from benchmarks.generate import Project
from benchmarks.measure import Figure, Task, in_turn

SIZE, LARGE = 1_000, 5_000
Row = tuple[str, str, str]
Figures = dict[str, Figure]


def results(*, large: bool = False) -> Iterator[Row]:
    """Yield what was measured, the figure, and the goal; *large* adds 5,000 records."""
    full = None
    for size, runs in ((SIZE, 5), (LARGE, 3))[: 1 + large]:
        with tempfile.TemporaryDirectory() as name:
            projects = _projects(Path(name), size, ("ours", "plain", "sparse"))
            figures = _full(projects, runs)
            yield from _compare(size, figures)
            yield from _edits(size, projects)
        if full is not None:
            times = f"{figures['ours'].median / full.median:.2f} ×"
            yield (
                f"full build, {LARGE:,} against {SIZE:,} records",
                times,
                f"about {LARGE // SIZE} ×",
            )
        full = figures["ours"]
    yield from _needs()


def _projects(folder: Path, size: int, flavours: Sequence[str]) -> dict[str, Project]:
    projects = {flavour: Project(folder / flavour, flavour, size) for flavour in flavours}
    for project in projects.values():
        project.write()
    return projects


def _build(project: Project, before: Callable[[], None]) -> Task:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        "html",
        "-q",
        str(project.source),
        str(project.output),
    ]
    return Task(command, before)


def _full(projects: dict[str, Project], runs: int) -> Figures:
    tasks = {
        name: _build(project, partial(shutil.rmtree, project.output, ignore_errors=True))
        for name, project in projects.items()
    }
    return in_turn(tasks, runs)


def _compare(size: int, figures: Figures) -> Iterator[Row]:
    ours, plain = figures["ours"], figures["plain"]
    yield f"full build, {size:,} records", _against(ours, plain), "1.10 ×"
    yield f"full build, {size:,} records, plain sparse", _against(ours, figures["sparse"]), "—"


def _edits(size: int, projects: dict[str, Project]) -> Iterator[Row]:
    """Yield the figures of builds after a full one: nothing changed, a body, a field."""
    ours, plain = projects["ours"], projects["plain"]
    projects = {"ours": ours, "plain": plain}
    in_turn({name: _build(project, lambda: None) for name, project in projects.items()}, 1)
    same = in_turn({name: _build(project, lambda: None) for name, project in projects.items()}, 7)
    more, allowed = same["ours"].above(same["plain"]), 0.15 + 0.02 * same["plain"].median
    goal = f"{allowed:.2f} s above"
    yield (
        f"nothing changed, {size:,} records",
        f"{_against(same['ours'], same['plain'])}, {more:.2f} s above",
        goal,
    )
    body = in_turn(
        {name: _build(project, project.edit_body) for name, project in projects.items()}, 7
    )
    yield f"body edited, {size:,} records", _against(body["ours"], body["plain"]), "1.20 ×"

    def write_again() -> None:
        plain.edit_field()
        for page in plain.showing():
            page.unlink(missing_ok=True)  # Sphinx writes it again, without reading it

    def by_hand() -> None:
        write_again()
        plain.edit_index()

    tasks = {
        "ours": _build(ours, ours.edit_field),
        "plain": _build(plain, write_again),
        "by hand": _build(plain, by_hand),
    }
    field = in_turn(tasks, 7)
    what = f"field edited, {size:,} records, {len(plain.showing()) + 1} pages written"
    yield f"{what}; plain reads one", _against(field["ours"], field["plain"]), "1.00 ×"
    yield f"{what}; plain reads the index too", _against(field["ours"], field["by hand"]), "—"


def _needs() -> Iterator[Row]:
    if find_spec("sphinx_needs") is None:
        yield "sphinx-needs", "not installed", "—"
        return
    with tempfile.TemporaryDirectory() as name:
        projects = _projects(Path(name), SIZE, ("needs",))
        project = projects["needs"]
        yield f"sphinx-needs, full build, {SIZE:,} records", str(_full(projects, 3)["needs"]), "—"
        for what, before in (("nothing changed", lambda: None), ("body edited", project.edit_body)):
            figure = in_turn({"": _build(project, before)}, 3)[""]
            yield f"sphinx-needs, {what}, {SIZE:,} records", str(figure), "—"


def _against(ours: Figure, plain: Figure) -> str:
    return f"{ours}, plain {plain}: {ours.ratio(plain):.2f} ×"
