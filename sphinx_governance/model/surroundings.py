"""What stands around a project's documents: its files, the day, another state of it, unresolved references.

Rules that need one of these find nothing where it is not known (None): a plain
``sphinx-build`` looks neither at git nor at the clock.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sphinx_governance.model.finding import Severity
from sphinx_governance.model.record import Location, Record


class Passage(NamedTuple):
    """A block of running text, as duplication compares it.

    *kind* is paragraph, item, cell, quote or code; *text* its words without
    markup; *at* its first line, *last* its last one.
    """

    kind: str
    text: str
    at: Location
    last: int


class Unresolved(NamedTuple):
    """A reference that Sphinx or MyST cannot resolve: its *kind* is the role, option or node.

    *severity* is lower than an error where the project tolerates it: an API
    reference in a project that is not nitpicky.
    """

    kind: str
    target: str
    message: str
    at: Location
    hint: str = ""
    length: int = 0
    severity: Severity | None = None


class DeadLink(NamedTuple):
    """A link to another site that did not answer well; *why* is what was said."""

    address: str
    why: str
    at: Location


@dataclass(frozen=True)
class Tree:
    """The files of the repository (or of the folder, where there is none), relative to its root.

    :param files: paths with forward slashes.
    :param prefix: the folder of the corpus's paths within it: ``docs/source``, "" for the root.
    :param tracked: whether git named them; if not, they were found by walking.
    :param whole: whether it is a whole repository, so that a path that leads out of it leads nowhere.
    """

    files: frozenset[str]
    prefix: str = ""
    tracked: bool = False
    whole: bool = False

    def place(self, path: str) -> str:
        """Return where a path of the corpus stands in the tree; it may begin with ``../``."""
        return posixpath.normpath(posixpath.join(self.prefix, path))

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, "" for the root."""
        found = {""}
        for path in self.files:
            folder = posixpath.dirname(path)
            while folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    def has(self, path: str) -> bool:
        """Return whether a file or folder is there."""
        return path in self.files or path.rstrip("/") in self.folders


class Change(NamedTuple):
    """A file that differs from the base: *status* is A, M, D or R, *old* its name at the base."""

    status: str
    path: str
    old: str


class Edited(NamedTuple):
    """A record that stood at the base, and what it is now; *now* is None where it is gone.

    *before_text* and *now_text* are the words of its body, block by block.
    """

    before: Record
    now: Record | None
    before_text: tuple[str, ...] = ()
    now_text: tuple[str, ...] = ()


@dataclass(frozen=True)
class Base:
    """The state that the project is compared with: *name* is the ref as a person wrote it.

    :param changes: what differs, with paths of the corpus.
    :param edited: the records of changed documents, as they were and as they are.
    :param taken: identifier, case folded → paths of the corpus under which the ref's tip has it.
    :param small_edit: with so many changed words an edit is no small one any more.
    """

    name: str
    changes: tuple[Change, ...] = ()
    edited: tuple[Edited, ...] = ()
    taken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small_edit: int = 20

    @cached_property
    def old_paths(self) -> Mapping[str, str]:
        """Path now → path at the base, for files that were changed or renamed."""
        return {change.path: change.old for change in self.changes if change.old}

    @cached_property
    def added(self) -> frozenset[str]:
        """The paths that did not exist at the base."""
        return frozenset(change.path for change in self.changes if change.status == "A")

    @cached_property
    def left(self) -> frozenset[str]:
        """The paths that existed at the base and do not any more: deleted, or renamed away."""
        gone = {change.path for change in self.changes if change.status == "D"}
        return frozenset(gone | {item.old for item in self.changes if item.status == "R"})

    @cached_property
    def touched(self) -> frozenset[str]:
        """The paths that were added or changed since the base."""
        return frozenset(change.path for change in self.changes if change.status != "D")

    @cached_property
    def _stood(self) -> frozenset[tuple[str, str]]:
        """Path and identifier of the records that stood at the base, by the same or another identifier."""
        return frozenset((edit.now.path, edit.now.id) for edit in self.edited if edit.now)

    @cached_property
    def _renumbered(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (edit.now.path, edit.now.id)
            for edit in self.edited
            if edit.now and edit.now.id.casefold() != edit.before.id.casefold()
        )

    def is_new(self, record: Record) -> bool:
        """Return whether a record did not exist at the base."""
        return record.path in self.touched and (record.path, record.id) not in self._stood

    def is_newly_named(self, record: Record) -> bool:
        """Return whether a record did not have its identifier at the base: it is new, or renumbered."""
        return self.is_new(record) or (record.path, record.id) in self._renumbered
