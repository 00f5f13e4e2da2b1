"""An incremental build equals a clean one, byte for byte: proved with edits drawn at random.

``GOVERNANCE_EDITS=2000 pytest tests/sphinx/test_random_edits.py`` runs more of them than CI does.
A failing seed prints its edits and what differs. What plain Sphinx itself leaves stale is left out: it is
named and proved in ``test_left_stale.py``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_governance import freshness

from .edits import Author
from .twins import Twins, compare

SEQUENCES = int(os.environ.get("GOVERNANCE_EDITS", "150"))
FIRST = int(os.environ.get("GOVERNANCE_EDITS_FROM", "0"))
CHUNK = 5
BUILDERS = ("html", "dirhtml", "governance", "latex", "text")
"""Builders that share doctrees."""


def chunks() -> list[range]:
    last = FIRST + SEQUENCES
    return [range(start, min(start + CHUNK, last)) for start in range(FIRST, last, CHUNK)]


@pytest.mark.parametrize("seeds", chunks(), ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_incremental_equals_clean(tmp_path: Path, seeds: range) -> None:
    for seed in seeds:
        SEQUENCE[seed % len(SEQUENCE)](Twins(tmp_path / str(seed)), seed)


def begin(twins: Twins, seed: int, **options: bool | int) -> Author:
    author = Author(seed, **options)  # type: ignore[arg-type]
    if seed % 25 == 0:
        author.settings["drawn"] = True
    author.history.append(f"seed {seed}")
    twins.write(author.files())
    return author


def change(twins: Twins, author: Author) -> None:
    """Make an edit or two."""
    for _ in range(author.random.choice([1, 1, 2])):
        author.edit()
    twins.write(author.files())


def edit_and_build(twins: Twins, seed: int) -> None:
    """Edit, build, compare; at the end once more with nothing edited."""
    author = begin(twins, seed)
    twins.build()
    for _ in range(author.random.randint(2, 4)):
        change(twins, author)
        built = twins.build()
        compare(twins, built, "html", author.history)
    assert_no_op(twins, author, built.findings)


def assert_no_op(twins: Twins, author: Author, findings: list[str]) -> None:
    """Assert that a build with nothing to do tells the same and writes no page."""
    again = twins.build()
    assert again.findings == findings, author.history
    assert again.written <= again.again, author.history


def edit_between_builders(twins: Twins, seed: int) -> None:
    """Read each edit with another builder; at the end every one of them is as if it had been alone."""
    author = begin(twins, seed, careful=True)
    builders = author.random.sample(BUILDERS, 3)
    for builder in builders:
        twins.build(builder)
    for _ in range(author.random.randint(2, 5)):
        change(twins, author)
        builder = author.random.choice(builders)
        author.history.append(f"  built by {builder}")
        twins.build(builder)
    author.random.shuffle(builders)
    for builder in builders:
        author.history.append(f"  built by {builder}")
        compare(twins, twins.build(builder), builder, author.history)


def edit_and_build_one_file(twins: Twins, seed: int) -> None:
    """Build a single file between edits, as an editor's preview does."""
    author = begin(twins, seed, careful=True)
    twins.build()
    for _ in range(author.random.randint(2, 4)):
        change(twins, author)
        name = author.random.choice(
            sorted(name for name in author.files() if name.endswith((".rst", ".md")))
        )
        author.history.append(f"  built {name} alone")
        twins.build(only=(name.removeprefix("src/"),))
        if author.random.randrange(2):
            change(twins, author)
    compare(twins, twins.build(), "html", author.history)


def edit_and_build_in_parallel(twins: Twins, seed: int) -> None:
    """Build with four processes; the clean build has one."""
    author = begin(twins, seed, pages=8)
    twins.build(jobs=4)
    for _ in range(2):
        change(twins, author)
        author.settings["project"] = (
            f"Example {len(author.history)}" if author.random.randrange(2) else "Example"
        )
        twins.write(author.files())
        compare(twins, twins.build(jobs=4), "html", author.history)


def edit_beside_sidebars(twins: Twins, seed: int) -> None:
    """Build with a theme whose sidebars show the authors' toctrees, which stay as they are."""
    author = begin(twins, seed, sidebars=True)
    twins.build()
    for _ in range(2):
        change(twins, author)
        compare(twins, twins.build(), "html", author.history)


SEQUENCE = (
    edit_and_build, edit_and_build, edit_between_builders, edit_and_build, edit_and_build_one_file,
    edit_and_build, edit_and_build, edit_between_builders, edit_and_build_in_parallel, edit_beside_sidebars,
)  # fmt: skip


def edit_often(folder: Path) -> None:
    for seed in range(100):
        edit_and_build(Twins(folder / str(seed)), seed)


@pytest.mark.parametrize("part", ["_navigation", "_header", "select"])
def test_the_edits_see_what_freshness_forgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Leave one part out of the fingerprints, and soon an incremental build differs."""
    monkeypatch.setattr(freshness, part, lambda *given: [])
    with pytest.raises(AssertionError, match=r"\.html incremental"):
        edit_often(tmp_path)
