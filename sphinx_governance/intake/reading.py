"""One file of a bare folder, read so that nothing in it can stop the others: bytes to Outline."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from sphinx_governance.intake.naming import SUFFIXES
from sphinx_governance.intake.outline import Outline, Trouble

LIMIT = 5_000_000
"""Bytes of one document that are read; real records are a hundredth of it."""


def outline_of_bytes(path: str, content: bytes, directives: frozenset[str]) -> Outline:
    """Return the Outline of a file's content; what cannot be read is among its troubles."""
    markup = SUFFIXES[PurePosixPath(path).suffix.lower()]
    digest = hashlib.sha256(content).hexdigest()[:32]
    source, troubles = decode(content)
    if source is None:
        return Outline(path, markup, digest, troubles=troubles)
    try:
        outline = _producer(markup)(path, source, digest=digest, record_directives=directives)
    except Exception as error:  # noqa: BLE001 - one file that breaks a parser must not lose the others
        problem = f"the document cannot be parsed: {type(error).__name__}: {error}"
        trouble = Trouble("unreadable", problem, 1, 0, "what its file name says still counts")
        return Outline(path, markup, digest, troubles=(*troubles, trouble))
    return outline._replace(troubles=(*troubles, *outline.troubles)) if troubles else outline


def content_of(path: Path) -> bytes:
    """Return as much of a file as is read of it.

    :raises OSError: it cannot be read, or is no file: a pipe would be waited for without end.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("it is not a regular file")
    with path.open("rb") as file:
        return file.read(LIMIT + 1)


def decode(content: bytes) -> tuple[str | None, tuple[Trouble, ...]]:
    """Return a file's text, None where it has none, and what is wrong with it."""
    if len(content) > LIMIT:
        message = f"the file is too long; only its first {LIMIT:,} bytes are read"
        text, troubles = decode(content[:LIMIT])
        return text, (Trouble("unreadable", message, 1), *troubles)
    if b"\x00" in content:
        return None, (
            Trouble(
                "unreadable", "the file is binary: it has a NUL byte", 1, 0, "save it as UTF-8 text"
            ),
        )
    try:
        return _lines(content.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = (
            f"the file is not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}"
        )
        trouble = Trouble("unreadable", message, line, 0, "save it as UTF-8")
        return _lines(content.decode("utf-8-sig", errors="replace")), (trouble,)


def _lines(text: str) -> str:
    """Return a text with line feeds only: form feeds and the like would count as lines of their own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_LINE_BREAKS)


_LINE_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029], " ")


def _producer(markup: str) -> Callable[..., Outline]:
    if markup == "md":
        from sphinx_governance.intake.from_markdown import outline_from_markdown

        return outline_from_markdown
    from sphinx_governance.intake.bare_rest import outline_from_rest

    return outline_from_rest
