from __future__ import annotations

import pytest

from sphinx_governance.model.record import Location

from .tools import findings, report

RULE = "title-duplicate"


def test_the_later_record_is_reported_with_the_first() -> None:
    files = {
        "decisions/0003-a.md": "# 3. Networking outline\n",
        "decisions/0033-b.rst": "33. Networking Outline!\n=======================\n",
        "decisions/0034-c.md": "# 34. networking-outline\n",
    }
    said = "has the title of ADR-0003"
    hint = "say in one of them what sets it apart"
    assert report(RULE, files) == [
        f"decisions/0033-b.rst:1:1: warning: ADR-0033 {said}: 'Networking Outline!' = {hint}",
        f"decisions/0034-c.md:1:3: warning: ADR-0034 {said}: 'networking-outline' = {hint}",
    ]
    found = findings(RULE, files)
    assert [(item.length, item.related) for item in found] == [
        (0, (Location("decisions/0003-a.md", 1, 3),))
    ] * 2


@pytest.mark.parametrize("closed", ["Superseded by [2](0002-b.md)", "Rejected"])
@pytest.mark.parametrize("first", [True, False])
def test_closed_records_keep_their_titles(closed: str, first: bool) -> None:
    statuses = [closed, "Accepted"] if first else ["Accepted", closed]
    files = {
        f"decisions/000{number}-x.md": f"# Networks\n\n## Status\n\n{status}\n"
        for number, status in enumerate(statuses, start=1)
    }
    assert findings(RULE, files) == []


def test_kinds_missing_titles_and_signs_alone_are_not_compared() -> None:
    files = {
        "decisions/0001-a.md": "# Networks\n",
        "rfcs/0001-a.md": "# Networks\n",
        "decisions/0002-b.md": "## Status\n\nAccepted\n\n## Context\n\nx\n",
        "decisions/0003-c.md": "## Status\n\nAccepted\n\n## Context\n\nx\n",
        "decisions/0004-d.md": "# ???\n",
        "decisions/0005-e.md": "# !!!\n",
    }
    assert findings(RULE, files) == []


def test_titles_in_other_scripts_differ() -> None:
    files = {"decisions/0001-a.md": "# Очередь\n", "decisions/0002-b.md": "# Таблица\n"}
    assert findings(RULE, files) == []
    files["decisions/0003-c.md"] = "# очередь\n"
    assert len(findings(RULE, files)) == 1
