"""Defects between records, files, branches and settings."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from tests.cli.tools import call

from .test_records import MANY
from .tools import NEW_IS_FINE, SETTINGS, Planter, Scene
from .written import ACCEPTED, FINE, PROPOSED, field_list, front_matter, record, word

ADR = "docs/decisions"
TWENTY = (
    "Each job is tried three times with a pause of one minute between, and then put aside in a list "
    "that an operator reads every morning before work begins."
)
OTHER = (
    "An object has a time, a level, the name of its worker, and the text that was logged; whoever looks "
    "for one of them asks the search page, which is open to all of us."
)


def unnumbered(text: str) -> str:
    """Return a record without the option that says its number."""
    return "\n".join(line for line in text.split("\n") if not line.strip().startswith(":number:"))


def nygard(title: str, status: str = "Proposed") -> str:
    """Return a recognised record as adr-tools writes it."""
    sections = (("Status", status), *FINE)
    return f"# {title}\n" + "".join(f"\n## {name}\n\n{text}\n" for name, text in sections)


def test_numbers_and_titles(planted: Planter) -> None:
    twice = "Two of a kind"
    found = planted(Scene(MANY, {
        f"{ADR}/again.rst": record("rst", 2, PROPOSED).replace(":number: 2", ":number: 2 «number-duplicate»«~number-taken»"),
        f"{ADR}/again-too.md": record("md", 4, PROPOSED).replace(":number: 4", ":number: 4 «number-duplicate»«~number-taken»"),
        f"{ADR}/0005-more.md": nygard("5. Once more «number-duplicate»«~number-taken»"),
        f"{ADR}/0300-other.rst": record("rst", 301, PROPOSED, marks=("number-mismatch", "")),
        f"{ADR}/0302-other.md": nygard("303. Another «number-mismatch»"),
        f"{ADR}/none.rst": unnumbered(record("rst", 304, PROPOSED, marks=("", "number-missing"))),
        f"{ADR}/none-of-it.md": unnumbered(record("md", 305, PROPOSED, marks=("", "number-missing"))),
        f"{ADR}/NNNN-later.rst": unnumbered(record("rst", 306, PROPOSED, marks=("number-placeholder", ""))),
        f"{ADR}/XXXX-later.md": nygard("ADR-XXXX: Some day «number-placeholder»"),
        f"{ADR}/ninety.rst": record("rst", 90, PROPOSED).replace(":number: 90", ":number: 90 «number-reserved»"),
        f"{ADR}/ninety-one.md": record("md", 91, PROPOSED).replace(":number: 91", ":number: 91 «number-reserved»"),
        f"{ADR}/0092-reserved.md": nygard("92. Kept back «number-reserved»"),
        f"{ADR}/taken.md": record("md", 13, PROPOSED).replace(":number: 13", ":number: 13 «number-taken»"),
        f"{ADR}/0014-run-always.rst": field_list(14, PROPOSED).replace(word(14), f"{word(14)} «number-taken»", 1).replace("=\n", "=\n", 1),
        f"{ADR}/0307-titled.md": nygard(f"307. {twice}"),
        f"{ADR}/0308-titled.md": nygard(f"308. {twice} «title-duplicate»"),
        f"{ADR}/0309-titled.rst": field_list(309, PROPOSED).replace(f"Topic {word(309)}", f"{twice} «title-duplicate»", 1),
        f"{ADR}/0310-untitled.md": "---\nstatus: proposed «title-missing»\ndate: 2026-11-01\n---\n\n" + nygard("x").split("\n", 2)[2],
    }))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_gaps(planted: Planter) -> None:
    found = planted(Scene({SETTINGS: NEW_IS_FINE}, {
        f"{ADR}/0011-after-a-gap.md": nygard("11. After two «number-gap»"),
        f"{ADR}/after-more.rst": record("rst", 16, PROPOSED, marks=("number-gap", "")),
    }))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_between_records(planted: Planter) -> None:
    def needs(number: int, mark: str = "") -> tuple[str, ...]:
        return (*PROPOSED, f":depends-on: ADR-{number:04}{mark}")

    same = (
        ("Context", "Why."),
        ("Decision", "Every worker writes one line of text for each finished job."),
        ("Consequences", "So."),
    )
    found = planted(Scene(MANY, {
        f"{ADR}/ring-a.rst": record("rst", 201, needs(202, " «relation-cycle»")),
        f"{ADR}/ring-b.md": record("md", 202, needs(201)),
        f"{ADR}/0203-ring.md": front_matter(203, needs(204, " «relation-cycle»")),
        f"{ADR}/0204-ring.rst": field_list(204, needs(205)),
        f"{ADR}/0205-ring.md": front_matter(205, needs(203)),
        f"{ADR}/same-a.rst": record("rst", 206, PROPOSED, same, marks=("duplicate-record", "")),
        f"{ADR}/same-b.md": record("md", 207, PROPOSED, same),
        f"{ADR}/rejected/held.rst": record("rst", 208, (":status: accepted «location-status»", *ACCEPTED[1:])),
        f"{ADR}/rejected/held-too.md": record("md", 209, (":status: accepted «location-status»", *ACCEPTED[1:])),
        f"{ADR}/rejected/0210-open.md": nygard("210. Still open", "Accepted «location-status»"),
    }))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_deadlines_and_unlisted_proposals(planted: Planter) -> None:
    def rfc(markup: str, number: int, mark: str, deadline: str) -> str:
        header = (
            ":status: last-call", ":created: 2026-10-01", ":authors: Sam",
            ":discussion: https://example.org/3", f":deadline: {deadline}",
        )  # fmt: skip
        body = (("Summary", "S."), ("Motivation", "M."), ("Design", "D."), ("Alternatives", "A."))
        text = record(markup, number, header, body, marks=(mark, ""))
        return text.replace("adr::", "rfc::").replace("{adr}", "{rfc}")

    over = "2026-11-01 «deadline-overdue»"
    found = planted(Scene(MANY, {
        "docs/rfcs/0003-late.rst": rfc("rst", 3, "", over),
        "docs/rfcs/0004-late.md": rfc("md", 4, "", over),
        "docs/rfcs/deep/0005-hidden.rst": rfc("rst", 5, "record-unlisted", "2027-01-01"),
        "docs/rfcs/deep/0006-hidden.md": rfc("md", 6, "record-unlisted", "2027-01-01"),
    }))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_against_the_base(planted: Planter) -> None:
    found = planted(Scene({
        f"{ADR}/0002-name-workers.rst": ((":status: accepted", ":status: rejected «transition-illegal»"),),
        f"{ADR}/0004-index-the-table.md": (("Accepted\n", "Draft «transition-illegal»\n"),),
        f"{ADR}/0007-drop-old-rows.md": ((":status: proposed", ":status: draft «transition-illegal»"),),
        "docs/rfcs/0001-count-everything.rst": ((":status: last-call", ":status: proposed «transition-illegal»"),),
        f"{ADR}/0003-use-a-table.md": (("# Use a table", "# Use a table «frozen-record-edited»"), ("Files cannot be counted.", TWENTY)),
        f"{ADR}/0005-log-in-json.md": (("# Log in JSON", "# Log in JSON «frozen-record-edited»"), ("One object a line.", OTHER)),
        f"{ADR}/0006-retry-jobs.rst": (("6. Retry jobs\n", "6. Retry jobs «frozen-record-edited»\n"), ("Jobs may run twice.", "Jobs run again.")),
    }, {
        f"{ADR}/0009-new.rst": record("rst", 9, (":status: accepted «new-record-status»", *ACCEPTED[1:])),
        f"{ADR}/0010-new.md": record("md", 10, (":status: accepted «new-record-status»", *ACCEPTED[1:])),
        f"{ADR}/0011-new.md": nygard("11. New and done", "Accepted «new-record-status»"),
    }))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_comments_that_allow_nothing(planted: Planter) -> None:
    found = planted(Scene({
        "docs/guide.rst": (
            ("Guide\n=====\n", "Guide\n=====\n\n.. governance: allow date-invalid «allow-comment»\n"),
            ("* Each worker is", "* .. governance: allow date-invald: a slip «allow-comment»\n\n  Each worker is"),
            ("   Measured as", "   .. governance: allow * «allow-comment»\n\n   Measured as"),
            ("and ADR-0099\n", "and ADR-0099\n\n.. governance: allow link-broken «allow-comment»\n\nThe end.\n"),
        ),
        "docs/usage.md": (
            ("# Usage\n", "# Usage\n\n% governance: allow date-invalid «allow-comment»\n"),
            ("(limits)=", "<!-- governance: allow date-invald: a slip «allow-comment» -->\n\n(limits)="),
            ("An admonition", "% governance: allow * «allow-comment»\n\nAn admonition"),
        ),
        "README.md": (("## Install\n", "## Install\n\n<!-- governance: allow link-broken «allow-comment» -->\n"),),
        "CONTRIBUTING.rst": (("* Run", ".. governance: allow link-broken «allow-comment»\n\n* Run"),),
    }, {}))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_settings_and_files(planted: Planter) -> None:
    """What is wrong in settings is said of the file: TOML is read without lines."""
    found = planted(Scene({
        SETTINGS: (
            *NEW_IS_FINE,
            ('number-gap = "warning"', 'number-gap = "warning"\nnumber-gab = "error"'),
            ("reserved = [90, 91, 92]", "reserved = [90, 91, 92]\nwidht = 4"),
            ("[tool.sphinx-governance.rules]", '[tool.sphinx-governance]\nfiles = ["README.*", "SECURITY.md", "CODE_OF_CONDUCT.*", "GONE.md"]\n\n[tool.sphinx-governance.rules]'),
        ),
    }, {
        "governance-baseline.toml": '[[finding]]\nrule = "date-invalid"\npath = "docs/decisions/0004-index-the-table.md"\nfingerprint = "5b0e8d2f3c1a4b6d"\n',
        "SECURITY.md": b"# Latin\n\nThe caf\xe9.\n",
        "CODE_OF_CONDUCT.rst": b"Latin\n=====\n\nThe caf\xe9.\n",
        f"{ADR}/0009-front.md": "---\nstatus: proposed\ndeciders: @leads «unreadable»\n---\n# Front matter\n",
    }))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert Counter(place for place, _ in found.surplus for _ in range(found.found[place])) == {
        ("config", SETTINGS, None): 2,
        ("nothing-examined", SETTINGS, None): 1,
        ("baseline", "governance-baseline.toml", None): 1,
        ("unreadable", "SECURITY.md", 3): 1,
        ("unreadable", "CODE_OF_CONDUCT.rst", 4): 1,
    }


REST_COPIES = """\
Copies
======

