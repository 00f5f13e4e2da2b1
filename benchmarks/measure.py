"""CPU seconds of whole processes: several runs, the median, and the spread."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """CPU seconds (user and system) of several runs of one command."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.seconds)

    def ratio(self, other: Figure) -> float:
        """Return how many times *other* this is: the median over runs that were made in turn."""
        pairs = zip(self.seconds, other.seconds, strict=True)
        return statistics.median(mine / theirs for mine, theirs in pairs)

    def above(self, other: Figure) -> float:
        """Return how many seconds this is above *other*: the median over runs made in turn."""
        pairs = zip(self.seconds, other.seconds, strict=True)
        return statistics.median(mine - theirs for mine, theirs in pairs)

    def __str__(self) -> str:
        low, high = min(self.seconds), max(self.seconds)
        return f"{self.median:.2f} s ({low:.2f} to {high:.2f})"


@dataclass(frozen=True)
class Task:
    """A command, and what is done ahead of every run to make it cold or to change a file."""

    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> float:
        """Run once, and return the CPU seconds.

        :raises subprocess.CalledProcessError: the command failed: a broken run is no figure.
        """
        self.before()
        environment = {**os.environ, **self.environment}
        # Without compiled files, each run would measure Python's compiler.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        started = _spent()
        done = subprocess.run(
            self.command, env=environment, capture_output=True, text=True, check=False
        )
        ended = _spent()
        if done.returncode not in {0, 1}:
            sys.stderr.write(done.stdout + done.stderr)
            raise subprocess.CalledProcessError(done.returncode, self.command)
        return ended - started


def _spent() -> float:
    """Return the CPU seconds of all children so far, to the microsecond."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def cpu_seconds(
    command: Sequence[str],
    *,
    runs: int = 5,
    before: Callable[[], None] = lambda: None,
    environment: Mapping[str, str] | None = None,
) -> Figure:
    """Return the CPU seconds of one command; see :class:`Task`."""
    return in_turn({"": Task(command, before, environment or {})}, runs)[""]


def in_turn(tasks: Mapping[str, Task], runs: int = 5) -> dict[str, Figure]:
    """Return the CPU seconds of several tasks, run in turn: what else the machine does hits all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            seconds[name].append(task.run())
    return {name: Figure(tuple(figures)) for name, figures in seconds.items()}
