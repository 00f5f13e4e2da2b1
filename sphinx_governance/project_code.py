"""Objects of a project's code, described by a process of its own: for fragments that show them.

Only where the project's conf.py was run anyway: that its code runs is no news then.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_governance import probe
from sphinx_governance.model.text import nearest
from sphinx_governance.outputs.fragment_source import Asked, FragmentError

_LIMIT = 20_000_000
"""Bytes of answers that are read."""


@dataclass(frozen=True)
class ProjectCode:
    """Asks a project's code.

    :param folder: that of conf.py, where it runs.
    :param root: that of the repository; places of errors are shown as seen from there.
    :param seconds: how long importing may take.
    :param wanted: what is known to be asked: one process answers all of it.
    """

    folder: Path
    root: Path
    seconds: int
    wanted: Callable[[], tuple[Asked, ...]] = tuple
    _known: dict[Asked, Mapping[str, Any]] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Mapping[str, Any]:
        """Return what an object is.

        :raises FragmentError: it cannot be imported, is not there, or cannot be described.
        """
        if asked not in self._known:
            self._ask(dict.fromkeys((*self.wanted(), asked)))
        answer = self._known[asked]
        found = answer.get("is")
        if isinstance(found, dict):
            return found
        raise FragmentError(self._message(answer), self._hint(asked, answer))

    def _ask(self, wanted: Iterable[Asked]) -> None:
        """Ask until everything has an answer; what ends the process is not asked again."""
        waiting = [asked for asked in wanted if asked not in self._known]
        while waiting:
            answers, ending = self._run(waiting)
            self._known.update(zip(waiting, answers, strict=False))
            waiting = waiting[len(answers) :]
            if waiting:
                self._known[waiting.pop(0)] = ending

    def _run(self, asked: list[Asked]) -> tuple[list[Mapping[str, Any]], Mapping[str, Any]]:
        """Return the answers of one process, and what to say of the request after the last one."""
        with tempfile.TemporaryDirectory(prefix="sphinx-governance-") as folder:
            answers = Path(folder) / "answers"
            request = {
                # As conf.py has made it.
                "path": sys.path,
                "folder": str(self.folder),
                "answers": str(answers),
                "seconds": self.seconds,
                "requests": asked,
            }
            try:
                status = _run(json.dumps(request).encode(), self.folder, self.seconds)
            except subprocess.TimeoutExpired:
                ending = {"error": f"it took more than {self.seconds} s", "late": True}
            else:
                ending = {"error": f"the process ended with status {status}"}
            return _lines(answers), ending

    def _message(self, answer: Mapping[str, Any]) -> str:
        message = str(answer.get("error", "it said nothing"))
        if not answer.get("at"):
            return message
        file, line = answer["at"]
        path = Path(str(file))
        root = self.root.resolve()
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        return f"{message} ({shown}:{line})"

    def _hint(self, asked: Asked, answer: Mapping[str, Any]) -> str:
        if answer.get("missing"):
            return "it must be one that conf.py can import: see sys.path there"
        if answer.get("late"):
            return "the setting import-seconds allows more"
        near = nearest(asked.name.rpartition(":")[2].rpartition(".")[2], answer.get("known") or ())
        return f"did you mean {near}?" if near else str(answer.get("hint") or "")


def _run(request: bytes, folder: Path, seconds: int) -> int:
    """Run the probe; return its status.

    :raises subprocess.TimeoutExpired: it took too long; it was killed, with all that it had started.
    """
    process = subprocess.Popen(  # noqa: S603 - ours alone
        # Without the folder of the probe on its path, and without writing bytecode into the project.
        [sys.executable, "-P", "-B", probe.__file__],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.communicate(request, timeout=seconds)
    except BaseException:
        _kill(process)
        raise
    return process.returncode


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started, which are of its group."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _lines(path: Path) -> list[Mapping[str, Any]]:
    """Return the whole lines of a file as data, up to the first that is none."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT)
    except OSError:
        return []
    found: list[Mapping[str, Any]] = []
    for line in content.split(b"\n")[:-1]:
        try:
            data = json.loads(line)
        except ValueError:
            break
        if not isinstance(data, dict):
            break
        found.append(data)
    return found
