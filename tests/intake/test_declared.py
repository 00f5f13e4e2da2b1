"""Records that a directive declares: in reST and MyST, bare and by Sphinx, they are the same."""

from __future__ import annotations

import pytest

from sphinx_governance.model.record import Record

from .conftest import Read
from .tools import Case, fields_of, md, relations_of, rst

NOTE = "notes/use-x"
RST, MD = f"{NOTE}.rst", f"{NOTE}.md"

CASES = (
    rst("block", """
        Use X
        =====

        .. adr::
           :number: «number:7»
           :status: «status:accepted»
           :date: «date:2025-10-08»
           :deciders: «deciders:@leads, core team»
           :supersedes: «supersedes:ADR-0002»
           :governs: «governs:docs/**,
              Makefile»

        Context
        -------

        Text.

        Forces
        ~~~~~~

        Text.

        Decision
        --------
        """, path=RST, date="2025-10-08", relations=("supersedes ADR-0002",)),
    md("block", """
        # Use X

        ```{adr}
        :number: «number:7»
        :status: «status:accepted»
        :date: «date:2025-10-08»
        :deciders: «deciders:@leads, core team»
        :supersedes: «supersedes:ADR-0002»
        :governs: «governs:docs/**, Makefile»
        ```

        ## Context

        Text.

        ### Forces

        Text.

        ## Decision
        """, path=MD, date="2025-10-08", relations=("supersedes ADR-0002",)),
    md("block-with-yaml", """
        # Use X

        ```{adr}
        ---
        number: «number:7»
        status: "«status:accepted»"
        date: «date:2025-10-08»
        deciders: "«deciders:@leads, core team»"
        supersedes: [«supersedes:ADR-0002»]
        governs:
          - «governs:docs/**»
          - Makefile
        ---
        ```

        ## Context

        Text.

        ### Forces

        Text.

        ## Decision
        """, path=MD, date="2025-10-08", values={"governs": "docs/**, Makefile"},
        relations=("supersedes ADR-0002",)),
    md("block-with-colons", """
        # Use X

        :::{adr}
        :number: «number:7»
        :status: «status:accepted»
        :date: «date:2025-10-08»
        :deciders: «deciders:@leads, core team»
        :supersedes: «supersedes:ADR-0002»
        :governs: «governs:docs/**, Makefile»
        :::

        ## Context

        Text.

        ### Forces

        Text.

        ## Decision
        """, path=MD, date="2025-10-08", relations=("supersedes ADR-0002",)),
    rst("titled", """
        Notes
        =====

        .. adr:: Use X
           :number: «number:7»
           :status: «status:accepted»
           :date: «date:2025-10-08»
           :deciders: «deciders:@leads, core team»
           :supersedes: «supersedes:ADR-0002»
           :governs: «governs:docs/**, Makefile»

           Context
           -------

           Text.

           Forces
           ~~~~~~

           Text.

           Decision
           --------

        Other
        -----
        """, path=RST, date="2025-10-08", relations=("supersedes ADR-0002",)),
    md("titled", """
        # Notes

        ````{adr} Use X
        :number: «number:7»
        :status: «status:accepted»
        :date: «date:2025-10-08»
        :deciders: «deciders:@leads, core team»
        :supersedes: «supersedes:ADR-0002»
        :governs: «governs:docs/**, Makefile»

        ## Context

        Text.

        ### Forces

        Text.

        ## Decision
        ````

        ## Other
        """, path=MD, date="2025-10-08", relations=("supersedes ADR-0002",)),
    rst("above-the-title", """
        .. adr::
           :number: «number:7»
           :status: «status:accepted»
           :date: «date:2025-10-08»
           :deciders: «deciders:@leads, core team»
           :supersedes: «supersedes:ADR-0002»
           :governs: «governs:docs/**, Makefile»

        Use X
        =====

        Context
        -------

        Text.

        Forces
        ~~~~~~

        Text.

        Decision
        --------
        """, path=RST, date="2025-10-08", relations=("supersedes ADR-0002",)),
    md("above-the-title", """
        ```{adr}
        :number: «number:7»
        :status: «status:accepted»
        :date: «date:2025-10-08»
        :deciders: «deciders:@leads, core team»
        :supersedes: «supersedes:ADR-0002»
        :governs: «governs:docs/**, Makefile»
        ```

        # Use X

        ## Context

        Text.

        ### Forces

        Text.

        ## Decision
        """, path=MD, date="2025-10-08", relations=("supersedes ADR-0002",)),
)  # fmt: skip

SAME = ("number", "status", "date", "deciders", "supersedes", "governs")

