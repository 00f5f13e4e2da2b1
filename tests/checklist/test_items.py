"""What a pull request owes: triggers, evidence, merging, waivers, decisions and records."""

from __future__ import annotations

import pytest

from sphinx_governance.model.checklist import Checklist
from sphinx_governance.model.governed import governed
from sphinx_governance.model.patterns import Paths
from sphinx_governance.outputs.checklist_words import because, summary

from .tools import artifact, checklist, kinds, record, registry, scenario


def matches(made: Checklist) -> dict[str, str]:
    return {each.scenario.id: because(each.reasons, str) for each in made.scenarios}


@pytest.mark.parametrize(
    ("trigger", "line", "reason"),
    [
        ("added", "A src/new.py", "because src/new.py was added"),
        ("added", "M src/new.py", ""),
        ("added", "R lib/new.py src/new.py", "because src/new.py was added"),
        ("added", "R src/old.py src/new.py", ""),
        ("changed", "M src/a.py", "because src/a.py was changed"),
        ("changed", "R src/old.py src/new.py", "because src/new.py was changed"),
        ("changed", "A src/a.py", ""),
        ("changed", "D src/a.py", ""),
        ("removed", "D src/a.py", "because src/a.py was removed"),
        ("removed", "R src/a.py lib/a.py", "because src/a.py was removed"),
        ("removed", "R src/a.py src/b.py", ""),
        ("renamed", "R src/a.py lib/a.py", "because lib/a.py was renamed"),
        ("renamed", "R lib/a.py src/a.py", "because src/a.py was renamed"),
        ("renamed", "M src/a.py", ""),
    ],
)
def test_triggers_on_files(trigger: str, line: str, reason: str) -> None:
    made = checklist(registry(scenario("it", when={trigger: "src/*.py"})), line)
    assert matches(made).get("it", "") == reason


def test_triggers_on_labels_and_titles() -> None:
    found = registry(
        scenario("bug", when={"label": "Bug"}),
        scenario("fix", when={"title": r"^fix(\(.+\))?:"}),
        scenario("chosen"),
    )
    assert matches(checklist(found, labels=("bug",), title="fix(db): a leak")) == {
        "bug": "because it has the label Bug",
        "fix": r"because its title matches ^fix(\(.+\))?:",
    }
    assert matches(checklist(found, chosen=("chosen",))) == {"chosen": "because a person chose it"}
    assert matches(checklist(found, labels=("bugs",), title="feat: fix:")) == {}


@pytest.mark.parametrize("line", ["M src/_own.py", "A src/_own.py", "R src/_own.py x.py"])
def test_unless_takes_a_scenario_back(line: str) -> None:
    each = scenario("it", when={"changed": "src/*.py"})
    each["unless"] = [
        {"kind": "when-changed", "pattern": "src/_*.py"},
        {"kind": "when-label", "pattern": "internal"},
    ]
    found = registry(each)
    assert matches(checklist(found, "M src/a.py"))
    assert not matches(checklist(found, "M src/a.py", line))
    assert not matches(checklist(found, "M src/a.py", labels=("Internal",)))
    assert matches(checklist(found, "M src/a.py", line, chosen=("it",)))


def test_several_files_and_triggers_are_one_sentence() -> None:
    each = scenario("it", when={"added": "src/*.py", "removed": "src/*.py", "label": "x"})
    made = checklist(
        registry(each), "A src/a.py", "A src/b.py", "A src/c.py", "D src/d.py", labels=("x",)
    )
    assert matches(made)["it"] == (
        "because src/a.py and 2 other files were added, src/d.py was removed and it has the label x"
    )


def test_a_title_that_cannot_be_matched_safely_is_said() -> None:
    made = checklist(registry(scenario("it", when={"title": r"(.)\1"})), title="x" * 300)
    assert made.scenarios == ()
    assert made.notes == (
        "when-title of the scenario it was not looked at: a reference back cannot be used here",
        "the title is long: only its first 256 characters were looked at",
    )


