"""Where a relative link of a document leads in the tree of files, as GitHub reads it."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, unquote

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.document import Document
from sphinx_governance.model.surroundings import Tree
from sphinx_governance.model.text import is_web_address, nearest

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLACEHOLDER = re.compile(
    r"[{}<>$*|…`]|\.\.\.|\[|\]|path/to/|(?<![A-Za-z])(?:X{3,}|N{3,}|YYYY)(?![A-Za-z])"
)
"""What stands for something else in a path that is only an example."""

_SOURCES = (".md", ".rst", ".markdown", ".txt", ".ipynb", ".html")
"""What the address of a page may leave out, or have built of it."""

_ROUTES = frozenset(
    "actions archive blob branches commit commits compare contributors discussions edit fork graphs"
    " issues labels milestone milestones network new projects pull pulls pulse raw releases security"
    " settings stargazers subscription tags tree watchers wiki".split()
)
"""Pages of a repository on GitHub, two levels above its files."""

_NUMBER = re.compile(r"(?:[A-Za-z]+-)?\d{2,}(?=[-_])")
"""The number that a record's file name begins with."""

_TEMPLATE = re.compile(
    r"(?:^|[-_. /])(?:pull_request_|issue_)?templates?(?:$|[-_. /])", re.IGNORECASE
)


class Local(NamedTuple):
    """A target without a scheme, decoded: *path* is "" for the same document."""

    path: str
    fragment: str


def local_target(target: str) -> Local | None:
    """Return the parts of a target that leads to a file; None for a URL, or an example of one."""
    target = target.strip()
    if target.startswith("//") or _SCHEME.match(target):
        return None
    path, _, fragment = target.partition("#")
    path = unquote(path.partition("?")[0])
    if _PLACEHOLDER.search(path) or "\x00" in path:
        return None
    return Local(path, unquote(fragment))


def is_template(path: str) -> bool:
    """Return whether a document is a template: its links hold where the copies stand."""
    return bool(_TEMPLATE.search(path))


