from __future__ import annotations

import pytest

from .tools import findings, report

RULE = "relation-asymmetric"
PEP = {"kinds": {"pep": {"preset": "pep"}}}


def adr(status: str, *more: str) -> str:
    head = [f"status: {status}"] if status else ["tags: x"]
    return "\n".join(["---", *head, *more, "---", "# X", ""])


def pep(number: int, status: str, *more: str) -> str:
    return "\n".join(
        [
            f"PEP: {number}",
            f"Title: T{number}",
            f"Status: {status}",
            *more,
            "",
            "Abstract",
            "========",
            "",
            "Text.",
            "",
        ]
    )


def messages(files: dict[str, str], settings: dict[str, object] | None = None) -> list[str]:
    return [item.message for item in findings(RULE, files, settings)]


def test_the_old_record_must_not_hold() -> None:
    files = {
        "decisions/0001-a.md": "# 1. A\n\n## Status\n\nAccepted\n",
        "decisions/0002-b.rst": """
            B
            =

            .. adr::
               :status: accepted
               :supersedes: ADR-0001
            """,
    }
    assert report(RULE, files) == [
        (
            "decisions/0002-b.rst:6:17: warning: ADR-0002 supersedes ADR-0001, whose status is 'accepted'"
            " = write 'Superseded by ADR-0002' in the status of ADR-0001"
        )
    ]
    (found,) = findings(RULE, files)
    assert [(at.path, at.line) for at in found.related] == [("decisions/0001-a.md", 5)]
    assert found.length == len("ADR-0001")


def test_a_block_needs_no_second_pointer() -> None:
    old = """
        A
        =

        .. adr::
           :status: {}
        """
    new = adr("accepted", "supersedes: ADR-1")
    assert (
        findings(
            RULE, {"decisions/0001-a.rst": old.format("superseded"), "decisions/0002-b.md": new}
        )
        == []
    )
    (found,) = findings(
        RULE, {"decisions/0001-a.rst": old.format("proposed"), "decisions/0002-b.md": new}
    )
    assert found.hint == "set the status of ADR-0001 to 'superseded'"


def test_an_old_record_without_a_status_says_nothing() -> None:
    files = {
        "decisions/0001-a.md": adr(""),
        "decisions/0002-b.md": adr("accepted", "supersedes: ADR-1"),
    }
    assert messages(files) == ["ADR-0002 supersedes ADR-0001, which has no status"]
    assert findings(RULE, files)[0].related[0].line == 4


@pytest.mark.parametrize("status", ["draft", "proposed", "rejected", "on hold"])
def test_what_is_not_decided_has_not_superseded_anything(status: str) -> None:
    files = {
        "decisions/0001-a.md": adr("accepted"),
        "decisions/0002-b.md": adr(status, "supersedes: ADR-1"),
    }
    assert findings(RULE, files) == []


@pytest.mark.parametrize("status", ["superseded by ADR-0002", "deprecated", "partly superseded"])
def test_an_old_record_that_is_over_or_cannot_be_read_is_right(status: str) -> None:
    files = {
        "decisions/0001-a.md": adr(status),
        "decisions/0002-b.md": adr("accepted", "supersedes: ADR-1"),
    }
    assert findings(RULE, files) == []


def test_a_relation_is_written_once() -> None:
    files = {
        "decisions/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by [2. B](0002-b.md)\n",
        "decisions/0002-b.md": "# 2. B\n\n## Status\n\nAccepted\n\nAmends ADR-0003\n",
        "decisions/0003-c.md": "# 3. C\n\n## Status\n\nAccepted\n",
        "decisions/0004-d.md": adr("accepted", "depends-on: ADR-0003", "relates-to: ADR-1"),
        "decisions/0005-e.md": adr("accepted", "relates-to: ADR-0004"),
    }
    assert findings(RULE, files) == []


def test_where_both_ends_are_customary_a_silent_one_is_reported_at_the_other() -> None:
    files = {
        "peps/pep-0001.rst": pep(1, "Superseded", "Superseded-By: 2"),
        "peps/pep-0002.rst": pep(2, "Final", "Replaces: 1"),
        "peps/pep-0003.rst": pep(3, "Withdrawn"),
        "peps/pep-0004.rst": pep(4, "Final", "Replaces: 3"),
        "peps/pep-0005.rst": pep(5, "Superseded", "Superseded-By: 6"),
        "peps/pep-0006.rst": pep(6, "Final"),
        "peps/pep-0007.rst": pep(7, "Superseded", "Superseded-By: 2000"),
        "peps/pep-0008.rst": pep(8, "Final", "Replaces: 1000"),
    }
    assert report(RULE, files, PEP) == [
        (
            "peps/pep-0004.rst:4:11: warning: PEP-0004 supersedes PEP-0003, which does not say so"
            " = add 'Superseded-By: PEP-0004' to PEP-0003"
        ),
        (
            "peps/pep-0005.rst:4:16: warning: PEP-0005 is superseded by PEP-0006, which does not say so"
            " = add 'Replaces: PEP-0005' to PEP-0006"
        ),
    ]
    assert [(at.path, at.line) for at in findings(RULE, files, PEP)[0].related] == [
        ("peps/pep-0003.rst", 1)
    ]


