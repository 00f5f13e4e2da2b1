"""Fragments made anew: all of them, in all files, or none where something is wrong."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sphinx_governance.model.markers import (
    COMMAND,
    FragmentTrouble,
    Region,
    content_with_note,
    replaced,
)
from sphinx_governance.outputs.fragment_comments import regions_of
from sphinx_governance.outputs.fragment_registry import make
from sphinx_governance.outputs.fragment_source import FragmentError, Source, UnexaminedError

_PASSES = 5
"""A table of contents goes by headings of other fragments, a fragment may show part of another host."""


class Unexamined(NamedTuple):
    """A fragment that was not compared with what it should be, and why."""

    region: Region
    why: str


@dataclass(frozen=True)
class Renewed:
    """What fragments should be.

    :param texts: path → text with its fragments made anew, for every host.
    :param regions: every fragment, as it stands in the file.
    :param stale: those whose text is not what the docs give.
    :param edited: those among them that somebody edited by hand.
    :param troubles: what is wrong; where there is something, no text counts.
    :param unexamined: those that cannot be told here; they stay as they are.
    :param before: path → text as it was read.
    :param warnings: what of a page could not be said in its fragment.
    """

    texts: Mapping[str, str]
    regions: tuple[Region, ...] = ()
    stale: tuple[Region, ...] = ()
    edited: tuple[Region, ...] = ()
    troubles: tuple[FragmentTrouble, ...] = ()
    unexamined: tuple[Unexamined, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that have stale fragments."""
        return tuple(dict.fromkeys(region.at.path for region in self.stale))

    @property
    def examined(self) -> int:
        """How many fragments were compared with what they should be."""
        return len(self.regions) - len(self.unexamined)

    warnings: tuple[FragmentTrouble, ...] = ()


def renew(hosts: Mapping[str, str], source: Source) -> Renewed:
    """Return the files *hosts*, path → text, with their fragments made anew."""
    parsed = {path: regions_of(path, text) for path, text in hosts.items()}
    regions = tuple(region for found in parsed.values() for region in found.regions)
    troubles = [trouble for found in parsed.values() for trouble in found.troubles]
    if troubles:
        return Renewed(hosts, regions, troubles=tuple(troubles))
    texts, contents, settled = dict(hosts), _Contents({}, ()), False
    for _ in range(_PASSES):
        after, contents = _once(texts, source)
        if contents.troubles:
            return Renewed(hosts, regions, troubles=contents.troubles)
        settled, texts = after == texts, after
        if settled:
            break
    if not settled:
        return Renewed(hosts, regions, troubles=tuple(map(_endless, regions)))
    stale = tuple(
        region for region in regions
        if contents.of[region.at.path][region.name] != region.content
    )  # fmt: skip
    edited = tuple(item for item in stale if item.edited)
    # What was passed over stands on another line once the fragments above it are made.
    left = {(item.at.path, item.name): why for item, why in contents.unexamined}
    unexamined = tuple(
        Unexamined(item, left[item.at.path, item.name])
        for item in regions
        if (item.at.path, item.name) in left
    )
    return Renewed(
        texts, regions, stale, edited,
        unexamined=unexamined, before=hosts, warnings=contents.warnings,
    )  # fmt: skip


@dataclass(frozen=True)
class _Contents:
    """Path → name of a fragment → what should stand in it."""

    of: Mapping[str, Mapping[str, str]]
    troubles: tuple[FragmentTrouble, ...]
    unexamined: tuple[Unexamined, ...] = ()
    warnings: tuple[FragmentTrouble, ...] = ()


def _once(texts: Mapping[str, str], source: Source) -> tuple[dict[str, str], _Contents]:
    troubles: list[FragmentTrouble] = []
    unexamined: list[Unexamined] = []
    warnings: list[FragmentTrouble] = []
    contents: dict[str, dict[str, str]] = {}
    after: dict[str, str] = {}
    reading = replace(
        source, read=lambda path: texts.get(posixpath.normpath(path)) or source.read(path)
    )
    for path, text in texts.items():
        found = regions_of(path, text)
        troubles += found.troubles
        contents[path] = {}
        for region in found.regions:
            try:
                made = make(region, reading)
            except UnexaminedError as error:
                unexamined.append(Unexamined(region, str(error)))
                contents[path][region.name] = region.content
            except FragmentError as error:
                message = f"the fragment {region.name!r}: {error}"
                troubles.append(FragmentTrouble(error.rule, message, region.at, error.hint))
                contents[path][region.name] = region.content
            else:
                contents[path][region.name] = content_with_note(made.body, made.origin)
                warnings += made.warnings
        after[path] = replaced(text, found.regions, contents[path])
    return after, _Contents(
        contents, tuple(troubles), tuple(unexamined), tuple(dict.fromkeys(warnings))
    )


def _endless(region: Region) -> FragmentTrouble:
    message = "fragments show each other, so that they never come to an end"
    return FragmentTrouble("fragment-marker", message, region.at, "take one of them out")


def troubles_of(renewed: Renewed) -> tuple[FragmentTrouble, ...]:
    """Return everything that ``check`` says of fragments."""
    edited = (
        FragmentTrouble(
            "fragment-edited",
            f"the fragment {region.name!r} was edited by hand",
            region.at,
            f"move what it says to its source, then run: {COMMAND} --force",
        )
        for region in renewed.edited
    )
    drifted = (
        FragmentTrouble(
            "fragment-drift",
            f"the fragment {region.name!r} is not what the docs say now",
            region.at,
            f"run: {COMMAND}",
        )
        for region in renewed.stale
        if region not in renewed.edited
    )
    return (*renewed.troubles, *edited, *drifted, *renewed.warnings)