class Places:
    """The files of a tree, and the ways that lead to them."""

    def __init__(self, corpus: Corpus, tree: Tree) -> None:
        self._tree = tree
        self.documents: Mapping[str, Document] = {
            tree.place(document.path): document for document in corpus.read
        }

    def resolve(self, document: Document, path: str) -> str:
        """Return where a path in a document leads; it begins with ``..`` where that is outside."""
        if path.startswith("/"):
            return self.resolve_rooted(document, path)
        return posixpath.normpath(posixpath.join(self._folder(document), path))

    def resolve_rooted(self, document: Document, path: str) -> str:
        """Return where a path with a leading slash leads: from the root, or from the source of a site."""
        folder, plain = self._folder(document), posixpath.normpath(path.lstrip("/") or ".")
        while folder and not self.is_there(posixpath.join(folder, plain)):
            folder = posixpath.dirname(folder)
        return posixpath.join(folder, plain)

    def _folder(self, document: Document) -> str:
        return posixpath.dirname(self._tree.place(document.path))

    def is_in_sphinx(self, document: Document) -> bool:
        """Return whether a document lies below a conf.py."""
        folder = self._folder(document)
        while folder and f"{folder}/conf.py" not in self._tree.files:
            folder = posixpath.dirname(folder)
        return posixpath.join(folder, "conf.py") in self._tree.files

    def is_there(self, place: str) -> bool:
        """Return whether a file or folder is there, or what a page could be made of."""
        if place == "." or self._tree.has(place) or place in self.documents:
            return True
        return any(self._tree.has(source) for source in _sources(place)) or self._is_in_link(place)

    def _is_in_link(self, place: str) -> bool:
        """Return whether a path goes through what is named and not listed: a submodule, a link."""
        folder = posixpath.dirname(place)
        while folder:
            if folder in self._tree.files:
                return True
            folder = posixpath.dirname(folder)
        return False

    def is_outside(self, place: str) -> bool:
        """Return whether a place outside the tree is one of which nothing is known.

        Above the files of a whole repository there are other branches of it, then
        GitHub's (or GitLab's) own pages, then other repositories.
        """
        if not self._tree.whole:
            return True
        up, _, rest = place.rpartition("../")
        levels, parts = up.count("..") + 1, rest.split("/")
        if levels == 1:
            return len(parts) > 1 and self._tree.has("/".join(parts[1:]))
        if levels == 2:
            return parts[0] in _ROUTES or parts[0] == "-"
        return "." not in parts[-1]

    def ends_with(self, path: str) -> bool:
        """Return whether a file or folder somewhere in the tree ends with a path."""
        end = f"/{path}"
        return any(f"/{place}".endswith(end) for place in (*self._tree.files, *self._tree.folders))

    def near(self, place: str) -> str:
        """Return the file or folder that a place which is not there is probably a slip of, or ""."""
        same = self._folded.get(place.casefold())
        named = self.same_name(place)
        if same or len(named) == 1:
            return same or named[0]
        folder, name = posixpath.split(place)
        found = _nearest_name(name, list(self._names.get(folder, {})))
        return posixpath.join(folder, found) if found else ""

    def has_moved(self, old: str, new: str) -> bool:
        """Return whether a file is the one that stood at *old*: no other has its name, and more agrees."""
        if self.same_name(old) != [new]:
            return False
        document = self.documents.get(new)
        is_record = document is not None and bool(document.records)
        return is_record or old.split("/")[-2:] == new.split("/")[-2:]

    def moved(self, place: str) -> str:
        """Return the one file that has a place's name elsewhere, or another number; "" where none has."""
        folder, name = posixpath.split(place)
        same = self._folded.get(place.casefold())
        found = [same] if same else self.same_name(place)
        slug = _NUMBER.sub("", name)
        if not found and slug != name:
            beside = self._names.get(folder, {})
            found = [f"{folder}/{other}" for other in beside if _NUMBER.sub("", other) == slug]
        return found[0] if len(found) == 1 else ""

    def same_name(self, place: str) -> list[str]:
        """Return the files of a place's name that lie elsewhere."""
        return self._by_name.get(posixpath.basename(place).casefold(), [])

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        everything = sorted({*self._tree.files, *self._tree.folders} - {""})
        return {place.casefold(): place for place in everything}

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for place in sorted(self._tree.files):
            found[posixpath.basename(place).casefold()].append(place)
        return found

    @cached_property
    def _names(self) -> Mapping[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for place in sorted({*self._tree.files, *self._tree.folders} - {""}):
            folder, name = posixpath.split(place)
            found[folder][name] = None
        return found


def _nearest_name(name: str, beside: list[str]) -> str:
    """Return the name that was meant: another ending, the same number, or a slip of the pen."""
    stem, number = posixpath.splitext(name)[0], _NUMBER.match(name)
    same = [other for other in beside if posixpath.splitext(other)[0] == stem]
    same = same or [other for other in beside if number and other.startswith(number.group())]
    if same:
        return same[0] if len(same) == 1 else ""
    # A wrong number is like many others: it says nothing of which was meant.
    words = {other for other in beside if _digits(other) == _digits(name)}
    return nearest(name, words) or ""


def _digits(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit())


def _sources(place: str) -> list[str]:
    """Return the files that a page's address may mean: ``x.html`` and ``x`` are made of ``x.rst``."""
    plain = place.removesuffix(".html")
    return [f"{plain}{suffix}" for suffix in _SOURCES]


def source_address(template: str, pattern: str) -> str:
    """Return where what a pattern governs is seen: the file, or the folder before its first wildcard.

    "" where the template is no web address, or the pattern names no place.

    >>> source_address("https://github.com/o/r/blob/main/{path}", "src/db/*.py")
    'https://github.com/o/r/blob/main/src/db'
    """
    if not is_web_address(template) or pattern.startswith("!"):
        return ""
    kept: list[str] = []
    for part in pattern.strip("/").split("/"):
        if any(sign in part for sign in "*?["):
            break
        kept.append(part)
    path = "/".join(kept)
    if not path or ".." in kept:
        return ""
    return template.replace("{path}", quote(path))
