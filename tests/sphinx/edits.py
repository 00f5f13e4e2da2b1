"""Small projects and edits of them, drawn at random: what an incremental build must get right.

An author holds a project as pages, not as text: an edit changes a page, and the
files follow. The same seed gives the same project and the same edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

FOLDERS = {"decisions": "adr", "rfcs": "rfc", "peps": "pep"}
"""Folder → the kind of the records in it."""

STATUSES = {
    "adr": "draft proposed accepted rejected deprecated superseded odd".split(),
    "rfc": "draft proposed last-call accepted implemented withdrawn superseded".split(),
    "pep": "Draft Accepted Final Rejected Superseded".split(),
}
RELATIONS = ("supersedes", "superseded-by", "amends", "depends-on", "relates-to")
PEP_RELATIONS = {
    "supersedes": "Replaces",
    "superseded-by": "Superseded-By",
    "depends-on": "Requires",
}
TAGS = ("docs", "speed", "storage")
WORDS = "queue cache index shard table proxy token mirror ledger filter broker bucket".split()
ARTIFACTS = ("log", "manual", "example")
SCENARIOS = ("add", "fix")
RST_FORMS = ("block", "titled", "fields", "strong", "section", "bullets", "table")
MD_FORMS = (*RST_FORMS, "front-matter")


@dataclass
class Page:
    """One page: a record where it has a form, with an index or a toctree or not."""

    folder: str
    slug: str
    title: str
    markup: str
    form: str = ""
    number: int = 0
    status: str = ""
    date: str = ""
    tags: list[str] = field(default_factory=list)
    relations: list[tuple[str, str]] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)
    views: list[str] = field(default_factory=list)
    toctree: list[int] = field(default_factory=list)
    glob: str = ""
    label: str = ""
    version: int = 0
    word: str = ""
    """A word before the number: a record's name only where another page has it too."""
    guide: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    """Parts of a guide: directive, id, title, and what it names."""
    shared: list[tuple[str, str]] = field(default_factory=list)
    """Fragments: the name and a word."""
    inner: list[tuple[int, str, str]] = field(default_factory=list)
    """More records on the page: number, title and status."""

    @property
    def name(self) -> str:
        """The page's name, as Sphinx has it."""
        number = f"{self.number:04}-" if self.form else ""
        prefix = "pep-" if self.form == "pep" else f"{self.word}-" if self.word else ""
        return f"{self.folder}/{prefix}{number}{self.slug}".lstrip("/")

    @property
    def kind(self) -> str:
        """The kind of the record on the page."""
        return FOLDERS[self.folder]

    @property
    def id(self) -> str:
        """The record's identifier."""
        return f"{(self.word or self.kind).upper()}-{self.number:04}"