def test_required_beats_one_of_beats_optional() -> None:
    found = registry(
        *map(artifact, ("a", "b", "c", "d", "e")),
        scenario("one", when={"changed": "*"}, required=["a"], one_of=[["c", "d"]], optional=["b"]),
        scenario(
            "two", when={"changed": "*"}, required=["b"], one_of=[["a", "e"]], optional=["c", "e"]
        ),
    )
    made = checklist(found, "M x")
    assert kinds(made) == {
        "one/a": "required: manual",
        "two/b": "required: manual",
        "one/c+d": "one-of: manual",
        "two/e": "optional: manual",
    }
    assert made.items[0].scenarios == ("one",)
    assert [item.id for item in made.open] == ["one/a", "two/b", "one/c+d"]


def test_two_scenarios_owe_one_item_with_both_reasons() -> None:
    found = registry(
        artifact("changelog"),
        scenario("one", when={"changed": "*.py"}, required=["changelog"]),
        scenario("two", when={"added": "*.md"}, required=["changelog"]),
    )
    (item,) = checklist(found, "M a.py", "A b.md").items
    assert (item.id, item.scenarios) == ("one/changelog", ("one", "two"))
    assert because(item.reasons, str) == "because a.py was changed and b.md was added"


@pytest.mark.parametrize(
    ("evidence", "line", "state"),
    [
        ("added", "A docs/new.md", "ticked"),
        ("added", "M docs/new.md", "open"),
        ("added", "R docs/old.md docs/new.md", "open"),
        ("added", "R notes/old.md docs/new.md", "ticked"),
        ("added", "D docs/new.md", "open"),
        ("modified", "A docs/new.md", "ticked"),
        ("modified", "M docs/new.md", "ticked"),
        ("modified", "R docs/old.md docs/new.md", "ticked"),
        ("modified", "R docs/old.md notes/new.md", "open"),
        ("modified", "D docs/new.md", "open"),
        ("manual", "A docs/new.md", "manual"),
    ],
)
def test_evidence_of_files(evidence: str, line: str, state: str) -> None:
    found = registry(
        artifact("guide", paths=["docs/*.md"], evidence=evidence),
        scenario("it", when={"label": "x"}, required=["guide"]),
    )
    (item,) = checklist(found, line, labels=("x",)).items
    assert item.state == state
    assert item.by == ("diff" if state == "ticked" else "")


def test_an_artifact_that_is_not_declared_is_for_a_person() -> None:
    found = registry(scenario("it", when={"changed": "*"}, required=["No such!"]))
    (item,) = checklist(found, "M x").items
    assert (item.id, item.state, item.text) == ("it/No-such", "manual", "No such!")


@pytest.mark.parametrize(
    ("line", "evidence", "statuses", "state"),
    [
        ("A docs/adr/0002-new.md", "added", [], "ticked"),
        ("A docs/adr/0002-new.md", "record", ["accepted"], "ticked"),
        ("M docs/adr/0001-decision.md", "record", ["accepted"], "manual"),
        ("M docs/adr/0001-decision.md", "added", [], "open"),
        ("A docs/adr/index.md", "added", [], "open"),
        ("A docs/adr/0002.png", "added", [], "open"),
        ("A decisions/0002-new.md", "added", [], "ticked"),
        ("A docs/guide/new.md", "added", [], "open"),
    ],
)
def test_evidence_of_records_by_names_alone(
    line: str, evidence: str, statuses: list[str], state: str
) -> None:
    found = registry(
        artifact("adr", record="adr", evidence=evidence, statuses=statuses),
        scenario("it", when={"label": "x"}, required=["adr"]),
        record(1),
    )
    assert checklist(found, line, labels=("x",)).items[0].state == state


