"""Kinds that ship with the package, as TOML: the built-in two, and presets of well-known projects."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from sphinx_governance.model.tables import Table

BUILT_IN = ("adr", "rfc")
"""The kinds every project has."""

PRESETS = ("adr", "rfc", "nygard", "madr", "pep", "nep", "eip")
"""What ``preset =`` and ``profile =`` in a kind's table may name."""


@cache
def preset(name: str) -> Table:
    """Return the table of a preset.

    :raises KeyError: there is no preset of that name.
    """
    if name not in PRESETS:
        raise KeyError(name)
    source = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(source))
