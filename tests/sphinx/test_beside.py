"""What stands beside a Sphinx project: read by the dedicated builders, not by a build of pages."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_governance.domain import governance
from tests.cli.tools import call, write_files

CONF = 'project = "Shop"\nextensions = ["sphinx_governance"]\n'
INDEX = "Shop\n====\n\n.. toctree::\n\n   decisions/0001-use-a-queue\n"
RECORD = """\
Use a queue
===========

.. adr::
   :status: rejected
   :date: 2025-10-08
   :deciders: @leads

Context
-------

Long.

Decision
--------

A queue.

Consequences
------------

Fewer locks.
"""
README = """\
# Shop

[Docs](docs/source/index.rst), [gone](docs/gone.md#x), [the queue](docs/source/decisions/0001-use-a-queue.rst).

The code is in `docs/source/index.md`, see [below](#layout).

<!-- governance: allow link-broken — made by the release -->

[allowed](dist/)
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write_files(
        tmp_path / "shop",
        {
            "docs/source/conf.py": CONF,
            "docs/source/index.rst": INDEX,
            "docs/source/decisions/0001-use-a-queue.rst": RECORD,
            "README.md": README,
            "LICENSE": "MIT\n",
            ".git/HEAD": "ref: refs/heads/main\n",
        },
    )


def found(folder: Path) -> list[tuple[str, str, int, int]]:
    ran = call("check", folder, "--format", "json").json
    return [(item["rule"], item["path"], item["line"], item["column"]) for item in ran["findings"]]


def test_the_command_line_checks_them(shop: Path) -> None:
    assert found(shop) == [
        ("link-broken", "README.md", 3, 39),
        ("reference-to-superseded", "README.md", 3, 57),
        ("path-missing", "README.md", 5, 17),
        ("link-broken", "README.md", 5, 52),
    ]
    examined = call("check", shop, "--format", "json").json["examined"]
    assert examined["documents"] == 3


def test_a_named_file_that_is_missing(shop: Path) -> None:
    write_files(shop, {"governance.toml": 'files = ["HACKING.md"]\n'})
    ran = call("check", shop, "--format", "json")
    assert ran.status == 1
    assert [(item["rule"], item["path"], item["message"]) for item in ran.json["findings"]] == [
        (
            "nothing-examined",
            "governance.toml",
            "the setting files names 'HACKING.md', which is not there",
        )
    ]


def test_the_report_shows_the_line(shop: Path) -> None:
    out = call("check", shop).out
    assert (
        "README.md:3:39: error[link-broken]: the link leads to 'docs/gone.md', which does not exist"
        in out
    )
    assert "  3 | [Docs](docs/source/index.rst), [gone](docs/gone.md#x)," in out


@pytest.mark.parametrize(("builder", "looks"), [("html", False), ("governance", True)])
def test_a_build_of_pages_does_not_look_around(shop: Path, builder: str, looks: bool) -> None:
    source = shop / "docs" / "source"
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            source,
            source,
            shop / "out",
            shop / "doctrees",
            builder,
            status=None,
            warning=StringIO(),
        )
        app.build()
        corpus = governance(app.env).corpus()
    assert (corpus.tree is not None) is looks
    assert [document.path for document in corpus.beside] == (["../../README.md"] if looks else [])
