"""Every format of a header in the forms people write, read from Markdown and reST, bare and by Sphinx."""

from __future__ import annotations

import pytest

from .conftest import Read
from .tools import Case, fields_of, md, relations_of, rst

CASES = (
    # Front matter
    md("front-matter-madr-4", """
        ---
        status: «status:accepted»
        date: «date:2024-10-08»
        decision-makers: [«deciders:Alice», "@bob"]
        consulted: «consulted:the platform team»
        informed:
          - «informed:everyone»
          - Carol
        ---
        # Use X
        """, date="2024-10-08", form="front-matter",
        values={"deciders": "Alice, @bob", "informed": "everyone, Carol"}),
    md("front-matter-madr-3", """
        ---
        # These are optional elements.
        status: "«status:superseded by [ADR-0005](0005-use-y.md)»"
        date: «date:2022-01-03»
        deciders: «deciders:Alice, Bob»
        ---

        # Use X
        """, status="superseded", date="2022-01-03", relations=("superseded-by ADR-0005",)),
    md("front-matter-backstage", """
        ---
        id: «number:adrs-adr007»
        title: '«title:ADR007: Use X»'
        # prettier-ignore
        description: «summary:Use X instead of Y»
        ---

        ## Context

        Text.
        """, path="decisions/adr007-use-x.md", status=None),
    md("front-matter-eip", """
        ---
        eip: «number:7»
        title: «title:Use `X` of Y»
        description: «summary:X, not Y»
        author: «authors:Alice (@alice), Bob <bob@example.org>»
        discussions-to: «discussion:https://example.org/t/1»
        status: «status:Last Call»
        last-call-deadline: «deadline:2024-11-20»
        type: «type:Standards Track»
        category: «category:ERC»
        created: «created:2015-11-15»
        requires: «depends-on:145, 1014»
        ---
        ## Abstract

        Text.
        """, path="decisions/eip-7.md", beside="decisions/eip-8.md",
        title="Use X of Y", id="EIP-7", status="last-call",
        date="2015-11-15", relations=("depends-on EIP-145", "depends-on EIP-1014")),
    # Label lines
    md("strong-labels-one-paragraph", """
        # ADR-0007: Use X

        **Status:** «status:Accepted»
        **Date:** «date:2024-10-08 (decided earlier)»
        **Deciders:** «deciders:Alice, Bob»
        **Technical Story:** «issue:[#12](https://example.org/12)»
        """, date="2024-10-08", form="label-lines"),
    md("strong-labels-one-a-line", """
        # Use X

        **Status**: «status:Accepted»

        **Date**: «date:2024-10-08»

        ## Context
        """, date="2024-10-08", form="label-lines"),
    md("strong-labels-with-bars", """
        # Use X

        **Status:** «status:Accepted» | **Date:** «date:2024-10-08» | **Author:** «authors:Alice»
        """, date="2024-10-08"),
    md("strong-labels-with-hard-breaks", """
        # Use X

        **Status:** «status:Accepted»\x20\x20
        **Date:** «date:2024-10-08»\\
        **Author:** «authors:Alice»<br>
        **Updated:** «updated:2025-01-01»
        """, date="2024-10-08"),
    md("labels-inside-strong", """
        # Use X

        **Status: «status:Accepted»**

        **Date: «date:2024-10-08»**
        """, date="2024-10-08"),
    md("labels-in-a-quotation", """
        # Use X

        > **Status:** «status:Accepted»
        > **Date:** «date:2024-10-08»
        """, date="2024-10-08"),
    md("plain-labels", """
        # Use X

        Status: «status:Accepted»
        Date: «date:2024-10-08»
        """, date="2024-10-08"),
    md("value-is-strong", """
        # Use X

        **Status:** **«status:Accepted»**

        Date: *«date:2024-10-08»*
        """, date="2024-10-08"),
    # Bullet lists
    md("bullets-madr-2", """
        # Use X

        * Status: «status:accepted»
        * Deciders: «deciders:Alice, Bob»
        * Date: «date:2020-05-01»

        Technical Story: see the ticket

        ## Context and Problem Statement
        """, date="2020-05-01", form="bullet-list"),
    md("bullets-log4brains", """
        # Use X

        - Status: «status:superseded by [20200925-use-y](20200925-use-y.md)»
        - Deciders: «deciders:Alice»
        - Date: «date:2020-09-24»
        - Tags: «tags:dev-tools, doc»

        ## Context
        """, path="decisions/20200924-use-x.md", id="ADR-20200924-use-x", status="superseded",
        date="2020-09-24", relations=("superseded-by 20200925-use-y",)),
    md("bullets-strong", """
        # Use X

        * **Status**: «status:accepted»
        * **Date:** «date:2020-05-01»
        """, date="2020-05-01"),
    md("bullets-with-a-list-of-names", """
        # Use X

        * Status: «status:accepted»
        * Deciders:
          * «deciders:Alice»
          * Bob
        """, values={"deciders": "Alice, Bob"}),
    md("bullets-rust-rfc", """
        - Feature Name: «title:use_x»
        - Start Date: «created:2024-03-11»
        - RFC PR: «pull-request:[rust-lang/rfcs#7](https://example.org/pull/7)»
        - Rust Issue: «issue:[rust-lang/rust#9](https://example.org/issues/9)»

        # Summary

        Text.

        # Motivation
        """, path="rfcs/0007-use-x.md", id="RFC-0007", title="use_x", status=None, date="2024-03-11"),
    # Tables
    md("table-of-two-columns", """
        # Use X

        | Field    | Value |
        | -------- | ----- |
        | Status   | «status:Accepted» |
        | Date     | «date:2024-10-08» |
        | Deciders | «deciders:Alice» |
        """, date="2024-10-08", form="table"),
    md("table-without-a-head", """
        # Use X

        |          |   |
        | -------- | - |
        | **Status** | «status:Accepted» |
        | **Date** | «date:2024-10-08» |
        """, date="2024-10-08"),
    md("table-whose-head-is-a-label", """
        # Use X

        | Status | «status:Accepted» |
        | ------ | -------- |
        | Date   | «date:2024-10-08» |
        """, date="2024-10-08"),
    md("table-of-one-row", """
        # Use X

        | Status | Date | Author |
        | ------ | ---- | ------ |
        | «status:Accepted» | «date:2024-10-08» | «authors:Alice» |
        """, date="2024-10-08"),
    md("table-whose-cells-say-the-same", """
        # Use X

        | Created | Updated | Status |
        | ------- | ------- | ------ |
        | «created:2024-10-08» | «updated:2024-10-08» | «status:Accepted» |
        """, date="2024-10-08"),
    # Status sections
    md("section-nygard", """
        # 7. Use X

        Date: «date:2017-06-30»

        ## Status

        «status:Accepted»

        ## Context

        Status: what is written here is prose.
        """, date="2017-06-30"),
    md("section-adr-tools-superseded", """
        # 7. Use X

        Date: «date:2017-06-30»

        ## Status

        «status:Superseded by [9. Use Y](0009-use-y.md)»

        Amends «amends:[3. Use Z](0003-use-z.md)»

        Amended by «amended-by:[4. Use Z](0004-use-z.md)»

        ## Context
        """, status="superseded", date="2017-06-30",
        relations=("superseded-by ADR-0009", "amends ADR-0003", "amended-by ADR-0004")),
    md("section-superseded-by-a-link", """
        # 7. Use X

        ## Status

        «status:Superseded by [9. Use Y](0009-use-y.md)»
        """, status="superseded", relations=("superseded-by ADR-0009",)),
    md("section-emoji", """
        # Use X

        ## Status

        «status:✅ Accepted»

        ## Date

        «date:08.10.2024»
        """, date="2024-10-08"),
    md("section-date-in-the-status", """
        # Use X

        ## Status

        «status:Accepted, 2024-10-08»
        """, date="2024-10-08"),
    md("section-metadata", """
        # Use X

        ## Metadata

        - **Status**: «status:Accepted»
        - **Date**: «date:2024-10-08»

        Written by hand.
        """, date="2024-10-08"),
    md("section-setext", """
        Use X
        =====

        Status
        ------

        «status:Accepted on 8 October 2024»
        """, date="2024-10-08"),
    # No header at all
    md("none-y-statement", """
        # Use X

        In the context of **writing**, facing the concern: we decided for X.
        """, status=None, form="none"),
    md("none-a-sentence-with-a-label", """
        # Use X

        **Note that this is long and is a sentence, not a label:** so it is none.
        **Status:** it stands in prose.
        """, status=None, form="none"),
    # reST
    rst("field-list", """
        =====
        Use X
        =====

        :Author: «authors:Alice <alice@example.org>»
        :Author: «authors:Bob»
        :Status: «status:Accepted»
        :Created: «created:2023-12-19»
        :Replaced-By: «superseded-by:ADR-9»
        :Resolution: «resolution:https://example.org/1»

        Context
        -------
        """, date="2023-12-19", form="field-list", relations=("superseded-by ADR-0009",)),
    rst("field-list-above-the-title", """
        :status: «status:Accepted»
        :date: «date:2024-10-08»
        :authors: «authors:Alice»

        Use X
        =====

        Text.
        """, date="2024-10-08"),
    rst("field-list-with-markup", """
        Use X
        =====

        :Status: **«status:Accepted»**
        :Date: «date:2024-10-08»
        :Supersedes: :doc:`«supersedes:0005-use-y»`, :adr:`6`
        """, date="2024-10-08", values={"supersedes": "0005-use-y, 6"},
        relations=("supersedes ADR-0005", "supersedes ADR-0006")),
    rst("field-list-nep", """
        .. _NEP7:

        ==================
        NEP 7 — Use X
        ==================

        :Author: «authors:Alice»
        :Status: «status:Final»
        :Type: «type:Standards Track»
        :Created: «created:20-Dec-2007»
        :Replaces: :ref:`«supersedes:NEP30»`
        """, path="decisions/nep-0007-use-x.rst", beside="decisions/nep-0008-use-x.rst",
        id="NEP-0007", status="final", date="2007-12-20",
        relations=("supersedes NEP-0030",)),
    rst("header-block-pep", """
        PEP: «number:7»
        Title: «title:Use X»
        Author: «authors:Alice <alice at example.org>,»
                Bob
        Discussions-To: «discussion:https://example.org/»
        Status: «status:Final»
        Type: «type:Standards Track»
        Created: «created:13-Jun-2000»
        Post-History:
            «post-history:`13-Jun-2000 <https://example.org/>`__»
        Superseded-By: «superseded-by:101»

        Abstract
        ========

        Text.
        """, path="decisions/pep-0007.rst", beside="decisions/pep-0008.rst",
        id="PEP-0007", status="final", date="2000-06-13",
        form="header-block", values={"authors": "Alice <alice at example.org>, Bob"},
        relations=("superseded-by PEP-0101",)),
    rst("strong-labels", """
        Use X
        =====

        **Status:** «status:Accepted»
        **Date:** «date:2024-10-08»
        """, date="2024-10-08"),
    rst("line-block", """
        Use X
        =====

        | **Status:** «status:Accepted»
        | **Date:** «date:2024-10-08»
        """, date="2024-10-08"),
    rst("bullets", """
        Use X
        =====

        * Status: «status:Accepted»
        * Date: «date:2024-10-08»
        """, date="2024-10-08", form="bullet-list"),
    rst("block-quote", """
        Use X
        =====

            **Status:** «status:Accepted»
        """),
    rst("table-grid", """
        Use X
        =====

        +----------+------------+
        | Status   | «status:Accepted»   |
        +----------+------------+
        | Date     | «date:2024-10-08» |
        +----------+------------+
        """, date="2024-10-08", form="table"),
    rst("table-simple", """
        Use X
        =====

        ==========  ==========
        Field       Value
        ==========  ==========
        Status      «status:Accepted»
        Date        «date:2024-10-08»
        ==========  ==========
        """, date="2024-10-08"),
    rst("table-of-one-row", """
        Use X
        =====

        ==========  ==========  ==========
        Status      Created     Updated
        ==========  ==========  ==========
        «status:Accepted»    «created:2024-10-08»  «updated:2024-10-08»
        ==========  ==========  ==========
        """, date="2024-10-08"),
    rst("list-table-oep", """
        OEP-7: Use X
        ############

        .. list-table::
           :widths: 25 75

           * - OEP
             - :doc:«number:`OEP-7 <oep-0007-use-x>`»
           * - Title
             - «title:Use X»
           * - Last Modified
             - «updated:2022-01-26»
           * - Authors
             - «authors:Alice <alice@example.org>»
           * - Status
             - «status:Accepted»
           * - Created
             - «created:2020-05-01»
        """, path="decisions/oep-0007-use-x.rst", beside="decisions/oep-0008-use-x.rst",
        id="OEP-0007", date="2020-05-01",
        values={"number": "[OEP-7](oep-0007-use-x)"}),
    rst("section-openedx", """
        7. Use X
        ########

        Status
        ******

        **«status:Accepted»** (June 2019)

        Context
        *******
        """, date="2019-06", values={"status": "Accepted (June 2019)"}),
    rst("section-several-lines", """
        7. Use X
        ========

        Status
        ------

        «status:Superseded» by :doc:`0009-use-y`

        Relates to «relates-to:`8. Use Z <0008-use-z.rst>`»_

        Date
        ----

        «date:July 13, 2022»
        """, status="superseded", date="2022-07-13",
        values={"status": "Superseded by 0009-use-y", "relates-to": "[8. Use Z](0008-use-z.rst)"},
        relations=("superseded-by ADR-0009", "relates-to ADR-0008")),
    rst("slep", """
        .. _slep_007:

        ==============
        SLEP007: Use X
        ==============

        :Author: «authors:Alice»
        :Status: «status:Under Review»
        :Created: «created:2020-02-20»
        """, path="decisions/slep007/proposal.rst", beside="decisions/slep008/proposal.rst",
        id="SLEP-007", status=None, date="2020-02-20"),
)  # fmt: skip


@pytest.mark.parametrize("mode", ["bare", "sphinx"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_header(case: Case, mode: str, read: Read) -> None:
    corpus = read(mode, CASES)
    (record,) = corpus.at_path(case.place)
    assert fields_of(record) == case.marks
    assert (record.title, record.id, record.status_name) == (case.title, case.id, case.status)
    assert (record.date.iso if record.date else None) == case.date
    if case.form:
        assert record.form == case.form
    if case.relations:
        assert relations_of(corpus, record) == case.relations
