"""Flowcharts, links that open a pull request, and the guide in every builder."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest

from sphinx_governance.config import load_project
from sphinx_governance.views.flowchart import flowchart_dot
from sphinx_governance.views.opening import address_of
from tests.conftest import Built, Project

Make = Callable[..., Project]

GUIDE = """
    Contributing
    ============

    .. artifact:: changelog
       :title: Changelog entry

    .. artifact:: design-doc
       :title: Design document

    .. scenario:: fix-bug
       :title: I'm fixing a bug
       :required: changelog

    .. decision-tree:: what
       :title: What do I owe?
       :flowchart:

       .. question:: Is this a bug fix?
          :id: bug

          .. answer:: Yes
             :scenario: fix-bug

          .. answer:: No
             :goto: size

       .. question:: How many words?
          :id: size

          .. answer::
             :range: <200
             :end:

          .. answer:: Many
             :range: >=200
             :requires: design-doc
             :suggests: changelog
"""
WITH_GRAPHVIZ = 'extensions = ["sphinx.ext.graphviz", "sphinx_governance"]\n'
URL = "https://example.org/o/r/compare?expand=1&template={scenario}.md"


def made(project: Make, **files: str) -> Project:
    return project({"conf.py": WITH_GRAPHVIZ, "index.rst": GUIDE, **files})


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "latex", "text", "man", "epub", "texinfo", "gettext", "xml"],
)
def test_every_builder_shows_it_without_a_word(project: Make, builder: str) -> None:
    built = made(project).build(
        builder, epub_copyright="E", version="1", governance_pull_request_url=URL
    )
    assert [line for line in built.warnings if "epub" not in line.lower()] == []


def drawn(built: Built) -> bool:
    return "<svg" in built.text("index.html")


def test_the_flowchart_is_drawn_where_there_is_graphviz(
    project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("dot"):
        pytest.skip("no dot here")
    source = made(project)
    built = source.build()
    assert drawn(built)
    assert "governance-questions" in built.text("index.html"), "never the only form"
    assert not drawn(made(project, **{"index.rst": GUIDE.replace(":flowchart:", "")}).build())
    without = made(project, **{"conf.py": 'extensions = ["sphinx_governance"]\n'}).build()
    assert (drawn(without), without.warnings) == (False, [])
    missing = made(project).build(fresh=True, graphviz_dot="no-such-program")
    assert (drawn(missing), missing.warnings) == (False, [])


def test_the_flowchart_says_the_whole_tree(project: Make) -> None:
    corpus = made(project).build("dummy").corpus
    code = flowchart_dot(corpus, corpus.trees["what"])
    for line in (
        '"question bug" [label="Is this a bug fix?"];',
        '"question size" [label="How many words?"];',
        '"outcome 1" [label="I\'m fixing a bug", style=rounded];',
        '"outcome 2" [label="Nothing more is owed.", style=rounded];',
        '"outcome 3" [label="+ Design document\\n+ Changelog entry\\n(optional)", style=rounded];',
        '"question bug" -> "outcome 1" [label="Yes"];',
        '"question bug" -> "question size" [label="No"];',
        '"question size" -> "outcome 2" [label="<200"];',
        '"question size" -> "outcome 3" [label="Many (>=200)"];',
    ):
        assert f"  {line}\n" in code


def test_answers_that_add_and_go_on_say_so_on_the_edge(project: Make) -> None:
    text = GUIDE.replace(":goto: size", ":goto: size\n             :requires: changelog")
    corpus = project({"index.rst": text}).build("dummy").corpus
    code = flowchart_dot(corpus, corpus.trees["what"])
    assert '"question bug" -> "question size" [label="No\\n+ Changelog entry"];' in code


def test_hostile_text_is_no_dot(project: Make) -> None:
    hostile = r'"]; evil -> node; x [label=<<b>y</b>> \N &lt;script&gt; <script>alert(1)</script>'
    text = (
        GUIDE.replace("Is this a bug fix?", hostile.replace("\\", "\\\\"))
        .replace(":id: bug", ':id: b"u;g')
        .replace("Yes\n", "\\\\\n")
        .replace("I'm fixing a bug", hostile)
    )
    corpus = project({"index.rst": text}).build("dummy").corpus
    code = flowchart_dot(corpus, corpus.trees["what"])
    if not shutil.which("dot"):
        pytest.skip("no dot here")
    done = subprocess.run(
        ["dot", "-Tplain"], input=code, capture_output=True, text=True, check=True
    )
    nodes = [line for line in done.stdout.splitlines() if line.startswith("node ")]
    edges = [line for line in done.stdout.splitlines() if line.startswith("edge ")]
    assert (len(nodes), len(edges)) == (5, 4)
    assert not any(line.split()[1] in {"evil", "x", "node"} for line in nodes)
    svg = subprocess.run(["dot", "-Tsvg"], input=code, capture_output=True, text=True, check=True)
    assert "<script" not in svg.stdout
    assert "<b>" not in svg.stdout


def test_scenarios_and_answers_open_a_pull_request(project: Make) -> None:
    built = made(project).build(governance_pull_request_url=URL)
    link = 'href="https://example.org/o/r/compare?expand=1&amp;template=fix-bug.md"'
    assert built.text("index.html").count(link) == 2
    assert "Open a pull request" not in made(project).build(fresh=True).text("index.html")


def test_another_address_writes_the_pages_again(project: Make) -> None:
    source = made(project)
    source.build(governance_pull_request_url=URL)
    built = source.build(governance_pull_request_url="https://example.org/{scenario}")
    assert 'href="https://example.org/fix-bug"' in built.text("index.html")


@pytest.mark.parametrize(
    "address", ["javascript:alert('{scenario}')", "data:text/html,x", "//example.org", "new", " "]
)
def test_only_addresses_of_the_web(project: Make, address: str) -> None:
    (problem,) = load_project({"pull-request-url": address}).problems
    assert problem.key == "pull-request-url"
    assert address_of(address, "fix-bug") == ""
    built = made(project).build(governance_pull_request_url=address)
    assert "Open a pull request" not in built.text("index.html")


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("a&b=c#d", "a%26b%3Dc%23d"),
        ('"><script>', "%22%3E%3Cscript%3E"),
        ("ä/ö", "%C3%A4%2F%C3%B6"),
    ],
)
def test_a_name_is_escaped_in_an_address(name: str, escaped: str) -> None:
    assert (
        address_of("https://example.org/?t={scenario}", name) == f"https://example.org/?t={escaped}"
    )


def test_an_answer_with_a_goto_and_a_question_inside_says_both(project: Make) -> None:
    text = """
        T
        =

        .. decision-tree:: t

           .. question:: One?
              :id: one

              .. answer:: Yes
                 :goto: two

                 .. question:: Inside?

                    .. answer:: Yes
                       :goto: two

           .. question:: Two?
              :id: two

              .. answer:: Yes
                 :end:
    """
    shown = project({"index.rst": text}).build("text").text("index.txt")
    assert shown.count("Go on with: Two?") == 2
