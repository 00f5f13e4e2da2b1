"""Files: read line by line for reports, written only when they differ, never by halves."""

from __future__ import annotations

import glob
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sphinx_governance.intake.reading import content_of, decode


class SourceLines:
    """Reads lines of source files for reports, each file once."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._files: dict[str, list[str]] = {}

    def __call__(self, path: str, number: int) -> str:
        """Return a line, "" where there is none."""
        lines = self.whole(path)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def whole(self, path: str) -> list[str]:
        """Return all lines of a file, none where it cannot be read."""
        lines = self._files.get(path)
        if lines is None:
            lines = self._files[path] = self._read(path)
        return lines

    def _read(self, path: str) -> list[str]:
        try:
            text, _ = decode(content_of(self._base / path))
        except OSError:
            return []
        return (text or "").split("\n")


def relative(path: str | Path, folder: Path) -> str:
    """Return a path as seen from a folder, with forward slashes; it may begin with ``../``."""
    return Path(os.path.relpath(path, folder)).as_posix()


def write_if_different(path: Path, text: str) -> bool:
    """Write a file at once or not at all, and only where its content changes; return whether it did.

    :raises OSError: the folder cannot be written to.
    """
    content = text.encode("utf-8", "surrogatepass")
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    umask = os.umask(0)
    os.umask(umask)
    _write(path, content, 0o666 & ~umask)
    return True


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet, at once or not at all.

    :raises OSError: it is there, or cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    umask = os.umask(0)
    os.umask(umask)
    content = text.encode("utf-8", "surrogatepass")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-record-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~umask)
        # Unlike a renaming, a hard link never takes the place of a file.
        path.hardlink_to(name)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        with path.open("xb") as file:
            file.write(content)
    finally:
        Path(name).unlink(missing_ok=True)


def replace_content(path: Path, content: bytes) -> None:
    """Replace the content of a file that is there, at once, keeping its mode; a link is followed.

    :raises OSError: the file or its folder cannot be written to.
    """
    place = path.resolve()
    if not os.access(place, os.W_OK):
        raise PermissionError(f"{path} is read-only")
    _write(place, content, place.stat().st_mode & 0o7777)


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none. One that is there keeps its mode; a link is followed.

    :raises OSError: one of them cannot be written.
    """
    before: dict[Path, bytes | None] = {}
    staged: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for path, content in contents.items():
            place = path.resolve()
            before[place] = place.read_bytes() if place.exists() else None
            staged.append((_staged(place, content, _mode(place)), place))
        for temporary, place in staged:
            temporary.replace(place)
            done.append(place)
    except BaseException:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        for place in done:
            _restore(place, before[place])
        raise


def _restore(place: Path, content: bytes | None) -> None:
    if content is None:
        place.unlink(missing_ok=True)
    else:
        _write(place, content, _mode(place))


def _mode(place: Path) -> int:
    if not place.exists():
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
    if not os.access(place, os.W_OK):
        raise PermissionError(f"{place} is read-only")
    return place.stat().st_mode & 0o7777


def _write(path: Path, content: bytes, mode: int) -> None:
    temporary = _staged(path, content, mode)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def clear_leftovers(path: Path) -> None:
    """Take away what was left beside a place by a process that was killed while it wrote there."""
    place = path.resolve()
    for other in place.parent.glob(f"{glob.escape(_beginning(place))}*{_ENDING}"):
        number = other.name.removeprefix(_beginning(place)).partition("-")[0]
        if number.isdecimal() and not _is_running(int(number)):
            other.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # elsewhere this signal is no question
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _beginning(path: Path) -> str:
    return f".{path.name[:100]}-"


_ENDING = ".unfinished"


def _staged(path: Path, content: bytes, mode: int) -> Path:
    """Write a temporary file beside a place; return it. Its name says whose it is."""
    beginning = f"{_beginning(path)}{os.getpid()}-"
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=beginning, suffix=_ENDING)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
