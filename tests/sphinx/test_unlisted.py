"""A record that no index and no toctree leads to is named; an index mends it."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Project

from .test_domain import ONE

Make = Callable[..., Project]


def test_it_is_named_and_an_index_mends_it(project: Make) -> None:
    made = project({"index.rst": "Home\n====\n", "decisions/0007-queue.rst": ONE})
    assert made.build().warnings == [
        "decisions/0007-queue.rst: WARNING: document isn't included in any toctree [toc.not_included]",
        (
            "decisions/0007-queue.rst:1: WARNING: ADR-0007 is in no index and no toctree; "
            "put .. adr-index:: on a page, or the page into a toctree [governance.record-unlisted]"
        ),
    ]
    made.write({"index.rst": "Home\n====\n\n.. adr-index::\n"})
    assert made.build().warnings == []
    made.write({"index.rst": "Home\n====\n\n.. adr-index::\n   :status: proposed\n"})
    assert len(made.build().warnings) == 2


def test_an_index_of_another_kind_does_not_list_it(project: Make) -> None:
    made = project({"index.rst": "Home\n====\n\n.. rfc-index::\n", "decisions/0007-queue.rst": ONE})
    assert any("record-unlisted" in line for line in made.build().warnings)
