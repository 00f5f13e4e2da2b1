"""Part of a file, as a block of code: ``lines`` (10-20), or what stands between ``start`` and ``end``.

``path`` is relative to the root of the repository. ``start`` and ``end`` are texts that one line each
has; these lines themselves are left out. ``language`` colours it.
"""

from __future__ import annotations

import posixpath
import re
import textwrap

from sphinx_governance.outputs.fragment_source import (
    FragmentError,
    Made,
    Options,
    Source,
    shown_code,
)
from sphinx_governance.outputs.safe_markdown import fenced

OPTIONS = ("path", "lines", "start", "end", "language")
_RANGE = re.compile(r"(?P<first>\d{1,7})(?:-(?P<last>\d{0,7}))?")
_LANGUAGES = {
    "py": "python",
    "md": "markdown",
    "sh": "bash",
    "yml": "yaml",
    "js": "javascript",
    "txt": "text",
}
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]+")


def make(source: Source, options: Options) -> Made:
    """Return the lines that are asked for, in a fence that nothing in them can close."""
    path = options.text("path")
    if not path:
        raise FragmentError("it does not say which file", "write path=pyproject.toml")
    if options.text("lines") and (options.text("start") or options.text("end")):
        raise FragmentError("it has lines, and start or end", "keep one of them")
    lines = re.split(r"\r\n|\r|\n", source.read(path).removeprefix("\ufeff"))
    chosen = _between(lines, options) if options.text("start") or options.text("end") else lines
    if written := options.text("lines"):
        chosen = _range(lines, written)
    text = textwrap.dedent("\n".join(chosen)).strip("\n")
    suffix = posixpath.splitext(path)[1][1:].lower()
    language = options.text("language", _LANGUAGES.get(suffix, suffix))
    if language and not _LANGUAGE.fullmatch(language):
        raise FragmentError(f"the option language may not be {language!r}", "write language=python")
    values = {"code": fenced(text, language), "lines": text.split("\n"), "language": language}
    return Made(source.rendered("file", path=shown_code(path), **values), path)


def _range(lines: list[str], written: str) -> list[str]:
    match = _RANGE.fullmatch(written)
    if match is None:
        raise FragmentError(f"the option lines may not be {written!r}", "write lines=10-20")
    first = int(match["first"])
    last = int(match["last"] or len(lines)) if "-" in written else first
    if not 0 < first <= last <= len(lines):
        raise FragmentError(f"there are no lines {written}", f"the file has {len(lines)}")
    return lines[first - 1 : last]


def _between(lines: list[str], options: Options) -> list[str]:
    first, last = 0, len(lines)
    if start := options.text("start"):
        first = _only(lines, start, 0) + 1
    if end := options.text("end"):
        last = _only(lines, end, first)
    return lines[first:last]


def _only(lines: list[str], text: str, after: int) -> int:
    found = [number for number in range(after, len(lines)) if text in lines[number]]
    if len(found) != 1:
        what = f"{len(found)} lines have" if found else "no line has"
        where = " behind the start" if after else ""
        raise FragmentError(f"{what} the text {text!r}{where}", "name a text that one line has")
    return found[0]