class Author:
    """Makes a project and edits it."""

    def __init__(
        self, seed: int, *, pages: int = 0, sidebars: bool = False, careful: bool = False
    ) -> None:
        self.random = Random(seed)
        self.careful = careful
        """Whether to leave out what plain Sphinx loses when another builder comes between, or one page."""
        self.sidebars = sidebars
        """Whether sidebars show the author's toctrees: then the pages in them stay as they are."""
        self.history: list[str] = []
        self.settings: dict[str, object] = {}
        self.toml = ""
        self._keys = count(1)
        root = Page("", "index", "Home", self._markup())
        root.glob = "guides/*" if not careful and not sidebars and self._once_in(2) else ""
        self.pages: dict[int, Page] = {0: root}
        hub = self._add(Page("lists", "hub", "All *records*", self._markup()))
        root.toctree.append(hub)
        self._add(Page("lists", "leaf", "Leaf", self._markup(), views=[self._view()]))
        for _ in range(pages or self.random.randint(3, 8)):
            self.create()
        if self._once_in(2):
            self.pages[self.random.choice([0, hub, hub + 1])].views.append(self._view(whole=True))
        for _ in range(self.random.randint(1, 6)):
            self.add_part()
        for _ in range(2):
            if not sidebars:
                self.list_or_unlist()
        self.history.clear()

    # Drawing

    def _once_in(self, number: int) -> bool:
        return self.random.randrange(number) == 0

    def _markup(self) -> str:
        return self.random.choice(["rst", "md"])

    def _add(self, page: Page) -> int:
        key = next(self._keys)
        self.pages[key] = page
        return key

    def _records(self) -> list[Page]:
        return [page for page in self.pages.values() if page.form]

    def _leaves(self) -> list[Page]:
        """The pages that may be renamed or deleted."""
        return [page for key, page in self.pages.items() if key > 1]

    def _word(self) -> str:
        return self.random.choice(WORDS)

    def _title(self) -> str:
        word = self._word()
        plain = f"Use a {word}"
        return self.random.choice(
            [plain, plain, f"Use *a* {word}", f"7. Use a {word}", f"Use a *{word}*"]
        )

    def _date(self) -> str:
        return f"20{self.random.randint(20, 25)}-0{self.random.randint(1, 9)}-1{self.random.randint(0, 9)}"

    def _id(self) -> str:
        """Return the identifier of a record that is there, or of one that may come to be."""
        records = self._records()
        if records and not self._once_in(4):
            return self.random.choice(records).id
        return f"{self.random.choice(['ADR', 'RFC', 'PEP'])}-{self.random.randint(0, 12):04}"

    def _free(self, page: Page) -> None:
        """Give a page a name that no other has."""
        others = {other.name for other in self.pages.values() if other is not page}
        while page.name in others or page.name.removesuffix(page.slug) + "index" == page.name:
            page.slug = f"{self._word()}-{self.random.randint(1, 99)}"

    def _view(self, *, whole: bool = False) -> str:
        """Return an index or a graph, as its directive's name and options."""
        names = ["record-index", "adr-index", "rfc-index", "pep-index", "record-graph", "adr-graph"]
        name = self.random.choice(names[:4] if whole else names)
        options = {
            "kind": ["", "adr", "adr, rfc"] if name == "record-index" else [""],
            "status": ["", "", "accepted", "draft, proposed", "superseded"],
            "tags": ["", "", self.random.choice(TAGS)],
        }
        if name.endswith("-index"):
            options |= {
                "group-by": ["", "status", "tag", "year"],
                "sort": ["", "-number", "title", "date"],
                "limit": ["", "", "", "2"],
                "columns": ["", "", "id, title, deciders"],
                "as": ["", "list", "cards"],
            }
        wanted = {key: self.random.choice(values) for key, values in options.items()}
        if whole:
            wanted |= dict.fromkeys(("status", "tags", "limit"), "")
        lines = [f":{key}: {value}" for key, value in wanted.items() if value]
        return "\n".join([name, *lines])

    def _part(self) -> tuple[str, str]:
        """Return a sentence: text, or one of the ways to refer to a record."""
        ways = "text mention mention role record any ref doc myst file artifact scenario".split()
        kind = self.random.choice(ways)
        if kind in {"artifact", "scenario"}:
            return kind, self.random.choice(ARTIFACTS if kind == "artifact" else SCENARIOS)
        if kind == "doc":
            records = [page.name for page in self._records() if not page.word]
            return kind, self.random.choice(records) if records else "decisions/0001-queue"
        if kind == "file":
            keys = [str(key) for key, page in self.pages.items() if page.form and not page.word]
            return (kind, self.random.choice(keys)) if keys else ("text", self._word())
        return kind, self._word() if kind == "text" else self._id()

    # Edits: each draws what it needs and says what it did

    def edit(self) -> str:
        """Make one edit and return what was done."""
        edits: list[Callable[[], str]] = [
            self.create, self.create, self.write, self.retitle, self.retitle, self.restate, self.restate,
            self.redate, self.retag, self.relate, self.relate, self.rename, self.renumber, self.delete,
            self.delete, self.list_or_unlist, self.list_or_unlist, self.add_view, self.alter_view,
            self.drop_view, self.add_part, self.add_part, self.foresee, self.drop_part, self.change_setting,
            self.reform, self.enclose, self.relabel, self.touch, self.claim, self.remark_up,
            self.declare, self.declare, self.undeclare, self.share,
        ]  # fmt: skip
        done = ""
        while not done:
            done = self.random.choice(edits)()
        self.history.append(done)
        return done

    def create(self) -> str:
        """Create a record or a page."""
        folder = self.random.choice(
            ["decisions", "decisions", "decisions", "rfcs", "peps", "guides"]
        )
        page = Page(folder, self._word(), self._title(), self._markup())
        if folder != "guides":
            page.number = self.random.randint(0, 9)
            page.word = "oep" if folder == "decisions" and self._once_in(8) else ""
            self._make_record(page)
        page.parts = [("text", self._word())]
        if self._once_in(8):
            page.views.append(self._view())
        self._free(page)
        key = self._add(page)
        if self._once_in(4) and not self.sidebars:
            self._toctree().toctree.append(key)
        return f"create {page.name} ({page.form or 'page'}, {page.markup})"

    def _make_record(self, page: Page) -> None:
        page.form = self._form(page)
        page.status = self.random.choice(STATUSES[page.kind])
        page.date = self._date()
        page.tags = self.random.sample(TAGS, self.random.randint(0, 2))
        if self._once_in(3):
            page.relations.append((self.random.choice(RELATIONS), self._id()))

    def _form(self, page: Page) -> str:
        if page.folder == "peps":
            page.markup = "rst"
            return "pep"
        return self.random.choice(MD_FORMS if page.markup == "md" else RST_FORMS)

    def _toctree(self) -> Page:
        return self.pages[self.random.choice([0, 1])]

    def _record(self) -> Page | None:
        records = self._records()
        return self.random.choice(records) if records else None

    def write(self) -> str:
        """Change the text of a page."""
        page = self.random.choice(list(self.pages.values()))
        page.parts.insert(0, ("text", self._word()))
        return f"write in {page.name}"

    def touch(self) -> str:
        """Change a page's file in nothing that shows."""
        page = self.random.choice(list(self.pages.values()))
        page.version += 1
        return f"touch {page.name}"

    def retitle(self) -> str:
        """Change a title."""
        page = self.random.choice(self._leaves() if self.sidebars else list(self.pages.values()))
        page.title = self._title()
        return f"title of {page.name}: {page.title}"

    def remark_up(self) -> str:
        """Change only the markup of a title, not its words."""
        page = self.random.choice(self._leaves() or [self.pages[0]])
        words = page.title.replace("*", "").split()
        if "*" not in page.title:
            words[-1] = f"*{words[-1]}*"
        page.title = " ".join(words)
        return f"title of {page.name}: {page.title}"

    def restate(self) -> str:
        """Change a status."""
        if not (page := self._record()):
            return ""
        page.status = self.random.choice([*STATUSES[page.kind], ""])
        return f"status of {page.name}: {page.status}"

    def redate(self) -> str:
        """Change a date."""
        if not (page := self._record()):
            return ""
        page.date = self.random.choice([self._date(), ""])
        return f"date of {page.name}: {page.date}"

    def retag(self) -> str:
        """Change tags."""
        if not (page := self._record()):
            return ""
        page.tags = self.random.sample(TAGS, self.random.randint(0, 2))
        return f"tags of {page.name}: {page.tags}"

    def relate(self) -> str:
        """Add a relation, or take one away."""
        if not (page := self._record()):
            return ""
        if page.relations and self._once_in(3):
            return f"{page.name} is no longer {page.relations.pop()}"
        page.relations.append((self.random.choice(RELATIONS), self._id()))
        return f"{page.name} {page.relations[-1]}"

    def rename(self) -> str:
        """Give a page another name."""
        page = self.random.choice(self._leaves())
        before, page.slug = page.name, self._word()
        self._free(page)
        return f"rename {before} to {page.name}" if page.name != before else ""

    def renumber(self) -> str:
        """Give a record another number."""
        if not (page := self._record()):
            return ""
        before, page.number = page.name, self.random.randint(0, 12)
        self._free(page)
        return f"renumber {before} to {page.name}" if page.name != before else ""

    def claim(self) -> str:
        """Create a record whose identifier another record has."""
        if not (other := self._record()) or other.form == "pep":
            return ""
        page = Page(other.folder, self._word(), self._title(), self._markup(), number=other.number)
        self._make_record(page)
        self._free(page)
        self._add(page)
        return f"create {page.name} beside {other.name}"

    def delete(self) -> str:
        """Delete a page."""
        keys = [key for key in self.pages if key > 1]
        if len(keys) < 3:
            return ""
        key = self.random.choice(keys)
        # An author who deletes a page takes it out of toctrees: plain Sphinx does not do without.
        for page in self.pages.values():
            page.toctree = [entry for entry in page.toctree if entry != key]
        return f"delete {self.pages.pop(key).name}"

    def list_or_unlist(self) -> str:
        """Move a page into a toctree of the author's, or out of it."""
        if self.sidebars:
            return ""
        page = self._toctree()
        if page.toctree[1:] and self._once_in(2):
            key = page.toctree.pop()
            return f"{self.pages[key].name} out of the toctree of {page.name}"
        keys = [key for key in self.pages if key > 1 and key not in page.toctree]
        if not keys:
            return ""
        key = self.random.choice(keys)
        page.toctree.append(key)
        return f"{self.pages[key].name} into the toctree of {page.name}"

    def _viewing(self) -> Page | None:
        pages = [page for page in self.pages.values() if page.views]
        return self.random.choice(pages) if pages else None

    def add_view(self) -> str:
        """Add an index or a graph."""
        page = self.random.choice(list(self.pages.values()))
        page.views.append(self._view(whole=self._once_in(2)))
        return f"view on {page.name}: {page.views[-1]!r}"

    def alter_view(self) -> str:
        """Change an index or a graph."""
        if not (page := self._viewing()):
            return ""
        page.views[0] = self._view(whole=self._once_in(2))
        return f"view on {page.name}: {page.views[0]!r}"

    def drop_view(self) -> str:
        """Take an index or a graph away."""
        if not (page := self._viewing()):
            return ""
        return f"no more on {page.name}: {page.views.pop()!r}"

    def add_part(self) -> str:
        """Refer to a record from a page."""
        page = self.random.choice(list(self.pages.values()))
        page.parts.append(self._part())
        return f"part of {page.name}: {page.parts[-1]}"

    def drop_part(self) -> str:
        """Take a sentence away."""
        pages = [page for page in self.pages.values() if page.parts]
        if not pages:
            return ""
        page = self.random.choice(pages)
        return f"no more in {page.name}: {page.parts.pop()}"

    def foresee(self) -> str:
        """Mention a record that does not exist yet."""
        page = self.random.choice(list(self.pages.values()))
        page.parts.append(("mention", f"ADR-{self.random.randint(0, 12):04}"))
        return f"part of {page.name}: {page.parts[-1]}"

    def reform(self) -> str:
        """Declare a record in another form, perhaps in another markup."""
        page = self._record()
        if page is None or page.form == "pep":
            return ""
        page.markup = self._markup()
        page.form = self._form(page)
        return f"{page.name} as {page.form} in {page.markup}"

    def enclose(self) -> str:
        """Put a record among others on a page that is none, change its status, or take it away."""
        page = self.random.choice([page for page in self.pages.values() if not page.form])
        if page.inner and self._once_in(3):
            return f"no more in {page.name}: {page.inner.pop()}"
        status = self.random.choice(STATUSES["adr"])
        page.inner.append((self.random.randint(0, 12), self._title(), status))
        return f"record in {page.name}: {page.inner[-1]}"

    def declare(self) -> str:
        """Declare an artifact, a scenario or a tree, alter one, or show a table of them."""
        page = self.random.choice([page for page in self.pages.values() if page.form != "titled"])
        kind = self.random.choice(
            "artifact artifact scenario scenario tree artifact-table scenario-table".split()
        )
        names = ARTIFACTS if kind in {"artifact", "scenario"} else SCENARIOS
        own = self.random.choice(SCENARIOS if kind == "scenario" else names)
        named = self.random.sample(
            ARTIFACTS if kind == "scenario" else SCENARIOS, self.random.randint(1, 2)
        )
        page.guide = [item for item in page.guide if item[:2] != (kind, own)]
        page.guide.append((kind, own, self._title().replace("*", ""), named))
        return f"guide of {page.name}: {page.guide[-1]}"

    def undeclare(self) -> str:
        """Take a part of a guide away."""
        pages = [page for page in self.pages.values() if page.guide]
        if not pages:
            return ""
        page = self.random.choice(pages)
        return f"no more in the guide of {page.name}: {page.guide.pop()}"

    def share(self) -> str:
        """Declare a fragment, perhaps one that another page declares too, or take one away."""
        page = self.random.choice([page for page in self.pages.values() if page.form != "titled"])
        if page.shared and self._once_in(3):
            return f"no more shared in {page.name}: {page.shared.pop()}"
        page.shared.append((self.random.choice(["install", "use", "Bad name"]), self._word()))
        return f"shared in {page.name}: {page.shared[-1]}"

    def relabel(self) -> str:
        """Write a label for a record, or take it away."""
        page = self.random.choice(list(self.pages.values()))
        taken = {other.label for other in self.pages.values()}
        label = self._id().lower()
        page.label = (
            "" if page.label or label in taken or page.form in {"pep", "front-matter"} else label
        )
        return f"label of {page.name}: {page.label}"

    def change_setting(self) -> str:
        """Change a setting, in conf.py or in a file of settings."""
        settings: list[tuple[str, list[object]]] = [
            ("governance_link_mentions", [True, False]),
            ("governance_rules", [{}, {"number-gap": "warning"}, {"section-missing": "off"}]),
            ("governance_exclude", [(), ("decisions/0000-*",)]),
            ("governance_publish_json", [True, False]),
            ("width", [3, 4]),
            ("toml", ["", '[rules]\nnumber-duplicate = "note"\n']),
        ]  # fmt: skip
        if not self.careful:
            settings += [
                ("html_baseurl", ["", "https://docs.example/"]),
                ("project", ["Example", "Sample"]),
            ]
        name, values = self.random.choice(settings)
        value = self.random.choice(values)
        if name == "toml":
            self.toml = str(value)
        else:
            self.settings[name] = value
        return f"{name} = {value!r}"

    # Files

    def files(self) -> dict[str, str]:
        """Return path → text of all of the project, relative to its folder."""
        found = {"src/conf.py": self._conf()}
        if self.toml:
            found["governance.toml"] = self.toml
        for page in self.pages.values():
            found[f"src/{page.name}.{page.markup}"] = "\n".join(self._lines(page)) + "\n"
        return found

    def _conf(self) -> str:
        kinds = {"adr": {"width": self.settings.get("width", 4)}, "pep": {"preset": "pep"}}
        theme = '"alabaster"' if self.sidebars else '"basic"\nhtml_sidebars = {"**": []}'
        values = {"project": "Example", "governance_kinds": kinds, **self.settings}
        values.pop("width", None)
        lines = [f"{name} = {value!r}" for name, value in values.items()]
        return "\n".join([
            'extensions = ["myst_parser", "sphinx_governance", "sphinx.ext.graphviz"]'
            if self.settings.get("drawn")
            else 'extensions = ["myst_parser", "sphinx_governance"]',
            f"html_theme = {theme}",
            *(line for line in lines if not line.startswith("drawn")),
            "",
        ])  # fmt: skip

    def _lines(self, page: Page) -> Iterator[str]:
        """Yield the lines of a page."""
        body = list(self._body(page))
        if page.form == "pep":
            yield from self._pep(page)
        elif page.form == "front-matter":
            yield from (
                "---",
                *(f"{label.lower()}: {value}" for label, value in self._fields(page)),
                "---",
                "",
            )
        yield from (
            (_comment(page.markup, str(page.version)), "")
            if page.version and page.form != "pep"
            else ()
        )
        if page.label:
            yield from (f".. _{page.label}:" if page.markup == "rst" else f"({page.label})=", "")
        if page.form == "titled":
            yield from self._titled(page, body)
            return
        if page.form != "pep":
            yield from _heading(page.markup, page.title, 1)
            yield from self._header(page)
        yield from body
        yield from self._toctree_lines(page)

    def _fields(self, page: Page) -> list[tuple[str, str]]:
        """Return the labels and values of a record's header."""
        people, date = ("Authors", "Created") if page.kind == "rfc" else ("Deciders", "Date")
        found = [
            ("Status", page.status),
            (date, page.date),
            (people, "Ann, Bob"),
            ("Tags", ", ".join(page.tags)),
        ]
        related: dict[str, list[str]] = {}
        for kind, target in page.relations:
            related.setdefault(kind.capitalize(), []).append(target)
        found += [(kind, ", ".join(targets)) for kind, targets in related.items()]
        return [(label, value) for label, value in found if value]

    def _pep(self, page: Page) -> Iterator[str]:
        yield from (f"PEP: {page.number}", f"Title: {page.title}", "Author: Ann <ann@a.example>")
        yield from (
            f"Status: {page.status or 'Draft'}",
            "Type: Process",
            f"Created: {page.date or '2020-01-01'}",
        )
        for kind, target in page.relations:
            if kind in PEP_RELATIONS:
                yield f"{PEP_RELATIONS[kind]}: {int(target[4:])}"
        yield ""

    def _titled(self, page: Page, body: list[str]) -> Iterator[str]:
        options = [
            f":number: {page.number}",
            *(f":{label.lower()}: {value}" for label, value in self._fields(page)),
        ]
        if page.markup == "rst":
            yield from (
                f".. {page.kind}:: {page.title}",
                *(f"   {line}" for line in (*options, "", *body)),
            )
        else:
            yield from (f"``````{{{page.kind}}} {page.title}", *options, "", *body, "``````")

    def _header(self, page: Page) -> Iterator[str]:
        fields = self._fields(page) if page.form else []
        if page.form == "block":
            yield from _directive(
                page.markup,
                "\n".join([page.kind, *(f":{key.lower()}: {value}" for key, value in fields)]),
            )
        elif page.form == "fields" and page.markup == "rst":
            yield from (*(f":{key}: {value}" for key, value in fields), "")
        elif page.form in {"strong", "fields"}:
            for key, value in fields:
                yield from (f"**{key}:** {value}", "")
        elif page.form == "bullets":
            yield from (*(f"* {key}: {value}" for key, value in fields), "")
        elif page.form == "table" and fields:
            yield from _table(page.markup, fields)
        elif page.form == "section":
            yield from self._status_section(page)

    def _status_section(self, page: Page) -> Iterator[str]:
        if page.date:
            yield from (f"Date: {page.date}", "")
        yield from _heading(page.markup, "Status", 2)
        yield from (page.status.capitalize(), "")
        for kind, target in page.relations:
            if kind in {"supersedes", "superseded-by", "amends"}:
                yield from (f"{kind.capitalize().replace('-', ' ')} {target}", "")

    def _body(self, page: Page) -> Iterator[str]:
        if page.form:
            yield from _heading(page.markup, "Context", 2)
        for kind, text in page.parts:
            yield from (self._sentence(page, kind, text), "")
        for view in page.views:
            yield from _directive(page.markup, view)
        for item in page.guide:
            yield from _guide(page.markup, *item)
        for number, title, status in page.inner:
            yield from _enclosed(page.markup, number, title, status)
        for name, word in page.shared:
            yield from _shared(page.markup, name, word)
        if page.form:
            yield from _heading(page.markup, "Decision", 2)
            yield from ("It is so.", "")

    def _sentence(self, page: Page, kind: str, text: str) -> str:
        if kind == "text":
            return f"Of the {text}."
        if kind == "mention":
            return f"After {text}, and {text.replace('-0', ' 0')} it was."
        if kind == "file":
            return self._file_link(page, int(text))
        if kind in {"artifact", "scenario"}:
            return f"See {_role(page.markup, f'gov:{kind}', text)}."
        if kind == "myst" and page.markup == "md":
            return f"See [](#{text}) and [this](#{text.lower()})."
        own = text.partition("-")[0].lower()
        own = f"gov:{own}" if own == "rfc" else own
        roles = {
            "role": f"{_role(page.markup, own, text[4:])} and {_role(page.markup, own, f'it <{text}>')}",
            "record": _role(page.markup, "gov:record", text),
            "ref": _role(page.markup, "ref", text.lower()),
            "doc": _role(page.markup, "doc", f"/{text}"),
        }
        return f"See {roles.get(kind) or _role(page.markup, 'any', text)}."

    def _file_link(self, page: Page, key: int) -> str:
        """Link to a file, as long as it is there: MyST looks for it when it reads the page."""
        other = self.pages.get(key)
        if other is None or page.markup != "md":
            return "No link."
        up = "../" * page.name.count("/")
        return f"See [](<{up}{other.name}.{other.markup}>)."

    def _toctree_lines(self, page: Page) -> Iterator[str]:
        entries = [f"/{self.pages[key].name}" for key in page.toctree if key in self.pages]
        if page.glob:
            yield from _directive(page.markup, f"toctree\n:glob:\n:maxdepth: 1\n\n{page.glob}")
        if entries:
            yield from _directive(page.markup, "\n".join(["toctree", ":maxdepth: 1", "", *entries]))


