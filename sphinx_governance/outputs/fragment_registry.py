"""Finding the generators of fragments: every module of :mod:`sphinx_governance.outputs.fragments` is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from sphinx_governance.model.markers import Region
from sphinx_governance.model.text import listed, nearest
from sphinx_governance.outputs import fragments as package
from sphinx_governance.outputs.fragment_declared import make_declared
from sphinx_governance.outputs.fragment_source import Asked, FragmentError, Made, Options, Source
from sphinx_governance.outputs.markdown import DIALECTS

FOR_ALL = ("target",)
"""Options that every fragment has: where the file is read."""


class Generator(NamedTuple):
    """A generator as its module declares it."""

    name: str
    options: tuple[str, ...]
    make: Callable[[Source, Options], Made]
    doc: str
    asks: Callable[[Options], Asked] | None


@cache
def generators() -> Mapping[str, Generator]:
    """Return every generator, by name."""
    found = {}
    for item in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{item.name}")
        name = item.name.strip("_").replace("_", "-")
        found[name] = Generator(
            name, module.OPTIONS, module.make, module.__doc__ or "", getattr(module, "asks", None)
        )
    return found


def asked_by(regions: Iterable[Region]) -> tuple[Asked, ...]:
    """Return what regions ask of the project's code, each once; what is wrong with one is said later."""
    found: dict[Asked, None] = {}
    for region in regions:
        generator = generators().get(region.generator)
        if generator and generator.asks:
            with suppress(FragmentError):
                found[generator.asks(Options(region.options))] = None
    return tuple(found)


def make(region: Region, source: Source) -> Made:
    """Return the text of a region.

    :raises FragmentError: there is no such generator, or it cannot make it.
    """
    known = generators()
    generator = known.get(region.generator)
    declared = [item for item in source.corpus.fragments if item.name == region.generator]
    options = Options(region.options)
    dialect = DIALECTS[options.choice("target", tuple(DIALECTS), source.corpus.markdown_target)]
    inside = source.inside(region.at.path, region.begin, dialect)
    if generator is None and declared:
        options.check(FOR_ALL)
        return make_declared(declared[0], inside)
    if generator is None:
        names = [*known, *(item.name for item in source.corpus.fragments)]
        near = nearest(region.generator, names)
        hint = f"did you mean {near}?" if near else f"there are {listed(names, 'and')}"
        if source.corpus.prose_source is None:
            hint += (
                "; those that pages declare are known only to Sphinx, with the project's conf.py"
            )
        raise FragmentError(
            f"there is no fragment {region.generator!r}", hint, rule="fragment-unknown"
        )
    options.check((*generator.options, *FOR_ALL))
    return generator.make(inside, options)
