"""SARIF as the standard's schema and GitHub's code scanning want it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest

from sphinx_governance import __version__
from sphinx_governance.model.finding import Edit, Finding, Fix, Severity
from sphinx_governance.model.patching import apply_edits
from sphinx_governance.model.record import Location
from sphinx_governance.report.context import Context
from sphinx_governance.report.sarif import render
from sphinx_governance.report.summary import Outcome
from sphinx_governance.rules.registry import all_rules

from .tools import (
    ACCEPTED,
    CHAIN,
    CONTEXT,
    EXAMINED,
    MISSING,
    NAMES,
    ONE_SIDED,
    OUTCOME,
    sarif_validator,
    valid_sarif,
)


def test_a_run_says_who_ran_and_what_was_examined() -> None:
    run = valid_sarif(render(OUTCOME, CONTEXT))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("sphinx-governance", __version__)
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["columnKind"] == "unicodeCodePoints"
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]
    assert run["properties"]["examined"] == EXAMINED


def test_every_rule_that_ran_is_described() -> None:
    rules = valid_sarif(render(Outcome((), EXAMINED), Context(all_rules())))["tool"]["driver"][
        "rules"
    ]
    assert [rule["id"] for rule in rules] == [rule.name for rule in all_rules()]
    for data, rule in zip(rules, all_rules(), strict=True):
        assert data["shortDescription"]["text"] == rule.summary
        assert data["helpUri"] == rule.url
        assert len(data["fullDescription"]["text"]) > 20
        assert not {"::", "``", "---", ":ref:"} & set(data["fullDescription"]["text"].split())
        off = rule.severity is Severity.OFF
        assert data["defaultConfiguration"] == {
            "enabled": not off, "level": "warning" if off else rule.severity.value
        }  # fmt: skip


def test_results() -> None:
    missing, one_sided, chain, accepted = valid_sarif(render(OUTCOME, CONTEXT))["results"]
    assert [item["level"] for item in (missing, one_sided, chain)] == ["error", "warning", "note"]
    assert missing["message"]["text"] == f"{MISSING.message} — {MISSING.hint}"
    assert missing["partialFingerprints"] == {"governance/v1": MISSING.fingerprint}
    assert missing["locations"] == [{"physicalLocation": {
        "artifactLocation": {"uri": "decisions/0005-queue.rst", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 4, "startColumn": 17, "endColumn": 25},
    }}]  # fmt: skip
    place = one_sided["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "decisions/0006%20gr%C3%B6%C3%9Fe.md"
    assert place["region"] == {"startLine": 3}
    assert one_sided["relatedLocations"][0]["id"] == 1
    assert one_sided["relatedLocations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 5,
    }
    assert "region" not in chain["locations"][0]["physicalLocation"]
    assert "suppressions" not in missing
    assert [item["kind"] for item in accepted["suppressions"]] == ["external"]
    assert accepted["partialFingerprints"] == {"governance/v1": ACCEPTED.fingerprint}


def test_a_fix_is_a_replacement_of_regions() -> None:
    (fix,) = valid_sarif(render(OUTCOME, CONTEXT))["results"][1]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "decisions/0004-x.rst"
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 2, "startColumn": 5, "endLine": 3, "endColumn": 6},
         "insertedContent": {"text": "new"}},
        {"deletedRegion": {"startLine": 9, "startColumn": 1, "endLine": 9, "endColumn": 1},
         "insertedContent": {"text": ":x: y\n"}},
    ]  # fmt: skip


@pytest.mark.parametrize("old", ["b", "", "b\nc", "\n", "b\nc\n", "b\nc\nd"])
def test_a_replacement_does_what_our_own_fix_does(old: str) -> None:
    text = "ab\nc\nd\n"
    edit = Edit(Location("x.md", 1, 2 if old != "\n" else 3), old, "NEW")
    finding = replace(MISSING, fix=Fix("x", (edit,)))
    run = valid_sarif(render(Outcome((finding,), {}), CONTEXT))
    replacement = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    region, lines = replacement["deletedRegion"], text.splitlines(keepends=True)
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    assert text[:start] + "NEW" + text[end:] == apply_edits(text, [edit])


def test_a_fix_without_a_place_is_left_out_whole() -> None:
    edits = (Edit(Location("x.md", 1, 1), "a", "b"), Edit(Location("x.md"), "a", "b"))
    finding = replace(MISSING, fix=Fix("x", edits))
    assert "fixes" not in valid_sarif(render(Outcome((finding,), {}), CONTEXT))["results"][0]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b.md", b"a b.md"), ("a:b.md", b"a:b.md"), ("größe#1?.md", "größe#1?.md".encode()),
        ("bad\udcff.md", b"bad\xff.md"), ("../up.md", b"../up.md"), (".", b"."),
        ("/abs/x.md", b"file:///abs/x.md"), ("//host/x.md", b"file:////host/x.md"),
    ],
)  # fmt: skip
def test_paths_are_relative_references(path: str, expected: bytes) -> None:
    run = valid_sarif(render(Outcome((replace(MISSING, at=Location(path)),), {}), CONTEXT))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri) == expected
    assert ":" not in uri.removeprefix("file:")


def test_places_are_shown_as_the_outcome_shows_them() -> None:
    shown = replace(OUTCOME, place=lambda path: f"docs/{path}")
    for result in valid_sarif(render(shown, CONTEXT))["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.startswith("docs/decisions/")


def test_a_message_cannot_make_a_link() -> None:
    finding = replace(MISSING, message="see [here](https://evil.example)")
    run = valid_sarif(render(Outcome((finding,), {}), CONTEXT))
    assert "](" not in run["results"][0]["message"]["text"]


def test_a_rule_that_is_not_known_is_named_all_the_same() -> None:
    other = Finding("other-rule", Severity.NOTE, "x", Location("x.md", 1))
    run = valid_sarif(render(Outcome((CHAIN, other), {}), CONTEXT))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        *(rule.name for rule in all_rules() if rule.name in NAMES), "other-rule"
    ]  # fmt: skip
    assert ONE_SIDED.rule in NAMES


def test_the_schema_is_not_empty() -> None:
    for bad in (
        {"version": "2.1.0"}, {"version": "2.0.0", "runs": []}, {"version": "2.1.0", "runs": [{}]},
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "unknown": 1}]},
    ):  # fmt: skip
        with pytest.raises(jsonschema.ValidationError):
            sarif_validator().validate(bad)
