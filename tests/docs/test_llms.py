"""``llms.txt``: every page once, under the captions of the home page, with its first sentence."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

from docs.reference_pages.llms import first_sentence, llms_text

from ..conftest import Project

PAGES = {
    "conf.py": 'project = "Shop"\nextensions = ["myst_parser", "sphinx_governance"]\n',
    "index.rst": """
        Shop
        ====

        Sells things. It is small.

        .. toctree::
           :caption: How to

           start
           decisions/index

        .. toctree::
           :caption: Reference

           /more
        """,
    "start.md": """
        # [Start] here

        ```{note}
        Not this.
        ```



        Reads {doc}`more` and `more`, i.e. all. Then stops.
        """,
    "more.rst": "More\n====\n\nno sentence\n",
    "decisions/index.rst": "Decisions\n=========\n\nWhat was decided?\n\n.. adr-index::\n",
    "decisions/0001-use-x.md": "# Use X\n\n```{adr}\n:status: draft\n```\n\n## Context\n\nX is good.\n",
    "lost.rst": ":orphan:\n\nLost\n====\n\nNobody links here.\n",
}

EXPECTED = """\
# Shop

> Sells things. It is small.

## How to

- [\\[Start\\] here](https://shop.example/start.html): Reads More and more, i.e. all.
- [Decisions](https://shop.example/decisions/index.html): What was decided?

## Reference

- [More](https://shop.example/more.html)

## Optional

- [Use X](https://shop.example/decisions/0001-use-x.html): X is good.
- [Lost](https://shop.example/lost.html): Nobody links here.
"""


def test_every_page_is_listed_with_its_first_sentence(project: Callable[..., Project]) -> None:
    files = {path: dedent(text).lstrip("\n") for path, text in PAGES.items()}
    built = project(files).build(html_theme="basic", html_baseurl="https://shop.example")
    assert llms_text(built.app) == EXPECTED


def test_a_sentence_ends_where_another_begins() -> None:
    assert first_sentence("Use 3.11. It is old.") == "Use 3.11."
    assert first_sentence("No end") == "No end"
