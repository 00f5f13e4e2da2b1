"""The sidebar of a record that is in no toctree of its authors: the index above it is marked."""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_governance.sidebar import marked
from tests.conftest import CONF, Project

from .test_domain import ONE

Make = Callable[..., Project]
SIDEBAR = (
    '<p class="caption"><span>Parts</span></p>\n<ul>\n'
    '<li class="toctree-l1"><a class="reference internal" href="a.html">A</a></li>\n'
    '<li class="toctree-l1"><a class="reference internal" href="b.html">B</a><ul>\n'
    '<li class="toctree-l2"><a class="reference internal" href="b/c.html">C</a></li>\n'
    "</ul>\n</li>\n</ul>"
)
CURRENT = re.compile(r'<(\w+) class="current')


def test_the_whole_branch_is_marked() -> None:
    found = marked(SIDEBAR, ["b/c.html"])
    assert CURRENT.findall(found) == ["ul", "li", "ul", "li", "a"]
    assert '<a class="current reference internal" href="b/c.html">' in found
    assert found.replace(' class="current"', "").replace('class="current ', 'class="') == SIDEBAR


def test_a_branch_that_is_cut_off_is_marked_where_it_ends() -> None:
    found = marked(SIDEBAR, ["b/c/d.html", "b.html"])
    assert CURRENT.findall(found) == ["ul", "li", "a"]
    assert '<a class="current reference internal" href="b.html">' in found


def test_what_is_marked_or_not_in_it_stays() -> None:
    assert marked(SIDEBAR, ["none.html"]) == marked(SIDEBAR, []) == SIDEBAR
    theirs = SIDEBAR.replace("toctree-l1", "toctree-l1 current", 1)
    assert marked(theirs, ["b.html"]) == theirs


def test_a_theme_shows_where_a_record_stands(project: Make) -> None:
    files = {
        "conf.py": CONF + 'html_theme = "alabaster"\n',
        "index.rst": """
            Home
            ====

            .. toctree::

               other
               log/index
            """,
        "other.rst": """
            Other
            =====
            """,
        "log/index.rst": """
            Log
            ===

            .. adr-index::
            """,
        "decisions/0001-queue.rst": ONE,
    }
    built = project(files).build()
    page = built.text("decisions/0001-queue.html")
    assert (
        '<li class="current toctree-l1"><a class="current reference internal" href="../log/index.html">'
        in page
    )
    assert len(CURRENT.findall(page)) == 3
    assert "toctree-l1 current" in built.text("other.html")