def test_what_one_record_does_is_no_custom() -> None:
    files = {
        "decisions/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by ADR-2\n",
        "decisions/0002-b.md": "# 2. B\n\n## Status\n\nAccepted\n\nSupersedes ADR-1\n",
        "decisions/0003-c.md": "# 3. C\n\n## Status\n\nSuperseded by ADR-4\n",
        "decisions/0004-d.md": "# 4. D\n\n## Status\n\nAccepted\n",
    }
    assert findings(RULE, files) == []
    more = {
        "decisions/0005-e.md": "# 5. E\n\n## Status\n\nSuperseded by ADR-6\n",
        "decisions/0006-f.md": "# 6. F\n\n## Status\n\nAccepted\n\nSupersedes ADR-5\n",
    }
    assert [item.hint for item in findings(RULE, {**files, **more})] == [
        "write 'Supersedes ADR-0003' in the status of ADR-0004"
    ]


def test_a_successor_that_the_status_requires_is_asked_for_there() -> None:
    files = {
        "peps/pep-0001.rst": pep(1, "Superseded", "Superseded-By: 2"),
        "peps/pep-0002.rst": pep(2, "Final", "Replaces: 1"),
        "peps/pep-0003.rst": pep(3, "Superseded", "Superseded-By: 2000"),
        "peps/pep-0004.rst": pep(4, "Superseded"),
        "peps/pep-0005.rst": pep(5, "Final", "Replaces: 4"),
    }
    assert findings(RULE, files, PEP) == []
    assert len(findings("field-required-by-status", files, PEP)) == 1


def test_a_kind_without_a_state_of_that_name() -> None:
    settings = {"kinds": {"eip": {"preset": "eip", "fields": {"supersedes": {"type": "records"}}}}}
    files = {
        "EIPS/eip-1.md": "---\neip: 1\nstatus: Final\n---\n",
        "EIPS/eip-2.md": "---\neip: 2\nstatus: Final\nsupersedes: 1\n---\n",
    }
    (found,) = findings(RULE, files, settings)
    assert found.hint == "add 'superseded-by: EIP-2' to EIP-1"


@pytest.mark.parametrize(
    ("relation", "inverse", "said"),
    [
        (
            "depends-on",
            "required-by",
            "depends on ADR-0001, but ADR-0001 is required by ADR-0003 only",
        ),
        (
            "required-by",
            "depends-on",
            "is required by ADR-0001, but ADR-0001 depends on ADR-0003 only",
        ),
        ("amends", "amended-by", "amends ADR-0001, but ADR-0001 is amended by ADR-0003 only"),
        (
            "implements",
            "implemented-by",
            "implements ADR-0001, but ADR-0001 is implemented by ADR-0003 only",
        ),
        (
            "superseded-by",
            "supersedes",
            "is superseded by ADR-0001, but ADR-0001 supersedes ADR-0003 only",
        ),
    ],
)
def test_a_list_of_the_other_side_must_agree(relation: str, inverse: str, said: str) -> None:
    files = {
        "decisions/0001-a.md": adr("accepted", f"{inverse}: ADR-0003"),
        "decisions/0002-b.md": adr("deprecated", f"{relation}: ADR-0001"),
        "decisions/0003-c.md": adr("deprecated"),
    }
    assert messages(files) == [f"ADR-0002 {said}"]
    files["decisions/0001-a.md"] = adr("accepted", f"{inverse}: ADR-0003, ADR-2")
    assert findings(RULE, files) == []


def test_a_successor_that_the_old_record_denies() -> None:
    files = {
        "decisions/0001-a.md": adr("superseded by ADR-0003"),
        "decisions/0002-b.md": adr("accepted", "supersedes: ADR-0001"),
        "decisions/0003-c.md": adr("accepted"),
    }
    assert report(RULE, files) == [
        (
            "decisions/0002-b.md:3:13: warning: ADR-0002 supersedes ADR-0001,"
            " but ADR-0001 is superseded by ADR-0003 only"
            " = write 'Superseded by ADR-0002' in the status of ADR-0001"
        )
    ]
    assert [(at.path, at.line) for at in findings(RULE, files)[0].related] == [
        ("decisions/0001-a.md", 2)
    ]


def test_targets_that_are_missing_doubtful_or_the_record_itself_are_left_to_other_rules() -> None:
    files = {
        "decisions/0001-a.md": adr("accepted", "supersedes: ADR-0001, ADR-0099, ADR-0002"),
        "decisions/0002-b.md": adr("accepted"),
        "decisions/0002-c.md": adr("accepted"),
    }
    assert findings(RULE, files) == []


def test_the_same_relation_twice_is_one_finding() -> None:
    files = {
        "decisions/0001-a.md": adr("accepted"),
        "decisions/0002-b.md": adr("accepted", "supersedes: ADR-0001, ADR-1, 1"),
    }
    assert len(findings(RULE, files)) == 1
