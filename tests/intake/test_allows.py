"""Comments that allow a rule's findings: in every syntax, for the block that follows."""

from __future__ import annotations

import pytest

from sphinx_governance.intake.inline import read_allow

from .conftest import Read
from .tools import Case, md, rst

CASES = (
    md("html-comment", """
        # Use X

        <!-- governance: allow mention-unknown — it was never written -->

        A paragraph
        of two lines.
        """),
    md("html-comment-of-two-lines", """
        # Use X

        <!-- governance: allow mention-unknown
             — it was never written -->
        A paragraph
        of two lines.
        """),
    md("myst-comment", """
        # Use X

        % governance: allow mention-unknown — it was never written

        A paragraph
        of two lines.
        """),
    md("myst-comment-between", """
        # Use X

        Above.
        % governance: allow mention-unknown — it was never written
        A paragraph
        of two lines.
        """),
    rst("comment", """
        Use X
        =====

        .. governance: allow mention-unknown — it was never written

        A paragraph
        of two lines.
        """),
    rst("comment-of-two-lines", """
        Use X
        =====

        .. governance: allow mention-unknown
           — it was never written

        A paragraph
        of two lines.
        """),
)  # fmt: skip

PLACES = (
    md("before-the-title", "<!-- governance: allow r — s -->\n# Use X\n\nText.\n"),
    md("before-a-section", "# Use X\n\n<!-- governance: allow r — s -->\n\n## Context\n\nText.\n"),
    md("before-a-list", "# Use X\n\n<!-- governance: allow r — s -->\n- one\n- two\n"),
    md("before-a-block", "# Use X\n\n% governance: allow r — s\n```{adr}\n:status: draft\n:date: x\n```\n"),
    md("in-front-matter", "---\n# governance: allow r — s\nstatus: draft\ndate: x\n---\n# Use X\n"),
    rst("before-the-title", ".. governance: allow r — s\n\nUse X\n=====\n\nText.\n"),
    rst("before-a-section", "Use X\n=====\n\n.. governance: allow r — s\n\nContext\n-------\n\nText.\n"),
    rst("before-a-list", "Use X\n=====\n\n.. governance: allow r — s\n\n- one\n- two\n"),
    rst("before-a-block", """
        Use X
        =====

        .. governance: allow r — s

        .. adr::
           :status: draft
           :date: x
        """),
    rst("before-fields", "Use X\n=====\n\n.. governance: allow r — s\n\n:Status: draft\n:Date: x\n"),
)  # fmt: skip

LINES = {
    "md-before-the-title": (1, 2, 2),
    "md-before-a-section": (3, 5, 5),
    "md-before-a-list": (3, 4, 4),
    "md-before-a-block": (3, 4, 6),
    "md-in-front-matter": (2, 2, 3),
    "rst-before-the-title": (1, 3, 4),
    "rst-before-a-section": (4, 6, 7),
    "rst-before-a-list": (4, 6, 6),
    "rst-before-a-block": (4, 6, 8),
    "rst-before-fields": (4, 6, 7),
}
"""Case → the line of the comment, and the lines it allows."""

ALL = (*CASES, *PLACES)


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_it_allows(case: Case, mode: str, read: Read) -> None:
    (document,) = [item for item in read(mode, ALL).documents if item.path == case.place]
    (allow,) = document.allows
    assert (allow.rule, allow.reason) == ("mention-unknown", "it was never written")
    lines = case.source.split("\n")
    assert allow.at.line == next(n for n, line in enumerate(lines, 1) if "governance:" in line)
    assert lines[allow.first - 1 : allow.last] == ["A paragraph", "of two lines."]


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
@pytest.mark.parametrize("case", PLACES, ids=str)
def test_where_it_may_stand(case: Case, mode: str, read: Read) -> None:
    (document,) = [item for item in read(mode, ALL).documents if item.path == case.place]
    (allow,) = document.allows
    assert (allow.at.line, allow.first, allow.last) == LINES[case.name]


@pytest.mark.parametrize(
    ("comment", "read"),
    [
        ("governance: allow a-rule — why", (("a-rule",), "why")),
        ("governance: allow a-rule -- why", (("a-rule",), "why")),
        ("governance: allow a-rule - why", (("a-rule",), "why")),
        ("governance: allow a-rule: why", (("a-rule",), "why")),
        ("governance: allow a, b — why", (("a", "b"), "why")),
        ("governance: allow * — why", (("*",), "why")),
        ("governance: allow a-rule", (("a-rule",), "")),
        ("governance:allow a-rule", (("a-rule",), "")),
        ("governance: begin x", None),
        ("governance: allow", None),
        ("we allow a-rule", None),
        ("", None),
    ],
)
def test_comment(comment: str, read: object) -> None:
    assert read_allow(comment) == read
