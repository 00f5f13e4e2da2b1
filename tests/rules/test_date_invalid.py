from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_governance.model.record import Location, Status
from sphinx_governance.rules.registry import run_rules

from .tools import corpus, findings, report

RULE = "date-invalid"


def front(value: str, label: str = "date") -> dict[str, str]:
    return {"decisions/0001-a.md": f"---\nstatus: accepted\n{label}: {value}\n---\n# A\n"}


@pytest.mark.parametrize(
    ("value", "severity", "fault", "iso"),
    [
        ("2025-02-30", "warning", "is not in the calendar", "YYYY-MM-DD"),
        ("soon", "warning", "cannot be read as a date", "YYYY-MM-DD"),
        ("07/08/2022", "warning", "may be two dates", "2022-07-08 or 2022-08-07"),
        ("13/13/2022", "warning", "is not in the calendar", "YYYY-MM-DD"),
        ("7-12-2022", "warning", "may be two dates", "2022-07-12 or 2022-12-07"),
        ("13-Jun-2000", "note", "is not in ISO form", "2000-06-13"),
        ("December 2024", "note", "is not in ISO form", "2024-12"),
    ],
)
def test_says_what_is_wrong_and_how_to_write_it(
    value: str, severity: str, fault: str, iso: str
) -> None:
    expected = f"{severity}: the field 'date' of ADR-0001 {fault}: {value!r} = write it as {iso}"
    assert report(RULE, front(value)) == [f"decisions/0001-a.md:3:7: {expected}"]
    assert findings(RULE, front(value))[0].length == len(value)


def test_the_caret_covers_the_date_without_the_prose_after_it() -> None:
    (found,) = findings(RULE, front("2025-13-01 (decided earlier)"))
    assert found.length == len("2025-13-01")
    assert found.message.endswith("'2025-13-01'")


def test_every_date_of_a_block_is_read() -> None:
    text = """
        A
        =

        .. adr::
           :created on: 1st of May 2024
           :date: 2024-06
           :Review date: never
           :tags: 2024-13-13
           :colour: 2024-13-13
        """
    first, second = report(RULE, {"decisions/0001-a.rst": text})
    assert first.startswith(
        "decisions/0001-a.rst:5:17: note: the field 'created on' of ADR-0001 is not"
    )
    assert first.endswith("'1st of May 2024' = write it as 2024-05-01")
    assert second.startswith(
        "decisions/0001-a.rst:7:18: warning: the field 'Review date' of ADR-0001"
    )


@pytest.mark.parametrize(
    "value",
    [
        "2024-10-08", "2024-10", "2024", "2024-10-08T12:00:00Z", "2024-10-08 (decided earlier)",
        "'2024-10-08'", "", "'{YYYY-MM-DD when it was decided}'", "'[YYYY-MM-DD]'", "circa 2024",
    ],
)  # fmt: skip
def test_iso_dates_nothing_and_template_texts_are_no_findings(value: str) -> None:
    assert findings(RULE, front(value)) == []


@pytest.mark.parametrize(("prefix", "dates"), [("pep", "created"), ("nep", "date")])
def test_a_format_may_prescribe_its_own_form(prefix: str, dates: str) -> None:
    def files(value: str) -> dict[str, str]:
        text = f"{prefix}: 1\nStatus: Draft\n{dates}: {value}\n\nx\n"
        return {
            f"{prefix}-0001.rst": text,
            f"{prefix}-0002.rst": f"{prefix}: 2\nStatus: Draft\n\nx\n",
        }

    assert findings(RULE, files("13-Jun-2000")) == []
    assert [found.severity for found in findings(RULE, files("June 13, 2000"))] == ["note"]
    assert [found.severity for found in findings(RULE, files("31-Jun-2000"))] == ["warning"]


@pytest.mark.parametrize(
    ("status", "date", "severity", "fault", "iso"),
    [
        ("Accepted (07/13/2022)", "07/13/2022", "note", "is not in ISO form", "2022-07-13"),
        ("Accepted on July 13, 2022", "July 13, 2022", "note", "is not in ISO form", "2022-07-13"),
        ("Accepted July 13th 2022", "July 13th 2022", "note", "is not in ISO form", "2022-07-13"),
        ("Pending until 13 July 2022", "13 July 2022", "note", "is not in ISO form", "2022-07-13"),
        ("Accepted 2022-02-30.", "2022-02-30", "warning", "is not in the calendar", "YYYY-MM-DD"),
        (
            "Accepted (7/8/2022)",
            "7/8/2022",
            "warning",
            "may be two dates",
            "2022-07-08 or 2022-08-07",
        ),
    ],
)
def test_reads_full_dates_in_a_status(
    status: str, date: str, severity: str, fault: str, iso: str
) -> None:
    files = {"decisions/0001-a.md": f"# A\n\n## Status\n\n{status}\n"}
    place = f"decisions/0001-a.md:5:{status.index(date) + 1}"
    said = f"the date in the status of ADR-0001 {fault}: {date!r} = write it as {iso}"
    assert report(RULE, files) == [f"{place}: {severity}: {said}"]
    assert findings(RULE, files)[0].length == len(date)


@pytest.mark.parametrize(
    "status",
    [
        "Accepted", "Accepted (June 2019)", "Accepted (2022)", "Accepted, 2022-07-13", "Accepted 2022-13",
        "Superseded by ADR 12 with 2022", "Superseded by [5](0005-on-13-07-2022.md)", "Accepted by 7 of 11",
        "Accepted in version 1.2.2020.1", "Accepted by 3 maybe 2022 voters", "Accepted 2022-01-05T10:00:00Z",
    ],
)  # fmt: skip
def test_less_than_a_full_date_in_a_status_is_prose(status: str) -> None:
    assert findings(RULE, {"decisions/0001-a.md": f"# A\n\n## Status\n\n{status}\n"}) == []


@pytest.mark.parametrize(("column", "expected"), [(3, 13), (0, 0)])
def test_a_status_without_a_column_keeps_none(column: int, expected: int) -> None:
    read = corpus({"decisions/0001-a.md": "# A\n"})
    at = Location("decisions/0001-a.md", 3, column)
    status = Status("accepted", "Accepted (07/13/2022)", at)
    record = replace(read.records[0], status=status)
    (document,) = read.documents
    changed = replace(read, documents=(replace(document, records=(record,)),))
    (found,) = (item for item in run_rules(changed) if item.rule == RULE)
    assert found.at == Location("decisions/0001-a.md", 3, expected)
