"""What Sphinx warns of while the command line reads a project: said shortly, and findings not said twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_governance.files import relative
from sphinx_governance.intake.tree import project_root
from sphinx_governance.intake.unresolved import BY_OPTION
from sphinx_governance.model.text import printable

if TYPE_CHECKING:
    from sphinx_governance.model.corpus import Corpus

_PLACE = re.compile(r"(?P<file>/.+?)(?::(?P<line>\d+))?: (?P<rest>[A-Z]+: .*)")
_OWN = re.compile(r"[A-Z]+: ")
_AS_FINDINGS = re.compile(
    r"\[(?:toc\.(?:not_readable|excluded)|(?:image|download)\.not_readable|ref\.\w+|myst\.xref_\w+)\]\s*$"
)
"""Warnings of Sphinx and MyST that ``reference-broken`` is about."""
_UNLISTED = "[toc.not_included]"
_SHOWN = 10
_WIDTH = 160


def warnings_of_sphinx(heard: str, corpus: Corpus, base: Path, source: Path) -> list[str]:
    """Return lines that say what Sphinx warned of.

    Whoever checks (references of *corpus* are resolved) sees the first of them, anybody else their number:
    a list of records is not the place for what is wrong elsewhere.

    :param heard: what Sphinx wrote, each warning as a line, or as several.
    :param base: the folder that paths are relative to.
    """
    kept = _not_findings(_warnings(heard), corpus, base)
    if corpus.unresolved is None:
        # Said anew each time, and not of what was read.
        kept = [warning for warning in kept if not warning.endswith(_UNLISTED)]
    if not kept:
        return []
    root = project_root(source)
    folder = relative(source, root)
    whole = f"sphinx-build -E -b dummy {folder} _build"
    if corpus.unresolved is None:
        times = {1: "once", 2: "twice"}.get(len(kept), f"{len(kept)} times")
        return [f"Sphinx warned {times} while it read {folder}; sphinx-governance check shows it."]
    lines = [f"Sphinx: {_short(warning, root)}" for warning in kept[:_SHOWN]]
    if len(kept) > _SHOWN:
        lines.append(f"Sphinx: … and {len(kept) - _SHOWN} more; all of them: {whole}")
    return lines


def _warnings(heard: str) -> list[str]:
    """Return each warning once, with the lines that belong to it."""
    found: list[str] = []
    for line in click.unstyle(heard).splitlines():
        if _PLACE.match(line) or _OWN.match(line) or not found:
            found.append(line)
        else:
            found[-1] += f"\n{line}"
    return list(dict.fromkeys(warning for warning in found if warning.strip()))


def _not_findings(warnings: list[str], corpus: Corpus, base: Path) -> list[str]:
    """Return the warnings but for those that are findings: these are shown once, with their line."""
    if corpus.unresolved is None:
        return warnings
    said = {
        # An option's line is not the one of its directive, which docutils names.
        (str((base / item.at.path).resolve()), str(line))
        for item in corpus.unresolved
        for line in range(item.at.line - 3 * (item.kind in BY_OPTION), item.at.line + 1)
    }
    records = {str((base / record.path).resolve()) for record in corpus.records}

    def is_finding(warning: str) -> bool:
        place = _PLACE.match(warning)
        if place and warning.endswith(_UNLISTED):
            return place["file"] in records
        return bool(
            _AS_FINDINGS.search(warning) or (place and (place["file"], place["line"]) in said)
        )

    return [warning for warning in warnings if not is_finding(warning)]


def _short(warning: str, root: Path) -> str:
    """Return a warning's first line, with its path as the command line shows paths."""
    line = warning.partition("\n")[0]
    if place := _PLACE.match(line):
        at = f":{place['line']}" if place["line"] else ""
        line = f"{relative(place['file'], root)}{at}: {place['rest']}"
    line = printable(line)
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
