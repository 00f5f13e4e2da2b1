"""An example project with records of every sort, and text that means harm."""

from __future__ import annotations

from collections.abc import Mapping

THEMES = ("furo", "pydata_sphinx_theme", "sphinx_rtd_theme")
MANY = 520
"""Records of the long index: more than are shown at once."""
_ON_ONE_PAGE = 40

HOSTILE = '<script>alert(1)</script> & "quoted" <b>'
HOSTILE_TAG = "<img src=x onerror=alert(2)>"

_SECTIONS = """
Context
-------

{context}

Decision
--------

We do it.

Consequences
------------

It is done.
"""


def _adr(title: str, context: str = "It was needed.", **fields: str) -> str:
    written = {"date": "2025-10-08", "deciders": "@leads, Ada Lovelace <ada@example.org>", **fields}
    options = "".join(
        f"   :{name.replace('_', '-')}: {text}\n" for name, text in written.items() if text
    )
    line = "=" * (len(title) + 2)
    return f"{title}\n{line}\n\n.. adr::\n{options}{_SECTIONS.format(context=context)}"


_ADRS = {
    "0001-sphinx": _adr(
        "Use Sphinx for project documentation",
        status="accepted",
        date="2024-01-15",
        tags="docs, infrastructure",
        governs="docs/**, Makefile, a/very/long/path/that/has/no/place/to/break/at/all/in/a/narrow/window/*.rst",
        discussion="https://example.org/discussions/a-discussion-with-a-long-address/that-goes-on-and-on/1",
    ),
    "0002-make": _adr("Build with shell scripts", status="superseded", tags="build"),
    "0003-just": _adr(
        "Build with make",
        context="ADR-0002 was not portable. See :adr:`2` and :adr:`the documentation <1>`, and ADR-0006.",
        status="accepted",
        date="2025-02-01",
        tags="build, infrastructure",
        supersedes="ADR-0002",
        depends_on="ADR-0001",
    ),
    "0004-hostile": _adr(
        HOSTILE,
        status="accepted",
        deciders="<svg onload=alert(3)>, @mallory",
        tags=f"{HOSTILE_TAG}, docs",
        discussion="javascript:alert(4)",
    ),
    "0005-long": _adr(
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzdurchführungsverordnung applies"
        " to everything that we publish from now on",
        status="proposed",
        tags="law, docs, infrastructure, one-rather-long-tag-name, another, third",
    ),
    "0006-wiki": _adr("Keep decisions in a wiki", status="rejected", date="2023-05-05"),
    "0007-ftp": _adr("Publish by FTP", status="deprecated", date="2019-03-02", tags="build"),
    "0008-draft": _adr("Write in two markups", status="draft", date="", tags="docs"),
    "0009-amend": _adr(
        "Pages in English only", status="accepted", amends="ADR-0001", implements="ADR-0003"
    ),
    "0010-relate": _adr(
        "Spelling of names", status="accepted", relates_to="ADR-0009, ADR-0099", tags="docs"
    ),
    "0011-again": _adr("Check links every night", status="proposed", depends_on="ADR-0003"),
}
_MYST = """\
---
status: accepted
date: 2025-11-30
decision-makers: [Grace Hopper, "@leads"]
consulted: [everybody]
tags: [docs]
---

# 12. Record decisions in Markdown

## Context and Problem Statement

Some like it, see ADR-0001.

## Considered Options

* Markdown
* Stone

## Decision Outcome

Chosen option: "Markdown", because it is there.

### Consequences

* Good, because it is easy.
"""


def _many() -> dict[str, str]:
    """Return pages with many short records each, which are quick to build."""
    states = ("draft", "proposed", "accepted", "withdrawn")
    pages: dict[str, str] = {}
    for first in range(0, MANY, _ON_ONE_PAGE):
        body = f"Part {first:04}\n=========\n"
        for number in range(first, min(first + _ON_ONE_PAGE, MANY)):
            body += (
                f"\n.. rfc:: Proposal about subject {number}\n   :number: {number}\n"
                f"   :status: {states[number % 4]}\n   :tags: t{number % 7}\n"
                f"   :created: 2025-01-{number % 28 + 1:02}\n\n   Summary.\n"
            )
        pages[f"proposals/part-{first:04}.rst"] = body
    return pages


PAGES: Mapping[str, str] = {
    "index.rst": "Example\n=======\n\n.. toctree::\n\n   decisions/index\n   many\n   shapes\n   twice\n   plain\n"
    "\n.. toctree::\n   :hidden:\n   :glob:\n\n   proposals/*\n",
    "decisions/index.rst": "Decisions\n=========\n\nWhat we decided.\n\n.. adr-index::\n\nGraph\n-----\n\n.. adr-graph::\n",
    "many.rst": "Many\n====\n\n.. rfc-index::\n",
    "shapes.rst": "Shapes\n======\n\nCards\n-----\n\n.. adr-index::\n   :as: cards\n\nList\n----\n\n.. adr-index::\n   :as: list\n"
    "\nGroups\n------\n\n.. adr-index::\n   :group-by: status\n\nNone\n----\n\n.. adr-index::\n   :tags: nothing\n",
    "twice.rst": "Twice\n=====\n\nFirst\n-----\n\n.. adr-index::\n\nSecond\n------\n\n.. adr-index::\n   :sort: -number\n   :columns: id, title, date, deciders\n",
    # Without records: what is wrong here is the theme's own.
    "plain.rst": "Plain\n=====\n\nOne\n---\n\nText.\n\nTwo\n---\n\n:Author: Nobody\n:Date: 2025-01-01\n\n.. admonition:: A note\n   :class: warning\n\n"
    "   A text with a `link <https://example.org/>`_ in it.\n\nText with ``code`` in it.\n\n"
    ".. list-table::\n   :header-rows: 1\n\n   * - ID\n     - Title\n   * - `1 <https://example.org/>`__\n     - ``x``\n",
    "decisions/0012-markdown.md": _MYST,
    **{f"decisions/{name}.rst": text for name, text in _ADRS.items()},
    **_many(),
}  # fmt: skip


def conf(theme: str) -> str:
    """Return a conf.py; nothing of it asks another host."""
    return (
        'project = "Example"\n'
        'extensions = ["myst_parser", "sphinx.ext.graphviz", "sphinx_governance"]\n'
        f'html_theme = "{theme}"\n'
        "html_copy_source = False\n"
    )


BARE_PAGES = {
    "index.rst": "Example\n=======\n\n.. toctree::\n\n   plain\n",
    "plain.rst": PAGES["plain.rst"],
}
"""A project without records."""


def bare_conf(theme: str) -> str:
    """Return a conf.py without this extension."""
    return f'project = "Example"\nhtml_theme = "{theme}"\nhtml_copy_source = False\n'
