"""The test matrix: every supported Sphinx on every supported Python that this machine has.

``nox`` runs all of it, ``nox -s "tests(python='3.12', sphinx='8.2')"`` one cell.
Deprecations are errors by the pytest settings in ``pyproject.toml``.
"""

from __future__ import annotations

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
# The Pythons that are there: none is fetched, and a missing one is no failure.
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

PROJECT = nox.project.load_toml("pyproject.toml")
TEST_DEPENDENCIES = nox.project.dependency_groups(PROJECT, "test")

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SPHINXES = ("8.2", "9.0", "newest")

# Sphinx 9.1 needs Python 3.12 and 9.2 needs 3.13, so on 3.11 the newest is 9.0 once more.
REPEATED = {("3.11", "newest")}

MATRIX = [
    (python, sphinx)
    for python in PYTHONS
    for sphinx in SPHINXES
    if (python, sphinx) not in REPEATED
]


@nox.session
@nox.parametrize("python,sphinx", MATRIX)
def tests(session: nox.Session, sphinx: str) -> None:
    """Run the tests with one Sphinx on one Python."""
    wanted = "sphinx" if sphinx == "newest" else f"sphinx=={sphinx}.*"
    session.install("--editable", ".", wanted, *TEST_DEPENDENCIES)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0], venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest release of everything that ``pyproject.toml`` allows."""
    session.install("--resolution", "lowest-direct", "--editable", ".", *TEST_DEPENDENCIES)
    session.run("python", "-m", "pytest", *session.posargs)