def _role(markup: str, name: str, text: str) -> str:
    return f":{name}:`{text}`" if markup == "rst" else f"{{{name}}}`{text}`"


def _comment(markup: str, text: str) -> str:
    return f".. {text}" if markup == "rst" else f"% {text}"


def _heading(markup: str, text: str, level: int) -> tuple[str, ...]:
    if markup == "md":
        return (f"{'#' * level} {text}", "")
    return (text, "=-"[level - 1] * len(text), "")


def _directive(markup: str, text: str) -> Iterator[str]:
    name, *lines = text.split("\n")
    if markup == "rst":
        yield from (f".. {name}::", *(f"   {line}".rstrip() for line in lines), "")
    else:
        yield from (f"```{{{name}}}", *lines, "```", "")


def _enclosed(markup: str, number: int, title: str, status: str) -> Iterator[str]:
    options = (f":number: {number}", f":status: {status}", "", "Thus.")
    if markup == "rst":
        yield from (f".. adr:: {title}", *(f"   {line}".rstrip() for line in options), "")
    else:
        yield from (f"```{{adr}} {title}", *options, "```", "")


def _shared(markup: str, name: str, word: str) -> Iterator[str]:
    heading = list(_heading(markup, "Part", 2))
    content = (f"Of the {word}, after ADR-0001.", "", *heading, "Thus.")
    if markup == "rst":
        yield from (f".. fragment:: {name}", "", *(f"   {line}".rstrip() for line in content), "")
    else:
        yield from (f"````{{fragment}} {name}", "", *content, "````", "")


