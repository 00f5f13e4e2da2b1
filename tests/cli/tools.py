"""The command line as tests call it: in this process, or as a program of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from sphinx_governance.cli import main


@dataclass(frozen=True)
class Ran:
    """What a call left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as data; fails unless it is JSON alone."""
        return json.loads(self.out)


def call(*arguments: str | Path) -> Ran:
    """Run a command in this process; whatever it raises is the test's failure."""
    out, err = _stream(), _stream()
    status: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            status = ended.code
    assert isinstance(status, int)
    return Ran(status, _text(out), _text(err))


def run(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 60,
) -> Ran:
    """Run the command as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from sphinx_governance.cli import main; main()",
         *(str(argument) for argument in arguments)],
        cwd=cwd, env={**os.environ, "PYTHONWARNINGS": "default", **(env or {})},
        capture_output=True, timeout=timeout, check=False,
    )  # fmt: skip
    return Ran(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write dedented texts, or bytes as they are, into a folder; return it."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        content = dedent(text).lstrip("\n").encode() if isinstance(text, str) else text
        file.write_bytes(content)
    return folder


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
