"""How long the command line takes to read a folder: cold, warm, and how long ``--help`` takes."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import cpu_seconds

COMMAND = str(Path(sys.executable).parent / "sphinx-governance")
PROPOSALS = 949
"""Files of the archive that the goals speak of; a generated one of the same size stands in for it."""


def results() -> Iterator[tuple[str, str, str]]:
    """Yield what was measured, the figure, and the goal."""
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name, "cache")
        environment = {"XDG_CACHE_HOME": str(cache)}
        folder, origin = archive(Path(name))
        command = [COMMAND, "list", str(folder)]
        cold = cpu_seconds(
            command,
            before=lambda: shutil.rmtree(cache, ignore_errors=True),
            environment=environment,
        )
        warm = cpu_seconds(command, environment=environment)
        yield f"list, {origin}, cold", str(cold), "under 6 s"
        yield f"list, {origin}, warm", str(warm), "under 0.6 s"
        yield "--help", str(cpu_seconds([COMMAND, "--help"])), "under 0.25 s"


def archive(work: Path) -> tuple[Path, str]:
    """Return a folder of proposals: Ethereum's where they are at hand, else made-up ones."""
    corpora = os.environ.get("GOVERNANCE_CORPORA")
    if corpora and Path(corpora, "eips").is_dir():
        return Path(corpora, "eips"), f"{PROPOSALS} Ethereum proposals"
    folder = work / "proposals"
    folder.mkdir()
    for number in range(1, PROPOSALS + 1):
        (folder / f"{number:04}-record.md").write_text(_proposal(number), encoding="utf-8")
    return folder, f"{PROPOSALS} generated records"


def _proposal(number: int) -> str:
    sections = ("Context", "Decision", "Alternatives", "Consequences")
    text = (
        f"Paragraph of record {number} with `code`, a [link](0001-record.md) and **strong** text. "
        * 8
    )
    body = "\n\n".join(f"## {section}\n\n{text}\n\n* one\n* two\n" for section in sections)
    return f"---\nstatus: accepted\ndate: 2025-01-01\n---\n# Record {number}\n\n{body}\n"
