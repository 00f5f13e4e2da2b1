"""What a page names and lists: its toctrees and its indexes of records, with the lines they stand in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_governance.intake.placed import Placed, placed_in
from sphinx_governance.model.finding import Edit
from sphinx_governance.model.record import Location

_TITLED = re.compile(r"\A.*<(?P<target>[^<>]+)>\s*\Z", re.DOTALL)
_ENDINGS = (".rst", ".md", ".markdown", ".txt")


@dataclass(frozen=True)
class Page:
    """A page of a Sphinx project: *path* is relative to the source folder."""

    path: str
    directives: tuple[Placed, ...]

    @property
    def name(self) -> str:
        """Its name in Sphinx: the path without its ending."""
        return posixpath.splitext(self.path)[0]

    @property
    def toctrees(self) -> tuple[Placed, ...]:
        """Its toctrees."""
        return tuple(item for item in self.directives if item.name == "toctree")

    def lists(self, kind: str) -> bool:
        """Return whether it has an index of all records of a kind."""
        return any(
            item.name == f"{kind}-index"
            or (item.name == "record-index" and kind in item.options.get("kind", kind))
            for item in self.directives
            if item.options.keys().isdisjoint({"status", "tags", "track", "limit"})
        )


def read_page(path: str, text: str, indexes: frozenset[str]) -> Page:
    """Return what a page names.

    :param indexes: names of the directives that list records.
    """
    markup = "rst" if path.endswith(".rst") else "md"
    if "toctree" not in text and not any(name in text for name in indexes):
        return Page(path, ())
    try:
        return Page(path, tuple(placed_in(text, markup, frozenset({"toctree", *indexes}))))
    except Exception:  # noqa: BLE001 - a page that breaks a parser must not lose the others
        return Page(path, ())


def listed_pages(pages: Sequence[Page]) -> frozenset[str]:
    """Return the names of the pages that stand in a toctree."""
    names = [page.name for page in pages]
    return frozenset(
        name for page in pages for tree in page.toctrees for name in _entries(page, tree, names)
    )


def _entries(page: Page, tree: Placed, names: Sequence[str]) -> Iterator[str]:
    folder = posixpath.dirname(page.name)
    for _, line in tree.body:
        entry = line.strip()
        if match := _TITLED.match(entry):
            entry = match["target"].strip()
        whole = entry[1:] if entry.startswith("/") else posixpath.join(folder, entry)
        whole = posixpath.normpath(whole)
        if "glob" in tree.options and any(sign in entry for sign in "*?["):
            yield from filter(_glob(whole).match, names)
        else:
            ending = next((item for item in _ENDINGS if whole.endswith(item)), "")
            yield whole.removesuffix(ending)


def patterns(written: object) -> tuple[re.Pattern[str], ...]:
    """Return what the patterns of ``exclude_patterns`` match; what is no list of texts matches nothing."""
    found = written if isinstance(written, list | tuple) else ()
    return tuple(_glob(item.strip("/")) for item in found if isinstance(item, str))


def is_matched(path: str, matching: Sequence[re.Pattern[str]]) -> bool:
    """Return whether a pattern matches a path or a folder that it lies in."""
    parts = path.split("/")
    places = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return any(pattern.match(place) for place in places for pattern in matching)


def _glob(pattern: str) -> re.Pattern[str]:
    """Return what a pattern of a toctree matches: ``*`` stops at a slash, ``**`` does not."""
    parts = re.split(r"(\*\*|\*|\?|\[[^\]]+\])", pattern)
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    made = (signs.get(part) or _class_or_text(part) for part in parts)
    return re.compile("".join(made) + r"\Z")


def _class_or_text(part: str) -> str:
    if not part.startswith("["):
        return re.escape(part)
    negated = part[1] == "!"
    return (
        f"[{'^' if negated else ''}{re.sub(r'[^A-Za-z0-9_-]', _escaped, part[1 + negated : -1])}]"
    )


def _escaped(match: re.Match[str]) -> str:
    return re.escape(match[0])


def added_entry(page: Page, tree: Placed, lines: Sequence[str], name: str) -> Edit | None:
    """Return the edit that names one more page at the end of a toctree, None where its end is not known."""
    entry = posixpath.relpath(name, posixpath.dirname(page.name) or ".")
    if entry.startswith(".."):
        entry = f"/{name}"
    last = tree.body[-1][0] if tree.body else tree.head
    if not 0 < last <= len(lines):
        return None
    written = lines[last - 1]
    if tree.body:
        margin = written[: len(written) - len(written.lstrip())]
        return Edit(Location(page.path, last, len(written) + 1), "", f"\n{margin}{entry}")
    gap = "\n" if tree.gap else ""
    return Edit(Location(page.path, last, len(written) + 1), "", f"\n{gap}{tree.margin}{entry}")
