"""The settings in Sphinx: registered from their declaration, filled from TOML, conf.py winning."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx_governance.config import (
    PREFIX,
    Project,
    Settings,
    find_settings,
    load_project,
    read_toml,
)
from sphinx_governance.model.tables import Problem, merge
from sphinx_governance.model.text import listed, nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

TOML_PATH = "governance_settings_file"
"""Internal: the settings file that was found, relative to the source folder, "" for none."""

_CONF_FOLDER = "governance_conf_folder"
"""Internal: the folder of conf.py, relative to the source folder."""

_PROBLEMS = "governance_settings_problems"
"""Internal: what is wrong with the settings file itself, as (key, message, hint)."""

_PROJECTS: WeakKeyDictionary[Config, tuple[str, Project]] = WeakKeyDictionary()
"""Configuration → what it said, and the project that it described: it is asked for more than once."""

_INTERNAL = frozenset({TOML_PATH, _CONF_FOLDER, _PROBLEMS})


def setup_config(app: Sphinx) -> None:
    """Register every setting with Sphinx. None means *not set here*, so that TOML can fill it."""
    for item in fields(Settings):
        app.add_config_value(PREFIX + item.name, None, item.metadata["rebuild"])
    for name in (TOML_PATH, _CONF_FOLDER):
        app.add_config_value(name, None, "env")
    app.add_config_value(_PROBLEMS, None, "")
    # Before 800, where Sphinx checks the types of values and what changed since the last build.
    app.connect("config-inited", _fill_from_toml, priority=400)


def project_of(config: Config, source: Path) -> Project:
    """Return the project that the configuration describes; see :func:`~.config.load_project`."""
    table = {
        item.name.replace("_", "-"): value
        for item in fields(Settings)
        if (value := getattr(config, PREFIX + item.name)) is not None
    }
    problems = tuple(Problem(*problem) for problem in getattr(config, _PROBLEMS) or ())
    name = getattr(config, TOML_PATH)
    said = repr((table, name, problems))
    known = _PROJECTS.get(config)
    if known is None or known[0] != said:
        known = _PROJECTS[config] = (
            said,
            load_project(table, _joined(source, name) if name else None, problems),
        )
    return known[1]


def base_of(config: Config, source: Path) -> Path:
    """Return the folder that paths are relative to: that of the settings file, else of conf.py."""
    name = getattr(config, TOML_PATH)
    return _joined(source, name).parent if name else _joined(source, getattr(config, _CONF_FOLDER))


def _joined(source: Path, name: str) -> Path:
    return Path(os.path.normpath(source / name))


def _fill_from_toml(app: Sphinx, config: Config) -> None:
    path = find_settings(Path(app.confdir))
    table, problems = read_toml(path) if path else ({}, ())
    unknown = [*_unknown_in_toml(table), *_unknown_in_conf(config)]
    for item in fields(Settings):
        key = item.name.replace("_", "-")
        if key in table:
            setattr(
                config, PREFIX + item.name, _over(table[key], getattr(config, PREFIX + item.name))
            )
    setattr(config, TOML_PATH, os.path.relpath(path, app.srcdir) if path else "")
    setattr(config, _CONF_FOLDER, os.path.relpath(app.confdir, app.srcdir))
    setattr(
        config, _PROBLEMS, [(item.key, item.message, item.hint) for item in (*problems, *unknown)]
    )


def _over(written: object, own: object) -> object:
    """Return what conf.py says laid over what the settings file says, table by table."""
    if own is None:
        return written
    both = isinstance(written, Mapping) and isinstance(own, Mapping)
    return merge(written, own) if both else own  # type: ignore[arg-type]


def _unknown_in_toml(table: Mapping[str, object]) -> list[Problem]:
    return [_unknown(key, Settings.names()) for key in table if key not in Settings.names()]


def _unknown_in_conf(config: Config) -> list[Problem]:
    """Return the ``governance_…`` names in conf.py that are no setting: Sphinx says nothing of them."""
    raw: Mapping[str, Any] = getattr(config, "_raw_config", {})
    known = {PREFIX + name for name in Settings.names().values()} | _INTERNAL
    return [
        _unknown(name, known - _INTERNAL)
        for name in sorted(raw)
        if name.startswith(PREFIX) and name not in known
    ]


def _unknown(key: str, known: object) -> Problem:
    names = sorted(known)  # type: ignore[call-overload]
    near = nearest(key, names)
    return Problem(
        key, "unknown key", f"did you mean {near!r}?" if near else f"known: {listed(names, 'and')}"
    )
