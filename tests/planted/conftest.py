"""The clean project, made once, and a function that plants defects into copies of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .tools import Planted, Planter, Scene, make_clean, plant


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the repository of the clean project; nobody writes there."""
    return make_clean(tmp_path_factory.mktemp("planted") / "clean")


@pytest.fixture
def planted(clean: Path, tmp_path: Path) -> Planter:
    """Return what plants a scene into a copy."""

    def of(scene: Scene) -> Planted:
        return plant(clean, tmp_path / "copy", scene)

    return of
