"""Dates, statuses and references as people write them."""

from __future__ import annotations

import pytest

from sphinx_governance.config import load_project
from sphinx_governance.model.dates import DateForm, read_date
from sphinx_governance.model.lists import split_list
from sphinx_governance.model.reference import read_reference, read_references
from sphinx_governance.model.status import read_status

STATES = load_project({}).kinds.spec("adr").lifecycle.words
ISO, WRITTEN = DateForm.ISO, DateForm.WRITTEN


@pytest.mark.parametrize(
    ("text", "iso", "form", "remark"),
    [
        ("2024-10-08", "2024-10-08", ISO, ""),
        ("2024-10-08 (decided earlier)", "2024-10-08", ISO, "(decided earlier)"),
        ("2024-10-08T12:30:00Z", "2024-10-08", ISO, ""),
        ("2024-10-08 12:30:00 +0100", "2024-10-08", ISO, "+0100"),
        ("2024-10", "2024-10", ISO, ""),
        ("2024", "2024", ISO, ""),
        ("2024-1-5", "2024-01-05", WRITTEN, ""),
        ("2024/10/08", "2024-10-08", WRITTEN, ""),
        ("2024.10.08", "2024-10-08", WRITTEN, ""),
        ("20241008", "2024-10-08", WRITTEN, ""),
        ("08.10.2024", "2024-10-08", WRITTEN, ""),
        ("8.10.2024", "2024-10-08", WRITTEN, ""),
        ("31.12.2024", "2024-12-31", WRITTEN, ""),
        ("07/13/2022", "2022-07-13", WRITTEN, ""),
        ("13/07/2022", "2022-07-13", WRITTEN, ""),
        ("05/05/2022", "2022-05-05", WRITTEN, ""),
        ("8 October 2024", "2024-10-08", WRITTEN, ""),
        ("8th of October, 2024", "2024-10-08", WRITTEN, ""),
        ("October 8, 2024", "2024-10-08", WRITTEN, ""),
        ("October 8th 2024", "2024-10-08", WRITTEN, ""),
        ("Oct. 8, 2024", "2024-10-08", WRITTEN, ""),
        ("08-Oct-2024", "2024-10-08", WRITTEN, ""),
        ("13-Jun-2000", "2000-06-13", WRITTEN, ""),
        ("2024-Oct-08", "2024-10-08", WRITTEN, ""),
        ("June 2019", "2019-06", WRITTEN, ""),
        ("(June 2019)", "2019-06", WRITTEN, ""),
        ("Sept 2019", "2019-09", WRITTEN, ""),
        ("Accepted on 2024-10-08", "2024-10-08", ISO, "Accepted on"),
        ("29.02.2024", "2024-02-29", WRITTEN, ""),
        # Not guessed
        ("05/06/2022", None, DateForm.AMBIGUOUS, ""),
        ("2023-02-30", None, DateForm.IMPOSSIBLE, ""),
        ("29.02.2023", None, DateForm.IMPOSSIBLE, ""),
        ("2024-13-01", None, DateForm.IMPOSSIBLE, ""),
        ("0000-01-01", None, DateForm.IMPOSSIBLE, ""),
        ("2024-00", None, DateForm.IMPOSSIBLE, ""),
        ("32 October 2024", None, DateForm.IMPOSSIBLE, ""),
        ("YYYY-MM-DD", None, DateForm.UNREAD, "YYYY-MM-DD"),
        ("yesterday", None, DateForm.UNREAD, "yesterday"),
        ("May we?", None, DateForm.UNREAD, "May we?"),
        ("", None, DateForm.UNREAD, ""),
        ("version 1.2.2024.1", None, DateForm.UNREAD, "version 1.2.2024.1"),
        ("123456789", None, DateForm.UNREAD, "123456789"),
    ],
)
def test_date(text: str, iso: str | None, form: DateForm, remark: str) -> None:
    assert tuple(getattr(read_date(text), name) for name in ("iso", "form", "remark")) == (
        iso,
        form,
        remark,
    )


