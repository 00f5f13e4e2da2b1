from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_governance.model.finding import Edit
from sphinx_governance.model.record import Location
from sphinx_governance.model.surroundings import Tree
from sphinx_governance.rules.registry import run_rules

from .tools import corpus, findings, report

RULE = "link-broken"
TARGETS = {
    "README.md": "# Shop\n\n## Getting started\n\n### ADR\n",
    "docs/guide.md": '# Guide\n\n<a id="here"></a>\n\n## Two words\n',
    "docs/old.rst": "Old\n===\n\n.. _spot:\n\nPart one\n--------\n",
    "docs/pictures/a b.png": "",
    "decisions/0001-use-a-queue.md": "# 1. Use a queue\n",
}


def of(text: str, path: str = "docs/page.md") -> list[str]:
    """Return what is found in one document beside TARGETS, without its path."""
    files = {name: text for name, text in TARGETS.items() if name.endswith((".md", ".rst"))}
    whole = corpus({**files, path: text})
    tree = Tree(frozenset({*TARGETS, path}), whole=True)
    found = [item for item in run_rules(replace(whole, tree=tree)) if item.rule == RULE]
    assert all(item.at.path == path for item in found)
    return [
        f"{item.at.line}:{item.at.column}: {item.severity}: {item.message}"
        + (f" = {item.hint}" if item.hint else "")
        for item in found
    ]


@pytest.mark.parametrize(
    "target",
    [
        "guide.md", "./guide.md", "../README.md", "../README.md#getting-started", "guide.md#here",
        "guide.md#two-words", "guide.md?plain=1#L3", "guide.md#L3-L9", "old.rst", "old.rst#part-one",
        "old.rst#spot", "pictures/", "pictures", "..", "../", ".", "/README.md", "/docs/guide.md",
        "pictures/a%20b.png", "<pictures/a b.png>", "#own-heading", "#", "#top", "page.md#own-heading",
        "old.html", "old", "guide", "../docs/../README.md", "../decisions/0001-use-a-queue.md",
        "https://example.org/x.md", "//example.org/x", "mailto:a@b.org", "tel:123", "data:image/png;base64,x",
        "{url}", "{{ base }}/x.md", "path/to/x.md", "x/.../y.md", "$HOME/x", "NNNN-title.md",
        "../../../issues/5", "../../../wiki", "../../../../org", "../../main/README.md", "../../../-/issues",
        "#user-content-x", "#:~:text=x",
    ],
)  # fmt: skip
def test_what_leads_somewhere_or_is_not_ours(target: str) -> None:
    page = f'# Own heading\n\n[link]({target}) and <a href="{target.strip("<>")}">x</a>\n'
    assert of(page) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[x](gone.md)", "3:5: error: the link leads to 'docs/gone.md', which does not exist"),
        ("![x](gone.png)", "3:6: error: the image leads to 'docs/gone.png', which does not exist"),
        (
            "[x](Guide.md)",
            "3:5: error: the link leads to 'docs/Guide.md', which does not exist = did you mean guide.md?",
        ),
        (
            "[x](guide.md#two-word)",
            "3:5: error: there is no heading or anchor '#two-word' in 'docs/guide.md' = did you mean #two-words?",
        ),
        (
            "[x](#own-headin)",
            "3:5: error: there is no heading or anchor '#own-headin' in this document = did you mean #own-heading?",
        ),
        (
            "[x](#Own-Heading)",
            "3:5: warning: there is no heading or anchor '#Own-Heading' in this document = did you mean #own-heading?",
        ),
        (
            "[x](/readme.md)",
            "3:5: error: the link leads to 'readme.md', which does not exist = did you mean /README.md?",
        ),
        (
            "[x](old.md)",
            "3:5: error: the link leads to 'docs/old.md', which does not exist = did you mean old.rst?",
        ),
        (
            "[x](./guide/README.md)",
            "3:5: error: the link leads to 'docs/guide/README.md', which does not exist = did you mean ./../README.md?",
        ),
        ("[x](../../other/x.md)", "3:5: error: the link '../../other/x.md' leads out of the repository"),
        ("[x][r]\n\n[r]: gone.md", "5:6: error: the link leads to 'docs/gone.md', which does not exist"),
        (
            '<a\nhref="gone.md">x</a>',
            "4:7: error: the link leads to 'docs/gone.md', which does not exist",
        ),
        ('<img src="gone.png">', "3:11: error: the image leads to 'docs/gone.png', which does not exist"),
        ("[x](g%C3%A4n.md)", "3:5: error: the link leads to 'docs/gän.md', which does not exist"),
        ("[x](old.rst#part)", "3:5: error: there is no heading or anchor '#part' in 'docs/old.rst'"),
    ],
)  # fmt: skip
def test_what_leads_nowhere(text: str, found: str) -> None:
    lines = of(f"# Own heading\n\n{text}\n")
    assert [line.replace("./../", "../") for line in lines] == [found.replace("./../", "../")]


