"""Annotations as GitHub's runner reads them, no more than it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_governance.model.finding import Finding, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.report.github import render
from sphinx_governance.report.summary import Outcome

from .tools import CONTEXT, EXAMINED, MISSING, OUTCOME, commands


def test_the_lines() -> None:
    assert render(OUTCOME, CONTEXT).splitlines() == [
        (
            "::error file=decisions/0005-queue.rst,line=4,endLine=4,col=17,title=relation-target-missing"
            "::ADR-0005 supersedes ADR-0099, which does not exist — did you mean ADR-0009?"
        ),
        (
            "::warning file=decisions/0006 größe.md,line=3,endLine=3,title=relation-asymmetric"
            "::ADR-0004 does not say that ADR-0006 supersedes it%0Asee also decisions/0004-x.rst:2:5"
        ),
        (
            "::notice file=decisions/0001-a.rst,title=successor-chain"
            "::ADR-0001 is superseded by ADR-0002, which is superseded"
        ),
        "Examined 54 pages, 12 records, 523 references, 770 text blocks in 1.3 s.",
    ]


def test_nothing_found_is_no_annotation() -> None:
    assert list(commands(render(Outcome((), EXAMINED), CONTEXT))) == []


def many(errors: int, warnings: int, notes: int) -> Outcome:
    levels = [Severity.NOTE] * notes + [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    found = tuple(
        Finding("r", level, "m", Location("a.md", n)) for n, level in enumerate(levels, 1)
    )
    return Outcome(found, EXAMINED)


@pytest.mark.parametrize(
    ("found", "shown", "left_out"),
    [
        ((10, 10, 10), (10, 10, 10), ""),
        ((11, 0, 0), (10, 0, 1), "1 error more"),
        ((3, 12, 10), (3, 10, 10), "2 warnings, 1 note more"),
        ((0, 0, 11), (0, 0, 10), "2 notes more"),
        ((1200, 3, 9), (10, 3, 10), "1,190 errors more"),
    ],
)
def test_no_more_than_github_shows(
    found: tuple[int, int, int], shown: tuple[int, int, int], left_out: str
) -> None:
    read = list(commands(render(many(*found), CONTEXT)))
    names = [command.name for command in read]
    assert tuple(map(names.count, ("error", "warning", "notice"))) == shown
    assert names == sorted(names, key=("error", "warning", "notice").index)
    last = read[-1].message
    assert last.startswith(left_out) if left_out else last == "m"


def test_many_other_places_are_counted() -> None:
    places = tuple(Location(f"{number}.md", 1) for number in range(235))
    (command,) = commands(render(Outcome((replace(MISSING, related=places),), {}), CONTEXT))
    assert command.message.splitlines()[1:] == [
        "see also 0.md:1", "see also 1.md:1", "see also 2.md:1", "… and 232 more places",
    ]  # fmt: skip


def test_what_a_file_is_called_stays_what_it_is_called() -> None:
    name = "a,b:c=d%0A::error::\nx\r.md"
    finding = replace(MISSING, at=Location(name, 1), message="100% sure\r\n::set-env name=A::b")
    (command,) = commands(render(Outcome((finding,), {}), CONTEXT))
    assert command.name == "error"
    assert command.properties["file"] == name
    assert command.message.startswith("100% sure ::set-env name=A::b")
