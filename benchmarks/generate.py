"""A made-up project of decision records, the same text in four flavours.

``ours`` declares its records with ``.. adr::``; ``plain`` writes by hand all that ours shows: headers,
links, banners, relations in both directions, the pages that refer to each record, and the table;
``sparse`` leaves out what people do not keep by hand: the far side of relations, banners, and what
refers to a record; ``needs`` is for sphinx-needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

FLAVOURS = ("ours", "plain", "sparse", "needs")
_MANY = 12
"""So many pages are named under *Referenced by*; the rest is a number."""
_MARKDOWN = 5
"""Every so manieth record is in MyST, the others in reST."""

_WORDS = (
    "service queue storage client release schema index cache team deploy review latency budget the a "
    "of and to in with without before after every keeps moves reads writes fails needs allows means "
    "record page table value event log call test change owner cost limit retry version module"
).split()
_TAGS = "api build cache data docs infra quality release runtime security storage tests".split()
_SECTIONS = ("Context and problem", "Considered options", "Decision", "Consequences")


@dataclass(frozen=True)
class Entry:
    """One record of the project, and what it says of others."""

    number: int
    count: int

    @cached_property
    def _random(self) -> Random:
        return Random(self.number)  # noqa: S311 - the same text in every run is what is wanted

    @property
    def name(self) -> str:
        """The document's name."""
        return f"{self.number:04}-record"

    @property
    def markdown(self) -> bool:
        """Whether it is written in MyST."""
        return self.number % _MARKDOWN == 0

    @property
    def title(self) -> str:
        """Its title."""
        words = Random(self.number * 7).choices(_WORDS, k=5)  # noqa: S311
        return f"Use {' '.join(words)} {self.number}"

    @property
    def tags(self) -> list[str]:
        """Two tags."""
        return [_TAGS[self.number % len(_TAGS)], _TAGS[self.number // 3 % len(_TAGS)]]

    @property
    def status(self) -> str:
        """Superseded where another says so, else what most records are."""
        if self.superseded_by:
            return "superseded"
        return "proposed" if self.number % 9 == 4 else "accepted"

    @property
    def date(self) -> str:
        """A day."""
        return f"20{10 + self.number % 15}-{1 + self.number % 12:02}-{1 + self.number % 28:02}"

    @property
    def supersedes(self) -> int:
        """The record it supersedes, or 0."""
        return self.number - 7 if self.number % 10 == 0 and self.number > 10 else 0

    @property
    def superseded_by(self) -> int:
        """The record that supersedes it, or 0."""
        return self.number + 7 if self.number % 10 == 3 and self.number + 7 <= self.count else 0

    @property
    def depends_on(self) -> int:
        """The record it depends on, or 0."""
        return self.number // 2 if self.number % 4 == 1 and self.number > 10 else 0

    @property
    def required_by(self) -> list[int]:
        """The records that depend on it."""
        later = Entry(2 * self.number + 1, self.count)
        depends = later.number <= self.count and later.depends_on == self.number
        return [later.number] if depends else []

    @property
    def related(self) -> set[int]:
        """The records that it has a relation to, in either direction, 0 among them."""
        return {self.supersedes, self.superseded_by, self.depends_on, *self.required_by}

    @cached_property
    def linked(self) -> set[int]:
        """The records that its text links to."""
        return {part for _, parts in self.sections() for part in parts if isinstance(part, int)}

    def sections(self) -> Iterator[tuple[str, list[str | int]]]:
        """Yield headings with paragraphs; a number stands for a link to the record of that number."""
        random = Random(self.number)  # noqa: S311
        for section in _SECTIONS:
            parts: list[str | int] = []
            for _ in range(2):
                parts += [_sentence(random, 30), self._other(random), _sentence(random, 25)]
                parts.append("\n")
            yield section, parts

    def _other(self, random: Random) -> int | str:
        """Return a record near this one, for most paragraphs."""
        other = self.number - random.randint(1, 40)
        return other if other > 0 and random.random() < 0.6 else "elsewhere"


def _sentence(random: Random, length: int) -> str:
    words = random.choices(_WORDS, k=length)
    words[length // 3] = f"**{words[length // 3]}**"
    return " ".join(words).capitalize() + "."


class Project:
    """Writes a project of *count* records in one flavour to a folder, and edits it there."""

    def __init__(self, folder: Path, flavour: str, count: int, theme: str = "basic") -> None:
        self.source, self.output = folder / "source", folder / "build"
        self._flavour, self._theme = flavour, theme
        self.entries = [Entry(number, count) for number in range(1, count + 1)]
        self._edits = 0
        self._changed = 0, ""
        self._referring: dict[int, list[Entry]] = {entry.number: [] for entry in self.entries}
        for entry in self.entries:
            for number in sorted(entry.linked):
                self._referring[number].append(entry)

    def write(self) -> None:
        """Write every file."""
        (self.source / "adr").mkdir(parents=True)
        (self.source / "conf.py").write_text(self._conf(), encoding="utf-8")
        (self.source / "index.rst").write_text(
            "Project\n=======\n\nWelcome.\n\n.. toctree::\n\n   adr/index\n", encoding="utf-8"
        )
        (self.source / "adr" / "index.rst").write_text(self._index(), encoding="utf-8")
        for entry in self.entries:
            self.path(entry).write_text(self._record(entry, entry.status), encoding="utf-8")

    def path(self, entry: Entry) -> Path:
        """Return a record's file."""
        return self.source / "adr" / f"{entry.name}{'.md' if entry.markdown else '.rst'}"

    def edit_body(self) -> None:
        """Add a sentence to a record in the middle."""
        self._edits += 1
        path = self.path(self.entries[len(self.entries) // 2])
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more sentence, number {self._edits}.\n")

    def edit_field(self) -> None:
        """Change the status of a record in the middle."""
        self._edits += 1
        entry = self.entries[len(self.entries) // 2]
        self._changed = entry.number, ("rejected", "proposed")[self._edits % 2]
        self.path(entry).write_text(self._record(entry, self._changed[1]), encoding="utf-8")

    def edit_index(self) -> None:
        """Write the changed status into the table, as one has to by hand."""
        (self.source / "adr" / "index.rst").write_text(self._index(), encoding="utf-8")

    def showing(self) -> list[Path]:
        """Return the pages, written, that show the status which :meth:`edit_field` changes."""
        changed = len(self.entries) // 2 + 1
        others = [entry.name for entry in self.entries if changed in entry.linked | entry.related]
        pages = ["index", *others]
        return [self.output / "adr" / f"{page}.html" for page in pages]

    def _conf(self) -> str:
        own = {"ours": ["sphinx_governance"], "needs": ["sphinx_needs"]}
        extensions = own.get(self._flavour, [])
        lines = [
            'project = "Benchmark"',
            f"extensions = {['myst_parser', *extensions]!r}",
            f"html_theme = {self._theme!r}",
            'myst_enable_extensions = ["fieldlist"]',
        ]
        if self._flavour == "needs":
            kind = {"directive": "adr", "title": "ADR", "prefix": "ADR_"}
            lines += [f"needs_types = [{kind | {'color': '#fff', 'style': 'node'}!r}]"]
            lines += ['needs_fields = {"date": {"nullable": True}}', "needs_build_json = True"]
            lines += ['needs_id_regex = "^ADR_[0-9]{4}"']
        return "\n".join(lines) + "\n"

    def _index(self) -> str:
        title = "Decisions\n=========\n\nWhat was decided.\n\n"
        if self._flavour == "ours":
            return f"{title}.. adr-index::\n"
        tree = ".. toctree::\n   :hidden:\n\n" + "".join(
            f"   {entry.name}\n" for entry in self.entries
        )
        if self._flavour == "needs":
            columns = "   :columns: id;title;status;date;tags\n   :style: table\n\n"
            table = ".. needtable::\n   :types: adr\n" + columns
            return title + table + tree
        return title + self._table() + tree

    def _table(self) -> str:
        rows = [".. list-table::", "   :header-rows: 1", ""]
        for cells in [("ID", "Title", "Status", "Date", "Tags"), *map(self._row, self.entries)]:
            rows += [f"   {'*' if not place else ' '} - {cell}" for place, cell in enumerate(cells)]
        return "\n".join(rows) + "\n\n"

    def _row(self, entry: Entry) -> tuple[str, ...]:
        number, changed = self._changed
        named = f":doc:`ADR-{entry.number:04} <{entry.name}>`"
        title = f":doc:`{entry.title} <{entry.name}>`"
        status = changed if entry.number == number else entry.status
        return named, title, status, entry.date, ", ".join(entry.tags)

    def _record(self, entry: Entry, status: str) -> str:
        header: Callable[[Entry, str], str] = getattr(self, f"_header_{self._flavour}")
        underline = "=" * len(entry.title)
        top = f"# {entry.title}\n\n" if entry.markdown else f"{entry.title}\n{underline}\n\n"
        return top + header(entry, status) + "".join(self._sections(entry))

    def _sections(self, entry: Entry) -> Iterator[str]:
        for place, (title, parts) in enumerate(entry.sections()):
            heading = f"## {title}" if entry.markdown else f"{title}\n{'-' * len(title)}"
            text = " ".join(
                self._link(entry, part) if isinstance(part, int) else part for part in parts
            )
            yield f"{heading}\n\n" + text.replace(" \n ", "\n\n").replace(" \n", "\n") + "\n"
            yield "* one point\n* another point\n* a third\n\n" if place % 2 else ""
            if place == 2:
                code = "def decide(options):\n    return max(options)\n"
                inside = "   " + code.replace("\n    ", "\n       ")
                yield (
                    f"```python\n{code}```\n\n"
                    if entry.markdown
                    else f".. code-block:: python\n\n{inside}\n"
                )

    def _link(self, entry: Entry, number: int) -> str:
        """Return a link as this flavour's authors write it; every other one is a mention in prose."""
        other = Entry(number, entry.count)
        named = f"ADR-{number:04}"
        if self._flavour == "ours":
            role, content = "adr", str(number)
        elif self._flavour == "needs":
            role, content = "need", f"ADR_{number:04}"
        else:
            role, content = "doc", f"{named} <{other.name}>"
        if self._flavour == "ours" and number % 2:
            return named
        return f"{{{role}}}`{content}`" if entry.markdown else f":{role}:`{content}`"

    def _header_ours(self, entry: Entry, status: str) -> str:
        options = [*_facts(entry, status), ("tags", ", ".join(entry.tags))]
        for name, numbers in _relations(entry):
            options.append((name, ", ".join(f"ADR-{number:04}" for number in numbers)))
        return _block("adr", "", options, entry)

    def _header_needs(self, entry: Entry, status: str) -> str:
        options = [("id", f"ADR_{entry.number:04}"), ("status", status), ("date", entry.date)]
        options.append(("tags", ", ".join(entry.tags)))
        linked = [number for number in (entry.supersedes, entry.depends_on) if number]
        options += [("links", ", ".join(f"ADR_{number:04}" for number in linked))] if linked else []
        return _block("adr", entry.title, options, entry)

    def _header_plain(self, entry: Entry, status: str) -> str:
        fields = [
            ("ID", f"ADR-{entry.number:04}"),
            *_facts(entry, status),
            ("tags", ", ".join(entry.tags)),
        ]
        for name, numbers in [*_relations(entry), ("required-by", entry.required_by)]:
            others = [_named(Entry(number, entry.count), entry) for number in numbers]
            fields += [(name, ", ".join(others))] if others else []
        fields += self._referenced_by(entry)
        banner = _banner(entry) if entry.superseded_by or status == "rejected" else ""
        return banner + _fields(fields)

    def _referenced_by(self, entry: Entry) -> list[tuple[str, str]]:
        """Return the pages that refer to a record, as ours names them; not those it has a relation to."""
        others = [
            other for other in self._referring[entry.number] if other.number not in entry.related
        ]
        titles = [_doc(entry, other.title, other) for other in others[:_MANY]]
        rest = f" and {len(others) - _MANY} more" if len(others) > _MANY else ""
        return [("referenced-by", ", ".join(titles) + rest)] if titles else []

    def _header_sparse(self, entry: Entry, status: str) -> str:
        fields = [("ID", f"ADR-{entry.number:04}"), *_facts(entry, status)]
        fields.append(("tags", ", ".join(entry.tags)))
        for name, numbers in _relations(entry):
            others = [_named(Entry(number, entry.count), entry) for number in numbers]
            fields.append((name, ", ".join(others)))
        return _fields(fields)


def _doc(entry: Entry, text: str, other: Entry) -> str:
    role = "{doc}" if entry.markdown else ":doc:"
    return f"{role}`{text} <{other.name}>`"


def _named(other: Entry, entry: Entry) -> str:
    return _doc(entry, f"ADR-{other.number:04} {other.title}", other)


def _fields(fields: list[tuple[str, str]]) -> str:
    lines = [f":{name.replace('-', ' ').capitalize()}: {value}" for name, value in fields]
    return "\n".join(lines) + "\n\n"


def _banner(entry: Entry) -> str:
    """Return what says at the top that a record is no longer in force."""
    by = entry.superseded_by
    named = _named(Entry(by, entry.count), entry) if by else ""
    title, text = (
        ("No longer in force", f"Superseded by {named}.")
        if by
        else ("Not in force", "Status: rejected.")
    )
    if entry.markdown:
        return f"```{{admonition}} {title}\n:class: warning\n\n{text}\n```\n\n"
    return f".. admonition:: {title}\n   :class: warning\n\n   {text}\n\n"


def _facts(entry: Entry, status: str) -> list[tuple[str, str]]:
    return [("status", status), ("date", entry.date), ("deciders", "Ada Example, Grace Sample")]


def _relations(entry: Entry) -> Iterator[tuple[str, list[int]]]:
    """Yield what a record's author writes: an inverse only for supersession."""
    for name in ("supersedes", "superseded_by", "depends_on"):
        if number := getattr(entry, name):
            yield name.replace("_", "-"), [number]


def _block(name: str, title: str, options: list[tuple[str, str]], entry: Entry) -> str:
    lines = [f":{label}: {value}" for label, value in options]
    if entry.markdown:
        return "\n".join([f"```{{{name}}} {title}".rstrip(), *lines, "```"]) + "\n\n"
    return "\n".join([f".. {name}:: {title}".rstrip(), *(f"   {line}" for line in lines)]) + "\n\n"
