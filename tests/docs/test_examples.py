"""Every example of the documentation is read: in both markups, by both producers, with the same result."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import PurePosixPath
from string import ascii_lowercase
from textwrap import dedent

import pytest

from sphinx_governance.config import load_project
from sphinx_governance.intake.bare import corpus_of_texts
from sphinx_governance.intake.recognise import FORMATS
from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.record import Record
from sphinx_governance.model.walk import paths
from sphinx_governance.rules.registry import run_rules

from ..conftest import CONF, Built, Project
from .tools import SOURCE, Block, all_blocks, blocks_of, pages, pairs, settings_of

DECLARES = re.compile(r"^(?:\.\. |`{3,}\{)(?:adr|rfc|design-doc)(?:::|\})", re.MULTILINE)
PAIRS = [pair for pair in pairs() if DECLARES.search(pair[0].text)]
"""Examples that are records."""

GUIDE_PAGE = "docs/source/howto/guide.rst"
GUIDES = [pair for pair in pairs() if pair[0].page == GUIDE_PAGE]
"""Examples that are pages of one contribution guide."""

TREES = [pair for pair in pairs() if ".. decision-tree::" in pair[0].text and pair not in GUIDES]
"""Examples that are guides of one page."""

FRAGMENTS = [pair for pair in pairs() if ".. fragment::" in pair[0].text]
"""Examples that are pages with a fragment; tests/fragments runs them."""

VIEWS = [
    pair
    for pair in pairs()
    if pair not in (*GUIDES, *TREES, *FRAGMENTS) and not DECLARES.search(pair[0].text)
]
"""Examples that show records: indexes, graphs, links."""

EXPECTED = {"relation-target-missing", "pattern-matches-nothing"}
"""Examples name records and files that are elsewhere; nothing else may be wrong in them."""


def facts(record: Record) -> dict[str, object]:
    """Return what must not depend on the markup: all but places and texts as written."""
    return {
        "id": record.id,
        "kind": record.kind,
        "profile": record.profile,
        "title": record.title,
        "status": record.status_name,
        "form": record.form,
        "date": record.date,
        "fields": [(entry.name, entry.value) for entry in record.fields],
        "relations": [(relation.type, relation.reference.text) for relation in record.relations],
        "sections": [
            (section.title, section.filled, section.parent) for section in record.sections
        ],
    }


def corpus(block: Block) -> Corpus:
    """Return the corpus of one example, with the settings that its page shows before it."""
    before = blocks_of(SOURCE.parents[1] / block.page)
    before = before[: before.index(block)]
    settings = [other for other in before if other.language == "toml" and "kinds" in other.text]
    table = settings_of(settings[-1]) if settings else {}
    return corpus_of_texts({block.caption: block.text}, table)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].page}:{pair[0].caption}")
def test_both_markups_give_the_same_records(pair: tuple[Block, Block]) -> None:
    rest, myst = (corpus(block) for block in pair)
    assert rest.records
    assert [facts(record) for record in rest.records] == [facts(record) for record in myst.records]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].page}:{pair[0].caption}")
def test_nothing_is_wrong_in_an_example(pair: tuple[Block, Block]) -> None:
    for block in pair:
        assert {finding.rule for finding in run_rules(corpus(block))} <= EXPECTED


def test_sphinx_reads_the_examples_as_a_bare_folder_does(
    project: Callable[..., Project],
) -> None:
    shown = {
        f"{index}/{block.suffix[1:]}/{block.caption}": block
        for index, pair in enumerate(PAIRS)
        for block in pair
    }
    files = {path: block.text for path, block in shown.items()}
    kinds = next(block for block in all_blocks() if block.text.startswith("governance_kinds"))
    made = project({"index.rst": ":orphan:\n\nAll\n===\n", **files, "conf.py": CONF + kinds.text})
    built = made.build("dummy", suppress_warnings=["toc.not_included"])
    found = built.corpus
    for path, block in shown.items():
        bare = [facts(record) for record in corpus(block).records]
        assert [facts(record) for record in found.at_path(path)] == bare, path


def page_of(block: Block) -> str:
    """Return an example as a page of its own; one that is a part of a page gets a title."""
    if block.suffix == ".rst":
        title = "" if "\n===" in block.text else "Example\n=======\n\n"
        return f":orphan:\n\n{title}{block.text}"
    title = "" if block.text.startswith("# ") else "# Example\n\n"
    return f"---\norphan: true\n---\n\n{title}{block.text}"


def name_of(index: int) -> str:
    """Return the name of an example's page: without a number, which would make it a record."""
    return f"example-{ascii_lowercase[index]}"


def body(html: str) -> str:
    """Return what a page shows in its middle, without the place of the records that it may be the parent of."""
    text = html.split('<div class="body" role="main">')[1].split(
        '<div class="clearer">', maxsplit=1
    )[0]
    return re.sub(r'<div class="toctree-wrapper compound[^"]*">\s*</div>', "", text).strip()


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build every example of an index, a graph or a link beside this project's own decisions."""
    decisions = [path for path in (SOURCE / "decisions").iterdir() if path.stem != "index"]
    made = Project(tmp_path_factory.mktemp("views"))
    made.write({path.as_posix(): page_of(block) for path, block in view_files()})
    made.write(
        {f"decisions/{path.name}": path.read_text(encoding="utf-8") for path in decisions}
        | {"index.rst": "Home\n====\n\n.. adr-index::\n", "conf.py": CONF}
    )
    return made.build(html_theme="basic")


