"""Rules on scenarios and artifacts: who adds nothing, who contradicts, who is never named, who is not there."""

from __future__ import annotations

import pytest

from .tools import Make, told


def scenario(name: str, *options: str) -> str:
    return f".. scenario:: {name}\n" + "".join(f"   :{item}\n" for item in options) + "\n"


def pair(one: str, two: str) -> str:
    """Return two scenarios, their options parted by ``;``."""
    return "".join(scenario(name, *said.split("; ")) for name, said in (("one", one), ("two", two)))


SHADOWED = [
    ("when-changed: a/**; required: x, y", "when-changed: a/b/*.py; required: x", "two"),
    ("when-changed: a/b/*.py; required: x", "when-changed: a/; required: x, y", "one"),
    ("when-changed: a/**; required: x", "when-changed: a/**; required: x", "two"),
    ("when-changed: a, b; required: x", "when-changed: b; optional: z", ""),
    ("when-changed: /a/b, b; required: x; optional: z", "when-changed: a/b; optional: z", "two"),
    ("when-changed: a/**; required: x", "when-added: a/b; required: x", ""),
    ("when-changed: a/**; required: x", "when-changed: a/b; required: x, y", ""),
    ("when-changed: a/**; required: x", "when-changed: a/b, c; required: x", ""),
    ("when-changed: a/**; required: x; unless: a/c", "when-changed: a/b; required: x", ""),
    ("when-changed: a/**; required: x; unless: a/c", "when-changed: a/b; required: x; unless: a/c", "two"),
    ("when-changed: a/**; required: x", "when-changed: a/b; required: x; unless: a/c", "two"),
    ("when-changed: a/**, !a/b; required: x", "when-changed: a/b; required: x", ""),
    ("when-changed: a/**; required: x", "when-changed: a/", ""),
    ("when-changed: a/*.py; required: x", "when-changed: a/b.py; required: x", ""),
    ("when-changed: *; required: x", "when-changed: a/b.py; required: x", "two"),
    ("when-changed: a/**; required: x", "when-changed: a/b; one-of: x | y", "two"),
    ("when-changed: a/**; one-of: x | y", "when-changed: a/b; one-of: x | y | z", "two"),
    ("when-changed: a/**; one-of: x | y | z", "when-changed: a/b; one-of: x | y", ""),
    ("when-label: bug; required: x", "when-label: bug; required: x", "two"),
    ("when-label: bug; required: x", "when-label: Bug; required: x", "two"),
    ("when-title: ^fix; required: x", "when-title: ^fix:; required: x", ""),
    ("required: x", "required: x", ""),
    # These contradict each other, which is told of them instead.
    ("when-label: bug; required: x", "when-label: bug; optional: x", ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "shadowed"), SHADOWED)
def test_who_adds_nothing(one: str, two: str, shadowed: str, project: Make) -> None:
    found = told(project, "scenario-shadowed", pair(one, two))
    assert [item.split("'")[1] for item in found] == ([shadowed] if shadowed else [])


def test_says_by_whom_and_where(project: Make) -> None:
    assert told(project, "scenario-shadowed", pair(*SHADOWED[0][:2])) == [
        "5:0: the scenario 'two' adds nothing: wherever it matches, 'one' does too and owes as much = let it owe more, change its triggers, or take it out [1]"
    ]


def test_one_that_is_shadowed_by_itself_declared_twice_is_another_matter(project: Make) -> None:
    text = scenario("one", "when-label: a", "required: x") * 2
    assert told(project, "scenario-shadowed", text) == []
    assert told(project, "scenario-conflict", text) == []


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("when-label: a; required: x, y", "when-label: a; required: z; optional: y", ["8:15"]),
        ("when-label: a; optional: y", "when-label: a; required: y", ["3:15"]),
        ("when-label: a; optional: y; unless: b", "when-label: a; required: y", []),
        ("when-label: a, b; optional: y", "when-label: b; when-label: a; required: y", ["3:15"]),
        ("when-label: a; optional: y", "when-label: b; required: y", []),
        ("optional: y", "required: y", []),
        ("when-label: a; required: y; optional: x, y", "when-label: b", ["4:18"]),
    ],
)
def test_conflicts(one: str, two: str, expected: list[str], project: Make) -> None:
    found = told(project, "scenario-conflict", pair(one, two))
    assert [item.split(": ")[0] for item in found] == expected


