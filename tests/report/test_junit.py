"""JUnit XML as Jenkins' junit-10.xsd has it, and as GitLab shows it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from sphinx_governance.report.context import Context
from sphinx_governance.report.junit import render
from sphinx_governance.report.summary import Outcome
from sphinx_governance.rules.registry import all_rules

from .tools import CHAIN, CONTEXT, EXAMINED, OUTCOME

CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase", "system-out", "system-err"},
    "properties": {"property"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
"""What may stand in what, of those elements that we use."""
ATTRIBUTES = {
    "testsuites": ({"name", "tests", "failures", "errors"}, set()),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"skipped", "time"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "classname"}, {"time"}),
    "failure": ({"message", "type"}, set()),
    "skipped": (set(), {"message"}),
}
"""What must and what may be said of an element."""


def valid_junit(text: str) -> ET.Element:
    """Return the one test suite of a report, which must have the shape that services read."""
    root = ET.fromstring(text)
    assert root.tag == "testsuites"
    for element in root.iter():
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())
        needed, more = ATTRIBUTES.get(element.tag, (set(), set()))
        assert needed <= set(element.attrib) <= needed | more
    (suite,) = root
    cases = suite.findall("testcase")
    results = [[child.tag for child in case if child.tag != "system-out"] for case in cases]
    assert all(len(result) <= 1 for result in results)
    assert int(suite.get("tests", "")) == int(root.get("tests", "")) == len(cases)
    assert (
        int(suite.get("failures", ""))
        == int(root.get("failures", ""))
        == results.count(["failure"])
    )
    assert int(suite.get("skipped", "")) == results.count(["skipped"])
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names), "GitLab shows only the first of two of one name"
    assert [child.tag for child in suite] == sorted(
        (child.tag for child in suite), key=("properties", "testcase").index
    )
    assert re.fullmatch(r"\d+\.\d{3}", suite.get("time", ""))
    return suite


def test_a_test_case_for_each_rule() -> None:
    suite = valid_junit(render(OUTCOME, CONTEXT))
    cases = {case.get("name"): case for case in suite.findall("testcase")}
    assert [rule.name for rule in CONTEXT.rules] == list(cases)[: len(CONTEXT.rules)]
    assert list(cases["title-missing"]) == []
    assert cases["title-missing"].get("classname") == "sphinx-governance.header"
    failure = cases["relation-target-missing"].find("failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert failure.get("message") == (
        "1 error: ADR-0005 supersedes ADR-0099, which does not exist — did you mean ADR-0009?"
    )
    assert (failure.text or "").startswith(
        "\ndecisions/0005-queue.rst:4:17: error: ADR-0005 supersedes"
    )
    other = cases["relation-asymmetric"].find("failure")
    assert other is not None
    assert other.get("type") == "warning"
    assert "    see also decisions/0004-x.rst:2:5\n" in (other.text or "")


def test_notes_fail_nothing() -> None:
    suite = valid_junit(render(Outcome((CHAIN,), EXAMINED), CONTEXT))
    assert suite.get("failures") == "0"
    assert "decisions/0001-a.rst: note: ADR-0001" in (suite.findtext("testcase/system-out") or "")


def test_what_the_baseline_accepts_is_skipped() -> None:
    suite = valid_junit(render(OUTCOME, CONTEXT))
    (case,) = [case for case in suite if case.find("skipped") is not None]
    assert case.get("name") == "relation-target-missing (in the baseline)"
    assert "decisions/0003-old.rst:7" in (case.findtext("system-out") or "")


def test_nothing_found_passes_every_rule() -> None:
    suite = valid_junit(render(Outcome((), EXAMINED), Context(all_rules())))
    assert (suite.get("tests"), suite.get("failures")) == (str(len(all_rules())), "0")
    properties = {item.get("name"): item.get("value") for item in suite.iter("property")}
    assert properties["examined.documents"] == "54"
