"""Run every benchmark and print a table for RESULTS.md; ``--full`` adds projects of 5,000 records."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

from benchmarks import builds, checklist, duplication, reading, start

PARTS = ("reading", "duplication", "checklist", "start", "builds")


def main() -> None:
    """Print what was measured, in Markdown; name a part to run it alone."""
    chosen = [name for name in sys.argv[1:] if name in PARTS] or PARTS
    versions = f"Python {platform.python_version()}, Sphinx {version('sphinx')}"
    print(f"{versions}, {platform.machine()}, {os.cpu_count()} cores. CPU seconds, median (range).")
    print("\n| what | measured | goal |\n| --- | --- | --- |")
    measured: dict[str, Callable[[], Iterator[tuple[str, str, str]]]] = {
        "reading": reading.results,
        "duplication": duplication.results,
        "checklist": checklist.results,
        "start": start.results,
        "builds": lambda: builds.results(large="--full" in sys.argv),
    }
    for name in chosen:
        for what, figure, goal in measured[name]():
            print(f"| {what} | {figure} | {goal} |", flush=True)


if __name__ == "__main__":
    main()
