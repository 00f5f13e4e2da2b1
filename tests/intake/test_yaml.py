"""Front matter: every value keeps its text and its place, and one that is wrong loses no other."""

from __future__ import annotations

from itertools import pairwise
from textwrap import dedent

import pytest

from sphinx_governance.intake.outline import Entry
from sphinx_governance.intake.yaml_header import front_matter_end, read_yaml

FIRST = 2
"""The line on which front matter begins."""


def entries(text: str) -> dict[str, Entry]:
    found, troubles = read_yaml(dedent(text).strip("\n").split("\n"), FIRST)
    assert troubles == ()
    return {entry.label: entry for entry in found}


def values(text: str) -> dict[str, str]:
    return {label: entry.value for label, entry in entries(text).items()}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0010", "0010"),
        ("2024-10-08", "2024-10-08"),
        ("2023-02-30", "2023-02-30"),
        ("yes", "yes"),
        ("1.10", "1.10"),
        ("null", ""),
        ("~", ""),
        ("", ""),
        ("'null'", "null"),
        ('"a: b"', "a: b"),
        ("[a, 'b', \"c\"]", "a, b, c"),
        ("[]", ""),
        ("[[a, b], c]", "a, b, c"),
        ("{a: 1, b: 2}", "a: 1, b: 2"),
        ("a # a remark", "a"),
        ("!!python/object/apply:os.system [echo]", "echo"),
        ("!!binary aGk=", "aGk="),
        (">\n  goes\n  on", "goes on"),
        ("|\n  goes\n  on", "goes on"),
        ("goes\n  on", "goes on"),
    ],
)
def test_a_value_stays_as_it_is_written(written: str, value: str) -> None:
    assert values(f"before: 1\nkey: {written}\nafter: 2") == {
        "before": "1",
        "key": value,
        "after": "2",
    }


def test_places() -> None:
    found = entries("""
        status: "accepted"
        deciders: [Alice, 'Bob']
        tags:
          - x
          - y
        summary: >
          Use X
          always
        "quoted key": 1
        empty:
        """)
    assert {label: entry[2:6] for label, entry in found.items()} == {
        "status": (2, 10, 2, 1),
        "deciders": (3, 12, 3, 1),
        "tags": (5, 5, 4, 1),
        "summary": (8, 3, 7, 1),
        "quoted key": (10, 15, 10, 1),
        "empty": (11, 7, 11, 1),
    }
    assert [span[1:] for span in found["deciders"].spans] == [(3, 12), (3, 20)]
    assert [span[1:] for span in found["tags"].spans] == [(5, 5), (6, 5)]


def test_an_alias_has_the_value_of_its_anchor_and_its_own_place() -> None:
    found = entries("deciders: &team [Alice, Bob]\nconsulted: *team")
    assert found["consulted"].value == found["deciders"].value == "Alice, Bob"
    assert found["consulted"].line == found["consulted"].label_line == FIRST + 1


def test_a_key_that_stands_twice_is_kept_twice() -> None:
    found, _ = read_yaml(["status: draft", "status: accepted"], FIRST)
    assert [entry.value for entry in found] == ["draft", "accepted"]


def test_broken_yaml_is_read_line_by_line() -> None:
    lines = ["status: accepted", "title: Use: X", "date: '2024-10-08'", "tags: [a"]
    found, (trouble,) = read_yaml(lines, FIRST)
    assert [(entry.label, entry.value, entry.line, entry.column) for entry in found] == [
        ("status", "accepted", 2, 9),
        ("title", "Use: X", 3, 8),
        ("date", "2024-10-08", 4, 8),
        ("tags", "[a", 5, 7),
    ]
    assert trouble.message.startswith("the front matter is not valid YAML")
    assert trouble.line == FIRST + 1


def test_what_is_no_mapping_is_said() -> None:
    found, (trouble,) = read_yaml(["- a", "- b"], FIRST)
    assert (found, trouble.message) == ((), "the front matter is not a mapping")


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghi")),
        "a: &a [*a, *a]",
        "a: &a {b: *a}",
        "a: " + "[" * 5_000,
        "a: " + "[" * 500 + "]" * 500,
        "? " * 500,
        "a: *nobody",
    ],
    ids=["laughs", "itself", "itself-mapped", "open", "deep", "keys", "no-anchor"],
)  # fmt: skip
def test_a_bomb_does_not_go_off(bomb: str) -> None:
    found, troubles = read_yaml(["status: accepted", *bomb.rstrip("\n").split("\n")], FIRST)
    assert sum(len(entry.value) for entry in found) < 200_000
    assert found or troubles
    if found:
        assert found[0].value == "accepted"


def test_a_header_that_is_too_long_is_said() -> None:
    found, (trouble,) = read_yaml(
        ["status: accepted", *(f"k{n}: {'x' * 90}" for n in range(900))], FIRST
    )
    assert found[0].value == "accepted"
    assert "characters" in trouble.message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\na: 1\n---\n# T", 3),
        ("---\na: 1\n...\n# T", 3),
        ("--- \na: 1\n--- \n", 3),
        ("\ufeff---\na: 1\n---", 3),
        ("---\n---\n", 2),
        ("---\na: 1\n", 0),
        ("\n---\na: 1\n---\n", 0),
        ("----\na\n----\n", 0),
        ("", 0),
    ],
)
def test_where_front_matter_ends(text: str, lines: int) -> None:
    assert front_matter_end(text.split("\n")) == lines