def test_later_items_are_not_owed_now() -> None:
    found = registry(
        artifact("talk", after_merge=True, evidence="manual"),
        scenario("it", when={"changed": "*"}, required=["talk"]),
    )
    made = checklist(found, "M x")
    assert kinds(made) == {"it/talk": "later: manual"}
    assert made.open == ()


def test_waivers() -> None:
    found = registry(
        artifact("guide"),
        artifact("changelog"),
        scenario("it", when={"changed": "*"}, required=["guide", "changelog"]),
    )
    text = (
        "Fixes it.\r\n\r\nGovernance-Exempt: it/guide — nobody\x1b[31m sees it\r\n"
        "governance-exempt: changelog\nGovernance-Exempt: other - why\nGovernance-Exempt:\n"
        "<!-- Governance-Exempt: changelog — as in this example -->"
    )
    made = checklist(found, "M x", description=text)
    assert kinds(made) == {"it/guide": "required: waived", "it/changelog": "required: manual"}
    assert [(waiver.item, waiver.reason, waiver.why_not[:20]) for waiver in made.waivers] == [
        ("it/guide", "nobody[31m sees it", ""),
        ("it/changelog", "", "it gives no reason: "),
        ("other", "why", "there is no such ite"),
        ("", "", "it names no item"),
    ]


def test_decisions_in_force_come_first_and_closed_ones_name_their_successor() -> None:
    found = registry(
        record(1, "src/**", status="superseded", phase="closed",
               inverse_relations=[{"type": "superseded-by", "target": "ADR-0003"}]),
        record(2, "src/**", "!src/db/**", status="proposed", phase="live"),
        record(3, "src/*.py", "src/db/"),
        record(4, "lib/**"),
        record(5, "src/b.py", phase=None),
    )  # fmt: skip
    made = checklist(found, "M src/db/a.py", "R src/b.py notes/b.py")
    assert [(item.record.id, item.matches) for item in made.decisions] == [
        ("ADR-0003", (("src/db/a.py", "src/db/"), ("src/b.py", "src/*.py"))),
        ("ADR-0002", (("src/b.py", "src/**"),)),
        ("ADR-0001", (("src/db/a.py", "src/**"), ("src/b.py", "src/**"))),
        ("ADR-0005", (("src/b.py", "src/b.py"),)),
    ]
    assert made.decisions[2].record.successors == ("ADR-0003",)
    assert governed(found, Paths([])) == ()


def test_records_in_the_diff_by_names_alone() -> None:
    found = registry(record(1), record(2, frozen=False, status="draft"))
    made = checklist(
        found, "M docs/adr/0001-decision.md", "M docs/adr/0002-decision.md", "A docs/adr/0002-new.md",
        "A docs/adr/0003-new.md", "A docs/adr/0001.png",
    )  # fmt: skip
    assert [(change.rule, change.path) for change in made.records] == [
        ("frozen-record-edited", "docs/adr/0001-decision.md"),
        ("number-taken", "docs/adr/0002-new.md"),
    ]
    assert "ADR-0001 is accepted" in made.records[0].message


def test_paths_of_a_registry_in_a_repository() -> None:
    one = record(1, path="adr/0001-decision.md")
    known = registry(one, folder="docs/source")
    assert checklist(known, "M docs/source/adr/0001-decision.md").records
    assert not checklist(known, "M adr/0001-decision.md").records
    unknown = registry(one, folder=None)
    assert checklist(unknown, "M docs/source/adr/0001-decision.md").records
    assert checklist(unknown, "M adr/0001-decision.md").records
    assert not checklist(unknown, "M docs/source/notadr/0001-decision.md").records


def test_an_empty_checklist_says_what_was_looked_at() -> None:
    made = checklist(registry(scenario("it", when={"changed": "*.py"}), record(1, "x")), "M y")
    assert summary(made) == (
        "No scenario matches: nothing is owed. "
        "Looked at 1 file, 1 scenario and 1 record that governs files."
    )
