"""Run every benchmark and print a table for RESULTS.md."""

from __future__ import annotations

import os
import platform

from benchmarks import reading


def main() -> None:
    """Print what was measured, in Markdown."""
    cores = os.cpu_count()
    print(f"Python {platform.python_version()}, {platform.machine()}, {cores} cores. CPU seconds, median (range) of five.")
    print("\n| what | measured | goal |\n| --- | --- | --- |")
    for what, figure, goal in reading.results():
        print(f"| {what} | {figure} | {goal} |", flush=True)


if __name__ == "__main__":
    main()
