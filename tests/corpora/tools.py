"""The corpora, and what a reader wrote down of them: one row a record, in ``expected/*.tsv``."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

_EXPECTED = Path(__file__).parent / "expected"
_PADDING = re.compile(r"-0+(?=\d)")
_HOME = os.environ.get("GOVERNANCE_CORPORA", "")

needs_corpora = pytest.mark.skipif(
    not Path(_HOME or "/nonexistent").is_dir(),
    reason="GOVERNANCE_CORPORA does not name the folder of real records",
)


@dataclass(frozen=True)
class RealCorpus:
    """One project's records: *records* is their folder inside the corpus, "" for the corpus itself."""

    name: str
    records: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def root(self) -> Path:
        """The corpus as it was published."""
        return Path(_HOME) / self.name

    @property
    def folder(self) -> Path:
        """The folder of the records."""
        return self.root / self.records


CORPORA = (
    RealCorpus("massgen-2025-10", "docs/source/decisions"),
    RealCorpus("openedx-course-discovery", "docs/decisions"),
    RealCorpus("govuk-aws", "docs/architecture/decisions"),
    RealCorpus("madr", "docs/decisions"),
    RealCorpus("numpy-neps", "doc/neps"),
    RealCorpus("eips"),
    RealCorpus("peps"),
)


@dataclass(frozen=True)
class Row:
    """What a reader found in one file."""

    number: int
    title: str
    status: str | None
    date: str | None
    relations: frozenset[str]


@cache
def expected(name: str) -> Mapping[str, Row]:
    """Return path → row of a corpus."""
    with (_EXPECTED / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["path"]: _row(row) for row in rows}


def listed(records: Iterable[Mapping[str, Any]], below: str = "") -> Mapping[str, Row]:
    """Return path → row of the records in a ``list``; *below* is the folder that paths begin with."""
    found: dict[str, Row] = {}
    for record in records:
        path = record["path"].removeprefix(f"{below}/")
        assert path not in found, f"{path} is listed twice"
        relations = (f"{item['type']} {item['target']}" for item in record["relations"])
        found[path] = Row(
            record["number"],
            record["title"],
            record["status"],
            record["date"],
            frozenset(_PADDING.sub("-", relation) for relation in relations),
        )
    return found


def differences(found: Mapping[str, Row], wanted: Mapping[str, Row]) -> list[str]:
    """Return a line for every path that is missing or too many, and for every field that differs."""
    lines = [f"{path}: not found" for path in sorted(wanted.keys() - found.keys())]
    lines += [f"{path}: no record" for path in sorted(found.keys() - wanted.keys())]
    for path in sorted(wanted.keys() & found.keys()):
        for name in Row.__dataclass_fields__:
            mine, theirs = getattr(found[path], name), getattr(wanted[path], name)
            if mine != theirs:
                lines.append(f"{path}: {name} is {mine!r}, not {theirs!r}")
    return lines


def _row(row: Mapping[str, str]) -> Row:
    relations = (row["relations"] or "").split("; ")
    return Row(
        int(row["number"]),
        row["title"],
        row["status"] or None,
        row["date"] or None,
        frozenset(relation for relation in relations if relation),
    )
