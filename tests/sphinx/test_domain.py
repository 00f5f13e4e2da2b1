"""Records in a Sphinx build: kept per document, referred to in every way, in both markups."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from tests.conftest import CONF, Built, Project

Make = Callable[..., Project]

INDEX = """
    Home
    ====

    .. toctree::
       :glob:

       decisions/*
"""
ONE = """
    Use a queue
    ===========

    .. adr::
       :status: accepted
       :date: 2025-10-08
       :deciders: @leads

    Context
    -------
    Load.

    Decision
    --------
    A queue.

    Consequences
    ------------
    Delay.
"""


class _Links(HTMLParser):
    """The text and target of each reference in a written page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._target: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        if tag == "a" and "reference" in classes and "toctree" not in str(classes):
            self._target, self._text = values.get("href"), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._target:
            self.found.setdefault(self._text, self._target)
            self._target = None


def links(built: Built, page: str) -> dict[str, str]:
    """Return the text of every reference in the body of a written page with its target."""
    html = built.text(f"{page}.html")
    parser = _Links()
    parser.feed(html[html.index('<div class="body"') : html.index('<div class="sphinxsidebar"')])
    return parser.found


def test_every_form_of_reference_in_rst(project: Make) -> None:
    made = project({
        "index.rst": INDEX,
        "decisions/0007-queue.rst": ONE,
        "page.rst": """
            :orphan:

            Page
            ====

            :adr:`ADR-0007`; :adr:`7 <7>`; :adr:`~0007`; :adr:`the queue <adr-7>`; :gov:adr:`ADR 7`;
            :gov:record:`adr-0007`; :any:`ADR-7`; :ref:`adr-0007`; :adr:`!ADR-0007`.
            """,
    })  # fmt: skip
    built = made.build()
    assert built.warnings == []
    target = "decisions/0007-queue.html#adr-0007"
    assert links(built, "page") == {
        "ADR-0007: Use a queue": target,
        "7": target,
        "ADR-0007": target,
        "the queue": target,
        "ADR-7": target,
        "Use a queue": target,
    }


def test_every_form_of_reference_in_myst(project: Make) -> None:
    made = project({
        "index.rst": INDEX,
        "decisions/0007-queue.rst": ONE,
        "page.md": """
            ---
            orphan: true
            ---
            # Page

            [](#ADR-7), [text](#adr-0007), {adr}`7`, {gov:record}`ADR-0007`, {any}`ADR-0007`,
            {ref}`adr-0007`
            """,
    })  # fmt: skip
    built = made.build()
    assert built.warnings == []
    assert set(links(built, "page").values()) == {"decisions/0007-queue.html#adr-0007"}
    assert {"ADR-0007: Use a queue", "text", "Use a queue"} <= set(links(built, "page"))


def test_the_role_rfc_stays_the_ietfs(project: Make) -> None:
    made = project({
        "index.rst": """
            Home
            ====

            :rfc:`2119` and :gov:rfc:`2`.

            .. toctree::
               rfcs/0002-async
            """,
        "rfcs/0002-async.rst": """
            Async
            =====

            .. rfc::
               :status: draft
               :created: 2025-10-08
               :authors: A

            Summary
            -------
            S.

            Motivation
            ----------
            M.

            Design
            ------
            D.

            Alternatives
            ------------
            A.
            """,
    })  # fmt: skip
    built = made.build()
    assert built.warnings == []
    assert links(built, "index")["RFC-0002: Async"] == "rfcs/0002-async.html#rfc-0002"
    assert links(built, "index")["RFC 2119"].startswith("https://")


def test_a_reference_to_nothing_is_a_warning(project: Make) -> None:
    made = project({"index.rst": "Home\n====\n\n:adr:`42` and :gov:record:`ADR-0043`.\n"})
    missing = [line for line in made.build().warnings if "not found" in line]
    assert len(missing) == 2
    assert missing[0].startswith(
        "index.rst:4: WARNING: gov:adr reference target not found: ADR-0042"
    )


def test_a_kind_of_the_project_has_its_directive_roles_and_objects(project: Make) -> None:
    conf = (
        CONF
        + 'governance_kinds = {"design-doc": {"prefix": "DD", "width": 2, "folders": ["design"]}}\n'
    )
    made = project({
        "conf.py": conf,
        "index.rst": """
            Home
            ====

            :gov:design-doc:`3`, :design-doc:`DD-03`

            .. toctree::

               design/3-cache
            """,
        "design/3-cache.md": """
            # Cache

            ```{design-doc}
            :status: draft
            ```
            """,
    })  # fmt: skip
    built = made.build()
    assert built.warnings == []
    assert links(built, "index")["DD-03: Cache"] == "design/3-cache.html#dd-03"
    assert "DD-03 gov:design-doc 1 design/3-cache.html#dd-03 DD-03: Cache" in _inventory(built)


def test_duplicates_keep_every_claimant_until_one_is_gone(project: Make) -> None:
    made = project(
        {"index.rst": INDEX, "decisions/0007-queue.rst": ONE, "decisions/0007-other.rst": ONE}
    )
    first = made.build()
    assert [record.path for record in first.corpus.records] == [
        "decisions/0007-other.rst",
        "decisions/0007-queue.rst",
    ]
    assert any("governance.number-duplicate" in line for line in first.warnings)
    (made.source / "decisions/0007-other.rst").unlink()
    second = made.build()
    assert [record.path for record in second.corpus.records] == ["decisions/0007-queue.rst"]
    assert not any("governance.number-duplicate" in line for line in second.warnings)


@pytest.mark.parametrize("jobs", [2, 4])
def test_parallel_reading_gives_the_same(project: Make, jobs: int) -> None:
    files = {
        f"decisions/{number:04}-{letter}.rst": ONE for number in range(1, 11) for letter in "ab"
    }
    one = project({"index.rst": INDEX, **files}, "one").build("html")
    many = project({"index.rst": INDEX, **files}, "many").build("html", jobs=jobs)
    assert one.warnings == many.warnings
    assert one.text("governance.json") == many.text("governance.json")
    assert (one.outdir / "objects.inv").read_bytes() == (many.outdir / "objects.inv").read_bytes()
    assert len(one.corpus.records) == 20


def test_intersphinx_finds_a_record_of_another_project(project: Make) -> None:
    other = project({"index.rst": INDEX, "decisions/0007-queue.rst": ONE}, "other").build()
    inventory = str(other.outdir / "objects.inv")
    conf = (
        'project = "Here"\nextensions = ["myst_parser", "sphinx.ext.intersphinx", "sphinx_governance"]\n'
        f"intersphinx_mapping = {{'other': ('https://other.example/', {inventory!r})}}\n"
    )
    here = project({
        "conf.py": conf,
        "index.rst": """
            Home
            ====

            :gov:adr:`7`, :external+other:gov:adr:`ADR-0007`, :adr:`there <ADR-7>`
            """,
        "more.md": "---\norphan: true\n---\n# More\n\n<inv:other:gov:adr#ADR-0007>\n",
    }, "here")  # fmt: skip
    built = here.build()
    assert built.warnings == []
    target = "https://other.example/decisions/0007-queue.html#adr-0007"
    assert set(links(built, "index").values()) == {target}
    assert set(links(built, "more").values()) == {target}


def test_a_label_of_the_author_is_used_not_defined_twice(project: Make) -> None:
    made = project({
        "index.rst": INDEX + "\n    :ref:`adr-0007`, :adr:`7`\n",
        "decisions/0007-queue.rst": "    .. _adr-0007:\n" + ONE,
    })  # fmt: skip
    built = made.build()
    assert built.warnings == []
    assert set(links(built, "index").values()) >= {"decisions/0007-queue.html#adr-0007"}


def test_markdown_records_without_myst_are_named(project: Make) -> None:
    made = project({
        "conf.py": 'extensions = ["sphinx_governance"]\nsource_suffix = {".rst": "restructuredtext"}\n',
        "index.rst": "Home\n====\n",
        "decisions/0001-a.md": "# 1. A\n",
        "decisions/0002-b.adoc": "= B\n",
    })  # fmt: skip
    assert [line for line in made.build().warnings if "unreadable" in line] == [
        (
            "decisions/0001-a.md:1: WARNING: a record in Markdown, which this project does not read; "
            'add "myst_parser" to extensions in conf.py [governance.unreadable]'
        ),
        (
            "decisions/0002-b.adoc:1: WARNING: a record in a markup that Sphinx cannot read; "
            "convert it, for example with pandoc [governance.unreadable]"
        ),
    ]


def test_a_name_beside_it_makes_a_page_a_record_on_the_next_build(project: Make) -> None:
    made = project({"index.rst": INDEX, "decisions/oep-0001-a.rst": "A\n=\n\n:Status: Accepted\n"})
    assert made.build().records == {}
    made.write({"decisions/oep-0002-b.rst": "B\n=\n\n:Status: Accepted\n"})
    assert list(made.build().records) == ["OEP-0001", "OEP-0002"]


def _inventory(built: Built) -> str:
    from sphinx.util.inventory import InventoryFile

    content = (built.outdir / "objects.inv").read_bytes()
    found = InventoryFile.loads(content, uri="").data
    return "\n".join(
        f"{name} {kind} 1 {item.uri} {item.display_name}"
        for kind, items in found.items()
        for name, item in items.items()
    )


def test_references_as_sphinx_reads_them_count_wherever_the_settings_lie(
    project: Callable[..., Project],
) -> None:
    record = "# 1. Use X\n\n## Status\n\nAccepted\n"
    built = project(
        {
            "../governance.toml": "",
            "index.rst": "Home\n====\n\n:doc:`/decisions/0001-x`\n",
            "decisions/0001-x.md": record,
            "guides/a.md": "# A\n\n[](<../decisions/0001-x.md>)\n",
            "guides/b.md": "# B\n\n[X](../decisions/0001-x.md)\n",
            "guides/c.rst": "C\n=\n\n:doc:`../decisions/0001-x`\n",
        }
    ).build("dummy")
    (found,) = built.records.values()
    assert found.path == "src/decisions/0001-x.md"
    assert built.corpus.referring_pages(found) == ("guides/a", "guides/b", "guides/c", "index")
