"""Every setting, declared once: its type, default, validator and help.

From here the settings are read from TOML, registered with Sphinx, checked, and
documented. Nothing in here imports Sphinx: a bare folder has settings too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path

from sphinx_governance.model.baseline import Baseline, read_baseline
from sphinx_governance.model.duplication import Duplicates
from sphinx_governance.model.finding import Severity
from sphinx_governance.model.kind import Kinds
from sphinx_governance.model.severity import RuleSetting
from sphinx_governance.model.tables import Problem, Table, TableReader
from sphinx_governance.model.text import is_web_address
from sphinx_governance.presets.resolve import resolve_kinds

TOML_NAME = "governance.toml"
TABLE = "sphinx-governance"
PREFIX = "governance_"
BASELINE = "governance-baseline.toml"
BESIDE = ("README.*", "CONTRIBUTING.*", "CHANGELOG.*", "CODE_OF_CONDUCT.*", "SECURITY.*")
"""The documents at the root of a repository that are checked with its docs."""

MARKDOWN_TARGETS = ("github", "gitlab", "pypi")
"""Places that show Markdown, the first where nobody says."""

PUBLISHED_AS = ("html", "dirhtml")
"""Builders whose pages have addresses of two kinds, the first where nobody says."""

SMALL_EDIT = 20
"""Changed words: of 260 accepted records 96 were touched later, and 34 of them by 20 words or more."""

STALE_AFTER = 180
"""Days."""

IMPORT_SECONDS = 20


_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _setting(
    read: Callable[[TableReader, str], object],
    default: Callable[[], object],
    help: str,
    example: str,
    rebuild: str,
) -> object:
    """Declare a setting: how it is read from a table, and what the docs say of it."""
    metadata = {"read": read, "help": help, "example": example, "rebuild": rebuild}
    return field(default_factory=default, metadata=metadata)


_SEVERITIES = tuple(severity.value for severity in Severity)


def _read_rules(reader: TableReader, key: str) -> dict[str, RuleSetting]:
    """Return rule → what the settings say of it: a severity, or a table."""
    table = reader.sub(key)
    chosen: dict[str, RuleSetting] = {}
    for name in table.table:
        if isinstance(table.table[name], Mapping):
            chosen[name] = _read_rule(table.sub(name))
        elif value := table.choice(name, _SEVERITIES, ""):
            chosen[name] = RuleSetting(severity=Severity(value))
    return chosen


def _read_rule(reader: TableReader) -> RuleSetting:
    value = reader.choice("severity", (*_SEVERITIES, ""), "")
    since = reader.raw("since")
    day = since.isoformat() if isinstance(since, date) else str(since or "")
    if day and not _ISO_DATE.fullmatch(day):
        reader.note("since", "expected a date such as 2026-01-31")
        day = ""
    setting = RuleSetting(
        severity=Severity(value) if value else None,
        kinds=_read_severities(reader, "kinds"),
        statuses=_read_severities(reader, "statuses"),
        since=day,
    )
    reader.finish()
    return setting


def _read_severities(reader: TableReader, key: str) -> dict[str, Severity]:
    table = reader.sub(key)
    values = {name: table.choice(name, _SEVERITIES, "") for name in table.table}
    return {name: Severity(value) for name, value in values.items() if value}


def _read_duplicates(reader: TableReader, key: str) -> Duplicates:
    table, own = reader.sub(key), Duplicates()
    found = Duplicates(
        table.integer("words", own.words),
        table.integer("similarity", own.similarity),
        table.integer("containment", own.containment),
        table.flag("code", default=own.code),
    )
    table.finish()
    for name in ("similarity", "containment"):
        if not 1 <= getattr(found, name) <= 100:
            table.note(name, "expected a percentage from 1 to 100")
            found = replace(found, **{name: getattr(own, name)})
    return found


def _read_address(reader: TableReader, key: str) -> str:
    """Return an address of the web; any other that a browser would follow is a problem."""
    address = reader.text(key)
    if address and not is_web_address(address):
        reader.note(key, "expected an address that begins with https://")
        return ""
    return address


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one project. In TOML a name has hyphens, in conf.py it begins with ``governance_``."""

    kinds: Mapping[str, Table] = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.tables(key),
        dict,
        "Kinds of records: a table each. One of a built-in kind's name (``adr``, ``rfc``) changes "
        "what it names and keeps the rest; any other name makes a kind.",
        '[tool.sphinx-governance.kinds.design-doc]\nprefix = "DD"\nfolders = ["design"]',
        "env",
    )
    rules: Mapping[str, RuleSetting] = _setting(  # type: ignore[assignment]
        _read_rules,
        dict,
        "Severity of single rules: ``error``, ``warning``, ``note`` or ``off``; or a table with "
        "``severity``, and severities for findings in records of some ``kinds`` or ``statuses``, and a "
        "date ``since``: records from before it are not held to the rule.",
        '[tool.sphinx-governance.rules]\nnumber-gap = "warning"\ndate-invalid = "off"\n'
        'section-missing = { since = "2026-01-01", statuses = { draft = "note" } }',
        "",
    )
    exclude: tuple[str, ...] = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.texts(key),
        tuple,
        "Documents that are no records, though their names look like one: patterns as in ``.gitignore``, "
        "relative to the source folder.",
        'exclude = ["decisions/0000-how-we-decide.md"]',
        "env",
    )
    link_mentions: bool = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.flag(key, default=True),
        lambda: True,
        "Whether a record's identifier in running text (``ADR-0007``) becomes a link to it.",
        "link-mentions = false",
        "env",
    )
    files: tuple[str, ...] = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.texts(key) if key in reader.table else BESIDE,
        lambda: BESIDE,
        "Documents outside the source folder whose links and text are checked too: paths relative to "
        "the repository's root. A listed file that is missing is a finding, unless the default lists it.",
        'files = ["README.md", "CONTRIBUTING.md", "packages/core/README.md"]',
        "",
    )
    duplicates: Duplicates = _setting(  # type: ignore[assignment] # noqa: RUF009
        _read_duplicates,
        Duplicates,
        "What counts as duplicated text: ``words`` a block must have, ``similarity`` (shared three-word "
        "runs of both blocks) and ``containment`` (of the shorter one) from which two are alike, in "
        "percent, and whether ``code`` blocks are compared.",
        "[tool.sphinx-governance.duplicates]\nwords = 30\nsimilarity = 90",
        "",
    )
    against: str = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.text(key),
        str,
        "The git ref that ``check`` compares with; by default the upstream's default branch, where "
        "there is one.",
        'against = "origin/main"',
        "",
    )
    small_edit: int = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.integer(key, SMALL_EDIT),
        lambda: SMALL_EDIT,
        "How many changed words make an edit of a frozen record an error; with fewer it is a note.",
        "small-edit = 5",
        "",
    )
    stale_after: int = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.integer(key, STALE_AFTER),
        lambda: STALE_AFTER,
        "After how many days a record under discussion is stale, if nothing in it is dated later.",
        "stale-after = 365",
        "",
    )
    baseline: str = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.text(key, BASELINE),
        lambda: BASELINE,
        "The file of findings accepted at adoption, relative to the settings file.",
        'baseline = "docs/baseline.toml"',
        "",
    )
    source_url: str = _setting(  # type: ignore[assignment]
        _read_address,
        str,
        "Where a file of the repository is seen; ``{path}`` stands for its path. With it, the paths that "
        "records govern are links.",
        'source-url = "https://github.com/o/r/blob/main/{path}"',
        "env",
    )
    markdown_target: str = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.choice(key, MARKDOWN_TARGETS, MARKDOWN_TARGETS[0]),
        lambda: MARKDOWN_TARGETS[0],
        "Where files with fragments are read: ``github``, ``gitlab`` or ``pypi``. A marker may say "
        "otherwise with ``target=``.",
        'markdown-target = "gitlab"',
        "",
    )
    published_as: str = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.choice(key, PUBLISHED_AS, PUBLISHED_AS[0]),
        lambda: PUBLISHED_AS[0],
        "The builder of the published pages: ``html`` or ``dirhtml``. By it, and by ``html_baseurl``, links to "
        "pages are written in README, templates and feeds.",
        'published-as = "dirhtml"',
        "",
    )
    templates: str = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.text(key),
        str,
        "A folder of templates that replace ours (``pull-request.md.j2``, ``scenario.md.j2``, and those of "
        "fragments: ``fragments/records.md.j2`` …), relative to the settings file.",
        'templates = "docs/templates"',
        "",
    )
    import_seconds: int = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.integer(key, IMPORT_SECONDS) or IMPORT_SECONDS,
        lambda: IMPORT_SECONDS,
        "How many seconds the project's modules may take that the fragments ``cli`` and ``values`` import.",
        "import-seconds = 60",
        "",
    )
    pull_request_url: str = _setting(  # type: ignore[assignment]
        _read_address,
        str,
        "Where a pull request is opened: an address, in which ``{scenario}`` stands for the name of a "
        "scenario. Scenarios and answers that end in one link to it.",
        'pull-request-url = "https://github.com/o/r/compare?expand=1&template={scenario}.md"',
        "html",
    )
    publish_json: bool = _setting(  # type: ignore[assignment]
        lambda reader, key: reader.flag(key, default=True),
        lambda: True,
        "Whether HTML builds write ``governance.json`` and ``decisions.atom`` beside ``objects.inv``.",
        "publish-json = false",
        "html",
    )

    @classmethod
    def names(cls) -> dict[str, str]:
        """Return setting name in TOML → attribute."""
        return {item.name.replace("_", "-"): item.name for item in fields(cls)}


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project's settings and kinds, and what is wrong in them; *path* is the settings' file."""

    settings: Settings = field(default_factory=Settings)
    kinds: Kinds = field(default_factory=Kinds)
    problems: tuple[Problem, ...] = ()
    path: Path | None = None


def read_settings(table: Table) -> tuple[Settings, list[Problem]]:
    """Return the settings of a table, and everything that is wrong in it; defaults stand in."""
    reader = TableReader(table, "")
    values = {
        item.name: item.metadata["read"](reader, item.name.replace("_", "-"))
        for item in fields(Settings)
    }
    reader.finish()
    return Settings(**values), reader.problems


def load_project(
    table: Table, path: Path | None = None, problems: tuple[Problem, ...] = ()
) -> Project:
    """Return the project that a table of settings describes."""
    settings, wrong = read_settings(table)
    kinds, wrong_kinds = resolve_kinds(settings.kinds)
    return Project(
        settings=settings, kinds=kinds, problems=(*problems, *wrong, *wrong_kinds), path=path
    )


def find_settings(folder: Path, stop: Path | None = None) -> Path | None:
    """Return the settings file in *folder* or the nearest one above it, up to *stop*.

    That is ``governance.toml``, or a ``pyproject.toml`` with our table in it. The
    search ends at the root of the repository.
    """
    for place in (folder, *folder.parents):
        own = place / TOML_NAME
        if own.is_file():
            return own
        project = place / "pyproject.toml"
        if project.is_file() and _has_table(project):
            return project
        if place == stop or (place / ".git").exists():
            return None
    return None


def read_toml(path: Path) -> tuple[Table, tuple[Problem, ...]]:
    """Return the table of settings in a file, empty where it cannot be read, and why it cannot."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return {}, (Problem(path.name, f"cannot be read: {error}"),)
    except tomllib.TOMLDecodeError as error:
        return {}, (Problem(path.name, f"is not valid TOML: {error}"),)
    tool = content.get("tool")
    nested = tool.get(TABLE) if isinstance(tool, Mapping) else None
    if path.name == TOML_NAME and nested is None:
        return content, ()
    if not isinstance(nested, Mapping):
        return {}, (Problem(f"tool.{TABLE}", "expected a table"),)
    return nested, ()


def _has_table(path: Path) -> bool:
    try:
        tool = tomllib.loads(path.read_text(encoding="utf-8")).get("tool")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False
    return isinstance(tool, Mapping) and TABLE in tool


def load_baseline(name: str, folder: Path) -> Baseline:
    """Return the baseline at *name* in *folder*; empty where there is none.

    A file that cannot be read is a problem of it: findings are then all counted.
    """
    path = folder / name
    if not name or not path.is_file():
        return Baseline(name)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Baseline(name, (), (Problem(name, f"cannot be read: {error}"),))
    return read_baseline(content, name)
