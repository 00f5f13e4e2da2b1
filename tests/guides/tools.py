"""What the tests of guides share: a corpus from pages as Sphinx reads them, and MyST twins of reST."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from textwrap import dedent
from uuid import uuid4

from sphinx_governance.model.corpus import Corpus
from sphinx_governance.model.finding import Finding
from sphinx_governance.model.surroundings import Tree
from sphinx_governance.rules.registry import run_rules
from tests.conftest import Project

Make = Callable[..., Project]

_DIRECTIVE = re.compile(r"\.\. (?P<name>[a-z-]+)::(?: (?P<title>.*))?")


def guide_corpus(make: Make, files: Mapping[str, str], tracked: str = "") -> Corpus:
    """Return the corpus of a Sphinx project; *tracked* are the files of its repository."""
    pages = {"index.rst": "Home\n====\n", **files}
    found = make(pages, name=uuid4().hex).build("governance-collect").corpus
    return replace(found, tree=Tree(frozenset(tracked.split()), whole=True)) if tracked else found


def told(make: Make, rule: str, text: str, tracked: str = "") -> list[str]:
    """Return what a rule finds in the page ``guide.rst``: ``line:column: message = hint``."""
    page = dedent(text).lstrip("\n")
    corpus = guide_corpus(make, {"guide.rst": page}, tracked)
    found = [item for item in run_rules(corpus) if item.rule == rule]
    for item in found:
        shown = under_caret(page, item)
        assert shown in item.message or f":example: {shown}\n" in page
    return [line(item) for item in found]


def under_caret(page: str, item: Finding) -> str:
    start = item.at.column - 1
    return page.split("\n")[item.at.line - 1][start : start + item.length] if item.length else ""


def line(item: Finding) -> str:
    also = f" [{', '.join(str(at.line) for at in item.related)}]" if item.related else ""
    return f"{item.at.line}:{item.at.column}: {item.message} = {item.hint}{also}"


def myst_twin(text: str) -> str:
    """Return a page of reST whose only markup is directives, as MyST: nested fences of falling length."""
    return "\n".join(_twin(text.split("\n")))


def _twin(lines: list[str]) -> list[str]:
    found: list[str] = []
    rest = list(lines)
    while rest:
        match = _DIRECTIVE.fullmatch(rest[0])
        if not match:
            found.append(rest.pop(0))
            continue
        rest.pop(0)
        body: list[str] = []
        while rest and (not rest[0].strip() or rest[0].startswith("   ")):
            body.append(rest.pop(0)[3:])
        inner = _twin(body)
        fence = "`" * (1 + max((_ticks(item) for item in inner), default=2))
        title = f" {match['title']}" if match["title"] else ""
        found += [f"{fence}{{{match['name']}}}{title}", *inner, fence]
    return found


def _ticks(item: str) -> int:
    return max(2, len(item) - len(item.lstrip("`")))
