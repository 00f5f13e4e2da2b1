"""What a reader sees: cards, indexes, graphs and mentions, in every builder; hostile text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape

import pytest

from tests.conftest import CONF, Built, Project

from .test_domain import links

Make = Callable[..., Project]

BUILDERS = (
    "html", "dirhtml", "singlehtml", "latex", "text", "man", "epub", "texinfo", "gettext", "linkcheck",
)  # fmt: skip

SECTIONS = """
    Context
    -------
    As ADR-0002 says, and ADR-0099 does not.

    Decision
    --------
    Yes.

    Consequences
    ------------
    None.
"""
FILES = {
    "conf.py": CONF + 'extensions += ["sphinx.ext.graphviz"]\nversion = "1"\nepub_copyright = "E"\n'
    'man_pages = [("index", "example", "Example", "E", 7)]\n'
    'suppress_warnings = ["governance.mention-unknown"]\n',
    "index.rst": """
        Home
        ====

        .. toctree::

           decisions/index
           page

        See ADR-0001.
        """,
    "page.md": "# Page\n\nADR-0002 and {adr}`1`, `ADR-0001` in code.\n\n```{record-index}\n:as: list\n:sort: -date\n```\n",
    "decisions/index.rst": """
        Decisions
        =========

        .. adr-index::

        .. record-graph::

        .. record-index::
           :as: cards
           :group-by: status

        .. record-index::
           :tags: nothing
        """,
    "decisions/0001-table.rst": f"""
    Use a table
    ===========

    .. adr::
       :status: superseded
       :date: 2024-01-02
       :deciders: @leads, Ann <ann@example.org>
       :tags: storage, queue
       :governs: src/db/**, Makefile
       :discussion: https://example.org/1
       :superseded-by: ADR-0002
    {SECTIONS}
    """,
    "decisions/0002-queue.rst": f"""
    Use a queue
    ===========

    .. adr::
       :status: accepted
       :date: 2025-10-08
       :deciders: @leads
       :supersedes: ADR-0001
    {SECTIONS}
    """,
    "decisions/0003-nygard.md": """
        # 3. Keep it

        Date: 2025-11-01

        ## Status

        Proposed

        ## Context

        Text.

        ## Decision

        Text.

        ## Consequences

        Text.
        """,
}


def shown(built: Built, page: str) -> str:
    return built.text(f"{page}.html")


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_is_clean(project: Make, builder: str) -> None:
    files = {
        **FILES,
        "decisions/0001-table.rst": FILES["decisions/0001-table.rst"].replace(
            "https://example.org/1", "#1"
        ),
    }
    assert project(files).build(builder).warnings == []


def test_the_card_says_what_the_header_says_and_who_refers_to_it(project: Make) -> None:
    built = project(FILES).build(suppress_warnings=["governance"])
    found = links(built, "decisions/0001-table")
    assert found["ADR-0002 Use a queue"] == "0002-queue.html#adr-0002"
    assert found["Home"] == "../index.html"
    assert found["https://example.org/1"] == "https://example.org/1"
    html = shown(built, "decisions/0001-table")
    assert "No longer in force" in html
    assert '<span class="governance-status governance-status-superseded">superseded</span>' in html
    assert (
        '<code class="docutils literal notranslate"><span class="pre">src/db/**</span></code>'
        in html
    )
    assert "No longer in force" not in shown(built, "decisions/0002-queue")


def test_who_refers_to_a_record_is_named_without_a_number(project: Make) -> None:
    numbered = {
        "numbered.rst": """
            :orphan:

            .. sectnum::

            A page with *numbers*
            =====================

            See ADR-0002.

            More
            ----

            Text.
            """
    }
    built = project({**FILES, **numbered}).build(suppress_warnings=["governance"])
    assert links(built, "decisions/0002-queue")["A page with numbers"] == "../numbered.html"


def test_a_recognised_header_gives_place_to_the_card_and_a_status_section_stays(
    project: Make,
) -> None:
    html = shown(project(FILES).build(suppress_warnings=["governance"]), "decisions/0003-nygard")
    card, rest = html.split("Status<a", maxsplit=1)
    assert "Date: 2025-11-01" not in html
    assert card.count("2025-11-01") == 1
    assert "governance-status-proposed" in card
    assert "<p>Proposed</p>" in rest


def test_mentions_are_links_outside_code_and_only_to_what_exists(project: Make) -> None:
    built = project(FILES).build(suppress_warnings=["governance"])
    assert links(built, "index")["ADR-0001"] == "decisions/0001-table.html#adr-0001"
    assert links(built, "page")["ADR-0002"] == "decisions/0002-queue.html#adr-0002"
    assert "ADR-0001" not in links(built, "page")
    assert "ADR-0099" not in links(built, "decisions/0002-queue")
    without = project(FILES, "off").build(
        suppress_warnings=["governance"], governance_link_mentions=False
    )
    assert "ADR-0001" not in links(without, "index")


def test_navigation_goes_through_the_index_and_the_users_toctree_wins(project: Make) -> None:
    built = project(FILES).build(suppress_warnings=["governance"])
    relations = built.app.env.collect_relations()
    assert relations["decisions/0001-table"] == [
        "decisions/index",
        "decisions/index",
        "decisions/0002-queue",
    ]
    assert relations["decisions/0003-nygard"] == ["decisions/index", "decisions/0002-queue", "page"]
    taken = FILES["index.rst"].replace(
        "decisions/index\n", "decisions/index\n           decisions/0002-queue\n"
    )
    own = project({**FILES, "index.rst": taken}, "own").build(suppress_warnings=["governance"])
    assert own.app.env.collect_relations()["decisions/0002-queue"][0] == "index"
    assert own.warnings == []


def test_records_stand_in_latex_and_single_html(project: Make) -> None:
    made = project(FILES)
    latex = made.build("latex", suppress_warnings=["governance"])
    single = made.build("singlehtml", suppress_warnings=["governance"])
    for text in (latex.text("example.tex"), single.text("index.html")):
        for title in ("Use a table", "Use a queue", "Keep it"):
            assert title in text


def test_sidebars_do_not_grow_with_the_records(project: Make) -> None:
    built = project(FILES).build(suppress_warnings=["governance"])
    toctree = built.app.env.tocs["decisions/index"].astext()
    assert "Use a queue" not in toctree


@pytest.mark.parametrize("name", ["pep", "eip"])
def test_a_title_in_metadata_becomes_the_heading(project: Make, name: str) -> None:
    files = {
        "conf.py": CONF + 'governance_kinds = {"pep": {"preset": "pep", "sources": ["peps/*"]}, '
        '"eip": {"preset": "eip", "sources": ["eips/*"]}}\nsuppress_warnings = ["governance", "myst.header"]\n',
        "index.rst": "Home\n====\n\n.. pep-index::\n\n.. eip-index::\n",
        "peps/pep-0008.rst": """
            PEP: 8
            Title: Style *guide*
            Author: A
            Status: Active
            Type: Process
            Created: 05-Jul-2001
            Post-History: 05-Jul-2001,
                          01-Aug-2013

            Introduction
            ============

            Text.
            """,
        "eips/eip-1.md": "---\neip: 1\ntitle: Style *guide*\nstatus: Living\n---\n\n## Introduction\n\nText.\n",
    }
    built = project(files).build()
    assert built.warnings == []
    page = {"pep": "peps/pep-0008", "eip": "eips/eip-1"}[name]
    html = shown(built, page)
    assert "<h1>Style guide" in html
    assert "<h2>Introduction" in html
    assert built.app.env.titles[page].astext() == "Style guide"
    assert "05-Jul-2001" not in html or "Title: Style" not in html


HOSTILE = "<script>alert(1)</script> & \"quotes\" 'n' \\ ${x} `b` *s* |p| @team #1 %d {y} [l](javascript:alert(1)) <b>"


@pytest.mark.parametrize("builder", BUILDERS)
def test_hostile_text_stays_text_in_every_builder(project: Make, builder: str) -> None:
    fields = (
        "status",
        "date",
        "deciders",
        "tags",
        "governs",
        "summary",
        "discussion",
        "supersedes",
        "track",
        "x-own",
    )
    options = "".join(f"   :{name}: {HOSTILE}\n" for name in fields)
    front = "".join(f"{name}: {json.dumps(HOSTILE)}\n" for name in fields)
    files = {
        "conf.py": FILES["conf.py"],
        "index.rst": "Home\n====\n\n.. adr-index::\n   :columns: id, title, status, date, tags, track, deciders, summary\n\n.. adr-graph::\n",
        "adr/0001-rst.rst": f"Rest ``<script>alert(1)</script>``\n==================================\n\n.. adr::\n{options}\nText.\n",
        "adr/0002-md.md": f"---\n{front}---\n# Mark `<script>alert(1)</script>`\n\nText.\n",
        "adr/0003-labels.md": f"# Labels\n\n**Status:** `{HOSTILE.replace('`', '')}`\n**Deciders:** \\<script>alert(1)\\</script>\n\nText.\n",
    }
    built = project(files).build(builder, suppress_warnings=["governance"])
    assert [line for line in built.warnings if "linkcheck" not in line] == []
    if builder in {"html", "dirhtml", "singlehtml", "epub"}:
        for path in built.outdir.rglob("*html"):
            content = path.read_text(encoding="utf-8")
            assert "<script>alert" not in content
            assert "javascript:alert" not in content.replace(escape(HOSTILE), "").replace(
                "(javascript:alert(1))", ""
            )
            assert 'href="javascript' not in content
        if builder == "html":
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in built.text("adr/0001-rst.html")


def test_governed_paths_are_links_where_the_settings_say_how(
    project: Callable[..., Project],
) -> None:
    record = """
        Use a pool
        ==========

        .. adr::
           :status: accepted
           :governs: src/db/pool.py, src/api/**, **/*.sql, !src/x.py, a b<c>.py
        """
    made = project(
        {"index.rst": "Home\n====\n\n.. adr-index::\n", "decisions/0001-use-a-pool.rst": record}
    )
    assert "blob" not in made.build().text("decisions/0001-use-a-pool.html")
    html = made.build(governance_source_url="https://git.example/blob/main/{path}").text(
        "decisions/0001-use-a-pool.html"
    )
    assert re.findall(r'href="(https://git\.example/[^"]*)"', html) == [
        "https://git.example/blob/main/src/db/pool.py", "https://git.example/blob/main/src/api",
        "https://git.example/blob/main/a%20b%3Cc%3E.py",
    ]  # fmt: skip
