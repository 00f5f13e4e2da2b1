"""Edits: made where they fit, whole, and with the line endings that are there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_governance.model.finding import Edit, Fix
from sphinx_governance.model.patching import apply_edits, apply_fixes
from sphinx_governance.model.record import Location


def edit(line: int, column: int, old: str, new: str, path: str = "a.md") -> Edit:
    return Edit(Location(path, line, column), old, new)


def test_edits_are_made_at_their_places() -> None:
    text = "one two\r\nthree\r\nfour"
    edits = [edit(1, 5, "two", "2"), edit(2, 1, "", "new\n"), edit(3, 1, "four", "4")]
    assert apply_edits(text, edits) == "one 2\r\nnew\r\nthree\r\n4"


def test_an_edit_that_does_not_fit_stops_all() -> None:
    text = "one two\n"
    for wrong in (
        edit(1, 1, "two", "x"), edit(2, 3, "", "x"), edit(9, 1, "", "x"), edit(0, 1, "one", "x"), edit(1, 0, "one", "x"),
    ):  # fmt: skip
        assert apply_edits(text, [edit(1, 5, "two", "2"), wrong]) is None


def test_of_two_fixes_that_meet_the_first_is_made_and_a_fix_is_whole() -> None:
    first = Fix("first", (edit(1, 1, "one", "1"),))
    second = Fix("second", (edit(1, 1, "one two", "x"), edit(1, 1, "b", "c", "b.md")))
    third = Fix("third", (edit(1, 5, "two", "2"), edit(1, 1, "z", "c", "b.md")))
    changed, made = apply_fixes({"a.md": "one two", "b.md": "b"}, [first, second, third, first])
    assert (changed, made) == ({"a.md": "1 two"}, [first])


@given(st.text(st.sampled_from("ab\r\n"), max_size=30), st.data())
def test_an_edit_changes_only_its_place(text: str, data: st.DataObject) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(0, len(lines[line - 1])))
    end = data.draw(st.integers(start, len(lines[line - 1])))
    old = lines[line - 1][start:end]
    result = apply_edits(text, [edit(line, start + 1, old, "XY")])
    assert result is not None
    after = result.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines[line - 1] = lines[line - 1][:start] + "XY" + lines[line - 1][end:]
    assert after == lines
    assert result.count("\r") == text.count("\r")