def _table(markup: str, fields: list[tuple[str, str]]) -> Iterator[str]:
    if markup == "md":
        yield from (
            "| Field | Value |",
            "| --- | --- |",
            *(f"| {key} | {value} |" for key, value in fields),
            "",
        )
        return
    yield from (".. list-table::", "")
    for key, value in fields:
        yield from (f"   * - {key}", f"     - {value}")
    yield ""


def _guide(markup: str, kind: str, name: str, title: str, named: list[str]) -> Iterator[str]:
    """Yield a part of a guide; a tree has two questions, of which the second stands in an answer."""
    if kind.endswith("-table"):
        yield from _directive(markup, kind)
    elif kind == "tree":
        inner = [_block(markup, "answer", "No", [":end:"], [], 0)]
        asked = _block(markup, "question", f"Really {title}?", [], inner, 1)
        answers = [
            _block(markup, "answer", "Yes", [f":scenario: {named[0]}"], [], 0),
            _block(markup, "answer", "No", [":requires: log"], [asked], 2),
        ]
        question = _block(markup, "question", f"{title}?", [":id: first"], answers, 3)
        yield from _block(markup, "decision-tree", name, [f":title: {title}"], [question], 4)
    else:
        options = [f":title: {title}"]
        if kind == "scenario":
            options += [f":required: {named[0]}", *(f":optional: {other}" for other in named[1:])]
        yield from _block(markup, kind, name, options, [["Thus."]], 0)
    yield ""


def _block(
    markup: str, name: str, argument: str, options: list[str], inside: list[list[str]], depth: int
) -> list[str]:
    body = [*options, "", *(line for part in inside for line in (*part, ""))]
    if markup == "rst":
        return [f".. {name}:: {argument}", *(f"   {line}".rstrip() for line in body)]
    fence = "`" * (3 + depth)
    return [f"{fence}{{{name}}} {argument}", *body, fence]