def test_in_restructuredtext() -> None:
    text = "Page\n====\n\n`x <gone.md>`_ `y <guide.md>`_ name_\n\n.. image:: gone.png\n"
    assert of(text, "docs/page.rst") == [
        "4:5: error: the link leads to 'docs/gone.md', which does not exist",
        "6:0: error: the image leads to 'docs/gone.png', which does not exist",
    ]


def test_one_place_is_one_finding() -> None:
    line = "[x](gone.md), [y](gone.md) and again\n[z](gone.md)\n"
    assert [item.split(": ")[0] for item in of(f"# A\n\n{line}")] == ["3:5", "3:19", "4:5"]


def test_code_comments_and_templates_are_passed_over() -> None:
    assert of("# A\n\n`[x](gone.md)`\n\n    [x](gone.md)\n\n<!-- [x](gone.md) -->\n") == []
    assert of("# A\n\n[x](gone.md)\n", "docs/adr-template.md") == []
    assert of("# A\n\n[x](gone.md)\n", "docs/_templates/adr.md") == []
    assert of("# A\n\n[x](gone.md)\n", ".github/PULL_REQUEST_TEMPLATE.md") == []


def test_a_relation_to_no_record_is_another_rules() -> None:
    files = {"decisions/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by [9](0009-b.md)\n"}
    assert findings(RULE, files) == []
    assert findings("relation-target-missing", files)


def test_a_comment_allows_it() -> None:
    text = "# A\n\n<!-- governance: allow link-broken — made by the release -->\n\n[x](gone.md)\n"
    assert of(text) == []


MOVED = {
    "decisions/0001-use-a-queue.md": "# 1. Use a queue\n",
    "docs/page.md": "# Page\n\nSee [it](0001-use-a-queue.md#use) and [two](README.md).\n",
    "other/README.md": "# Other\n",
}


def test_a_moved_record_can_be_mended() -> None:
    first, second = findings(RULE, MOVED)
    assert first.fix
    assert first.fix.edits == (
        Edit(
            Location("docs/page.md", 3, 10),
            "0001-use-a-queue.md#use",
            "../decisions/0001-use-a-queue.md#use",
        ),
    )
    assert second.hint == "did you mean ../other/README.md?"
    assert second.fix is None


def test_of_two_files_of_that_name_none_is_offered() -> None:
    files = {**MOVED, "archive/0001-use-a-queue.md": "# 1. Use a queue\n"}
    assert findings(RULE, files)[0].fix is None


def test_a_number_says_which_record_was_renamed_but_not_which_was_meant() -> None:
    files = {
        "decisions/0001-use-a-queue.md": "# 1. Use a queue\n",
        "decisions/0002-b.md": "# 2. B\n\n[x](0001-use-queues.md) [y](0007-b.md)\n",
        "decisions/eip-7883.md": "# C\n\n[z](eip-7683.md)\n",
    }
    hints = [item.rpartition(" = ")[2] for item in report(RULE, files) if " = " in item]
    assert hints == ["did you mean 0001-use-a-queue.md?"]


def test_out_of_a_folder_that_is_no_repository_nothing_is_known() -> None:
    files = {"decisions/0001-a.md": "# 1. A\n\n[x](../../assets/a.png) [y](gone.md)\n"}
    part = replace(corpus(files), tree=Tree(frozenset(files)))
    found = [item.message for item in run_rules(part) if item.rule == RULE]
    assert found == ["the link leads to 'decisions/gone.md', which does not exist"]
    assert [item for item in run_rules(replace(part, tree=None)) if item.rule == RULE] == []


def test_through_a_submodule_or_link() -> None:
    files = {"docs/a.md": "# A\n\n[x](../vendor/lib/x.md)\n"}
    tree = Tree(frozenset({*files, "vendor/lib"}), tracked=True, whole=True)
    found = run_rules(replace(corpus(files), tree=tree))
    assert not [item for item in found if item.rule == RULE]


def test_pages_of_a_sphinx_project_are_sphinxs() -> None:
    files = {
        "index.md": "# A\n\n[x](gone.md)\n",
        "a.rst": "A\n=\n\n`x <gone.md>`_ `y <gone.html>`_ `z <_static/gone.pdf>`_ `w <index.md>`_\n",
    }
    assert len(findings(RULE, files)) == 4
    whole = corpus(files)
    pages = tuple(replace(page, page=page.path.split(".")[0]) for page in whole.documents)
    project = replace(whole, documents=pages, listed=frozenset({"index", "a"}))
    found = [item for item in run_rules(project) if item.rule == RULE]
    assert [(item.at, item.message) for item in found] == [
        (Location("a.rst", 4, 5), "the link leads to 'gone.md', which does not exist")
    ]


def test_hostile_targets() -> None:
    for target in ("%00", "%ff%fe", "../" * 40, "a/" * 400, "?", "#%", "\\x", "#" * 50):
        of(f"# A\n\n[x]({target})\n")
