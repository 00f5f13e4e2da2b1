"""What ``init`` would write, as texts, and what it leaves to a person."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_governance.adopt.conf_py import ByHand, with_extensions
from sphinx_governance.adopt.pages import Page, added_entry, listed_pages, read_page
from sphinx_governance.adopt.settings_file import with_folders
from sphinx_governance.adopt.survey import Site, Survey
from sphinx_governance.config import TOML_NAME
from sphinx_governance.files import relative
from sphinx_governance.intake.naming import INDEX_NAMES
from sphinx_governance.model.patching import apply_edits
from sphinx_governance.model.text import listed

_CHECK = "sphinx-governance check"
_OURS, _MARKDOWN = "sphinx_governance", "myst_parser"


@dataclass(frozen=True)
class Change:
    """A file to be written: *before* is None where it is new; *what* says what is done to it."""

    place: Path
    before: str | None
    after: str
    what: str


@dataclass(frozen=True)
class Plan:
    """The changes, and what is to be done by hand: each with where, and what to write there."""

    changes: tuple[Change, ...] = ()
    by_hand: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class First:
    """The first record: its place and text."""

    place: Path
    text: str
    kind: str


@dataclass
class _Draft:
    survey: Survey
    changes: dict[Path, Change] = field(default_factory=dict)
    by_hand: list[tuple[str, str]] = field(default_factory=list)

    def change(self, place: Path, before: str | None, after: str, what: str) -> None:
        known = self.changes.get(place)
        if known:
            before, what = known.before, f"{known.what}; {what}"
        self.changes[place] = Change(place, before, after, what)

    def text(self, place: Path) -> str:
        """Return a file's text as it will be."""
        known = self.changes.get(place)
        return known.after if known else place.read_bytes().decode("utf-8-sig")

    def shown(self, place: Path) -> str:
        return relative(place, self.survey.root)


def plan_for(survey: Survey, kind: str, first: First | None = None) -> Plan:
    """Return the least that makes records part of a project; nothing where nothing is missing.

    :param kind: that of records in folders whose names say nothing.
    """
    draft = _Draft(survey)
    if survey.site is not None:
        _load_extension(draft, survey.site, first)
    _name_folders(draft, kind)
    if first is not None:
        draft.change(first.place, None, first.text, "the first record")
    if survey.site is not None:
        _list_records(draft, survey.site, first)
        _say_what_is_apart(draft, survey.site)
    return Plan(tuple(draft.changes.values()), tuple(draft.by_hand))


def _load_extension(draft: _Draft, site: Site, first: First | None) -> None:
    """Have conf.py load the extension, and what reads Markdown where pages or records are Markdown."""
    missing = [] if _OURS in site.conf.words else [_OURS]
    if _is_markdown(draft.survey, site, first) and not site.conf.reads_markdown:
        missing.insert(0, _MARKDOWN)
    if not missing:
        return
    place = site.source / "conf.py"
    made = with_extensions(site.conf, missing)
    named = listed([f'"{name}"' for name in missing], "and")
    if isinstance(made, ByHand):
        where = f"{draft.shown(place)}:{made.line}"
        draft.by_hand.append((f"{where}: {made.why}; write below it", made.add))
        return
    draft.change(place, site.conf.text, made[0], f"{named} in extensions, line {made[1]}")


def _is_markdown(survey: Survey, site: Site, first: First | None) -> bool:
    """Return whether pages that matter are Markdown: the first one, or records."""
    names = {f"{site.conf.root_page}.md", f"{site.conf.root_page}.markdown"}
    records = (record.path for group in survey.groups for record in group.records)
    first_is = first is not None and first.place.suffix != ".rst"
    return (
        first_is
        or any(path.endswith((".md", ".markdown")) for path in records)
        or (site.root_page is None and any(path in names for path in survey.documents))
        or (site.root_page is not None and not site.root_page.path.endswith(".rst"))
    )


def _name_folders(draft: _Draft, name: str) -> None:
    """Name the folders of records whose names say nothing, in the settings."""
    survey = draft.survey
    if not survey.unnamed:
        return
    kind = survey.project.kinds.get(name)
    known = {group.folder for group in survey.groups if group.kind == name}
    used = [name for name in (kind.folders if kind else ()) if _is_used(name, known)]
    folders = dict.fromkeys([*used, *map(posixpath.basename, survey.unnamed)])
    place = survey.project.path or _settings_place(survey.root)
    before = place.read_bytes().decode("utf-8-sig") if place.is_file() else None
    after = with_folders(before or "", place.name, name, tuple(folders))
    if after is None:
        draft.by_hand.append(
            (
                f"{draft.shown(place)}: it says already where records are; write in its table",
                f"folders = [{', '.join(map(_toml_text, folders))}]",
            )
        )
        return
    names = listed(survey.unnamed, "and")
    draft.change(place, before, after, f"records are in {names}")


def _is_used(name: str, folders: set[str]) -> bool:
    return any(name in folder.split("/") for folder in folders)


def _settings_place(root: Path) -> Path:
    project = root / "pyproject.toml"
    return project if project.is_file() else root / TOML_NAME


def _toml_text(text: str) -> str:
    from sphinx_governance.adopt.settings_file import toml_text

    return toml_text(text)