ODD = (
    rst("unknown-and-repeated", """
        Use X
        =====

        .. adr::
           :statsu: «statsu:draft»
           :status: «status:accepted»
           :status: rejected
           :a b: «a-b:spaced»
           :date:
        """, path="decisions/0007-use-x.rst"),
    md("unknown-and-repeated", """
        # Use X

        ```{adr}
        :statsu: «statsu:draft»
        :status: «status:accepted»
        :status: rejected
        :a b: «a-b:spaced»
        :date:
        ```
        """),
    rst("nothing-in-it", "Use X\n=====\n\n.. adr::\n", path="decisions/0007-use-x.rst", status=None),
    md("nothing-in-it", "# Use X\n\n```{adr}\n```\n", status=None),
    rst("title-with-markup", """
        .. adr:: Use ``X``, *not* Y
           :number: «number:7»
           :status: «status:accepted»
        """, path=RST, title="Use X, not Y"),
    md("title-with-markup", """
        ~~~{adr} Use `X`, *not* Y
        :number: «number:7»
        :status: «status:accepted»
        ~~~
        """, path=MD, title="Use X, not Y"),
    rst("title-of-two-lines", """
        .. adr:: Use X
           and Y
           :number: «number:7»
           :status: «status:accepted»
        """, path=RST, title="Use X and Y"),
    rst("body-without-a-blank-line-above", """
        .. adr:: Use X
           :number: «number:7»
           :status: «status:accepted»

           Text only.
        """, path=RST),
    rst("number-of-the-file-name", """
        Use X
        =====

        .. adr::
           :status: «status:accepted»
        """, path="notes/0007-use-x.rst"),
    rst("of-the-other-kind", """
        Use X
        =====

        .. rfc::
           :status: «status:last-call»
           :created: «created:2025-01-02»
        """, path="decisions/0007-use-x.rst", id="RFC-0007", status="last-call", date="2025-01-02"),
    rst("in-a-section-below", """
        Notes
        =====

        Use X
        -----

        .. adr::
           :number: «number:7»
           :status: «status:accepted»

        Context
        ~~~~~~~

        Other
        -----
        """, path=RST),
)  # fmt: skip


def sections(record: Record) -> list[tuple[str, str]]:
    """Return the sections of a record, each with the one around it."""
    titles = [section.title for section in record.sections]
    return [
        (section.title, titles[section.parent] if section.parent >= 0 else "")
        for section in record.sections
    ]


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_all_forms_give_the_same_record(case: Case, mode: str, read: Read) -> None:
    corpus = read(mode, ALL)
    (record,) = corpus.at_path(case.place)
    assert fields_of(record) == case.marks
    assert tuple(entry.name for entry in record.fields) == SAME
    assert (record.title, record.id, record.status_name) == (case.title, case.id, case.status)
    assert relations_of(corpus, record) == case.relations
    assert sections(record) == [("Context", ""), ("Forces", "Context"), ("Decision", "")]
    assert [section.filled for section in record.sections] == [True, True, False]
    assert (record.form, record.declared, record.profile) == ("directive", True, "")
    # A relation stands at its target.
    (written,) = [mark for mark in case.marks if mark.name == "supersedes"]
    assert record.relations[0].at.line == written.line
    assert record.relations[0].at.column == written.column


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
@pytest.mark.parametrize("case", ODD, ids=str)
def test_nothing_written_in_a_block_loses_the_record(case: Case, mode: str, read: Read) -> None:
    corpus = read(mode, ALL)
    (record,) = corpus.at_path(case.place)
    found = fields_of(record)
    assert [mark for mark in case.marks if mark not in found] == []
    assert (record.title, record.id, record.status_name) == (case.title, case.id, case.status)
    assert (record.date.iso if record.date else None) == case.date


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
def test_a_repeated_option_is_kept_twice(mode: str, read: Read) -> None:
    for case in ODD[:2]:
        (record,) = read(mode, ALL).at_path(case.place)
        assert [entry.value for entry in record.all("status")] == ["accepted", "rejected"]
        assert [entry.value for entry in record.all("date")] == [""]


TWO = (
    rst("two", """
        Records
        =======

        .. adr:: Use X
           :number: 7
           :status: accepted

           Context
           -------

        .. adr:: Use Y
           :number: 8
           :status: draft

           Context
           -------

           Text.
        """, path=RST),
    md("two", """
        # Records

        ````{adr} Use X
        :number: 7
        :status: accepted

        ## Context
        ````

        ````{adr} Use Y
        :number: 8
        :status: draft

        ## Context

        Text.
        ````
        """, path=MD),
)  # fmt: skip


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
@pytest.mark.parametrize("case", TWO, ids=str)
def test_several_on_a_page(case: Case, mode: str, read: Read) -> None:
    records = read(mode, ALL).at_path(case.place)
    assert [(item.id, item.title, item.status_name) for item in records] == [
        ("ADR-0007", "Use X", "accepted"),
        ("ADR-0008", "Use Y", "draft"),
    ]
    assert [sections(item) for item in records] == [[("Context", "")]] * 2
    assert [section.filled for item in records for section in item.sections] == [False, True]


ALL = (*CASES, *ODD, *TWO)
