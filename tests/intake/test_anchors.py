"""GitHub's anchors, compared with what the npm package github-slugger makes of the same headings.

``github_slugs.json`` holds headings of real documents and random ones, document by document, with
the anchors of github-slugger 2.0.0. Compared once with 12,135 headings of the corpora, 15,000
random ones, and every character of Unicode between two letters, these differences remain:

* 638 letters, marks and digits that Unicode got after version 13, of which that release of
  github-slugger is made: it drops them, we keep them (``U+0870`` to ``U+2B739``).
* 2 characters that Python 3.11 does not know yet (``U+A7CB``, ``U+A7DC``): lower-cased by
  Node to a letter that stays, dropped here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_governance.intake.anchors import github_slug, slugs
from sphinx_governance.intake.bare import corpus_of_texts

DOCUMENTS = json.loads((Path(__file__).parent / "github_slugs.json").read_text("utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_as_github_slugger(document: list[tuple[str, str]]) -> None:
    assert slugs(heading for heading, _ in document) == [anchor for _, anchor in document]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Getting Started", "getting-started"),
        ("What's new in v0.1.0?", "whats-new-in-v010"),
        ("🚀 Quick Start", "-quick-start"),
        ("🏗️ System Design", "️-system-design"),  # the selector behind the emoji is a mark
        (":rocket: Deploy", "rocket-deploy"),
        ("a_b - `c d`", "a_b---c-d"),
        ("Über die Straße", "über-die-straße"),
        ("中文 标题", "中文-标题"),
        ("Ⓐ and ①", "ⓐ-and-"),
        ("tab\tand\nbreak", "tabandbreak"),
        ("", ""),
    ],
)
def test_slug(heading: str, anchor: str) -> None:
    assert github_slug(heading) == anchor


def test_repeats_are_counted_and_do_not_collide() -> None:
    assert slugs(["A", "a", "A-1", "a"]) == ["a", "a-1", "a-1-1", "a-2"]
    assert slugs(["A-1", "A", "A"]) == ["a-1", "a", "a-2"]
    assert slugs(["!", "?"]) == ["", "-1"]


def anchors(path: str, text: str) -> frozenset[str]:
    return corpus_of_texts({path: text}).documents[0].anchors


def test_of_markdown() -> None:
    text = """\
# `code` and [a link](x.md) and ![image](y.png)

Setext
heading
-------

## <a name="named"></a>Named

## Given {#own}

> ### Quoted

(label)=
Text with <span id="inside">an anchor</span>.
"""
    assert anchors("a.md", text) == {
        "code-and-a-link-and-", "setextheading", "named", "given-own", "own", "given", "quoted",
        "label", "inside",
    }  # fmt: skip


def test_of_raw_html() -> None:
    text = """\
<details open>
<summary><h3>✨ Key Features</h3></summary>
<a id="top"></a>

Text

</details>

## ✨ Key Features

<h2 align="center" id="x">
  Two <b>words</b><br/>
</h2>
<!-- <h2>Not seen</h2> -->
"""
    assert anchors("a.md", text) == {"-key-features", "-key-features-1", "top", "two-words", "x"}


def test_of_code_there_are_none() -> None:
    assert anchors("a.md", '```\n# No\n<a id="x">\n```\n\n`<a id="y">`\n') == frozenset()


def test_of_restructuredtext() -> None:
    text = """\
Über & title
============

.. _My Target:

Section
-------

Section
-------
"""
    assert anchors("a.rst", text) >= {"uber-title", "my-target", "section"}


def test_html_without_end_is_given_up() -> None:
    block = "<div>\n" + "<a x='" * 10_000 + "\n\n"
    found = corpus_of_texts({"a.md": f'# A\n\n{block}{block}<p id="b">\n'}).documents[0]
    assert [(item.message, item.at.line) for item in found.troubles] == [
        ("the HTML is too long to be read for links and anchors", 3)
    ]
    assert found.anchors == {"a", "b"}