def _list_records(draft: _Draft, site: Site, first: First | None) -> None:
    """Have every folder of records that nothing lists be listed, in the manner of the project's pages."""
    listed_now = listed_pages(site.pages)
    for folder, kinds in _folders(draft.survey, site, first).items():
        names = [kind for kind in kinds if not any(page.lists(kind) for page in site.pages)]
        index = next(
            (
                path
                for path in draft.survey.documents
                if posixpath.dirname(path) == folder
                and posixpath.splitext(posixpath.basename(path))[0].lower() in INDEX_NAMES
            ),
            None,
        )
        if index:
            _say_unlisted(draft, site, index, names, listed_now)
        elif names and not _all_listed(draft.survey, folder, listed_now):
            _add_index(draft, site, folder, tuple(kinds))


def _folders(survey: Survey, site: Site, first: First | None) -> Mapping[str, dict[str, None]]:
    """Return folder of records → the kinds in it."""
    found: dict[str, dict[str, None]] = {}
    for group in survey.groups:
        if any(not record.declared or group.folder for record in group.records):
            found.setdefault(group.folder, {})[group.kind] = None
    if first is not None:
        folder = relative(first.place.parent, site.source)
        found.setdefault("" if folder == "." else folder, {})[first.kind] = None
    return found


def _all_listed(survey: Survey, folder: str, names: frozenset[str]) -> bool:
    """Return whether every record of a folder stands in a toctree."""
    records = [
        record for group in survey.groups if group.folder == folder for record in group.records
    ]
    return bool(records) and all(posixpath.splitext(record.path)[0] in names for record in records)


def _say_unlisted(
    draft: _Draft, site: Site, index: str, kinds: list[str], listed_now: frozenset[str]
) -> None:
    """Say what is missing in the page that a folder of records has already: it is not ours to change."""
    place = site.source / index
    name = posixpath.splitext(index)[0]
    folder = posixpath.dirname(index)
    if kinds and not _all_listed(draft.survey, folder, listed_now):
        for kind in kinds:
            draft.by_hand.append(
                (
                    f"{draft.shown(place)}: to have the records listed, write there",
                    _directive(index, kind),
                )
            )
    if name not in listed_now and name != site.conf.root_page:
        draft.by_hand.append((f"{draft.shown(place)}: is in no toctree; add to one", f"/{name}"))


def _directive(path: str, kind: str) -> str:
    return f".. {kind}-index::" if path.endswith(".rst") else f"```{{{kind}-index}}\n```"


def _add_index(draft: _Draft, site: Site, folder: str, kinds: tuple[str, ...]) -> None:
    """Add a page that lists the records of a folder, and an entry for it in a toctree."""
    survey = draft.survey
    root = site.root_page
    suffix = ".rst" if root is None or root.path.endswith(".rst") else ".md"
    path = posixpath.join(folder, f"index{suffix}")
    spec = survey.project.kinds.get(kinds[0])
    title = spec.plural if spec and len(kinds) == 1 else "Records"
    draft.change(
        site.source / path, None, _index_text(path, title, kinds), "a page that lists the records"
    )
    name = posixpath.splitext(path)[0]
    with_it = (*site.pages, Page(path, ()))
    if name in listed_pages(with_it) or name == site.conf.root_page:
        return
    page = next(_parents(site, folder), None)
    if page is None or not _name_in(draft, site, page, name):
        where = f"{draft.shown(site.source / page.path)}:{page.toctrees[-1].line}" if page else ""
        place = f"{where}: which toctree is meant is not clear" if where else "no toctree was found"
        draft.by_hand.append((f"{place}; add to one", f"/{name}"))


def _index_text(path: str, title: str, kinds: tuple[str, ...]) -> str:
    directives = "\n\n".join(_directive(path, kind) for kind in kinds)
    if path.endswith(".rst"):
        return f"{title}\n{'=' * len(title)}\n\n{directives}\n"
    return f"# {title}\n\n{directives}\n"


def _parents(site: Site, folder: str) -> Iterator[Page]:
    """Yield the pages that a folder's index may be listed in: that of the nearest folder first."""
    places = [folder]
    while places[-1]:
        places.append(posixpath.dirname(places[-1]))
    wanted = [posixpath.join(place, "index") for place in places[1:]]
    for name in dict.fromkeys([*wanted, site.conf.root_page]):
        yield from (page for page in site.pages if page.name == name and page.toctrees)


def _name_in(draft: _Draft, site: Site, page: Page, name: str) -> bool:
    """Name a page in the one toctree of another; return False where it is not clear which, or where."""
    place = site.source / page.path
    try:
        before = draft.text(place)
    except (OSError, UnicodeDecodeError):
        return False
    lines = before.replace("\r\n", "\n").replace("\r", "\n")
    page = read_page(page.path, lines, frozenset())
    if len(page.toctrees) != 1:
        return False
    edit = added_entry(page, page.toctrees[0], lines.split("\n"), name)
    after = apply_edits(before, [edit]) if edit else None
    if after is None or edit is None:
        return False
    seen = read_page(page.path, after.replace("\r\n", "\n").replace("\r", "\n"), frozenset())
    if listed_pages([seen]) != listed_pages([page]) | {name}:
        return False
    draft.change(place, before, after, f"{name} in the toctree")
    return True


def _say_what_is_apart(draft: _Draft, site: Site) -> None:
    """Say which records Sphinx will not show, and what would make it show them."""
    source = draft.shown(site.source)
    for group in draft.survey.outside:
        folder = group.folder or "."
        why = f"{folder} lies outside {source}, so Sphinx does not show its records"
        draft.by_hand.append((f"{why}; move it, or check it as it is", f"{_CHECK} {folder}"))
    for folder in draft.survey.excluded:
        where = draft.shown(site.source / "conf.py")
        draft.by_hand.append((f"{where}: exclude_patterns leaves out records", folder))