def test_conflict_in_words(project: Make) -> None:
    text = pair("when-label: a; required: x, y", "when-label: a; required: z; optional: y")
    assert told(project, "scenario-conflict", text) == [
        "8:15: the scenario 'two' calls 'y' optional; 'one', which always matches with it, requires it = decide whether it is required [3]"
    ]


TREE = """
.. decision-tree:: t

   .. question:: A?

      .. answer:: Yes
         :scenario: one
"""


def test_unreachable(project: Make) -> None:
    text = pair("required: x", "required: x") + scenario("three", "when-label: a")
    assert told(project, "scenario-unreachable", text) == []
    assert told(project, "scenario-unreachable", text + TREE) == [
        "4:0: nothing leads to the scenario 'two' = give it a trigger (:when-changed: …), or an answer :scenario: two"
    ]


ARTIFACTS = """
.. artifact:: changelog

.. artifact:: user-guide

.. scenario:: one
   :required: change-log, changelog
   :optional: quite-another
   :one-of: changelog | users-guide

.. decision-tree:: t

   .. question:: A?

      .. answer:: Yes
         :requires: one
         :suggests: changelog,
            Changelog
"""


def test_unknown_artifacts_at_their_names(project: Make) -> None:
    assert told(project, "artifact-unknown", ARTIFACTS) == [
        "6:15: the scenario 'one' names the artifact 'change-log', which nobody declares = did you mean changelog?",
        "7:15: the scenario 'one' names the artifact 'quite-another', which nobody declares = declare it: .. artifact::",
        "8:25: the scenario 'one' names the artifact 'users-guide', which nobody declares = did you mean user-guide?",
        "15:21: the answer 'Yes' names the artifact 'one', which nobody declares = it is a scenario, which an answer names in :scenario:",
        "17:13: the answer 'Yes' names the artifact 'Changelog', which nobody declares = did you mean changelog?",
    ]


def test_unused_artifacts(project: Make) -> None:
    assert told(project, "artifact-unused", ARTIFACTS) == [
        "3:0: no scenario and no answer names the artifact 'user-guide' = name it where it is owed, or take it out"
    ]
    only = ARTIFACTS.partition(".. scenario")[0]
    assert told(project, "artifact-unused", only) == []


def test_repeated_names_every_place(project: Make) -> None:
    text = ".. artifact:: a\n\n" * 3 + ".. scenario:: a\n\n" + TREE.lstrip() * 2
    assert told(project, "guide-repeated", text) == [
        "3:0: there are 3 artifacts 'a' = give one another id [1, 5]",
        "15:0: there are 2 decision trees 't' = give one another id [9]",
    ]


PATTERNS = """
.. artifact:: changelog
   :paths: CHANGES.md, docs/*.md

.. artifact:: backend
   :paths: nowhere/*.py
   :evidence: added

.. scenario:: one
   :when-added: src/*.py,
      srcs/*.js
   :when-changed: !gone, lib/**, src/
   :when-label: no/path
   :unless: tests/**, docs/**
   :unless-label: no-path
"""


def test_patterns_of_guides_that_match_nothing(project: Make) -> None:
    tracked = "CHANGELOG.md docs/a.md src/a.py"
    assert told(project, "pattern-matches-nothing", PATTERNS, tracked) == [
        "2:12: the artifact 'changelog' stands in 'CHANGES.md', which matches no file = did you mean CHANGELOG.md?",
        "10:7: the scenario 'one' looks for 'srcs/*.js', which matches no file = did you mean src?",
        "11:26: the scenario 'one' looks for 'lib/**', which matches no file = correct the pattern",
        "13:13: the scenario 'one' looks for 'tests/**', which matches no file = correct the pattern",
    ]
