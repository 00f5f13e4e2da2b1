"""What ``sync --list`` shows: the generators with their options, and the fragments of a project."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_governance.model.markers import Region
    from sphinx_governance.outputs.fragment_renewal import Renewed


def show_fragments(renewed: Renewed) -> None:
    """Write what can be made, then what is there and whether it is up to date."""
    from sphinx_governance.cli.output import width, write

    write(_generators(width()))
    write(_regions(renewed))


def _generators(columns: int) -> Iterator[str]:
    from sphinx_governance.outputs.fragment_registry import generators

    for name, generator in generators().items():
        yield name
        for paragraph in generator.doc.replace("``", "").split("\n\n"):
            text = " ".join(paragraph.split())
            yield from textwrap.wrap(text, columns, initial_indent="    ", subsequent_indent="    ")
        yield ""


def _regions(renewed: Renewed) -> Iterator[str]:
    from sphinx_governance.model.text import printable

    wrong = {(trouble.at.path, trouble.at.line) for trouble in renewed.troubles}
    yield "In this project:" if renewed.regions or wrong else "This project has no fragment yet."
    for region in renewed.regions:
        if (region.at.path, region.at.line) not in wrong:
            where = f"{region.at.path}:{region.at.line}"
            yield "    " + printable(f"{where}: {region.name}: {_state(region, renewed)}")
    for trouble in renewed.troubles:
        yield "    " + printable(f"{trouble.at.path}:{trouble.at.line}: {trouble.message}")


def _state(region: Region, renewed: Renewed) -> str:
    if renewed.troubles:
        return "not compared, because of what is wrong below"
    for left, why in renewed.unexamined:
        if left == region:
            return f"not compared: {why}"
    if region in renewed.edited:
        return "edited by hand"
    return "not up to date" if region in renewed.stale else "up to date"
