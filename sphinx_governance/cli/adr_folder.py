"""The folder of records as adr-tools finds it, the records in it by name, and edits of several."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_governance.cli.errors import UsageProblem

if TYPE_CHECKING:
    from sphinx_governance.outputs.adr_reports import Listed

MARKER, DEFAULT = ".adr-dir", "doc/adr"
TEMPLATES = Path(__file__).parents[1] / "templates" / "adr"
_RECORD = re.compile(r"([0-9]+)-[^/]*\.md")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class AdrFile:
    """A record: its number, and the name of its file."""

    number: int
    name: str


@dataclass(frozen=True)
class AdrFolder:
    """A folder of records, by its path as it is shown: from the working directory."""

    path: str

    @property
    def place(self) -> Path:
        """Where it is."""
        return Path(self.path)

    def shown(self, name: str) -> str:
        """Return a file's path as it is shown."""
        return posixpath.join(self.path, name)

    def records(self) -> list[AdrFile]:
        """Return the records by number; none where there is no folder."""
        if not self.place.is_dir():
            return []
        found = [
            AdrFile(int(match[1]), name)
            for name in os.listdir(self.place)  # noqa: PTH208 - names, as they are
            if (match := _RECORD.fullmatch(name)) and (self.place / name).is_file()
        ]
        return sorted(found, key=lambda item: (item.number, item.name))

    def existing(self) -> list[AdrFile]:
        """Return the records of a folder that must be there."""
        if not self.place.is_dir():
            raise UsageProblem(f"there is no folder {self.path}", "begin with: adr init")
        return self.records()

    def next_number(self) -> int:
        """Return the number after the highest that a name in the folder begins with."""
        names = os.listdir(self.place) if self.place.is_dir() else []  # noqa: PTH208
        return (
            max((int(found[0]) for name in names if (found := _DIGITS.match(name))), default=0) + 1
        )

    def find(self, reference: str) -> AdrFile:
        """Return the record that a number or a part of a file name means."""
        records = self.existing()
        if _DIGITS.fullmatch(reference):
            found = [item for item in records if item.number == int(reference)]
        else:
            name = Path(reference).name
            found = [item for item in records if item.name == name] or [
                item for item in records if name and name in item.name
            ]
        if not found:
            raise UsageProblem(f"no record in {self.path} is named {reference!r}", "see: adr list")
        if len(found) > 1:
            raise UsageProblem(
                f"{reference!r} names several records: {', '.join(item.name for item in found)}",
                "say more of the file's name",
            )
        return found[0]

    def read(self, record: AdrFile) -> str:
        """Return a record's text; what is no UTF-8 in it is kept as it is."""
        return read_text(self.place / record.name)

    def listed(self) -> list[Listed]:
        """Return the records with what reports show of them."""
        from sphinx_governance.outputs.adr_reports import Listed
        from sphinx_governance.outputs.adr_text import links_of, title_of

        found = []
        for item in self.existing():
            text = self.read(item)
            title = title_of(text, Path(item.name).stem)
            found.append(Listed(item.number, item.name, title, tuple(links_of(text))))
        return found

    def template(self) -> str:
        """Return the template of new records: ADR_TEMPLATE's, the folder's own, else ours."""
        if chosen := os.environ.get("ADR_TEMPLATE"):
            return read_text(Path(chosen))
        own = self.place / "templates" / "template.md"
        return read_text(own if own.is_file() else TEMPLATES / "template.md")


def adr_folder() -> AdrFolder:
    """Return the folder of records: what .adr-dir names, or doc/adr, here or in a folder above."""
    here = Path.cwd()
    above = ""
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return AdrFolder(posixpath.normpath(posixpath.join(above, _marked(folder / MARKER))))
        if (folder / DEFAULT).is_dir():
            return AdrFolder(posixpath.join(above, DEFAULT))
        above = posixpath.join(above, "..")
    return AdrFolder(DEFAULT)


def _marked(marker: Path) -> str:
    named = os.fsdecode(marker.read_bytes()).removeprefix("\ufeff").split("\n")[0].strip()
    if not named:
        raise UsageProblem(f"{marker} is empty", "write the path of the folder of records in it")
    return named


def read_text(path: Path) -> str:
    """Return a file's text, each byte of it."""
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise UsageProblem(f"{path} cannot be read: {error.strerror}") from error


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write the files whose text differs, all of them or none; folders are made."""
    from sphinx_governance.files import write_together

    contents = {path: text.encode("utf-8", "surrogateescape") for path, text in texts.items()}
    try:
        for path in contents:
            _stay_inside(path)
            path.parent.mkdir(parents=True, exist_ok=True)
        write_together({path: new for path, new in contents.items() if _differs(path, new)})
    except OSError as error:
        raise UsageProblem(f"nothing was written: {error}") from error


def _stay_inside(path: Path) -> None:
    """Refuse a link that leads elsewhere: what is there is nobody's record."""
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise UsageProblem(f"{path} is a link that leads out of its folder", "nothing was written")


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content
