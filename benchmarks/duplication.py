"""How long it takes to find duplicated text: beside jscpd, as the text grows, and in a whole check.

The join alone is timed in this process: from the texts of blocks, read before, to clusters. jscpd is a
process of its own that also reads its files. It is run where ``JSCPD`` holds its command (``npm install
jscpd``; then ``JSCPD="node node_modules/jscpd/run-jscpd.js"``).
"""

from __future__ import annotations

import os
import resource
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random

from benchmarks.measure import Figure, Task, cpu_seconds
from benchmarks.reading import COMMAND, archive
from sphinx_governance.intake.bare import BareFolder, read_folder
from sphinx_governance.model.duplication import Duplicates, Text, clusters_of
from sphinx_governance.model.record import Location

SIZES = (12_500, 25_000, 50_000, 100_000)
_RUNS = 5
_VOCABULARY = 30_000
_COPIED = 0.05
"""The part of made-up blocks that are another one with an edit."""


def results() -> Iterator[tuple[str, str, str]]:
    """Yield what was measured, the figure, and the goal."""
    yield from _check()
    home = os.environ.get("GOVERNANCE_CORPORA", "")
    for name in ("eips", "peps"):
        if home and Path(home, name).is_dir():
            yield from _beside_jscpd(Path(home, name))
    yield from _growth()


def _check() -> Iterator[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name, "cache")
        environment = {"XDG_CACHE_HOME": str(cache)}
        folder, origin = archive(Path(name))
        command = [COMMAND, "check", "--no-conf", str(folder)]
        cold = cpu_seconds(
            command,
            before=lambda: shutil.rmtree(cache, ignore_errors=True),
            environment=environment,
        )
        warm = cpu_seconds(command, environment=environment)
    yield f"check, {origin}, all rules, cold", str(cold), "under 12 s"
    yield f"check, {origin}, all rules, warm", str(warm), "under 1 s"


def _beside_jscpd(folder: Path) -> Iterator[tuple[str, str, str]]:
    passages = read_folder(BareFolder(folder, cached=False)).passages
    texts = [
        Text(passage.kind, passage.text, passage.at)
        for passage in passages
        if passage.kind not in {"quote", "code"}
    ]
    command = shlex.split(os.environ.get("JSCPD", ""))
    options = ["--silent", "--format", "markdown", "--formats-exts", "markdown:md,rst"]
    task = Task([*command, *options, str(folder)])
    ours, theirs = [], []
    for _ in range(_RUNS):
        ours.append(_seconds(texts))
        if command:
            theirs.append(task.run())
    own = Figure(tuple(ours))
    figure, goal = f"{own}", "2 × jscpd"
    if theirs:
        other = Figure(tuple(theirs))
        figure += f", jscpd {other}: {own.ratio(other):.2f} ×"
    yield f"join alone, {folder.name}, {len(texts):,} blocks", figure, goal


def _growth() -> Iterator[tuple[str, str, str]]:
    texts = _made_up(SIZES[-1])
    for size in SIZES:
        seconds = min(_seconds(texts[:size]) for _ in range(3))
        each = f"{seconds:.2f} s, {1e6 * seconds / size:.0f} µs a block"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield (
            f"join alone, {size:,} made-up blocks",
            f"{each}, peak {peak:.0f} MB with the texts",
            "near linear",
        )


def _seconds(texts: Sequence[Text]) -> float:
    started = time.process_time()
    clusters_of(texts, Duplicates())
    return time.process_time() - started


def _made_up(count: int) -> list[Text]:
    """Return blocks of 20 to 80 words that are as often used as in real text (Zipf), some of them copied."""
    chance = Random(7)  # noqa: S311 - the same text in every run is what is wanted
    words = [f"word{number}" for number in range(_VOCABULARY)]
    often = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
    made: list[list[str]] = []
    for _ in range(count):
        if made and chance.random() < _COPIED:
            text = list(chance.choice(made))
            text[chance.randrange(len(text))] = chance.choice(words)
        else:
            text = chance.choices(words, cum_weights=often, k=chance.randint(20, 80))
        made.append(text)
    return [
        Text("paragraph", " ".join(text), Location("made-up", line))
        for line, text in enumerate(made, start=1)
    ]
