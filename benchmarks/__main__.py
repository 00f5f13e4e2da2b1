"""Run every benchmark and print a table for RESULTS.md; ``--full`` adds projects of 5,000 records."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version

from benchmarks import builds, checklist, duplication, reading, start

PARTS = ("reading", "duplication", "checklist", "start", "builds")


def main() -> None:
    """Print what was measured, in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"run it alone: {', '.join(PARTS)}"
    )
    parser.add_argument("--full", action="store_true", help="add projects of 5,000 records")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)!r}: {', '.join(PARTS)}")
    chosen = asked.parts or PARTS
    versions = f"Python {platform.python_version()}, Sphinx {version('sphinx')}"
    print(f"{versions}, {platform.machine()}, {os.cpu_count()} cores. CPU seconds, median (range).")
    print("\n| what | measured | goal |\n| --- | --- | --- |")
    measured: dict[str, Callable[[], Iterator[tuple[str, str, str]]]] = {
        "reading": reading.results,
        "duplication": duplication.results,
        "checklist": checklist.results,
        "start": start.results,
        "builds": lambda: builds.results(large=asked.full),
    }
    for name in chosen:
        for what, figure, goal in measured[name]():
            print(f"| {what} | {figure} | {goal} |", flush=True)


if __name__ == "__main__":
    main()