{0} «duplicate-text»

* An item.
* {1} «duplicate-text»

.. list-table::

   * - Cell
     - {2} «duplicate-text»

.. note::

   {3} «duplicate-text»

Deeper
------

.. include:: ../parts/copied.txt

.. code-block:: text

   {5}

The end: {4} «duplicate-text»"""
MYST_COPIES = """\
# Copies again

Begins so: {4}

- An item.
- {3}

| one | two |
| --- | --- |
| cell | {2} |

```{{note}}
{1}
```

```text
{5}
```

{0}"""
THINGS = ("parcel", "letter", "crate", "pallet", "barrel", "bottle")


def test_copies_of_a_text(planted: Planter) -> None:
    """Seven clusters; the first place of each is the one of its first path."""
    texts = [
        f"Whoever finds a {thing} without a label takes it to the {thing} room, notes the {thing} in the "
        f"{thing} book, and asks each {thing} clerk whose {thing} it is before a second {thing} is opened."
        for thing in THINGS
    ]
    found = planted(Scene({
        "README.md": (("> As [Install]", f"> [!NOTE]\n> x\n\n{TWENTY}\n\n> As [Install]"),),
    }, {
        "docs/pages/copies-a.rst": REST_COPIES.format(*texts),
        "docs/pages/copies-b.md": MYST_COPIES.format(*texts),
        "docs/parts/copied.txt": f"{OTHER}\n",
        "CODE_OF_CONDUCT.md": f"# Conduct\n\n{OTHER} «duplicate-text»\n\n* {TWENTY} «duplicate-text»\n",
    }))  # fmt: skip
    assert found.unexplained == set()
    assert found.missed == []
    assert found.surplus == []


def test_a_page_that_sphinx_cannot_decode_is_named(clean: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(clean, tmp_path / "copy"))
    (folder / "docs/pages/latin.rst").write_bytes(b"Latin\n=====\n\nThe caf\xe9.\n")
    ran = call("check", folder / "docs")
    # Sphinx 9 stops at it; before, it read the page all the same and said so.
    stopped = ran.status == 2 and "docs/pages/latin.rst:4: not UTF-8" in ran.err
    assert stopped or "docs/pages/latin.rst:4: WARNING: undecodable source characters" in ran.err
    assert "Traceback" not in ran.err
