from __future__ import annotations

from .tools import Around, findings, report

RULE = "number-taken"
QUEUE = {"decisions/0007-use-a-queue.md": "# 7. Use a queue\n"}
TABLE = {"decisions/0007-use-a-table.md": "# 7. Use a table\n"}


def test_names_who_has_it_and_what_is_free_on_both() -> None:
    there = Around(elsewhere=TABLE | {"decisions/0008-x.md": "# X\n"})
    assert report(RULE, QUEUE, around=there) == [
        (
            "decisions/0007-use-a-queue.md:1:0: error: ADR-0007 is taken on main,"
            " by decisions/0007-use-a-table.md = renumber it: ADR-0009 is free on both"
        )
    ]


def test_a_declared_number_is_where_it_stands() -> None:
    files = {"decisions/use-a-queue.rst": "A\n=\n\n.. adr::\n   :number: 7\n"}
    (found,) = findings(RULE, files, around=Around(elsewhere=TABLE))
    assert (found.at.line, found.at.column, found.length) == (5, 13, 1)


def test_the_same_file_there_is_the_record_itself() -> None:
    assert findings(RULE, QUEUE, around=Around(elsewhere=QUEUE)) == []
    assert findings(RULE, QUEUE, around=Around(elsewhere=QUEUE | TABLE)) == []


def test_a_record_that_was_there_before_is_not_new() -> None:
    assert findings(RULE, QUEUE, around=Around(before=QUEUE, elsewhere=TABLE)) == []
    edited = {path: text + "\nMore.\n" for path, text in QUEUE.items()}
    assert findings(RULE, edited, around=Around(before=QUEUE, elsewhere=TABLE)) == []


def test_a_renumbered_record_is_looked_at_again() -> None:
    before = {"decisions/0006-use-a-queue.md": "# 6. Use a queue\n"}
    moved = {"decisions/0007-use-a-queue.md": "decisions/0006-use-a-queue.md"}
    around = Around(before=before, elsewhere=TABLE, moved=moved)
    assert len(findings(RULE, QUEUE, around=around)) == 1


def test_a_record_that_takes_the_place_of_a_removed_one() -> None:
    assert findings(RULE, QUEUE, around=Around(before=TABLE)) == []


def test_a_record_that_makes_room_by_a_rename() -> None:
    before = {"decisions/0006-a.md": "# 6. A\n", "decisions/0007-b.md": "# 7. B\n"}
    after = {"decisions/0007-a.md": "# 7. A\n", "decisions/0008-b.md": "# 8. B\n"}
    moved = {
        "decisions/0007-a.md": "decisions/0006-a.md",
        "decisions/0008-b.md": "decisions/0007-b.md",
    }
    assert findings(RULE, after, around=Around(before=before, elsewhere=before, moved=moved)) == []
    # Without the second rename the number is taken.
    stays = {**before, "decisions/0007-a.md": "# 7. A\n"}
    del stays["decisions/0006-a.md"], moved["decisions/0008-b.md"]
    (found,) = findings(RULE, stays, around=Around(before=before, elsewhere=before, moved=moved))
    assert "by decisions/0007-b.md" in found.message


def test_numbers_that_settings_allow_twice() -> None:
    settings = {"kinds": {"adr": {"duplicates": [7]}}}
    assert findings(RULE, QUEUE, settings, Around(elsewhere=TABLE)) == []


def test_other_prefixes_and_records_without_numbers_are_others() -> None:
    files = {"rfcs/0007-a.md": "# A\n", "decisions/20240101-a.md": "# A\n"}
    there = Around(elsewhere=TABLE | {"decisions/20240101-b.md": "# B\n"})
    assert findings(RULE, files, around=there) == []


def test_without_a_base_nothing_is_said() -> None:
    assert findings(RULE, QUEUE) == []
