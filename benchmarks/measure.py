"""CPU seconds of whole processes: several runs, the median, and the spread."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """CPU seconds (user and system) of several runs of one command."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        low, high = min(self.seconds), max(self.seconds)
        return f"{self.median:.2f} s ({low:.2f} to {high:.2f})"


def cpu_seconds(
    command: Sequence[str],
    *,
    runs: int = 5,
    before: Callable[[], None] = lambda: None,
    environment: Mapping[str, str] | None = None,
) -> Figure:
    """Return the CPU seconds of a command.

    :param before: called ahead of every run, to make it cold or to change a file.
    :raises subprocess.CalledProcessError: the command failed: a broken run is no figure.
    """
    figures = []
    for _ in range(runs):
        before()
        started = os.times()
        done = subprocess.run(
            command, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
        )
        ended = os.times()
        if done.returncode not in {0, 1}:
            sys.stderr.write(done.stdout + done.stderr)
            raise subprocess.CalledProcessError(done.returncode, command)
        figures.append(
            ended.children_user + ended.children_system - started.children_user - started.children_system
        )
    return Figure(tuple(figures))