def view_files() -> list[tuple[PurePosixPath, Block]]:
    return [
        (PurePosixPath(f"decisions/{name_of(index)}-{block.suffix[1:]}{block.suffix}"), block)
        for index, pair in enumerate(VIEWS)
        for block in pair
    ]


def test_examples_of_views_build_without_a_word(views: Built) -> None:
    assert views.warnings == []


@pytest.mark.parametrize("index", range(len(VIEWS)), ids=lambda i: f"{VIEWS[i][0].page}:{i}")
def test_both_markups_show_the_same(views: Built, index: int) -> None:
    rest, myst = (
        body(views.text(f"decisions/{name_of(index)}-{markup}.html")) for markup in ("rst", "md")
    )
    assert "governance-" in rest
    assert rest == myst


def test_how_to_shows_what_its_examples_say() -> None:
    """A result on the page is made by the lines that stand in the example before it."""
    text = (SOURCE / "howto" / "show.rst").read_text(encoding="utf-8")
    shown = {pair[0].text.strip() for pair in VIEWS}
    parts = re.split(r"^\.\. container:: result\n\n", text, flags=re.MULTILINE)[1:]
    results = [dedent(re.match(r"(?:   .*\n|\n)+", part)[0]).strip() for part in parts]  # type: ignore[index]
    assert len(results) >= 5
    for result in results:
        assert any(block.endswith(result) for block in shown), result


def test_the_guide_is_the_same_in_both_markups(project: Callable[..., Project]) -> None:
    """Its pages refer to each other: each markup is a project, and builds without a word."""
    assert len(GUIDES) == 4
    settings = next(
        block for block in blocks_of(SOURCE / "howto" / "guide.rst") if block.language == "toml"
    )
    built = []
    for markup in (0, 1):
        files = {pair[markup].caption: pair[markup].text for pair in GUIDES}
        listed = "".join(f"   {pair[markup].name}\n" for pair in GUIDES)
        index = f"Home\n====\n\n.. toctree::\n\n{listed}"
        made = project(
            {"index.rst": index, "pyproject.toml": settings.text, **files}, GUIDES[0][markup].suffix
        )
        built.append(made.build(html_theme="basic", html_copy_source=False))
        assert built[-1].warnings == []
    for pair in GUIDES:
        rest, myst = (body(found.text(f"{pair[0].name}.html")) for found in built)
        assert rest == myst
        assert "gov-" in rest or "governance-" in rest
    (tree,) = built[0].corpus.trees.values()
    assert len(list(paths(tree))) == 4


@pytest.mark.parametrize("pair", TREES, ids=lambda pair: pair[0].caption)
def test_a_guide_of_one_page_is_the_same_in_both_markups(
    pair: tuple[Block, Block], project: Callable[..., Project]
) -> None:
    built = []
    for block in pair:
        made = project(
            {
                "index.rst": f"Home\n====\n\n.. toctree::\n\n   {block.name}\n",
                block.caption: block.text,
            },
            block.suffix,
        )
        built.append(made.build(html_theme="basic", html_copy_source=False))
        assert built[-1].warnings == []
    rest, myst = (body(found.text(f"{pair[0].name}.html")) for found in built)
    assert rest == myst
    (tree,) = built[0].corpus.trees.values()
    assert len(list(paths(tree))) == len(tree.examples)


def test_every_tab_of_one_markup_has_one_of_the_other() -> None:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        rest, myst = (
            len(re.findall(rf"tab-item(?:\}}|::) {label}\n", text))
            for label in ("reStructuredText", "MyST Markdown")
        )
        assert rest == myst, page
    assert len(PAIRS) >= 6
    assert len(VIEWS) >= 9


def test_formats_page_shows_every_format_and_each_is_recognised() -> None:
    shown = [block for block in blocks_of(SOURCE / "reference" / "formats.md") if block.caption]
    found = [corpus_of_texts({block.caption: block.text}).records for block in shown]
    assert [len(records) for records in found] == [1] * len(shown)
    assert [records[0].form for records in found] == [
        module.FORM if module.FORM != "status-section" else "label-lines" for module in FORMATS
    ]
    assert all(records[0].status_name and records[0].date for records in found)


def test_allow_comments_in_plain_markdown_allow() -> None:
    shown = blocks_of(SOURCE / "howto" / "silence.rst")
    examples = [block for block in shown if block.caption == "decisions/0013-use-sqlite.md"]
    assert len(examples) == 2
    for block in examples:
        without = block.text.replace("governance:", "")
        assert "status-unknown" not in {finding.rule for finding in run_rules(corpus(block))}
        assert "status-unknown" in {
            finding.rule for finding in run_rules(corpus_of_texts({block.caption: without}))
        }


SETTINGS = [
    block
    for block in all_blocks()
    if (block.language == "toml" and not block.name.endswith("-baseline"))
    or block.text.startswith("governance_")
]


@pytest.mark.parametrize("block", SETTINGS, ids=lambda block: f"{block.page}:{block.caption}")
def test_settings_are_valid(block: Block) -> None:
    assert load_project(settings_of(block)).problems == ()


def test_settings_in_conf_py_say_what_the_toml_before_says() -> None:
    blocks = all_blocks()
    found = [
        (first, second)
        for first, second in pairwise(blocks)
        if second.language == "python" and first.language == "toml" and first.page == second.page
        and second.text.startswith("governance_")
    ]  # fmt: skip
    assert found
    for toml, python in found:
        assert settings_of(toml) == settings_of(python)