@pytest.mark.parametrize(
    ("text", "state", "remark"),
    [
        ("Accepted", "accepted", ""),
        ("accepted", "accepted", ""),
        ("ACCEPTED.", "accepted", ""),
        ("**Accepted**", "accepted", ""),
        ("*Accepted*", "accepted", ""),
        ("`accepted`", "accepted", ""),
        ("✅ Accepted", "accepted", ""),
        ("✅ **Accepted** ✅", "accepted", "✅"),
        ("🟢 accepted", "accepted", ""),
        (":white_check_mark: Accepted", "accepted", ""),
        ("[Accepted]", "accepted", ""),
        ("[Accepted](https://example.org/badge)", "accepted", ""),
        ("accepted, 2024-10-08", "accepted", "2024-10-08"),
        ("Accepted (June 2019)", "accepted", "(June 2019)"),
        ("Accepted - see below", "accepted", "see below"),
        ("Accepted\u200b", "accepted", ""),
        ("Superseded by ADR-5", "superseded", "by ADR-5"),
        ("superceded by ADR-5", "superseded", "by ADR-5"),
        ("Superseeded by ADR-5", "superseded", "by ADR-5"),
        ("Superseded by [5. Use Y](0005-use-y.md)", "superseded", "by [5. Use Y](0005-use-y.md)"),
        ("[Superseded by 5](0005-use-y.md)", "superseded", "by 5"),
        # No state
        ("partly superseded", None, ""),
        ("accepted-ish", None, ""),
        ("acceptedly", None, ""),
        ("not accepted", None, ""),
        ("TBD", None, ""),
        ("✅", None, ""),
        ("", None, ""),
    ],
)
def test_status(text: str, state: str | None, remark: str) -> None:
    read, after = read_status(text, STATES)
    assert read == state
    assert after.replace("\u200b", "") == remark


@pytest.mark.parametrize(
    ("text", "prefix", "number", "slug"),
    [
        ("ADR-7", "adr", 7, ""),
        ("ADR 7", "adr", 7, ""),
        ("adr-0007", "adr", 7, ""),
        ("ADR0007", "adr", 7, ""),
        ("ADR#7", "adr", 7, ""),
        ("ADR\u20117", "adr", 7, ""),
        ("7", "", 7, ""),
        ("0007", "", 7, ""),
        ("#7", "", 7, ""),
        ("`ADR-7`", "adr", 7, ""),
        ("**ADR-7**", "adr", 7, ""),
        ("ADR-7.", "adr", 7, ""),
        ("ADR-7 (use X)", "adr", 7, ""),
        ("7. Use X", "", 7, ""),
        ("0007-use-x", "", 7, "use-x"),
        ("0007-use-x.md", "", 7, "use-x"),
        ("ADR-20200924-use-x", "adr", None, "20200924-use-x"),
        ("20200924-use-x", "", None, "20200924-use-x"),
        ("ADR-use-x", "adr", None, "use-x"),
        ("design-doc-12", "design-doc", 12, ""),
        ("Use X", "", None, ""),
        ("https://example.org/7", "", None, ""),
        ("none", "", None, ""),
        ("", "", None, ""),
    ],
)
def test_reference(text: str, prefix: str, number: int | None, slug: str) -> None:
    found = read_reference(text)
    assert (found.prefix, found.number, found.slug) == (prefix, number, slug)


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("ADR-7", ["adr7"]),
        ("ADR-7, ADR-8", ["adr7", "adr8"]),
        ("ADR-7 and ADR-8", ["adr7", "adr8"]),
        ("145, 1014", ["145", "1014"]),
        ("ADR-7; ADR-8 & 9", ["adr7", "adr8", "9"]),
        ("[5. Use X](0005-use-x.md)", ["5 at 0005-use-x.md"]),
        ("[5. Use X](0005-use-x.md#context)", ["5 at 0005-use-x.md"]),
        ("[the queue](0005-queue.md), [6](0006-x.md)", ["at 0005-queue.md", "6 at 0006-x.md"]),
        ("[ADR-5](https://example.org/5)", ["adr5"]),
        ("[#5](#adr-5)", ["5"]),
        (":doc:`5. Use X <0005-use-x>`", ["5"]),
        ("`5. Use X <0005-use-x.rst>`_", ["5 at 0005-use-x.rst"]),
        (":adr:`5`, :adr:`ADR-6`", ["5", "adr6"]),
        ("{adr}`5`", ["5"]),
        ("ADR-7, something else", ["adr7", "? something else"]),
        ("-", []),
        ("", []),
    ],
)
def test_references(value: str, named: list[str]) -> None:
    found = []
    for reference in read_references(value):
        number = "" if reference.number is None else str(reference.number)
        place = f"at {reference.path}" if reference.path else ""
        text = " ".join(filter(None, [f"{reference.prefix}{number}", place]))
        found.append(text if reference.readable else f"? {reference.text}")
    assert found == named


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("Alice, Bob", ["Alice", "Bob"]),
        ("Alice; Bob,", ["Alice", "Bob"]),
        ("[Alice, 'Bob']", ["Alice", "Bob"]),
        ("A <a@b.c>, @dev", ["A <a@b.c>", "@dev"]),
        ("A (x, y), B <c, d>; E", ["A (x, y)", "B <c, d>", "E"]),
        ("A (never closed, B", ["A (never closed", "B"]),
        ("docs/**, Makefile", ["docs/**", "Makefile"]),
        (" , ,", []),
        ("", []),
    ],
)
def test_list(value: str, items: list[str]) -> None:
    assert split_list(value) == items
