from __future__ import annotations

from dataclasses import replace

from sphinx_governance.rules.registry import run_rules

from .tools import corpus, findings, report

RULE = "nothing-examined"
FOLDERS = (
    "adr, adrs, architecture-decisions, architecture_decisions, decision-records, decisions,"
    " proposals, rfc or rfcs"
)


def test_says_how_much_was_looked_at_and_where() -> None:
    files = {"notes/a.md": "# A\n", "notes/b.rst": "B\n=\n", "c.md": "# C\n"}
    assert report(RULE, files) == [
        (
            "governance.toml:0:0: error: no record was found: 3 documents looked at, in notes and ."
            f" = put records in a folder named {FOLDERS}, or set kinds.KIND.sources to their paths"
        )
    ]


def test_an_empty_folder_is_named() -> None:
    found = run_rules(replace(corpus({}), project="archive\x1b", settings_path=""))
    assert [(item.at.path, item.message) for item in found if item.rule == RULE] == [
        (".", "no record was found: there is no document in archive")
    ]
    assert findings(RULE, {})[0].message == "no record was found: there is no document"


def test_many_folders_are_counted() -> None:
    files = {f"n{number}/a.md": "# A\n" for number in range(7)}
    assert (
        "7 documents looked at, in n0, n1, n2, n3, n4 and 2 more folders = "
        in report(RULE, files)[0]
    )
    files = {f"n{number}/a.md": "# A\n" for number in range(5)}
    assert "in n0, n1, n2, n3 and n4 = " in report(RULE, files)[0]
    assert "1 document looked at, in ." in report(RULE, {"a.md": "# A\n"})[0]


def test_kinds_without_folders_are_found_by_their_sources() -> None:
    settings: dict[str, object] = {"kinds": {"adr": {"folders": []}, "rfc": {"folders": []}}}
    assert report(RULE, {}, settings)[0].endswith(" = set kinds.KIND.sources to their paths")


def test_one_record_is_enough_and_a_project_may_have_none() -> None:
    assert findings(RULE, {"decisions/0001-a.md": "# A\n"}) == []
    nothing = replace(corpus({"a.md": "# A\n"}), expected=False)
    assert not [item for item in run_rules(nothing) if item.rule == RULE]
