"""Run every benchmark and print a table for RESULTS.md; ``--full`` adds projects of 5,000 records."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version

from benchmarks import builds, reading

PARTS = ("reading", "builds")


def main() -> None:
    """Print what was measured, in Markdown; name *reading* or *builds* to run one part."""
    chosen = [name for name in sys.argv[1:] if name in PARTS] or PARTS
    versions = f"Python {platform.python_version()}, Sphinx {version('sphinx')}"
    print(f"{versions}, {platform.machine()}, {os.cpu_count()} cores. CPU seconds, median (range).")
    print("\n| what | measured | goal |\n| --- | --- | --- |")
    for name in chosen:
        large = "--full" in sys.argv
        found = reading.results() if name == "reading" else builds.results(large=large)
        for what, figure, goal in found:
            print(f"| {what} | {figure} | {goal} |", flush=True)


if __name__ == "__main__":
    main()
