"""The distributions that are published: complete, the same by either way, and usable where nothing else is."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

from ..docs.terminal import steps
from ..docs.tools import ROOT, blocks_of

PACKAGE = ROOT / "sphinx_governance"
ARCHIVE = ROOT / "tests" / "docs" / "archive"
BARE = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
}
"""The environment of a stranger, who has none of our folders on a path."""
NO_INDEX = ("No matching distribution", "Could not find a version")


def build(what: str, source: Path, target: Path) -> Path:
    """Build a distribution of a source folder; return the file."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", what, "-d", target],
        cwd=source, env=BARE, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    (file,) = (path for path in target.iterdir() if path.is_file())
    return file


def packed(file: Path) -> dict[str, str]:
    """Return the digest of each file of a wheel, but of the list that has the others' digests."""
    with zipfile.ZipFile(file) as wheel:
        return {
            name: hashlib.sha256(wheel.read(name)).hexdigest()
            for name in wheel.namelist()
            if not name.endswith("/RECORD")
        }


def of_package(names: Iterable[str]) -> set[str]:
    return {name for name in names if name.startswith("sphinx_governance/")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    written = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = packed(wheel)
    assert of_package(held) == written
    suffixes = {PurePosixPath(name).suffix for name in of_package(held)}
    assert suffixes >= {".css", ".j2", ".js", ".json", ".md", ".rst", ".toml", ".typed"}
    rest = {name.split("/", 1)[1] for name in held.keys() - of_package(held)}
    assert rest == {"METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def test_the_source_distribution_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    file = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(file) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = (path for path in tmp_path.iterdir() if (path / "pyproject.toml").is_file())
    assert packed(build("wheel", source, tmp_path / "again")) == packed(wheel)
    # Who packages it for a system has the tests and the docs at hand.
    for name in (
        "LICENSE",
        "README.md",
        "docs/source/conf.py",
        "tests/conftest.py",
        "tools/venv.sh",
    ):
        assert (source / name).is_file(), name


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, and what it needs from the index, into an empty environment."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], env=BARE, check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "-q"]
    done = subprocess.run(
        [*pip, str(wheel)], env=BARE, capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode and "CI" not in os.environ and any(word in done.stderr for word in NO_INDEX):
        pytest.skip("no package index here")
    assert done.returncode == 0, done.stderr
    return folder / "bin" / "sphinx-governance"


def test_the_second_command_finds_in_a_folder_of_strangers(program: Path, tmp_path: Path) -> None:
    """`pip install`, `check FOLDER`: as README says, in an environment that has nothing else."""
    words = [
        step[0]
        for block in blocks_of(ROOT / "README.md")
        if block.language == "console"
        for step in steps(block)
    ]
    assert ["pip", "install", "sphinx-governance"] in words
    assert ["sphinx-governance", "check", "docs/adr"] in words
    shutil.copytree(ARCHIVE, tmp_path / "docs" / "adr")
    done = run([program, "check", "docs/adr"], tmp_path)
    assert done.returncode == 1
    assert "0003-no-orm.md:3:13: error[status-unknown]" in done.stdout
    assert "Examined 3 pages, 3 records" in done.stdout


def test_an_empty_environment_has_all_that_a_build_needs(program: Path, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_governance"]\n', encoding="utf-8"
    )
    (tmp_path / "index.md").write_text("# Home\n\n```{adr-index}\n```\n", encoding="utf-8")
    made = run([program, "new", "adr", "Use a queue"], tmp_path)
    assert made.returncode == 0, made.stderr
    done = run([program.parent / "sphinx-build", "-q", "-W", ".", "out"], tmp_path)
    for name in ("index.html", "governance.json", "_static/governance-index.js"):
        assert (tmp_path / "out" / name).is_file(), done.stderr
    assert "ADR-0001" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def run(command: list[Path | str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env={**BARE, "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
