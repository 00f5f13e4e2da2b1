"""A small project with a guide and records, as the tests of governance.json and of checklists use it."""

from __future__ import annotations

FILES = {
    "index.rst": """
        Shop
        ====

        .. toctree::

           contributing
           more

        .. adr-index::
        """,
    "contributing.rst": """
        Contributing
        ============

        .. artifact:: changelog
           :title: Changelog entry
           :paths: CHANGELOG.md
           :when: always

           One line under *Unreleased*.

        .. artifact:: user-guide
           :title: User guide page
           :paths: docs/guide/*.md
           :evidence: added

        .. artifact:: adr
           :title: Decision record
           :record: adr
           :evidence: record
           :status: proposed, accepted

        .. artifact:: announce
           :title: Announcement
           :after-merge:

        .. scenario:: add-backend
           :title: I'm adding a new backend (e.g. Mistral)
           :when-added: backends/*.py
           :unless: backends/_*.py
           :required: user-guide, changelog
           :one-of: how-to | tutorial
           :optional: adr, announce
           :examples: a1b2c3d, backends/mistral.py

           Copy the smallest backend there is.

        .. scenario:: fix-bug
           :title: I'm fixing a bug
           :when-title: ^fix(\\(.+\\))?:
           :when-label: bug
           :unless-label: internal
           :required: changelog
        """,
    "more.md": """
        # More

        `````{decision-tree} size
        :title: How large?
        :example: words=100 → changelog

        ````{question} How many words?
        :id: words
        ```{answer}
        :range: <200
        :requires: changelog
        ```
        ```{answer} Many
        :range: >=200
        :suggests: user-guide
        :scenario: fix-bug
        ```
        ````
        `````
        """,
    "decisions/0001-use-a-queue.rst": """
        Use a queue
        ===========

        .. adr::
           :status: superseded
           :date: 2025-10-08
           :deciders: me
           :governs: backends/queue.py
           :superseded-by: ADR-0002

        Context
        -------

        Text.

        Decision
        --------

        Text.

        Consequences
        ------------

        Text.
        """,
    "decisions/0002-use-a-table.rst": """
        Use a table
        ===========

        .. adr::
           :status: accepted
           :date: 2025-10-09
           :deciders: me
           :governs: backends/**, !backends/_*.py
           :supersedes: ADR-0001

        Context
        -------

        Text.

        Decision
        --------

        Text.

        Consequences
        ------------

        Text.
        """,
}
